//! Many records by their ids, in the order of the ids, with null for those that are not there.

use super::request::{commas, none, too_many};
use crate::demo::{
    org::Org,
    query,
    records::{body, place},
    schema::Object,
    wire::{Call, Fault, Outcome, Reply},
};
use serde_json::{Map, Value};

/// Ids of one call.
const MOST: usize = 2_000;

/// `GET composite/sobjects/X?ids=…&fields=…`.
pub fn retrieve(org: &Org, call: &Call) -> Outcome {
    let list = |name| commas(call.param(name).unwrap_or_default());
    answer(org, call, &list("ids"), list("fields"))
}

/// `POST composite/sobjects/X` with `{"ids": […], "fields": […]}`.
pub fn retrieve_listed(org: &Org, call: &Call) -> Outcome {
    let body = body::fields(call)?;
    answer(org, call, &list(&body, "ids"), list(&body, "fields"))
}

fn list(body: &Map<String, Value>, name: &str) -> Vec<String> {
    let items = body.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn answer(org: &Org, call: &Call, ids: &[String], mut fields: Vec<String>) -> Outcome {
    let (object, _) = place::object(org, call)?;
    if ids.is_empty() {
        return Err(none());
    }
    if ids.len() > MOST {
        return Err(too_many(MOST));
    }
    if fields.is_empty() {
        return Err(Fault::new(400, "REQUIRED_FIELD_MISSING", "At least 1 field is required"));
    }
    if !fields.iter().any(|field| field.eq_ignore_ascii_case("Id")) {
        fields.push("Id".to_owned());
    }
    let body = records(org, call, (object, ids), &fields)?;
    Ok(Reply::text(200, "application/json;charset=UTF-8", body))
}

fn records(org: &Org, call: &Call, (object, ids): (&Object, &[String]), fields: &[String]) -> Result<Vec<u8>, Fault> {
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    let context = org.asked_by(&call.user)?;
    org.store.read(|connection| {
        let reader = query::Reader::new(&context, call, object, &fields)?;
        let mut body = b"[".to_vec();
        for (index, id) in ids.iter().enumerate() {
            body.extend_from_slice(if index == 0 { b"" } else { b"," });
            let there = place::id(object, id).and_then(|id| place::present(connection, object, &id).map(|()| id));
            let record = match there {
                Ok(id) => reader.read(connection, &id)?,
                Err(fault) if fault.status >= 500 => return Err(fault),
                Err(_) => None,
            };
            body.extend_from_slice(record.as_deref().unwrap_or(b"null"));
        }
        body.push(b']');
        Ok(body)
    })
}
