//! Who writes records, when, and in which transaction. What is written where is told by the files of the verbs.

use super::Refusal;
use crate::demo::{
    id,
    org::Org,
    schema::{Object, Schema},
    store::{self, table::quoted, value::instant},
    wire::{Call, Fault},
};
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use rusqlite::Connection;

pub struct Writer<'a> {
    pub schema: &'a Schema,
    /// Inside the transaction: whoever opened it decides what becomes of it.
    pub records: &'a Connection,
    pub call: &'a Call,
    /// As a datetime column holds it, in whole seconds.
    pub now: String,
}

/// Whether a record is made or changed: fields may allow one and not the other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Deed<'i> {
    Create,
    /// Of the record with this id.
    Update(&'i str),
}

impl<'i> Deed<'i> {
    pub fn id(self) -> Option<&'i str> {
        match self {
            Self::Create => None,
            Self::Update(id) => Some(id),
        }
    }
}

impl<'a> Writer<'a> {
    pub fn new(org: &'a Org, call: &'a Call, records: &'a Connection) -> Self {
        let now = Timestamp::now();
        let second = TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Trunc);
        Self { schema: &org.schema, records, call, now: instant(now.round(second).unwrap_or(now)) }
    }

    pub fn user(&self) -> &str {
        &self.call.user
    }

    pub fn object(&self, name: &str) -> Result<&'a Object, Fault> {
        self.schema.object(name).ok_or_else(Fault::not_found)
    }

    /// The id behind the highest one that the object has.
    pub fn next_id(&self, object: &Object) -> rusqlite::Result<String> {
        let sql = format!("SELECT max(\"Id\") FROM {}", quoted(&object.name));
        let last: Option<String> = self.records.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
        Ok(id::make(&object.key_prefix, last.and_then(|id| id::counter(&id)).unwrap_or_else(|| object.base()) + 1))
    }

    /// A refusal takes back what `work` wrote, and nothing that was written before.
    pub fn whole<T>(&self, work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
        store::whole(self.records, work)
    }
}

/// Some objects' records only the org itself makes, changes or takes away.
pub fn allowed(object: &Object, may: bool, done: &str) -> Result<(), Fault> {
    let message = || format!("entity type cannot be {done}: {}", object.label);
    if may { Ok(()) } else { Err(Fault::new(400, "INVALID_TYPE_FOR_OPERATION", message())) }
}
