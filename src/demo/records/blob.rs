//! The bytes of a file field: how long they are, and their own address, `sobjects/ContentVersion/ID/VersionData`.

use super::place;
use crate::demo::{
    id,
    schema::{Field, Kind, Object},
    store::row,
    wire::{Fault, Outcome, Reply},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use rusqlite::Connection;
use serde_json::{Map, Value};

/// Where objects with files say how long they are.
const LENGTHS: [&str; 2] = ["ContentSize", "BodyLength"];

/// The field of files that the last part of a path names, behind an id.
pub fn field<'o>(object: &'o Object, id: &str, name: &str) -> Option<&'o Field> {
    object.field(name).filter(|field| field.kind == Kind::Base64 && id::looks_like(id))
}

pub fn download(records: &Connection, object: &Object, id: &str, field: &Field) -> Outcome {
    let id = id::long(id).ok_or_else(Fault::not_found)?;
    place::present(records, object, &id)?;
    let text = row::held(records, object, &id, &field.name)?.unwrap_or_default();
    let bytes = STANDARD.decode(text).map_err(|error| Fault::new(500, "UNKNOWN_EXCEPTION", error.to_string()))?;
    let kind = object.field("ContentType").map(|field| row::held(records, object, &id, &field.name));
    let kind = kind.transpose()?.flatten().unwrap_or_else(|| "application/octet-stream".to_owned());
    Ok(Reply::text(200, &kind, bytes))
}

/// Adds to a record how long its file is, where it has one.
pub fn measure(object: &Object, record: &mut Map<String, Value>) -> Result<(), Fault> {
    let length = LENGTHS.into_iter().find(|name| object.field(name).is_some());
    let data = object.fields.iter().find(|field| field.kind == Kind::Base64);
    let Some((length, data)) = length.zip(data.and_then(|field| record.get(&field.name))) else { return Ok(()) };
    let refused = |_| Fault::new(400, "JSON_PARSER_ERROR", "Cannot deserialize instance of base64 from VALUE_STRING");
    let size = STANDARD.decode(data.as_str().unwrap_or_default()).map_err(refused)?.len();
    record.insert(length.to_owned(), size.into());
    Ok(())
}
