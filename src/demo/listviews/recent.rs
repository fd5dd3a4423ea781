//! Records that somebody looked at (`FOR VIEW`), the last first.

use crate::demo::{
    org::Org,
    schema::Object,
    store::table::quoted,
    wire::{Call, Fault, Outcome, Reply},
};
use rusqlite::Connection;
use serde_json::{Value, json};

/// Records, unless the caller says otherwise; nobody gets more.
const MOST: usize = 200;

struct Seen {
    at: String,
    record: Value,
}

/// `GET recent?limit=N`
pub fn recent(org: &Org, call: &Call) -> Outcome {
    let limit =
        call.param("limit").map_or(Some(MOST), |text| text.parse().ok()).filter(|limit| (1..=MOST).contains(limit));
    let limit = limit.ok_or_else(|| Fault::new(400, "INVALID_QUERY_VALUE", "limit is 1 to 200"))?;
    let mut seen = Vec::new();
    org.store.read(|records| {
        let viewed = |object: &&Object| !object.tooling && object.field("LastViewedDate").is_some();
        org.schema.objects().filter(viewed).try_for_each(|object| add(records, object, call, &mut seen))
    })?;
    seen.sort_by(|one: &Seen, other| other.at.cmp(&one.at));
    Ok(Reply::json(200, &seen.into_iter().take(limit).map(|seen| seen.record).collect()))
}

fn add(records: &Connection, object: &Object, call: &Call, seen: &mut Vec<Seen>) -> Result<(), Fault> {
    let Some(name) = object.fields.iter().find(|field| field.name_field) else { return Ok(()) };
    let alive = if object.field("IsDeleted").is_some() { " AND \"IsDeleted\" = 0" } else { "" };
    let sql = format!(
        "SELECT \"Id\", {}, \"LastViewedDate\" FROM {} WHERE \"LastViewedDate\" IS NOT NULL{alive} \
         ORDER BY \"LastViewedDate\" DESC LIMIT {MOST}",
        quoted(&name.name),
        quoted(&object.name)
    );
    let root = call.path[..3].join("/");
    let mut found = records.prepare_cached(&sql)?;
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        let (id, name, at): (String, Option<String>, String) = row.try_into()?;
        let attributes = json!({"type": object.name, "url": format!("/{root}/sobjects/{}/{id}", object.name)});
        seen.push(Seen { at, record: json!({"attributes": attributes, "Id": id, "Name": name}) });
    }
    Ok(())
}
