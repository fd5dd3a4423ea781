//! Who asks, when, and of which objects: what a query means depends on nothing else.

use super::failure::Failure;
use crate::{
    demo::schema::{Object, Schema},
    soql::ast::Name,
};
use jiff::{Timestamp, tz::TimeZone};
use std::cell::Cell;

pub struct Setting<'a> {
    pub schema: &'a Schema,
    pub now: Timestamp,
    /// Of the user: days begin there.
    pub zone: TimeZone,
    /// 18-character id.
    pub user: &'a str,
    /// Deleted and archived rows too.
    pub all_rows: bool,
    pub tooling: bool,
    pub tables: Cell<usize>,
}

/// Objects that exist in every org but cannot be asked by themselves.
const UNASKABLE: [&str; 12] = [
    "ActivityHistory",
    "AggregateResult",
    "AttachedContentDocument",
    "CombinedAttachment",
    "ContentBody",
    "EmailStatus",
    "FeedTrackedChange",
    "LookedUpFromActivity",
    "Name",
    "NoteAndAttachment",
    "OpenActivity",
    "ProcessInstanceHistory",
];

impl<'a> Setting<'a> {
    /// The object that a FROM names.
    pub fn object(&self, name: &Name) -> Result<&'a Object, Failure> {
        let known = self.schema.object(&name.text).filter(|object| self.tooling || !object.tooling);
        let unaskable = || UNASKABLE.iter().find(|object| object.eq_ignore_ascii_case(&name.text));
        known.ok_or_else(|| match unaskable() {
            Some(object) => {
                Failure::new("INVALID_TYPE_FOR_OPERATION", format!("entity type {object} does not support query"))
            }
            None => Failure::no_object(&name.text).at(&name.span),
        })
    }

    /// A name that no other table of the query has.
    pub fn table(&self) -> String {
        self.tables.set(self.tables.get() + 1);
        format!("t{}", self.tables.get())
    }

    pub fn zone_name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }
}
