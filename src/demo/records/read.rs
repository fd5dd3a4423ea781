//! Reading one record, whole or some fields of it, unless the caller has it already.

use super::{
    blob,
    place::{self, choices},
    relation::{self, End},
};
use crate::demo::{
    mark::{Mark, unexpected},
    org::Org,
    query,
    schema::Object,
    store::row,
    wire::{Call, Fault, Outcome, Reply},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use ring::digest;
use rusqlite::Connection;

/// `GET sobjects/X/ID`, `sobjects/X/Field/value` and, of a file field, `sobjects/X/ID/Field`.
pub fn read(org: &Org, call: &Call) -> Outcome {
    if let (object, [id, name]) = place::object(org, call)?
        && let Some(field) = blob::field(object, id, name)
    {
        return org.store.read(|records| blob::download(records, object, id, field));
    }
    let place = match End::of(org, call)? {
        End::Record(place) => place,
        End::Children { child, parent } => return relation::children(org, call, child, &parent),
    };
    let context = org.asked_by(&call.user)?;
    org.store.read(|records| match place.ids(records)?.as_slice() {
        [] => Err(Fault::not_found()),
        [id] => show(&Sight { context: &context, call, records }, place.object(), id),
        ids => Ok(choices(call, place.object(), ids)),
    })
}

/// Refuses a change that was meant for another state of the record.
pub fn unchanged(sight: &Sight, object: &Object, id: &str) -> Result<(), Fault> {
    if !Mark::wanted(sight.call) {
        return Ok(());
    }
    let Some(mark) = sight.mark(object, id)? else { return Ok(()) };
    mark.expected(sight.call)?;
    if sight.call.header("if-none-match").is_some() && mark.known(sight.call) { Err(unexpected()) } else { Ok(()) }
}

fn show(sight: &Sight, object: &Object, id: &str) -> Outcome {
    let mark = sight.mark(object, id)?;
    if let Some(mark) = &mark {
        mark.expected(sight.call)?;
        if mark.known(sight.call) {
            return Ok(mark.on(Reply::empty(304)));
        }
    }
    let wanted = sight.call.param("fields").filter(|fields| !fields.trim().is_empty());
    let body = match wanted {
        None => sight.whole(object, id)?,
        Some(wanted) => {
            let mut fields: Vec<&str> = wanted.split(',').map(str::trim).filter(|field| !field.is_empty()).collect();
            if !fields.iter().any(|field| field.eq_ignore_ascii_case("Id")) {
                fields.push("Id");
            }
            sight.json(object, id, &fields)?
        }
    };
    let reply = Reply::text(200, "application/json;charset=UTF-8", body);
    Ok(match mark {
        Some(mark) => mark.on(reply),
        None => reply,
    })
}

/// Records as one caller sees them at one time.
pub struct Sight<'a> {
    pub context: &'a query::Context<'a>,
    pub call: &'a Call,
    pub records: &'a Connection,
}

impl Sight<'_> {
    fn json(&self, object: &Object, id: &str, fields: &[&str]) -> Result<Vec<u8>, Fault> {
        let reader = query::Reader::new(self.context, self.call, object, fields)?;
        reader.read(self.records, id)?.ok_or_else(Fault::not_found)
    }

    fn whole(&self, object: &Object, id: &str) -> Result<Vec<u8>, Fault> {
        let fields: Vec<&str> = object.fields.iter().map(|field| field.name.as_str()).collect();
        self.json(object, id, &fields)
    }

    /// When the record changed; of accounts, also a tag of what it holds. Settings of the org have no date.
    fn mark(&self, object: &Object, id: &str) -> Result<Option<Mark>, Fault> {
        let dated = ["SystemModstamp", "LastModifiedDate"].into_iter().find(|name| object.field(name).is_some());
        let Some(dated) = dated else { return Ok(None) };
        let modified = row::held(self.records, object, id, dated)?.and_then(|time| time.parse().ok());
        let tag = match object.name.as_str() {
            "Account" => Some(tag(&self.whole(object, id)?)),
            _ => None,
        };
        Ok(modified.map(|modified| Mark { tag, modified }))
    }
}

fn tag(body: &[u8]) -> String {
    let digest = digest::digest(&digest::SHA256, body);
    format!("\"{}\"", STANDARD.encode(&digest.as_ref()[..16]))
}
