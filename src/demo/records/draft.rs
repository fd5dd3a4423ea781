//! A caller's JSON under the schema's names: every key is a field that may be written, every value one that it takes.

use super::{Refusal, Writer, foreign, writer::Deed};
use crate::demo::{
    schema::{Field, Object},
    store::value,
    wire::Fault,
};
use serde_json::{Map, Value};

pub fn read(
    writer: &Writer,
    object: &Object,
    body: &Map<String, Value>,
    deed: Deed,
) -> Result<Map<String, Value>, Refusal> {
    let mut draft = Map::new();
    let mut closed = Vec::new();
    for (key, given) in body.iter().filter(|(key, _)| *key != "attributes") {
        let (field, value) = entry(writer, object, key, given)?;
        if !deed.allows(field) {
            closed.push(field.name.as_str());
        } else if let Err(mismatch) = value::encode(field, &value) {
            return Err(Fault::new(400, "JSON_PARSER_ERROR", mismatch.to_string()).into());
        }
        draft.insert(field.name.clone(), value);
    }
    if closed.is_empty() { Ok(draft) } else { Err(unwritable(&closed).into()) }
}

impl Deed<'_> {
    fn allows(self, field: &Field) -> bool {
        match self {
            Self::Create => field.createable,
            Self::Update(_) => field.updateable,
        }
    }
}

/// The field that a key means: its own, or the reference behind a relationship that is named by the parent's key.
fn entry<'o>(writer: &Writer, object: &'o Object, key: &str, given: &Value) -> Result<(&'o Field, Value), Fault> {
    if key.eq_ignore_ascii_case("Id") {
        return Err(not_here("Id"));
    }
    if let Some(field) = object.field(key) {
        return Ok((field, given.clone()));
    }
    if let Some(field) = object.parent(key).filter(|_| given.is_object() || given.is_null()) {
        return Ok((field, foreign::id(writer, field, given)?));
    }
    let message = format!("No such column '{key}' on sobject of type {}", object.name);
    Err(Fault::new(400, "INVALID_FIELD", message))
}

/// Refuses a field whose value the path gives.
pub fn not_here(field: &str) -> Fault {
    Fault::new(400, "INVALID_FIELD", format!("The {field} field should not be specified in the sobject data."))
}

fn unwritable(fields: &[&str]) -> Fault {
    let message = format!(
        "Unable to create/update fields: {}. Please check the security settings of this field and verify that it is \
         read/write for your profile or permission set.",
        fields.join(", ")
    );
    Fault::new(400, "INVALID_FIELD_FOR_INSERT_UPDATE", message).on(fields)
}
