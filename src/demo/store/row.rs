//! Rows on their way into a table and single values back. What is not stored is left out; whether a value may be
//! written is for others to say.

use super::{table::quoted, value};
use crate::demo::schema::Object;
use rusqlite::{Connection, Error, OptionalExtension, ToSql, params_from_iter, types::Value as Sql};
use serde_json::{Map, Value};

pub fn insert(connection: &Connection, object: &Object, record: &Map<String, Value>) -> rusqlite::Result<()> {
    let (names, values) = columns(object, record)?;
    let marks = vec!["?"; names.len()].join(", ");
    let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", quoted(&object.name), names.join(", "));
    connection.prepare_cached(&sql)?.execute(params_from_iter(values)).map(|_| ())
}

/// Changes the fields that `record` has.
pub fn update(connection: &Connection, object: &Object, id: &str, record: &Map<String, Value>) -> rusqlite::Result<()> {
    let (names, mut values) = columns(object, record)?;
    if names.is_empty() {
        return Ok(());
    }
    values.push(Sql::Text(id.to_owned()));
    let sql = format!("UPDATE {} SET {} = ? WHERE \"Id\" = ?", quoted(&object.name), names.join(" = ?, "));
    connection.prepare_cached(&sql)?.execute(params_from_iter(values)).map(|_| ())
}

/// The ids of the records that are not deleted and hold `value` in `field`, in order.
pub fn holding(
    connection: &Connection,
    object: &Object,
    field: &str,
    value: &impl ToSql,
) -> rusqlite::Result<Vec<String>> {
    let alive = if object.field("IsDeleted").is_some() { " AND \"IsDeleted\" = 0" } else { "" };
    let table = quoted(&object.name);
    let sql = format!("SELECT \"Id\" FROM {table} WHERE {} = ?1{alive} ORDER BY \"Id\"", quoted(field));
    connection.prepare_cached(&sql)?.query_map([value], |row| row.get(0))?.collect()
}

/// What the record `id` holds in `field`; `None` where that is nothing, or there is no such record.
pub fn held(connection: &Connection, object: &Object, id: &str, field: &str) -> rusqlite::Result<Option<String>> {
    let sql = format!("SELECT {} FROM {} WHERE \"Id\" = ?1", quoted(field), quoted(&object.name));
    let held = connection.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?;
    Ok(held.flatten())
}

fn columns(object: &Object, record: &Map<String, Value>) -> rusqlite::Result<(Vec<String>, Vec<Sql>)> {
    let mut columns = (Vec::new(), Vec::new());
    for (name, value) in record {
        if let Some(field) = object.field(name).filter(|field| field.stored()) {
            let value =
                value::encode(field, value).map_err(|mismatch| Error::ToSqlConversionFailure(mismatch.into()))?;
            columns.0.push(quoted(&field.name));
            columns.1.push(value);
        }
    }
    Ok(columns)
}
