//! Permission sets have names that code can use.

use super::super::{Refusal, Writer, writer::Deed};
use crate::demo::{schema::Object, store::row, wire::Fault};
use serde_json::{Map, Value};

const RULE: &str = "The Permission Set API Name can only contain underscores and alphanumeric characters. It must be \
                    unique, begin with a letter, not include spaces, not end with an underscore, and not contain two \
                    consecutive underscores.";
const TAKEN: &str = "This name already exists or has been previously used. Choose a different name.";

pub fn check(writer: &Writer, object: &Object, record: &Map<String, Value>, deed: Deed) -> Result<(), Refusal> {
    let Some(name) = record.get("Name").and_then(Value::as_str) else { return Ok(()) };
    if !is_name(name) {
        return Err(Fault::new(400, "FIELD_INTEGRITY_EXCEPTION", RULE).on(&["Name"]).into());
    }
    let holders = row::holding(writer.records, object, "Name", &name)?;
    if holders.iter().any(|holder| Some(holder.as_str()) != deed.id()) {
        return Err(Fault::new(400, "DUPLICATE_DEVELOPER_NAME", TAKEN).on(&["Name"]).into());
    }
    Ok(())
}

fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
        && !name.contains("__")
        && !name.ends_with('_')
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_name_is_one_word_of_code() {
        for good in ["sfo_users", "A", "a1_B2"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "1a", "_a", "a__b", "a_", "a b", "ä"] {
            assert!(!is_name(bad), "{bad}");
        }
    }
}
