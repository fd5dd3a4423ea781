//! Values out of a file: a column of CSV or TSV, a member of JSON or NDJSON records, JSON scalars, or plain lines.

use crate::cli::{argument, describe};
use crate::error::Failure;
use serde_json::{Deserializer, Value};

/// The values in their order, with repetitions, without blanks.
pub fn read(file: &str, column: Option<&str>) -> Result<Vec<String>, Failure> {
    let bytes = argument::bytes(file)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Failure::usage(format!("{file} is not UTF-8 text")))?;
    let text = text.trim_start_matches('\u{feff}');
    let end = file.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    let values = match (end.as_deref(), column) {
        _ if text.trim_start().starts_with(['[', '{', '"']) && !matches!(end.as_deref(), Some("csv" | "tsv")) => {
            json(text, column)
        }
        (Some("tsv"), _) => delimited(text, b'\t', column),
        (Some("csv"), _) | (_, Some(_)) => delimited(text, b',', column),
        (_, None) => Ok(text.lines().map(|line| line.trim().to_owned()).collect()),
    };
    let values = values.map_err(|why| Failure::usage(format!("{file}: {why}")))?;
    Ok(values.into_iter().filter(|value| !value.is_empty()).collect())
}

fn delimited(text: &str, delimiter: u8, column: Option<&str>) -> Result<Vec<String>, String> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| error.to_string())?.clone();
    let names: Vec<&str> = headers.iter().map(str::trim).collect();
    let at = match column {
        Some(column) => names.iter().position(|name| name.eq_ignore_ascii_case(column)),
        None if names.len() == 1 => Some(0),
        None => return Err(format!("which column? Add :NAME of {}", names.join(", "))),
    };
    let at = at.ok_or_else(|| {
        let alike = describe::nearest::of(column.unwrap_or_default(), names.iter().copied());
        let meant = alike.first().map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
        format!("there is no column `{}`{meant}", column.unwrap_or_default())
    })?;
    let cell = |row: csv::Result<csv::StringRecord>| {
        row.map(|row| row.get(at).unwrap_or_default().to_owned()).map_err(|error| error.to_string())
    };
    reader.records().map(cell).collect()
}

/// One array, or one value behind the other.
fn json(text: &str, column: Option<&str>) -> Result<Vec<String>, String> {
    let mut values = Vec::new();
    for document in Deserializer::from_str(text).into_iter::<Value>() {
        match document.map_err(|error| error.to_string())? {
            Value::Array(items) => items.iter().try_for_each(|item| add(item, column, &mut values))?,
            one => add(&one, column, &mut values)?,
        }
    }
    Ok(values)
}

fn add(item: &Value, column: Option<&str>, values: &mut Vec<String>) -> Result<(), String> {
    let value = match (item, column) {
        (Value::Object(_), Some(column)) => column.split('.').try_fold(item, |value, name| value.get(name)),
        (Value::Object(_), None) => return Err("which member of its records? Add :NAME".to_owned()),
        (scalar, _) => Some(scalar),
    };
    match value {
        None | Some(Value::Null) => {}
        Some(Value::String(text)) => values.push(text.clone()),
        Some(Value::Bool(_) | Value::Number(_)) => values.extend(value.map(Value::to_string)),
        Some(Value::Array(_) | Value::Object(_)) => {
            return Err("a value of a list is text, a number or true or false".to_owned());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_found_by_its_name() {
        let text = "Id,Name\n1,\"a,\nb\"\n2,\n";
        assert_eq!(delimited(text, b',', Some("name")), Ok(vec!["a,\nb".to_owned(), String::new()]));
        assert_eq!(delimited("Id\n1\n", b',', None), Ok(vec!["1".to_owned()]));
        assert_eq!(delimited("Id\tB\n1\t2\n", b'\t', Some("B")), Ok(vec!["2".to_owned()]));
        assert!(delimited(text, b',', Some("Nam")).is_err_and(|why| why.contains("did you mean `Name`?")));
        assert!(delimited(text, b',', None).is_err_and(|why| why.contains("Id, Name")));
        assert!(delimited("a,b\n1\n", b',', Some("a")).is_err());
    }

    #[test]
    fn json_keeps_its_digits() {
        let read = |text: &str, column| json(text, column).map(|values| values.join("|"));
        assert_eq!(read(r#"["a", 1.10, null, true]"#, None).as_deref(), Ok("a|1.10|true"));
        assert_eq!(read("{\"A\":{\"B\":\"x\"}}\n{\"A\":null}\n", Some("A.B")).as_deref(), Ok("x"));
        assert!(read(r#"[{"A":1}]"#, None).is_err());
        assert!(read(r#"[{"A":[]}]"#, Some("A")).is_err());
        assert!(read(r#"["a""#, None).is_err());
    }
}
