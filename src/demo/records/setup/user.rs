//! Users: a name that nobody else has, a licence that is left, and the permissions of the profile.

use super::super::{Refusal, Writer, check::is_email, writer::Deed};
use super::held;
use crate::demo::wire::Fault;
use rusqlite::OptionalExtension;
use serde_json::{Map, Value, json};

const TAKEN: &str = "Duplicate Username.<br>The username already exists in this or another Salesforce organization. \
                     Usernames must be unique across all Salesforce organizations. To resolve, use a different \
                     username (it doesn't need to match the user's email address).";
const NO_ADDRESS: &str = "Username must be in the form of an email address (for example, john@acme.com).";

/// The kind of a user is that of the profile.
pub fn name_type(writer: &Writer, user: &mut Map<String, Value>) -> rusqlite::Result<()> {
    let profile = user.get("ProfileId").and_then(Value::as_str).unwrap_or_default();
    if let Some(kind) = held(writer, "Profile", profile, "UserType")? {
        user.insert("UserType".to_owned(), kind.into());
    }
    Ok(())
}

pub fn check(writer: &Writer, user: &Map<String, Value>, deed: Deed) -> Result<(), Refusal> {
    let Some(name) = user.get("Username").and_then(Value::as_str) else { return Ok(()) };
    if !is_email(name) {
        return Err(Fault::new(400, "INVALID_EMAIL_ADDRESS", NO_ADDRESS).on(&["Username"]).into());
    }
    let sql = "SELECT \"Id\" FROM \"User\" WHERE lower(\"Username\") = lower(?1) AND \"Id\" IS NOT ?2";
    let mut twins = writer.records.prepare_cached(sql)?;
    let twin: Option<String> = twins.query_row((name, deed.id()), |row| row.get(0)).optional()?;
    match twin {
        Some(_) => Err(Fault::new(400, "DUPLICATE_USERNAME", TAKEN).on(&["Username"]).into()),
        None => Ok(()),
    }
}

/// Refuses one active user more than the licence of the profile allows.
pub fn license(writer: &Writer, id: &str) -> Result<(), Refusal> {
    let sql = "UPDATE \"UserLicense\" SET \"UsedLicenses\" = (SELECT count(*) FROM \"User\" AS u \
               JOIN \"Profile\" AS p ON p.\"Id\" = u.\"ProfileId\" \
               WHERE u.\"IsActive\" = 1 AND p.\"UserLicenseId\" = \"UserLicense\".\"Id\")";
    writer.records.prepare_cached(sql)?.execute([])?;
    let sql = "SELECT EXISTS (SELECT 1 FROM \"User\" AS u JOIN \"Profile\" AS p ON p.\"Id\" = u.\"ProfileId\" \
               JOIN \"UserLicense\" AS l ON l.\"Id\" = p.\"UserLicenseId\" \
               WHERE u.\"Id\" = ?1 AND u.\"IsActive\" = 1 AND l.\"UsedLicenses\" > l.\"TotalLicenses\")";
    let over: bool = writer.records.prepare_cached(sql)?.query_row([id], |row| row.get(0))?;
    let refusal = || Fault::new(400, "LICENSE_LIMIT_EXCEEDED", "License Limit Exceeded").on(&[]);
    if over { Err(refusal().into()) } else { Ok(()) }
}

/// What a profile permits is in a permission set of its own, and its users have that.
pub fn join_profile(writer: &Writer, id: &str) -> Result<(), Refusal> {
    let profile = held(writer, "User", id, "ProfileId")?;
    let sql = "SELECT \"Id\" FROM \"PermissionSet\" WHERE \"ProfileId\" = ?1 AND \"IsOwnedByProfile\" = 1";
    let set: Option<String> = writer.records.prepare_cached(sql)?.query_row([profile], |row| row.get(0)).optional()?;
    if let Some(set) = set {
        let assignment = json!({"PermissionSetId": set, "AssigneeId": id, "IsActive": true});
        writer.add("PermissionSetAssignment", super::super::body::members(assignment))?;
    }
    Ok(())
}
