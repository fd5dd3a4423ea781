//! sObject rows: create, read, update, upsert and delete of one record. Handlers only find out what is meant and
//! word the answer; what a write does is the business of [`Writer`], which composite requests use as well.

mod bin;
mod blob;
pub mod body;
mod check;
mod content;
mod copy;
mod create;
mod default;
mod delete;
mod draft;
mod duplicate;
mod foreign;
mod history;
mod merge;
pub mod multipart;
pub mod place;
mod read;
mod refusal;
mod relation;
mod replication;
mod setup;
mod stage;
#[cfg(test)]
mod tests;
mod update;
mod upsert;
mod writer;
mod writes;

pub use bin::TABLE as BIN;
pub use check::is_email;
pub use read::read;
pub use refusal::Refusal;
pub use replication::{deleted, updated};
pub use upsert::Upserted;
pub use writer::Writer;
pub use writes::{Writes, Written, rolled_back};

use crate::demo::{
    org::Org,
    schema::{Field, Object},
    wire::{Call, Fault, Outcome, Reply},
};
use place::Place;
use read::Sight;
use relation::End;
use serde_json::{Value, json};

/// The version since which an upsert says whether it created the record.
const CREATED_SINCE: u16 = 46;

/// `POST sobjects/X`, and `POST sobjects/X/Id` for an upsert without a key.
pub fn create(org: &Org, call: &Call) -> Outcome {
    let (object, rest) = place::object(org, call)?;
    let upsert = match rest {
        [] => false,
        [id] if id.eq_ignore_ascii_case("Id") => true,
        _ => return Err(Fault::not_found()),
    };
    Ok(write(org, call, |writer| {
        let id = writer.create(object, &body::record(call, object)?)?;
        Ok(created(call, &object.name, &id, upsert))
    }))
}

/// `PATCH sobjects/X/ID`, the parent behind `sobjects/X/ID/Parent`, and `PATCH sobjects/X/Field/value`, which creates what is not there.
pub fn update(org: &Org, call: &Call) -> Outcome {
    let place = End::of(org, call)?.record(call)?;
    let context = org.asked_by(&call.user)?;
    Ok(write(org, call, |writer| match &place {
        Place::Id { object, id } => {
            place::present(writer.records, object, id)?;
            read::unchanged(&Sight { context: &context, call, records: writer.records }, object, id)?;
            writer.update(object, id, &body::record(call, object)?)?;
            Ok(Reply::empty(204))
        }
        Place::Key { object, field, value } => upsert(writer, object, (field, value)),
    }))
}

fn upsert(writer: &Writer, object: &Object, key: (&Field, &str)) -> Result<Reply, Refusal> {
    let call = writer.call;
    let update_only = call.param("updateOnly").is_some_and(|only| only.eq_ignore_ascii_case("true"));
    Ok(match writer.upsert(object, key, &body::record(call, object)?, update_only)? {
        Upserted::Created(id) => created(call, &object.name, &id, true),
        Upserted::Updated(_) if call.version() < CREATED_SINCE => Reply::empty(204),
        Upserted::Updated(id) => Reply::json(200, &success(&id, Some(false))),
        Upserted::Several(ids) => place::choices(call, object, &ids),
    })
}

/// `DELETE sobjects/X/ID` and `DELETE sobjects/X/Field/value`.
pub fn delete(org: &Org, call: &Call) -> Outcome {
    let place = End::of(org, call)?.record(call)?;
    Ok(write(org, call, |writer| match place.ids(writer.records)?.as_slice() {
        [] => Err(Fault::not_found().into()),
        [id] => writer.delete(place.object(), id).map(|()| Reply::empty(204)),
        ids => Ok(place::choices(call, place.object(), ids)),
    }))
}

fn write(org: &Org, call: &Call, work: impl FnOnce(&Writer) -> Result<Reply, Refusal>) -> Reply {
    org.store.write(|transaction| work(&Writer::new(org, call, transaction))).unwrap_or_else(Reply::from)
}

fn created(call: &Call, object: &str, id: &str, upsert: bool) -> Reply {
    let created = (upsert && call.version() >= CREATED_SINCE).then_some(true);
    Reply::json(201, &success(id, created)).with("Location", &place::url(call, object, id))
}

fn success(id: &str, created: Option<bool>) -> Value {
    match created {
        Some(created) => json!({"id": id, "success": true, "errors": [], "created": created}),
        None => json!({"id": id, "success": true, "errors": []}),
    }
}
