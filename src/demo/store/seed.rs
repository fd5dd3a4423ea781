//! The first records of a new store.

use super::{table::quoted, value};
use crate::demo::{
    sample,
    schema::{Object, Schema},
};
use jiff::Timestamp;
use rusqlite::{Transaction, params_from_iter};
use serde_json::{Map, Value};

pub fn fill(transaction: &Transaction, schema: &Schema) -> rusqlite::Result<()> {
    let now = Timestamp::now();
    for object in schema.objects() {
        for record in sample::rows(object, now) {
            insert(transaction, object, &record)?;
        }
    }
    Ok(())
}

pub fn insert(transaction: &Transaction, object: &Object, record: &Map<String, Value>) -> rusqlite::Result<()> {
    let (names, values): (Vec<_>, Vec<_>) = record
        .iter()
        .filter_map(|(name, value)| Some((object.field(name).filter(|field| field.stored())?, value)))
        .filter_map(|(field, value)| Some((quoted(&field.name), value::encode(field, value).ok()?)))
        .unzip();
    let marks = vec!["?"; names.len()].join(", ");
    let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", quoted(&object.name), names.join(", "));
    transaction.prepare_cached(&sql)?.execute(params_from_iter(values)).map(|_| ())
}
