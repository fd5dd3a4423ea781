//! Posts in a feed.

use super::super::{
    definition::Definition,
    given::{Given, missing_input},
};
use crate::demo::{
    id,
    records::{Refusal, Writer, body::members, place},
    wire::Fault,
};
use rusqlite::OptionalExtension;
use serde_json::{Map, Value, json};

pub fn post(writer: &Writer, _: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    let visibility = if given.text("visibility") == Some("internalUsers") { "InternalUsers" } else { "AllUsers" };
    let parent = subject(writer, given)?;
    let item = json!({"ParentId": parent, "Body": given.needed("text"), "Visibility": visibility});
    let id = writer.create(writer.object("FeedItem")?, &members(item))?;
    Ok(members(json!({"feedItemId": id})))
}

/// Whose feed it is: a record by its id, or a user or group by name.
fn subject(writer: &Writer, given: &Given) -> Result<String, Refusal> {
    let text = given.needed("subjectNameOrId");
    if id::looks_like(text) {
        return Ok(place::record(writer, text)?.1);
    }
    let sql = match given.text("type").ok_or_else(|| missing_input("type"))? {
        "User" => "SELECT \"Id\" FROM \"User\" WHERE \"Username\" = ?1",
        _ => "SELECT \"Id\" FROM \"Group\" WHERE \"DeveloperName\" = ?1 OR \"Name\" = ?1",
    };
    let found: Option<String> = writer.records.prepare_cached(sql)?.query_row([text], |row| row.get(0)).optional()?;
    let unknown = || Fault::new(400, "INVALID_CROSS_REFERENCE_KEY", format!("no such user or group: {text}")).on(&[]);
    Ok(found.ok_or_else(unknown)?)
}
