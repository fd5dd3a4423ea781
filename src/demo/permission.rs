//! What a user may do: what the permission sets that it holds allow, among them the one behind its profile.

use super::{org::Org, store::table::quoted, store::value, wire::Fault};
use jiff::Timestamp;
use rusqlite::Connection;

/// The permission sets of user `?1` at the moment `?2`, as a table called `held`. A set that has to be activated is
/// not held by being assigned.
pub const HELD: &str = r#"WITH held AS (
    SELECT "set".* FROM "PermissionSet" AS "set" WHERE NOT "set"."HasActivationRequired" AND (
        "set"."ProfileId" = (SELECT "ProfileId" FROM "User" WHERE "Id" = ?1)
        OR "set"."Id" IN (SELECT "PermissionSetId" FROM "PermissionSetAssignment" WHERE "AssigneeId" = ?1
            AND "IsActive" AND ("ExpirationDate" IS NULL OR "ExpirationDate" > ?2))))"#;

/// The permissions that something here depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    AssignPermissionSets,
    BulkApiHardDelete,
    ManageInternalUsers,
    ModifyMetadata,
    ModifyAllData,
    ExternalClientAppDeveloper,
    ExternalClientAppAdmin,
    ExternalClientAppViewer,
    ViewClientSecret,
    ManageRemoteAccess,
    CustomizeApplication,
}

impl Permission {
    /// `Permissions…` of a permission set.
    fn column(self) -> String {
        quoted(&format!("Permissions{self:?}"))
    }

    pub fn held(self, org: &Org, user: &str) -> rusqlite::Result<bool> {
        let now = value::instant(Timestamp::now());
        org.store.read(|records| self.held_in(records, user, &now))
    }

    /// The same inside of a transaction, at the moment `now`.
    pub fn held_in(self, records: &Connection, user: &str, now: &str) -> rusqlite::Result<bool> {
        let sql = format!("{HELD} SELECT EXISTS (SELECT 1 FROM held WHERE {})", self.column());
        records.prepare_cached(&sql)?.query_row([user, now], |row| row.get(0))
    }

    /// Whether the user holds one of these.
    pub fn one_of(org: &Org, user: &str, permissions: &[Self]) -> rusqlite::Result<bool> {
        let held = |permission: &Self| permission.held(org, user);
        permissions.iter().map(held).try_fold(false, |any, held| Ok(any || held?))
    }

    /// Refuses a user who holds none of these.
    pub fn any(org: &Org, user: &str, permissions: &[Self], refusal: impl FnOnce() -> Fault) -> Result<(), Fault> {
        if Self::one_of(org, user, permissions)? { Ok(()) } else { Err(refusal()) }
    }
}
