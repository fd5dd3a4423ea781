//! Whether a cell can be the value of a field, as far as the description tells. In doubt it can.

use super::number;
use crate::api::describe::Field;
use crate::api::is_id;
use crate::input::NULL_CELL;
use jiff::civil;

/// Characters of a cell, whatever the field (`spec/rest.md` 8.2).
const MOST: u64 = 131_072;
const BOOLEANS: [&str; 10] = ["true", "t", "yes", "y", "1", "false", "f", "no", "n", "0"];

/// Why a cell cannot be the value of the field; `new` where there is no value yet that an empty cell leaves.
pub fn flaw(field: &Field, cell: &str, new: bool) -> Option<String> {
    if cell.is_empty() || cell == NULL_CELL {
        let lost = field.required() && (new || cell == NULL_CELL);
        return lost.then(|| "a value is required".to_owned());
    }
    let fine = match field.kind.as_str() {
        "boolean" => BOOLEANS.iter().any(|known| known.eq_ignore_ascii_case(cell)),
        "int" | "long" => number::plain(cell, false).is_some_and(|text| !text.contains('.')),
        "double" | "currency" | "percent" => number::plain(cell, true).is_some(),
        "date" => cell.get(..10).is_some_and(|date| date.parse::<civil::Date>().is_ok()),
        "datetime" => is_instant(cell),
        "id" | "reference" => is_id(cell),
        "picklist" if field.restricted_picklist => has(field, cell),
        "multipicklist" if field.restricted_picklist => cell.split(';').all(|value| has(field, value.trim())),
        _ => true,
    };
    if !fine {
        let shown: String = cell.chars().take(40).collect();
        return Some(format!("`{shown}` is no {}", name(field)));
    }
    let length = cell.chars().count() as u64;
    let most = if field.length == 0 || !is_text(field) { MOST } else { field.length };
    (length > most).then(|| format!("{length} characters, and {most} fit"))
}

fn is_text(field: &Field) -> bool {
    ["string", "textarea", "email", "phone", "url", "encryptedstring"].contains(&field.kind.as_str())
}

fn has(field: &Field, value: &str) -> bool {
    field.picklist_values.iter().any(|choice| choice.active && choice.value.eq_ignore_ascii_case(value))
}

/// A day alone means its midnight.
fn is_instant(cell: &str) -> bool {
    let text = cell.replacen("+0000", "Z", 1);
    text.parse::<jiff::Timestamp>().is_ok()
        || text.parse::<civil::Date>().is_ok()
        || text.parse::<civil::DateTime>().is_ok()
}

fn name(field: &Field) -> &str {
    match field.kind.as_str() {
        "id" | "reference" => "Id",
        "picklist" | "multipicklist" => "value of this picklist",
        "double" | "currency" | "percent" => "number",
        "int" | "long" => "whole number",
        "datetime" => "point in time",
        kind => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_judged_by_the_type_of_their_field() {
        let field = |kind: &str| -> Field {
            let values = json!([{"value": "Hot", "active": true, "defaultValue": false}]);
            serde_json::from_value(json!({
                "name": "F", "type": kind, "length": 4, "createable": true, "nillable": kind != "string",
                "restrictedPicklist": true, "picklistValues": values,
            }))
            .expect("is a field")
        };
        for (kind, good, bad) in [
            ("string", "four", "five!"),
            ("boolean", "TRUE", "maybe"),
            ("int", "42", "4.2"),
            ("currency", "1.5E3", "$5"),
            ("date", "2024-02-29", "2024-02-30"),
            ("datetime", "2024-05-01T10:00:00.000+0000", "yesterday"),
            ("datetime", "2024-05-01", "2024-05"),
            ("reference", "001000000000001AAA", "001"),
            ("picklist", "hot", "Warm"),
            ("multipicklist", "Hot;hot", "Hot;Cold"),
            ("string", "x", "#N/A"),
            ("string", "y", ""),
        ] {
            assert_eq!(flaw(&field(kind), good, true), None, "{kind} {good}");
            assert!(flaw(&field(kind), bad, true).is_some(), "{kind} {bad}");
        }
        assert_eq!(flaw(&field("string"), "", false), None);
    }
}
