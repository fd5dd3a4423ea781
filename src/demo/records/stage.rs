//! What follows from the state of a record: chances from an opportunity's stage, dates from a case that is closed.

use super::{Writer, writer::Deed};
use crate::demo::{schema::Object, store::row};
use serde_json::{Map, Value};

/// Stage, percent, forecast category.
const STAGES: [(&str, u32, &str); 10] = [
    ("Prospecting", 10, "Pipeline"),
    ("Qualification", 10, "Pipeline"),
    ("Needs Analysis", 20, "Pipeline"),
    ("Value Proposition", 50, "Pipeline"),
    ("Id. Decision Makers", 60, "Pipeline"),
    ("Perception Analysis", 70, "Pipeline"),
    ("Proposal/Price Quote", 75, "Pipeline"),
    ("Negotiation/Review", 90, "Pipeline"),
    ("Closed Won", 100, "Closed"),
    ("Closed Lost", 0, "Omitted"),
];

/// Adds to `record` what its new state brings.
pub fn enter(writer: &Writer, object: &Object, record: &mut Map<String, Value>, deed: Deed) -> rusqlite::Result<()> {
    let field = match object.name.as_str() {
        "Opportunity" => "StageName",
        "Case" => "Status",
        _ => return Ok(()),
    };
    let Some(state) = record.get(field).and_then(Value::as_str).map(str::to_owned) else { return Ok(()) };
    let before = deed.id().map(|id| row::held(writer.records, object, id, field)).transpose()?.flatten();
    if before.as_ref() == Some(&state) {
        return Ok(());
    }
    if field == "Status" {
        let closed = if state == "Closed" { writer.now.as_str().into() } else { Value::Null };
        record.insert("ClosedDate".to_owned(), closed);
        return Ok(());
    }
    if before.is_some() {
        record.insert("LastStageChangeDate".to_owned(), writer.now.as_str().into());
    }
    if let Some((_, percent, forecast)) = STAGES.iter().find(|(stage, ..)| *stage == state) {
        record.entry("Probability").or_insert((*percent).into());
        record.entry("ForecastCategoryName").or_insert((*forecast).into());
    }
    Ok(())
}
