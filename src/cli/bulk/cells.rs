//! Rows of an input as the cells of a load: nothing for what is left alone, a mark for what is emptied.

use crate::cli::many::{Flaw, is_remark};
use crate::input::{NULL_CELL, Row};
use crate::record::{Kind, Value};
use std::borrow::Cow;

/// The columns of a load, in the order in which they were first seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    pub names: Vec<String>,
    /// Of an input with a header, where each column stands in it.
    places: Vec<usize>,
    blank_is_null: bool,
    /// Only this one is taken.
    only: Option<&'static str>,
}

impl Columns {
    /// `only` is the one column that is wanted, where others would be refused.
    pub fn new(header: Option<&[String]>, blank_is_null: bool, only: Option<&'static str>) -> Self {
        let mut columns = Self { blank_is_null, only, ..Self::default() };
        for (place, name) in header.unwrap_or_default().iter().enumerate() {
            if columns.is_wanted(name) {
                columns.names.push(name.clone());
                columns.places.push(place);
            }
        }
        columns
    }

    fn is_wanted(&self, name: &str) -> bool {
        !is_remark(name) && name != "attributes" && self.only.is_none_or(|only| only.eq_ignore_ascii_case(name))
    }

    /// Adds the columns that a row without a header brings.
    pub fn learn(&mut self, row: &Row) {
        if row.cells.is_none() {
            self.add("", Value::trusted(&row.json));
        }
    }

    fn add(&mut self, prefix: &str, object: Value) {
        for (name, value) in object.members() {
            let path = format!("{prefix}{name}");
            if prefix.is_empty() && !self.is_wanted(name) {
                continue;
            }
            match value.kind() {
                Kind::Object => self.add(&format!("{path}."), value),
                _ if self.names.iter().any(|known| known.eq_ignore_ascii_case(&path)) => {}
                _ => self.names.push(path),
            }
        }
    }

    /// The cells of a row, or what cannot be one.
    pub fn cells<'r>(&self, row: &'r Row) -> Result<Vec<Cow<'r, str>>, Flaw> {
        let Some(given) = &row.cells else {
            return self.names.iter().map(|name| cell(Value::trusted(&row.json), name)).collect();
        };
        let filled = |place: &usize| {
            let cell = given.get(*place).unwrap_or_default();
            Cow::Borrowed(if cell.is_empty() && self.blank_is_null { NULL_CELL } else { cell })
        };
        Ok(self.places.iter().map(filled).collect())
    }
}

/// The member that a dotted name leads to. What is null or no text at all is to be emptied.
fn cell<'r>(row: Value<'r>, name: &str) -> Result<Cow<'r, str>, Flaw> {
    let mut here = Some(row);
    for step in name.split('.') {
        let found = here.and_then(|value| value.members().find(|(key, _)| key.eq_ignore_ascii_case(step)));
        here = found.map(|(_, value)| value);
    }
    match here {
        None => Ok("".into()),
        Some(value) => match value.kind() {
            Kind::Null => Ok(NULL_CELL.into()),
            Kind::Array => Err(Flaw::of(name, "a list cannot be a cell")),
            Kind::Object => Err(Flaw::of(name, "an object cannot be a cell")),
            _ if value.text() == "\"\"" => Ok(NULL_CELL.into()),
            _ => Ok(value.string()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(json: &str) -> Row {
        Row { number: 1, line: 1, json: json.to_owned(), cells: None }
    }

    fn texts(columns: &Columns, row: &Row) -> Result<Vec<String>, String> {
        let cells = columns.cells(row).map_err(|flaw| flaw.at(row))?;
        Ok(cells.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn json_becomes_cells_with_its_digits() {
        let rows = [
            row(r#"{"attributes":{},"Name":"a","N":1.10,"Account":{"Ext__c":"E"},"_error":"x"}"#),
            row(r#"{"name":null,"B":true,"Account":null}"#),
        ];
        let mut columns = Columns::new(None, false, None);
        for row in &rows {
            columns.learn(row);
        }
        assert_eq!(columns.names, ["Name", "N", "Account.Ext__c", "B", "Account"]);
        columns.names.pop();
        assert_eq!(texts(&columns, &rows[0]), Ok(["a", "1.10", "E", ""].map(str::to_owned).to_vec()));
        assert_eq!(texts(&columns, &rows[1]), Ok(["#N/A", "", "", "true"].map(str::to_owned).to_vec()));
        assert!(texts(&columns, &row(r#"{"N":[1]}"#)).is_err_and(|why| why.contains("N: a list")));
    }

    #[test]
    fn remarks_are_left_out_and_blanks_are_what_was_said() {
        let header = ["sf__Id", "Id", "Name"].map(str::to_owned);
        let given = Row { cells: Some(vec!["x", "001", ""].into()), ..row("{}") };
        assert_eq!(texts(&Columns::new(Some(&header), false, None), &given), Ok(vec!["001".into(), String::new()]));
        assert_eq!(texts(&Columns::new(Some(&header), true, None), &given), Ok(vec!["001".into(), "#N/A".into()]));
        assert_eq!(texts(&Columns::new(Some(&header), true, Some("Id")), &given), Ok(vec!["001".into()]));
    }
}
