//! sObject Collections: up to 200 records created, changed or deleted in one call, in the order they came, each with
//! an outcome of its own. What one write does is the business of [`Writer`].

mod request;
mod retrieve;
mod said;
#[cfg(test)]
mod tests;

pub use request::{none, too_many};
pub use retrieve::{retrieve, retrieve_listed};

use crate::demo::{
    id,
    org::Org,
    records::{Refusal, Upserted, Writer, Writes, place},
    schema::{Field, Kind, Object},
    wire::{Call, Fault, Outcome},
};
use request::{Entry, entries, listed, repeated};
use said::{Done, reply};

/// `POST composite/sobjects`.
pub fn create(org: &Org, call: &Call) -> Outcome {
    let (all_or_none, entries) = entries(call)?;
    let written = Writes { org, call, all_or_none }.run(&entries, |writer, entry| {
        let id = writer.create(entry.object(writer.schema)?, &entry.record)?;
        Ok(Done { id, created: None, fresh: true })
    })?;
    Ok(reply(&written))
}

/// `PATCH composite/sobjects`.
pub fn update(org: &Org, call: &Call) -> Outcome {
    let (all_or_none, entries) = entries(call)?;
    let written = Writes { org, call, all_or_none }.run(&entries, |writer, entry| {
        let object = entry.object(writer.schema)?;
        let (id, record) = entry.without("Id");
        let id = id.ok_or_else(|| missing("Id not specified in an update call"))?;
        let id = place::id(object, &id)?;
        writer.update(object, &id, &record)?;
        Ok(Done { id, created: None, fresh: false })
    })?;
    Ok(reply(&written))
}

/// `PATCH composite/sobjects/X/Field`: every record brings the value of its key.
pub fn upsert(org: &Org, call: &Call) -> Outcome {
    let (object, [name]) = place::object(org, call)? else { return Err(Fault::not_found()) };
    let key = place::key(object, name)?;
    let (all_or_none, entries) = entries(call)?;
    let repeated = repeated(&entries, &key.name);
    let written = Writes { org, call, all_or_none }.run(&entries, |writer, entry| {
        if !entry.object(writer.schema)?.name.eq_ignore_ascii_case(&object.name) {
            let message = format!("{} is not upserted by {}.{}", entry.kind, object.name, key.name);
            return Err(Fault::new(400, "INVALID_TYPE", message).into());
        }
        if let Some(value) = entry.text(&key.name).filter(|value| repeated.contains(&value.to_lowercase())) {
            let message = format!("Duplicate external id specified: {value}");
            return Err(Fault::new(400, "DUPLICATE_VALUE", message).on(&[&key.name]).into());
        }
        put(writer, object, key, entry)
    })?;
    Ok(reply(&written))
}

/// By `Id`, a record without one is new; by any other key, that is a mistake.
fn put(writer: &Writer, object: &Object, key: &Field, entry: &Entry) -> Result<Done, Refusal> {
    let done = |id: String, created: bool| Done { id, created: Some(created), fresh: created };
    let (value, record) = entry.without(&key.name);
    match (key.kind, value) {
        (Kind::Id, None) => writer.create(object, &record).map(|id| done(id, true)),
        (Kind::Id, Some(value)) => {
            let id = place::id(object, &value)?;
            writer.update(object, &id, &record).map(|()| done(id, false))
        }
        (_, None) => Err(missing(&format!("{} not specified", key.name)).into()),
        (_, Some(value)) => match writer.upsert(object, (key, &value), &record, false)? {
            Upserted::Created(id) => Ok(done(id, true)),
            Upserted::Updated(id) => Ok(done(id, false)),
            Upserted::Several(ids) => Err(place::ambiguous(key, &ids).into()),
        },
    }
}

/// `DELETE composite/sobjects?ids=…`, of any objects.
pub fn delete(org: &Org, call: &Call) -> Outcome {
    let ids = listed(call)?;
    let all_or_none = call.param("allOrNone").is_some_and(|text| text.eq_ignore_ascii_case("true"));
    let written = Writes { org, call, all_or_none }.run(&ids, |writer, given| {
        let malformed = || place::malformed(given);
        let id = id::long(given).ok_or_else(malformed)?;
        writer.delete(writer.schema.of_id(&id).ok_or_else(malformed)?, &id)?;
        Ok(Done { id, created: None, fresh: false })
    })?;
    Ok(reply(&written))
}

fn missing(message: &str) -> Fault {
    Fault::new(400, "MISSING_ARGUMENT", message)
}
