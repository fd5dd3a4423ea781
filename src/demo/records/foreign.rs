//! Parents named by a key of theirs: `"Account": {"ExternalId__c": "A1"}` stands for `"AccountId": "001…"`.

use super::{Writer, place};
use crate::demo::{
    schema::{Field, Object},
    wire::Fault,
};
use serde_json::Value;

/// What the reference `field` has to hold; null stands for no parent.
pub fn id(writer: &Writer, field: &Field, parent: &Value) -> Result<Value, Fault> {
    let Some(members) = parent.as_object() else { return Ok(Value::Null) };
    let kind = parent["attributes"]["type"].as_str();
    let keys: Vec<_> = members.iter().filter(|(name, _)| *name != "attributes").collect();
    let [(name, value)] = keys.as_slice() else {
        let relationship = field.relationship.as_deref().unwrap_or(&field.name);
        return Err(invalid(format!(
            "The relationship {relationship} has to be given by exactly one external ID field"
        )));
    };
    let (object, key) = target(writer, field, kind, name)?;
    match place::keyed(writer.records, object, key, value)?.as_slice() {
        [id] => Ok(id.as_str().into()),
        [] => Err(invalid(format!(
            "Foreign key external ID: {} not found for field {} in entity {}",
            text(value),
            key.name,
            object.name
        ))),
        ids => Err(place::ambiguous(key, ids)),
    }
}

/// The parent's object and its key field. Where several objects are possible and none is named, the first with
/// such a key is meant.
fn target<'s>(
    writer: &Writer<'s>,
    field: &Field,
    kind: Option<&str>,
    name: &str,
) -> Result<(&'s Object, &'s Field), Fault> {
    let meant = |object: &&String| kind.is_none_or(|kind| object.eq_ignore_ascii_case(kind));
    let objects: Vec<&Object> =
        field.references.iter().filter(meant).filter_map(|object| writer.schema.object(object)).collect();
    let key = |object: &&'s Object| object.field(name).filter(|key| key.external_id || key.id_lookup);
    let found = objects.iter().find_map(|object| Some((*object, key(object)?)));
    found.ok_or_else(|| {
        let object = objects.first().map_or_else(|| kind.unwrap_or_default(), |object| &object.name);
        invalid(format!(
            "Field name provided, {name} does not match an External ID, Salesforce Id, or indexed field for {object}"
        ))
    })
}

fn invalid(message: String) -> Fault {
    Fault::new(400, "INVALID_FIELD", message)
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
