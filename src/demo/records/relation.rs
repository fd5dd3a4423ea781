//! Records by the way to them: `sobjects/Contact/ID/Account/Owner` is a parent, `sobjects/Account/ID/Contacts` are
//! children, as a query would give them.

use super::place::{self, Place};
use crate::demo::{
    org::Org,
    query,
    schema::{Child, Object, Schema},
    store::row,
    wire::{Call, Fault, Outcome},
};
use rusqlite::Connection;

/// Where a way ends.
pub enum End<'o> {
    /// One record: the one that the path began with, or a parent.
    Record(Place<'o>),
    Children {
        child: &'o Child,
        parent: String,
    },
}

impl<'o> End<'o> {
    /// Follows the path of a call.
    pub fn of(org: &'o Org, call: &Call) -> Result<Self, Fault> {
        let (object, rest) = place::object(org, call)?;
        let (place, way) = Place::start(object, rest)?;
        if way.is_empty() {
            return Ok(Self::Record(place));
        }
        org.store.read(|records| follow(&org.schema, records, &place, way))
    }

    /// The record, where the path leads to one.
    pub fn record(self, call: &Call) -> Result<Place<'o>, Fault> {
        match self {
            Self::Record(place) => Ok(place),
            Self::Children { .. } => {
                let message = format!("HTTP Method '{}' not allowed. Allowed are HEAD,GET", call.method);
                Err(Fault::new(405, "METHOD_NOT_ALLOWED", message))
            }
        }
    }
}

fn follow<'o>(schema: &'o Schema, records: &Connection, place: &Place<'o>, way: &[String]) -> Result<End<'o>, Fault> {
    let [id] = &place.ids(records)?[..] else { return Err(Fault::not_found()) };
    let (mut object, mut id) = (place.object(), id.clone());
    for (at, name) in way.iter().enumerate() {
        let Some(field) = object.parent(name) else {
            let child = object.child(name).filter(|_| at + 1 == way.len()).ok_or_else(Fault::not_found)?;
            return Ok(End::Children { child, parent: id });
        };
        id = row::held(records, object, &id, &field.name)?.ok_or_else(Fault::not_found)?;
        object = schema.of_id(&id).ok_or_else(Fault::not_found)?;
    }
    Ok(End::Record(Place::Id { object, id }))
}

/// The children of a record, in the shape of a query.
pub fn children(org: &Org, call: &Call, child: &Child, parent: &str) -> Outcome {
    let object = org.schema.object(&child.object).ok_or_else(Fault::not_found)?;
    let wanted = call.param("fields").filter(|fields| !fields.trim().is_empty());
    let fields = wanted.map_or_else(|| all(object), str::to_owned);
    let soql = format!("SELECT {fields} FROM {} WHERE {} = '{parent}'", object.name, child.field);
    let path = call.path.iter().take(3).cloned().chain(["query".to_owned()]).collect();
    let call = Call { path, query: vec![("q".to_owned(), soql)], body: Vec::new(), ..call.clone() };
    query::answer(&org.asked_by(&call.user)?, &call)
}

fn all(object: &Object) -> String {
    object.fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(", ")
}
