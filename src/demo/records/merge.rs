//! Records that turn out to be one: the winner takes the children of the others, which go into the recycle bin and
//! say in whose favour.

use super::{Refusal, Writer, bin, place};
use crate::demo::{schema::Object, store::row, wire::Fault};
use serde_json::{Map, Value};

/// Objects whose records can be merged.
const MERGED: [&str; 4] = ["Account", "Contact", "Lead", "Case"];
/// Records that one winner can take in at once.
const MOST: usize = 2;

impl Writer<'_> {
    /// Changes `master` as `fields` say and merges `losers` into it. Returns the ids of the children that moved.
    pub fn merge(
        &self,
        object: &Object,
        master: &str,
        fields: &Map<String, Value>,
        losers: &[String],
    ) -> Result<Vec<String>, Refusal> {
        if !MERGED.contains(&object.name.as_str()) {
            let message = format!("entity type cannot be merged: {}", object.label);
            return Err(Fault::new(400, "INVALID_TYPE_FOR_OPERATION", message).into());
        }
        if losers.is_empty() || losers.len() > MOST || losers.iter().any(|loser| loser == master) {
            let message = format!("a merge takes 1 to {MOST} records besides the master record");
            return Err(Fault::new(400, "INVALID_OPERATION", message).into());
        }
        place::present(self.records, object, master)?;
        if !fields.is_empty() {
            self.update(object, master, fields)?;
        }
        let mut moved = Vec::new();
        for loser in losers {
            place::present(self.records, object, loser)?;
            self.inherit(object, (loser, master), &mut moved)?;
            let mut changes =
                Map::from_iter([("IsDeleted".to_owned(), true.into()), ("MasterRecordId".to_owned(), master.into())]);
            self.stamp(object, &mut changes);
            row::update(self.records, object, loser, &changes)?;
            bin::note(self.records, loser, loser, None)?;
        }
        Ok(moved)
    }

    fn inherit(&self, object: &Object, (loser, master): (&str, &str), moved: &mut Vec<String>) -> rusqlite::Result<()> {
        for child in &object.children {
            // What happened to the loser stays its own.
            let children = self.schema.object(&child.object).filter(|object| object.history_of.is_none());
            let Some(children) = children else { continue };
            let Some(field) = children.field(&child.field).filter(|field| field.stored()) else { continue };
            for id in row::holding(self.records, children, &field.name, &loser)? {
                let mut changes = Map::from_iter([(field.name.clone(), master.into())]);
                self.stamp(children, &mut changes);
                row::update(self.records, children, &id, &changes)?;
                moved.push(id);
            }
        }
        Ok(())
    }
}
