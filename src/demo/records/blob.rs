//! The bytes of a file field, under an address of their own: `sobjects/ContentVersion/ID/VersionData`.

use super::place;
use crate::demo::{
    id,
    schema::{Field, Kind, Object},
    store::row,
    wire::{Fault, Outcome, Reply},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use rusqlite::Connection;

/// The field of files that the last part of a path names, behind an id.
pub fn field<'o>(object: &'o Object, id: &str, name: &str) -> Option<&'o Field> {
    object.field(name).filter(|field| field.kind == Kind::Base64 && id::looks_like(id))
}

pub fn download(records: &Connection, object: &Object, id: &str, field: &Field) -> Outcome {
    let id = id::long(id).ok_or_else(Fault::not_found)?;
    place::present(records, object, &id)?;
    let text = row::held(records, object, &id, &field.name)?.unwrap_or_default();
    let bytes = STANDARD.decode(text).map_err(|error| Fault::new(500, "UNKNOWN_EXCEPTION", error.to_string()))?;
    Ok(Reply::text(200, "application/octet-stream", bytes))
}
