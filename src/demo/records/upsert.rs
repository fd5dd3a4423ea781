//! Update of the record that a key names, or creation of it where there is none.

use super::{Refusal, Writer, draft, place};
use crate::demo::{
    schema::{Field, Object},
    wire::Fault,
};
use serde_json::{Map, Value};

pub enum Upserted {
    Created(String),
    Updated(String),
    /// The key fits all of these, and nothing was written.
    Several(Vec<String>),
}

impl Writer<'_> {
    /// `update_only` refuses to create anything.
    pub fn upsert(
        &self,
        object: &Object,
        (field, value): (&Field, &str),
        body: &Map<String, Value>,
        update_only: bool,
    ) -> Result<Upserted, Refusal> {
        if body.keys().any(|key| key.eq_ignore_ascii_case(&field.name)) {
            return Err(draft::not_here(&field.name).into());
        }
        let mut ids = place::keyed(self.records, object, field, &value.into())?;
        match (ids.len(), ids.pop()) {
            (1, Some(id)) => self.update(object, &id, body).map(|()| Upserted::Updated(id)),
            (_, Some(id)) => {
                ids.push(id);
                Ok(Upserted::Several(ids))
            }
            (_, None) if update_only => Err(Fault::not_found().into()),
            (_, None) => {
                let mut body = body.clone();
                body.insert(field.name.clone(), value.into());
                self.create(object, &body).map(Upserted::Created)
            }
        }
    }
}
