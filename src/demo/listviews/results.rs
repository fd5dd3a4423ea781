//! The rows of a list view as text, a page at a time: its query, run like any other.

use super::{
    describe::{columns, field, paths},
    view::View,
};
use crate::{
    demo::{
        org::Org,
        query,
        schema::{Kind, Object},
        wire::{Call, Fault, Outcome, Reply},
    },
    soql,
};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};

/// Rows on a page, unless the caller says otherwise.
const LIMIT: u64 = 25;
const MOST: u64 = 2_000;

pub fn answer(org: &Org, call: &Call, view: &View, object: &Object) -> Outcome {
    let number = |name: &str, default| call.param(name).map_or(Some(default), |text| text.parse::<u64>().ok());
    let range = number("limit", LIMIT).filter(|limit| (1..=MOST).contains(limit)).zip(number("offset", 0));
    let (limit, offset) =
        range.ok_or_else(|| Fault::new(400, "INVALID_QUERY_VALUE", "limit is 1 to 2000, offset 0 or more"))?;
    let text = view.query();
    let query = soql::parse(&text).unwrap_or_default();
    // One row more tells whether there is a next page.
    let asked = Call {
        path: call.path.iter().take(3).cloned().chain(["query".to_owned()]).collect(),
        query: vec![("q".to_owned(), format!("{text} LIMIT {} OFFSET {offset}", (limit + 1).min(MOST)))],
        ..call.clone()
    };
    let reply = query::answer(&org.asked_by(&call.user)?, &asked)?;
    let mut reply: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    let mut records = reply["records"].as_array_mut().map(std::mem::take).unwrap_or_default();
    let page = usize::try_from(limit).unwrap_or(usize::MAX);
    let done = records.len() <= page;
    records.truncate(page);
    let paths = paths(&query);
    let row = |record: &Value| {
        let column = |path: &String| {
            let kind = field(object, &org.schema, path).map_or(Kind::String, |field| field.kind);
            json!({"fieldNameOrPath": path, "value": shown(record, path, kind)})
        };
        json!({"columns": paths.iter().map(column).collect::<Vec<_>>()})
    };
    Ok(Reply::json(
        200,
        &json!({
            "columns": columns(view, &query, object, &org.schema), "developerName": view.name, "done": done,
            "id": view.id, "label": view.label, "records": records.iter().map(row).collect::<Vec<_>>(),
            "size": records.len(),
        }),
    ))
}

/// A value as text, whatever it is; null stays null.
fn shown(record: &Value, path: &str, kind: Kind) -> Option<String> {
    let value = path.split('.').try_fold(record, |value, part| value.get(part))?;
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let moment = text.parse::<Timestamp>().ok().filter(|_| kind == Kind::DateTime);
    Some(moment.map_or(text, |moment| moment.to_zoned(TimeZone::UTC).strftime("%a %b %d %H:%M:%S GMT %Y").to_string()))
}
