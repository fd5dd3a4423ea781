//! `displayValue` and `label`: what people read where it differs from the value.

use crate::demo::{
    query,
    schema::{Field, Kind},
};
use jiff::tz::TimeZone;
use serde_json::Value;

/// Null where the value itself is what people read.
pub fn text(field: &Field, value: &Value, zone: &TimeZone) -> Value {
    let plain = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return Value::Null,
    };
    match field.kind {
        Kind::Picklist | Kind::MultiPicklist | Kind::Combobox => labels(field, &plain).into(),
        Kind::DateTime => query::format(field.kind, &plain.replace("+0000", "Z"), zone).into(),
        Kind::Int | Kind::Double | Kind::Currency | Kind::Percent | Kind::Date => {
            query::format(field.kind, &plain, zone).into()
        }
        _ => Value::Null,
    }
}

/// The labels of one value or several.
pub fn labels(field: &Field, value: &str) -> String {
    let label = |value: &str| {
        let choice = field.picklist.iter().find(|choice| choice.value == value);
        choice.map_or_else(|| value.to_owned(), |choice| choice.label.clone())
    };
    value.split(';').map(label).collect::<Vec<_>>().join(";")
}
