//! Users as OAuth needs them: rows of the User object, and their passwords.

use super::{Refusal, password};
use crate::demo::org::Org;
use jiff::{Timestamp, tz::TimeZone};
use rusqlite::{OptionalExtension, Row};

/// Everybody's password until it is changed. There is nothing to protect.
pub const PASSWORD: &str = "sesame";
/// Follows the password where a program sends it.
pub const SECURITY_TOKEN: &str = "Vk3qT8demo";

#[derive(Clone, Debug, Default)]
pub struct User {
    pub id: String,
    pub username: String,
    pub first_name: Option<String>,
    pub last_name: String,
    pub name: String,
    pub email: String,
    pub nickname: String,
    pub phone: Option<String>,
    pub mobile_phone: Option<String>,
    pub street: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
    pub locale: String,
    pub language: String,
    pub time_zone: String,
    pub active: bool,
    pub kind: String,
    pub modified: String,
}

impl User {
    pub fn named(org: &Org, username: &str) -> rusqlite::Result<Option<Self>> {
        find(org, "SELECT * FROM \"User\" WHERE \"Username\" = ?1", username)
    }

    pub fn of_id(org: &Org, id: &str) -> rusqlite::Result<Option<Self>> {
        find(org, "SELECT * FROM \"User\" WHERE \"Id\" = ?1", id)
    }

    pub fn all(org: &Org) -> rusqlite::Result<Vec<Self>> {
        org.store.read(|connection| {
            let mut users = connection.prepare("SELECT * FROM \"User\" ORDER BY \"Id\"")?;
            users.query_map([], read)?.collect()
        })
    }

    /// The user with this id, where a login may still be used.
    pub fn active(org: &Org, id: &str) -> Result<Self, Refusal> {
        Self::of_id(org, id)?.filter(|user| user.active).ok_or_else(inactive)
    }

    /// The user who knows this password; `security_token` says whether the token has to follow it.
    pub fn authenticate(org: &Org, username: &str, password: &str, security_token: bool) -> Result<Self, Refusal> {
        let refused = || Refusal::new("invalid_grant", "authentication failure");
        let user = Self::named(org, username)?.ok_or_else(refused)?;
        let (own, _) = password::of(org, &user.id)?;
        let rest = password.strip_prefix(own.as_str()).ok_or_else(refused)?;
        match (rest == if security_token { SECURITY_TOKEN } else { "" }, user.active) {
            (false, _) => Err(refused()),
            (true, false) => Err(inactive()),
            (true, true) => Ok(user),
        }
    }

    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }

    /// Milliseconds between UTC and standard time at the user's place.
    pub fn utc_offset(&self) -> i64 {
        let winter = Timestamp::from_second(1_704_067_200).unwrap_or_default();
        i64::from(self.zone().to_offset(winter).seconds()) * 1000
    }
}

fn inactive() -> Refusal {
    Refusal::new("inactive_user", "inactive user")
}

fn find(org: &Org, sql: &str, key: &str) -> rusqlite::Result<Option<User>> {
    org.store.read(|connection| connection.query_row(sql, [key], read).optional())
}

fn read(row: &Row) -> rusqlite::Result<User> {
    let text = |name: &str| row.get::<_, Option<String>>(name).map(Option::unwrap_or_default);
    Ok(User {
        id: text("Id")?,
        username: text("Username")?,
        first_name: row.get("FirstName")?,
        last_name: text("LastName")?,
        name: text("Name")?,
        email: text("Email")?,
        nickname: text("CommunityNickname")?,
        phone: row.get("Phone")?,
        mobile_phone: row.get("MobilePhone")?,
        street: row.get("Street")?,
        city: row.get("City")?,
        state: row.get("State")?,
        postal_code: row.get("PostalCode")?,
        country: row.get("Country")?,
        locale: text("LocaleSidKey")?,
        language: text("LanguageLocaleKey")?,
        time_zone: text("TimeZoneSidKey")?,
        active: row.get("IsActive")?,
        kind: text("UserType")?.to_ascii_uppercase(),
        modified: text("LastModifiedDate")?,
    })
}
