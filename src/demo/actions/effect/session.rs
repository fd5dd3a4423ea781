//! Permission sets that a user has only while they are activated.

use super::super::{definition::Definition, given::Given};
use crate::demo::{
    records::{Refusal, Writer, body::members},
    wire::Fault,
};
use rusqlite::OptionalExtension;
use serde_json::{Map, Value, json};

/// Activating it twice changes nothing.
pub fn activate(writer: &Writer, _: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    let set = named(writer, given.needed("PermSetName"))?;
    if activations(writer, &set)?.is_empty() {
        writer.add("SessionPermSetActivation", members(json!({"PermissionSetId": set, "UserId": writer.user()})))?;
    }
    Ok(Map::new())
}

pub fn deactivate(writer: &Writer, _: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    let object = writer.object("SessionPermSetActivation")?;
    let set = named(writer, given.needed("PermSetName"))?;
    activations(writer, &set)?.iter().try_for_each(|id| writer.delete(object, id))?;
    Ok(Map::new())
}

fn named(writer: &Writer, name: &str) -> Result<String, Refusal> {
    let sql = "SELECT \"Id\", \"HasActivationRequired\" FROM \"PermissionSet\" WHERE \"Name\" = ?1";
    let found = writer.records.prepare_cached(sql)?.query_row([name], |row| Ok((row.get(0)?, row.get(1)?)));
    match found.optional()? {
        Some((id, true)) => Ok(id),
        Some(_) => Err(refused(&format!("The permission set {name} is not session-based."))),
        None => Err(refused(&format!("The permission set {name} doesn't exist."))),
    }
}

fn refused(message: &str) -> Refusal {
    Fault::new(400, "INVALID_INPUT", message).on(&[]).into()
}

fn activations(writer: &Writer, set: &str) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT \"Id\" FROM \"SessionPermSetActivation\" WHERE \"PermissionSetId\" = ?1 AND \"UserId\" = ?2 \
               AND \"IsDeleted\" = 0";
    let mut found = writer.records.prepare_cached(sql)?;
    found.query_map([set, writer.user()], |row| row.get(0))?.collect()
}
