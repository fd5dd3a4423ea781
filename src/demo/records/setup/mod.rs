//! The org's own setup as records: users, permission sets, who has them and what they open. Each has rules that no
//! field can state (`spec/oauth.md` 11).

mod pair;
mod permission_set;
mod user;

use super::{Refusal, Writer, writer::Deed};
use crate::demo::{permission::Permission, schema::Object, store::row, wire::Fault};
use serde_json::{Map, Value};

/// What a user needs to write records of an object.
const NEEDS: [(&str, Permission); 4] = [
    ("PermissionSet", Permission::AssignPermissionSets),
    ("PermissionSetAssignment", Permission::AssignPermissionSets),
    ("SetupEntityAccess", Permission::AssignPermissionSets),
    ("User", Permission::ManageInternalUsers),
];

/// Whether the caller may write setup at all. Everybody may change themselves.
pub fn permit(writer: &Writer, object: &Object, deed: Deed) -> Result<(), Refusal> {
    let Some((_, needed)) = NEEDS.iter().find(|(name, _)| *name == object.name) else { return Ok(()) };
    if deed.id() == Some(writer.user()) || needed.held_in(writer.records, writer.user(), &writer.now)? {
        return Ok(());
    }
    let message = format!("insufficient access rights on entity: {}", object.name);
    Err(Fault::new(400, "INSUFFICIENT_ACCESS_OR_READONLY", message).on(&[]).into())
}

/// Adds what follows from the rest of a new record.
pub fn enter(writer: &Writer, object: &Object, record: &mut Map<String, Value>, deed: Deed) -> rusqlite::Result<()> {
    if deed != Deed::Create {
        return Ok(());
    }
    match object.name.as_str() {
        "SetupEntityAccess" => pair::name_type(writer, record),
        "PermissionSet" => drop(record.insert("IsCustom".to_owned(), true.into())),
        "User" => return user::name_type(writer, record),
        _ => {}
    }
    Ok(())
}

/// Checks what concerns more than one field or record.
pub fn check(writer: &Writer, object: &Object, record: &Map<String, Value>, deed: Deed) -> Result<(), Refusal> {
    match object.name.as_str() {
        "SetupEntityAccess" => pair::check(writer, object, record, ["ParentId", "SetupEntityId"]),
        "PermissionSetAssignment" => pair::check(writer, object, record, ["AssigneeId", "PermissionSetId"]),
        "PermissionSet" => permission_set::check(writer, object, record, deed),
        "User" => user::check(writer, record, deed),
        _ => Ok(()),
    }
}

/// What a record brings with it, and needs, once it is written.
pub fn follow(writer: &Writer, object: &Object, id: &str, deed: Deed) -> Result<(), Refusal> {
    if object.name != "User" {
        return Ok(());
    }
    user::license(writer, id)?;
    if deed == Deed::Create { user::join_profile(writer, id) } else { Ok(()) }
}

/// What the record with this id holds in a field of its object.
fn held(writer: &Writer, object: &str, id: &str, field: &str) -> rusqlite::Result<Option<String>> {
    match writer.schema.object(object) {
        Some(object) => row::held(writer.records, object, id, field),
        None => Ok(None),
    }
}
