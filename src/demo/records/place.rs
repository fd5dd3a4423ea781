//! Which object and which record a path below `sobjects` names: by id, or by the value of a key field.

use super::Writer;
use crate::demo::{
    id,
    org::Org,
    schema::{Field, Kind, Object},
    store::{row, table::quoted, value},
    wire::{Call, Fault, Reply},
};
use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

pub enum Place<'o> {
    Id { object: &'o Object, id: String },
    Key { object: &'o Object, field: &'o Field, value: String },
}

/// The object that the path names, and what follows it.
pub fn object<'o, 'c>(org: &'o Org, call: &'c Call) -> Result<(&'o Object, &'c [String]), Fault> {
    let behind = call.path.iter().skip_while(|part| *part != "sobjects").count();
    let path = &call.path[call.path.len() - behind..];
    let (name, rest) = path.get(1..).and_then(<[_]>::split_first).ok_or_else(Fault::not_found)?;
    let object = org.schema.object(name).filter(|object| tooling(call) || !object.tooling);
    Ok((object.ok_or_else(Fault::not_found)?, rest))
}

impl<'o> Place<'o> {
    /// The record that a path starts with, and the relationships behind it.
    pub fn start<'c>(object: &'o Object, path: &'c [String]) -> Result<(Self, &'c [String]), Fault> {
        match path {
            [id] => Ok((Self::by_id(object, id)?, &[])),
            [id, way @ ..] if key(object, id).is_err() && id::looks_like(id) => Ok((Self::by_id(object, id)?, way)),
            [field, value, way @ ..] => Ok((Self::by_key(object, field, value)?, way)),
            [] => Err(Fault::not_found()),
        }
    }

    fn by_id(object: &'o Object, text: &str) -> Result<Self, Fault> {
        if !matches!(text.len(), 15 | 18) || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(no_key(text));
        }
        Ok(Self::Id { object, id: id(object, text)? })
    }

    fn by_key(object: &'o Object, name: &str, value: &str) -> Result<Self, Fault> {
        match key(object, name)? {
            field if field.kind == Kind::Id => Self::by_id(object, value),
            field => Ok(Self::Key { object, field, value: value.to_owned() }),
        }
    }

    pub fn object(&self) -> &'o Object {
        match self {
            Self::Id { object, .. } | Self::Key { object, .. } => object,
        }
    }

    /// The records of that name. An id is there, or refused; a key may fit none or several.
    pub fn ids(&self, records: &Connection) -> Result<Vec<String>, Fault> {
        match self {
            Self::Id { object, id } => present(records, object, id).map(|()| vec![id.clone()]),
            Self::Key { object, field, value } => Ok(keyed(records, object, field, &value.as_str().into())?),
        }
    }
}

/// The 18-character form of an id that records of `object` may have.
pub fn id(object: &Object, text: &str) -> Result<String, Fault> {
    let id = id::long(text).ok_or_else(|| malformed(text))?;
    if id.starts_with(&object.key_prefix) {
        return Ok(id);
    }
    let label = object.field("Id").map_or("Id", |field| &field.label);
    Err(Fault::new(400, "MALFORMED_ID", format!("{label}: id value of incorrect type: {text}")).on(&["Id"]))
}

pub fn malformed(id: &str) -> Fault {
    Fault::new(400, "MALFORMED_ID", format!("malformed id {id}")).on(&[])
}

/// The field called `name`, if its values name records.
pub fn key<'o>(object: &'o Object, name: &str) -> Result<&'o Field, Fault> {
    let field = object.field(name).filter(|field| field.kind == Kind::Id || field.external_id);
    field.ok_or_else(|| no_key(name))
}

/// Refuses a value of `key` that is held by several records.
pub fn ambiguous(key: &Field, ids: &[String]) -> Fault {
    let message = format!("{}: more than one record found for external id field: [{}]", key.name, ids.join(", "));
    Fault::new(400, "DUPLICATE_EXTERNAL_ID", message).on(&[&key.name])
}

fn no_key(name: &str) -> Fault {
    let message = format!("Provided external ID field does not exist or is not accessible: {name}");
    Fault::new(404, "NOT_FOUND", message)
}

/// The records whose key `field` holds `value`; a value that the field does not take is held by none.
pub fn keyed(records: &Connection, object: &Object, field: &Field, value: &Value) -> rusqlite::Result<Vec<String>> {
    match value::encode(field, value) {
        Ok(rusqlite::types::Value::Null) | Err(_) => Ok(Vec::new()),
        Ok(value) => row::holding(records, object, &field.name, &value),
    }
}

/// Refuses an id of a record that was deleted or has never been.
pub fn present(records: &Connection, object: &Object, id: &str) -> Result<(), Fault> {
    if let Some(made) = &object.made {
        return made.number(id).map(drop).ok_or_else(Fault::not_found);
    }
    let deleted = object.field("IsDeleted").map_or_else(|| "0".to_owned(), |field| quoted(&field.name));
    let sql = format!("SELECT {deleted} FROM {} WHERE \"Id\" = ?1", quoted(&object.name));
    match records.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()? {
        None => Err(Fault::not_found()),
        Some(true) => Err(Fault::new(404, "ENTITY_IS_DELETED", "entity is deleted").on(&[])),
        Some(false) => Ok(()),
    }
}

/// The record that an id of any object names.
pub fn record<'o>(writer: &Writer<'o>, text: &str) -> Result<(&'o Object, String), Fault> {
    let id = id::long(text).ok_or_else(|| malformed(text))?;
    let object = writer.schema.of_id(&id).ok_or_else(|| malformed(text))?;
    present(writer.records, object, &id)?;
    Ok((object, id))
}

/// The record's own path.
pub fn url(call: &Call, object: &str, id: &str) -> String {
    let version = call.path.get(2).map_or("", String::as_str);
    let tooling = if tooling(call) { "/tooling" } else { "" };
    format!("/services/data/{version}{tooling}/sobjects/{object}/{id}")
}

fn tooling(call: &Call) -> bool {
    call.path.get(3).is_some_and(|part| part == "tooling")
}

/// The answer where a key fits several records.
pub fn choices(call: &Call, object: &Object, ids: &[String]) -> Reply {
    Reply::json(300, &ids.iter().map(|id| url(call, &object.name, id)).collect())
}
