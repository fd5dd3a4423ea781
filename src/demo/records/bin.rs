//! The recycle bin: what went together comes back together, and finds the references again that others had to it.

use super::{Refusal, Writer, check, writer::Deed};
use crate::demo::{
    id,
    schema::{Kind, Object},
    store::{row, table::quoted},
    wire::Fault,
};
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value};

/// `root` is the record whose deletion took `id` along, or took the reference to `parent` out of a field of `id`.
pub const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS recycle_bin (root TEXT NOT NULL, id TEXT NOT NULL, field TEXT, parent TEXT);
    CREATE INDEX IF NOT EXISTS recycle_bin_root ON recycle_bin (root)";

/// A field that lost its value, and the value.
type Lost<'a> = Option<(&'a str, &'a str)>;

/// Notes what became of `id` because of `root`.
pub fn note(records: &Connection, root: &str, id: &str, lost: Lost) -> rusqlite::Result<()> {
    let sql = "INSERT INTO recycle_bin VALUES (?1, ?2, ?3, ?4)";
    records.prepare_cached(sql)?.execute((root, id, lost.map(|lost| lost.0), lost.map(|lost| lost.1))).map(drop)
}

/// What the deletion of one record did: ids, each with the field and the value it lost, if that was all.
type Notes = Vec<(String, Option<String>, Option<String>)>;

impl Writer<'_> {
    /// Brings a deleted record back, with all that went with it.
    pub fn undelete(&self, given: &str) -> Result<String, Refusal> {
        let malformed = || super::place::malformed(given);
        let id = id::long(given).ok_or_else(malformed)?;
        let object = self.schema.of_id(&id).ok_or_else(malformed)?;
        self.binned(object, &id)?;
        self.restore(object, &id)?;
        for (other, field, parent) in self.notes(&id)? {
            let Some(object) = self.schema.of_id(&other) else { continue };
            match field.zip(parent) {
                Some((field, parent)) => self.remember(object, &other, (&field, &parent))?,
                None if other != id => self.restore(object, &other)?,
                None => (),
            }
        }
        self.forget(&id)?;
        Ok(id)
    }

    /// Deletes for good what is in the bin.
    pub fn expel(&self, given: &str) -> Result<String, Refusal> {
        let malformed = || super::place::malformed(given);
        let id = id::long(given).ok_or_else(malformed)?;
        let object = self.schema.of_id(&id).ok_or_else(malformed)?;
        self.binned(object, &id)?;
        let gone = self.notes(&id)?.into_iter().filter_map(|(id, field, _)| field.is_none().then_some(id));
        for id in gone.chain([id.clone()]) {
            if let Some(object) = self.schema.of_id(&id) {
                let sql = format!("DELETE FROM {} WHERE \"Id\" = ?1 AND \"IsDeleted\" = 1", quoted(&object.name));
                self.records.prepare_cached(&sql)?.execute([&id])?;
            }
        }
        self.forget(&id)?;
        Ok(id)
    }

    fn binned(&self, object: &Object, id: &str) -> Result<(), Fault> {
        let absent = || Fault::new(400, "UNDELETE_FAILED", "Entity is not in the recycle bin").on(&[]);
        let flag = object.field("IsDeleted").ok_or_else(absent)?;
        let sql = format!("SELECT {} FROM {} WHERE \"Id\" = ?1", quoted(&flag.name), quoted(&object.name));
        match self.records.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()? {
            Some(true) => Ok(()),
            Some(false) => Err(absent()),
            None => Err(Fault::not_found()),
        }
    }

    /// A record whose owner in the tree of records is gone cannot be there alone, nor can one whose key was taken.
    fn restore(&self, object: &Object, id: &str) -> Result<(), Refusal> {
        for field in object.fields.iter().filter(|field| field.cascade_delete && field.kind == Kind::Reference) {
            let Some(parent) = row::held(self.records, object, id, &field.name)? else { continue };
            let Some(parents) = self.schema.of_id(&parent) else { continue };
            if super::place::present(self.records, parents, &parent).is_err() {
                let message = "Entity is not in the recycle bin";
                return Err(Fault::new(400, "UNDELETE_FAILED", message).on(&[]).into());
            }
        }
        let mut keys = Map::new();
        for field in object.fields.iter().filter(|field| field.unique && field.stored()) {
            keys.insert(field.name.clone(), row::held(self.records, object, id, &field.name)?.into());
        }
        check::record(self, object, &keys, Deed::Update(id))?;
        let mut changes = Map::from_iter([("IsDeleted".to_owned(), false.into())]);
        if object.field("MasterRecordId").is_some() {
            changes.insert("MasterRecordId".to_owned(), Value::Null);
        }
        self.stamp(object, &mut changes);
        Ok(row::update(self.records, object, id, &changes)?)
    }

    /// Gives a record back its reference, unless it has got another one.
    fn remember(&self, object: &Object, id: &str, (field, parent): (&str, &str)) -> rusqlite::Result<()> {
        match row::held(self.records, object, id, field)? {
            None => row::update(self.records, object, id, &Map::from_iter([(field.to_owned(), parent.into())])),
            Some(_) => Ok(()),
        }
    }

    fn notes(&self, root: &str) -> rusqlite::Result<Notes> {
        let mut statement = self.records.prepare_cached("SELECT id, field, parent FROM recycle_bin WHERE root = ?1")?;
        statement.query_map([root], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
    }

    fn forget(&self, root: &str) -> rusqlite::Result<()> {
        self.records.prepare_cached("DELETE FROM recycle_bin WHERE root = ?1")?.execute([root]).map(drop)
    }
}
