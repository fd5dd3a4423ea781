//! Field values on their way from JSON into a column and back: which text stands for which value of which type.
//!
//! Ids have 18 characters; booleans are 0 and 1; numbers are texts that keep their digits; a datetime is UTC with
//! milliseconds and `Z`; choices of a multi-select picklist stand in the picklist's order. There is no empty text.

use super::decimal;
use crate::demo::{
    id,
    schema::{Field, Kind},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use rusqlite::types::{Value as Sql, ValueRef};
use serde_json::Value;
use std::{borrow::Cow, fmt, io::Write};

/// A value that the field's type does not take.
#[derive(Debug, PartialEq, Eq)]
pub struct Mismatch {
    expected: &'static str,
    found: &'static str,
    text: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let Self { expected, found, text } = self;
        let value = if text.is_empty() { String::new() } else { format!(" value {text}") };
        write!(out, "Cannot deserialize instance of {expected} from {found}{value}")
    }
}

impl std::error::Error for Mismatch {}

/// What a column holds for `value`. Lengths, lists of choices and targets of references are not judged here.
pub fn encode(field: &Field, value: &Value) -> Result<Sql, Mismatch> {
    let mismatch = || Mismatch { expected: type_word(field.kind), found: token(value), text: plain_text(value) };
    if field.kind == Kind::Boolean {
        return truth(value).map(|truth| Sql::Integer(truth.into())).ok_or_else(mismatch);
    }
    if value.is_null() || value.as_str() == Some("") {
        return Ok(Sql::Null);
    }
    let text = match field.kind {
        Kind::Int => number(value).map(|digits| decimal::round(&digits, 0)),
        Kind::Double | Kind::Currency | Kind::Percent => number(value)
            .map(|digits| decimal::fractional(decimal::round(&digits, usize::try_from(field.scale).unwrap_or(0)))),
        Kind::Date => value.as_str().and_then(date),
        Kind::DateTime => value.as_str().and_then(datetime),
        Kind::Id | Kind::Reference => value.as_str().map(|text| id::long(text).unwrap_or_else(|| text.to_owned())),
        // Whatever it is, as the JSON that it was.
        Kind::AnyType => Some(value.to_string()),
        Kind::MultiPicklist => value.as_str().map(|text| choices(field, text)),
        _ => value.as_str().map(str::to_owned),
    };
    text.map(Sql::Text).ok_or_else(mismatch)
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Null => Some(false),
        Value::Bool(truth) => Some(*truth),
        Value::String(text) => text.to_ascii_lowercase().parse().ok(),
        _ => None,
    }
}

fn number(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => decimal::plain(number.as_str()),
        Value::String(text) => decimal::plain(text.trim()),
        _ => None,
    }
}

/// The day that a date, or a datetime seen from UTC, falls on.
pub fn date(text: &str) -> Option<String> {
    let date = match text.len() {
        10 => text.parse::<Date>().ok()?,
        _ => text.parse::<Timestamp>().ok()?.to_zoned(TimeZone::UTC).date(),
    };
    (1700..=4000).contains(&date.year()).then(|| date.to_string())
}

pub fn datetime(text: &str) -> Option<String> {
    let time = match text.len() {
        10 => text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp(),
        _ => text.parse::<Timestamp>().ok()?,
    };
    let year = time.to_zoned(TimeZone::UTC).year();
    (1700..=4000).contains(&year).then(|| instant(time))
}

/// A point in time as a datetime column holds it.
pub fn instant(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// The choices of `text` in the order of the field's picklist, unknown ones last, each once.
pub fn choices(field: &Field, text: &str) -> String {
    let place = |choice: &str| field.picklist.iter().position(|known| known.value == choice).unwrap_or(usize::MAX);
    let mut choices: Vec<_> = text.split(';').map(str::trim).filter(|choice| !choice.is_empty()).collect();
    choices.sort_by_key(|choice| place(choice));
    choices.dedup();
    choices.join(";")
}

fn type_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Boolean => "boolean",
        Kind::Int => "int",
        Kind::Double | Kind::Percent => "double",
        Kind::Currency => "currency",
        Kind::Date => "date",
        Kind::DateTime => "datetime",
        Kind::Time => "time",
        Kind::Id | Kind::Reference => "reference",
        _ => "string",
    }
}

fn token(value: &Value) -> &'static str {
    match value {
        Value::Null => "VALUE_NULL",
        Value::Bool(true) => "VALUE_TRUE",
        Value::Bool(false) => "VALUE_FALSE",
        Value::Number(number) if number.as_str().contains(['.', 'e', 'E']) => "VALUE_NUMBER_FLOAT",
        Value::Number(_) => "VALUE_NUMBER_INT",
        Value::String(_) => "VALUE_STRING",
        Value::Array(_) => "START_ARRAY",
        Value::Object(_) => "START_OBJECT",
    }
}

fn plain_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => String::new(),
        other => other.to_string(),
    }
}

