//! Whether a user may use an app. For an app that an administrator decides about: those who hold a permission set that
//! opens the app, or one that the app's policy names.

use super::{model::App, policy::listed};
use crate::demo::{org::Org, permission, store::value};
use jiff::Timestamp;
use rusqlite::params;

pub fn admits(org: &Org, app: &App, user: &str) -> rusqlite::Result<bool> {
    if !app.admin_approved() {
        return Ok(true);
    }
    let names = |list: &str| listed(list).collect::<serde_json::Value>().to_string();
    let sets = names(&app.policy.comma_separated_permission_set);
    let profiles = names(&app.policy.comma_separated_profile);
    let sql = format!(
        r#"{} SELECT EXISTS (SELECT 1 FROM held
            WHERE "Name" IN (SELECT value FROM json_each(?3))
            OR "ProfileId" IN (SELECT "Id" FROM "Profile" WHERE "Name" IN (SELECT value FROM json_each(?4)))
            OR "Id" IN (SELECT "ParentId" FROM "SetupEntityAccess" WHERE "SetupEntityId" = ?5))"#,
        permission::HELD
    );
    let now = value::instant(Timestamp::now());
    org.store.read(|connection| {
        connection.prepare_cached(&sql)?.query_row(params![user, now, sets, profiles, app.id], |row| row.get(0))
    })
}
