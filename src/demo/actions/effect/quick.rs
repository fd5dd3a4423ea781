//! Quick actions: a record made from another one.

use super::{
    super::{definition::Definition, given::Given},
    record_of,
};
use crate::demo::{
    records::{Refusal, Writer, body::members},
    wire::Fault,
};
use serde_json::{Map, Value, json};

pub fn create(writer: &Writer, action: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    let context = record_of(writer, action.object().unwrap_or_default(), given.needed("contextId"))?;
    let fields = given.members().filter(|(name, _)| *name != "contextId");
    let mut record = action.defaults.clone();
    record.extend(fields.map(|(name, value)| (name.clone(), value.clone())));
    let (Some(object), Some(parent)) = (&action.creates, &action.parent) else {
        return Err(Fault::not_found().into());
    };
    record.insert(parent.clone(), context.as_str().into());
    let id = writer.create(writer.object(object)?, &record)?;
    Ok(members(json!({"contextId": context, "ids": [id]})))
}