/// Appends the JSON of what a column of this type holds.
pub fn write_json(kind: Kind, value: ValueRef, out: &mut Vec<u8>) {
    let text = match value {
        ValueRef::Text(text) => str::from_utf8(text).unwrap_or_default(),
        ValueRef::Integer(number) => return write_integer(kind, number, out),
        _ if kind == Kind::Boolean => return out.extend_from_slice(b"false"),
        _ => return out.extend_from_slice(b"null"),
    };
    match kind {
        Kind::Int | Kind::Double | Kind::Currency | Kind::Percent | Kind::AnyType => {
            out.extend_from_slice(text.as_bytes());
        }
        Kind::DateTime => {
            out.push(b'"');
            out.extend_from_slice(text.trim_end_matches('Z').as_bytes());
            out.extend_from_slice(b"+0000\"");
        }
        Kind::EncryptedString => write_text(&masked(text), out),
        _ => write_text(text, out),
    }
}

/// All but the last four characters of a secret are hidden from everyone.
fn masked(text: &str) -> String {
    let shown = text.chars().count().saturating_sub(4);
    text.chars().enumerate().map(|(index, char)| if index < shown { '*' } else { char }).collect()
}

fn write_integer(kind: Kind, number: i64, out: &mut Vec<u8>) {
    let _ = match kind {
        Kind::Boolean => write!(out, "{}", number != 0),
        _ => write!(out, "{number}"),
    };
}

/// What a column of this type holds, as bare text; null is empty.
pub fn plain(kind: Kind, value: ValueRef) -> Cow<str> {
    match (kind, value) {
        (Kind::Boolean, value) => if matches!(value, ValueRef::Integer(1..)) { "true" } else { "false" }.into(),
        (_, ValueRef::Integer(number)) => number.to_string().into(),
        (Kind::EncryptedString, ValueRef::Text(text)) => masked(str::from_utf8(text).unwrap_or_default()).into(),
        (_, ValueRef::Text(text)) => String::from_utf8_lossy(text),
        _ => Cow::default(),
    }
}

/// Appends a JSON string.
pub fn write_text(text: &str, out: &mut Vec<u8>) {
    let _ = serde_json::to_writer(out, text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::schema::Choice;
    use serde_json::json;

    fn field(kind: Kind) -> Field {
        Field { kind, scale: 2, ..Field::default() }
    }

    fn there_and_back(field: &Field, value: &str) -> Option<String> {
        let value = serde_json::from_str(value).ok()?;
        let column = encode(field, &value).ok()?;
        let mut json = Vec::new();
        write_json(field.kind, ValueRef::from(&column), &mut json);
        String::from_utf8(json).ok()
    }

    #[test]
    fn values_come_back_as_the_org_writes_them() {
        for (kind, given, returned) in [
            (Kind::Int, "12", "12"),
            (Kind::Double, "5", "5.0"),
            (Kind::Currency, "1.10", "1.10"),
            (Kind::Double, "1.005", "1.01"),
            (Kind::Percent, "\"7.5\"", "7.5"),
            (Kind::Boolean, "null", "false"),
            (Kind::Boolean, "true", "true"),
            (Kind::String, "\"\"", "null"),
            (Kind::String, "\"a\\n\\u0001\u{1f600}\"", "\"a\\n\\u0001\u{1f600}\""),
            (Kind::Date, "\"2024-05-01\"", "\"2024-05-01\""),
            (Kind::DateTime, "\"2024-05-01T10:00:00+02:00\"", "\"2024-05-01T08:00:00.000+0000\""),
            (Kind::DateTime, "\"2024-05-01T10:00:00.5+0000\"", "\"2024-05-01T10:00:00.500+0000\""),
            (Kind::AnyType, "\"x\"", "\"x\""),
            (Kind::AnyType, "1.10", "1.10"),
            (Kind::EncryptedString, "\"DE00 1234\"", "\"*****1234\""),
            (Kind::Id, "\"001D000000IqhSL\"", "\"001D000000IqhSLIAZ\""),
        ] {
            assert_eq!(there_and_back(&field(kind), given).as_deref(), Some(returned), "{given}");
        }
        assert_eq!(there_and_back(&field(Kind::Double), "999999999999999999").as_deref(), Some("999999999999999999.0"));
    }

    #[test]
    fn choices_take_the_order_of_their_list() {
        let choice = |value: &str| Choice { value: value.to_owned(), ..Choice::default() };
        let field = Field { picklist: vec![choice("A"), choice("B")], ..field(Kind::MultiPicklist) };
        assert_eq!(there_and_back(&field, "\"B;X;A;B\"").as_deref(), Some("\"A;B;X\""));
    }

    #[test]
    fn a_wrong_type_is_named() {
        let refused = |kind, value| encode(&field(kind), &value).map_err(|mismatch| mismatch.to_string());
        assert_eq!(
            refused(Kind::Double, json!("abc")),
            Err("Cannot deserialize instance of double from VALUE_STRING value abc".to_owned())
        );
        assert_eq!(
            refused(Kind::String, json!(5)),
            Err("Cannot deserialize instance of string from VALUE_NUMBER_INT value 5".to_owned())
        );
        assert_eq!(
            refused(Kind::Date, json!("1699-01-01")),
            Err("Cannot deserialize instance of date from VALUE_STRING value 1699-01-01".to_owned())
        );
        assert_eq!(
            refused(Kind::DateTime, json!({})),
            Err("Cannot deserialize instance of datetime from START_OBJECT".to_owned())
        );
    }
}
