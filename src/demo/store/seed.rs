//! The first records of a new store.

use super::row;
use crate::demo::{sample, schema::Schema};
use jiff::Timestamp;
use rusqlite::Connection;

pub fn fill(transaction: &Connection, schema: &Schema) -> rusqlite::Result<()> {
    let now = Timestamp::now();
    for object in schema.objects() {
        for record in sample::rows(object, now) {
            row::insert(transaction, object, &record)?;
        }
    }
    Ok(())
}
