//! The lead assignment rule of this org: whatever is not converted goes to the queue for new leads.

use super::{
    super::{definition::Definition, given::Given},
    custom, record_of,
};
use crate::demo::{
    records::{Refusal, Writer, body::members},
    store::row,
};
use serde_json::{Map, Value, json};

const QUEUE: &str = "New_Leads";

pub fn assign(writer: &Writer, _: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    let leads = writer.object("Lead")?;
    let id = record_of(writer, "Lead", given.needed("leadId"))?;
    if row::held(writer.records, leads, &id, "ConvertedDate")?.is_some() {
        return Err(custom("INSUFFICIENT_ACCESS_OR_READONLY", "cannot reference converted lead"));
    }
    let queues = row::holding(writer.records, writer.object("Group")?, "DeveloperName", &QUEUE)?;
    let queue = queues.first().ok_or_else(|| custom("UNKNOWN_EXCEPTION", "the queue of the rule is gone"))?;
    writer.update(leads, &id, &members(json!({"OwnerId": queue})))?;
    Ok(Map::new())
}
