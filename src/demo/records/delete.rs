//! How a record goes: into the recycle bin, with the children that cannot be without it.

use super::{Refusal, Writer, bin, place, writer::allowed};
use crate::demo::{
    schema::{Child, Object},
    store::{row, table::quoted},
};
use serde_json::{Map, Value};

impl Writer<'_> {
    pub fn delete(&self, object: &Object, id: &str) -> Result<(), Refusal> {
        place::present(self.records, object, id)?;
        allowed(object, object.deletable, "deleted")?;
        Ok(self.remove(object, id, id)?)
    }

    /// `root` is the record that the caller wants gone.
    fn remove(&self, object: &Object, id: &str, root: &str) -> rusqlite::Result<()> {
        if object.field("IsDeleted").is_some() {
            let mut changes = Map::from_iter([("IsDeleted".to_owned(), true.into())]);
            self.stamp(object, &mut changes);
            row::update(self.records, object, id, &changes)?;
            bin::note(self.records, root, id, None)?;
        } else {
            let sql = format!("DELETE FROM {} WHERE \"Id\" = ?1", quoted(&object.name));
            self.records.prepare_cached(&sql)?.execute([id])?;
        }
        object.children.iter().try_for_each(|child| self.orphan(child, id, root))
    }

    /// Children go with their parent, or forget it.
    fn orphan(&self, child: &Child, parent: &str, root: &str) -> rusqlite::Result<()> {
        let Some(object) = self.schema.object(&child.object) else { return Ok(()) };
        let Some(field) = object.field(&child.field).filter(|field| field.stored()) else { return Ok(()) };
        let forgotten = Map::from_iter([(field.name.clone(), Value::Null)]);
        for id in row::holding(self.records, object, &field.name, &parent)? {
            if child.cascade_delete {
                self.remove(object, &id, root)?;
            } else if field.nillable {
                row::update(self.records, object, &id, &forgotten)?;
                bin::note(self.records, root, &id, Some((&field.name, parent)))?;
            }
        }
        Ok(())
    }
}
