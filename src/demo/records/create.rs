//! How a record comes to be: what the caller gives, what the org adds, and what else follows from it.

use super::{
    Refusal, Writer, blob, check, content, copy, draft, duplicate, history, setup, stage,
    writer::{Deed, allowed},
};
use crate::demo::{schema::Object, store::row};
use serde_json::{Map, Value};

impl Writer<'_> {
    /// Makes a record of `body` and returns its id.
    pub fn create(&self, object: &Object, body: &Map<String, Value>) -> Result<String, Refusal> {
        allowed(object, object.createable, "inserted")?;
        setup::permit(self, object, Deed::Create)?;
        self.whole(|| {
            let mut record = draft::read(self, object, body, Deed::Create)?;
            blob::measure(object, &mut record)?;
            content::publish(self, object, &mut record)?;
            stage::enter(self, object, &mut record, Deed::Create)?;
            setup::enter(self, object, &mut record, Deed::Create)?;
            self.complete(object, &mut record)?;
            check::record(self, object, &record, Deed::Create)?;
            duplicate::check(self, object, &record, Deed::Create)?;
            setup::check(self, object, &record, Deed::Create)?;
            copy::fill(self, object, &mut record)?;
            let id = self.next_id(object)?;
            record.insert("Id".to_owned(), id.as_str().into());
            row::insert(self.records, object, &record)?;
            history::begin(self, object, &id)?;
            setup::follow(self, object, &id, Deed::Create)?;
            Ok(id)
        })
    }

    /// Makes a record that no caller may make: one that follows from what somebody else did.
    pub fn add(&self, object: &str, record: Map<String, Value>) -> Result<String, Refusal> {
        Ok(self.add_to(self.object(object)?, record)?)
    }

    pub fn add_to(&self, object: &Object, mut record: Map<String, Value>) -> rusqlite::Result<String> {
        let id = self.next_id(object)?;
        record.insert("Id".to_owned(), id.as_str().into());
        self.complete(object, &mut record)?;
        row::insert(self.records, object, &record)?;
        Ok(id)
    }
}
