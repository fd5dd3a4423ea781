//! Records that only join two others: each pair is there once.

use super::super::{Refusal, Writer};
use crate::demo::{schema::Object, store::table::quoted, wire::Fault};
use rusqlite::OptionalExtension;
use serde_json::{Map, Value};

/// Refuses a pair that is there already.
pub fn check(writer: &Writer, object: &Object, record: &Map<String, Value>, pair: [&str; 2]) -> Result<(), Refusal> {
    let text = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or_default();
    let [one, other] = pair;
    let sql =
        format!("SELECT \"Id\" FROM {} WHERE {} = ?1 AND {} = ?2", quoted(&object.name), quoted(one), quoted(other));
    let twin: Option<String> =
        writer.records.prepare_cached(&sql)?.query_row([text(one), text(other)], |row| row.get(0)).optional()?;
    let Some(twin) = twin else { return Ok(()) };
    let short = twin.get(..15).unwrap_or(&twin);
    let message = format!("duplicate value found: {other} duplicates value on record with id: {short}");
    Err(Fault::new(400, "DUPLICATE_VALUE", message).on(&[]).into())
}

/// The kind of what is opened follows from its id.
pub fn name_type(writer: &Writer, record: &mut Map<String, Value>) {
    let object = record.get("SetupEntityId").and_then(Value::as_str).and_then(|id| writer.schema.of_id(id));
    if let Some(object) = object {
        record.insert("SetupEntityType".to_owned(), object.name.as_str().into());
    }
}
