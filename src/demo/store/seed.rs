//! The first records of a new store.

use super::{table::quoted, value};
use crate::demo::{
    sample,
    schema::{Object, Schema},
};
use jiff::Timestamp;
use rusqlite::{Error, Transaction, params_from_iter};
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

fn insert(transaction: &Transaction, object: &Object, record: &Map<String, Value>) -> rusqlite::Result<()> {
    let mut names = Vec::new();
    let mut values = Vec::new();
    for (name, value) in record {
        if let Some(field) = object.field(name).filter(|field| field.stored()) {
            names.push(quoted(&field.name));
            values
                .push(value::encode(field, value).map_err(|mismatch| Error::ToSqlConversionFailure(mismatch.into()))?);
        }
    }
    let marks = vec!["?"; names.len()].join(", ");
    let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", quoted(&object.name), names.join(", "));
    transaction.prepare_cached(&sql)?.execute(params_from_iter(values)).map(|_| ())
}
