//! Switches of the whole org, as the metadata API knows them: `settings/ExternalClientApp.settings` and others. What was
//! never set is as in an org that has been in use for a while.

use super::org::Org;
use rusqlite::OptionalExtension;

pub const TABLE: &str = "CREATE TABLE IF NOT EXISTS setting
    (file TEXT, element TEXT, is_on INTEGER NOT NULL, PRIMARY KEY (file, element)) WITHOUT ROWID";

pub struct Switch {
    file: &'static str,
    element: &'static str,
    /// Before anybody sets it.
    initial: bool,
}

/// Secrets of apps may be read over REST.
pub const CLIENT_SECRET_IN_REST: Switch =
    Switch { file: "ExternalClientApp", element: "enableClientSecretInRestApiAccess", initial: false };
/// The password grant is refused.
pub const PASSWORD_BLOCKED: Switch = Switch { file: "OauthOidc", element: "blockOAuthUnPwFlow", initial: false };
/// Every app needs PKCE.
pub const PKCE_REQUIRED: Switch = Switch { file: "OauthOidc", element: "isPkceRequired", initial: false };
/// Sites may send user name and password themselves.
pub const HEADLESS: Switch = Switch { file: "OauthOidc", element: "oAuthCdCrdtFlowEnable", initial: true };

const KNOWN: [Switch; 4] = [CLIENT_SECRET_IN_REST, PASSWORD_BLOCKED, PKCE_REQUIRED, HEADLESS];

impl Switch {
    pub fn is_on(&self, org: &Org) -> rusqlite::Result<bool> {
        is_on(org, self.file, self.element)
    }
}

pub fn is_on(org: &Org, file: &str, element: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT is_on FROM setting WHERE file = ?1 AND element = ?2";
    let kept = org.store.read(|kept| kept.query_row(sql, [file, element], |row| row.get(0)).optional())?;
    let initial = || KNOWN.iter().any(|known| known.file == file && known.element == element && known.initial);
    Ok(kept.unwrap_or_else(initial))
}

/// Sets a switch; true where that changes it.
pub fn set(org: &Org, file: &str, element: &str, on: bool) -> rusqlite::Result<bool> {
    let before = is_on(org, file, element)?;
    let sql = "INSERT OR REPLACE INTO setting VALUES (?1, ?2, ?3)";
    org.store.write(|kept| kept.execute(sql, (file, element, on)))?;
    Ok(before != on)
}
