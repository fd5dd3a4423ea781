//! What an app is to be, or is: its settings by the names that presets and flags use. Where they come from and what
//! metadata makes of them is told elsewhere.

mod difference;
mod flags;
mod setting;

pub use difference::{Change, difference};
pub use flags::Flags;
pub use setting::Setting;

use super::preset::Permitted;
use serde::Serialize;
use std::collections::BTreeSet;

/// The settings of an app. `None` is no opinion: whatever it is, or whatever the org makes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// Developer name.
    pub name: String,
    pub label: Option<String>,
    pub contact_email: Option<String>,
    pub description: Option<String>,
    /// To the character, in order.
    pub callbacks: Vec<String>,
    /// As requested at sign-in.
    pub scopes: Vec<String>,
    /// The boxes that are on, by their names; all others are off.
    pub boxes: Vec<String>,
    pub policy: Policy,
}

/// Who may use an app, and for how long.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// The app can be used at all.
    pub enabled: bool,
    pub permitted_users: Permitted,
    /// Those who have one of these may use it, where the users are approved by an admin.
    pub permission_sets: Vec<String>,
    /// How long a session may be idle.
    pub session_minutes: Option<u32>,
    /// The user that the client credentials flow runs as.
    pub run_as: Option<String>,
}

/// The settings that an app has in an org, as far as they could be read.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub settings: Settings,
    /// What could not be read.
    pub unknown: BTreeSet<Setting>,
}

impl Settings {
    /// Whether a box is on.
    pub fn has(&self, name: &str) -> bool {
        self.boxes.iter().any(|known| known == name)
    }
}

impl Found {
    /// An app of which nothing is known, as of one that is not there.
    pub fn nothing(name: &str) -> Self {
        let settings = Settings { name: name.to_owned(), ..Settings::default() };
        Self { settings, unknown: Setting::all().collect() }
    }
}
