//! The settings one by one: their names, what Setup calls them, and what stands in each.

use super::Settings;
use crate::app::boxes::{self, Checkbox};
use std::cmp::Ordering;

/// One setting of an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    Label,
    ContactEmail,
    Description,
    Callbacks,
    Scopes,
    Box(&'static Checkbox),
    Enabled,
    PermittedUsers,
    PermissionSets,
    SessionMinutes,
    RunAs,
}

impl Setting {
    /// Every setting, in the order in which Setup shows them.
    pub fn all() -> impl Iterator<Item = Self> {
        let before = [Self::Label, Self::ContactEmail, Self::Description, Self::Callbacks, Self::Scopes];
        let after = [Self::Enabled, Self::PermittedUsers, Self::PermissionSets, Self::SessionMinutes, Self::RunAs];
        before.into_iter().chain(boxes::all().map(Self::Box)).chain(after)
    }

    /// As JSON and presets name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::ContactEmail => "contact-email",
            Self::Description => "description",
            Self::Callbacks => "callbacks",
            Self::Scopes => "scopes",
            Self::Box(known) => known.name,
            Self::Enabled => "enabled",
            Self::PermittedUsers => "permitted-users",
            Self::PermissionSets => "permission-sets",
            Self::SessionMinutes => "session-minutes",
            Self::RunAs => "run-as",
        }
    }

    /// As Setup labels it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Label => "External Client App Name",
            Self::ContactEmail => "Contact Email",
            Self::Description => "Description",
            Self::Callbacks => "Callback URL",
            Self::Scopes => "Selected OAuth Scopes",
            Self::Box(known) => known.label,
            Self::Enabled => "App Status",
            Self::PermittedUsers => "Permitted Users",
            Self::PermissionSets => "Selected Permission Sets",
            Self::SessionMinutes => "Session Timeout in Minutes",
            Self::RunAs => "Run As",
        }
    }

    /// What stands in it, in the words of Setup; `None` is no opinion.
    pub fn values(self, of: &Settings) -> Option<Vec<String>> {
        let one = |text: &Option<String>| text.clone().map(|text| vec![text]);
        let word = |on: bool, words: [&str; 2]| Some(vec![words[usize::from(!on)].to_owned()]);
        let some = |list: &[String]| (!list.is_empty()).then(|| list.to_vec());
        match self {
            Self::Label => one(&of.label),
            Self::ContactEmail => one(&of.contact_email),
            Self::Description => one(&of.description),
            Self::Callbacks => Some(of.callbacks.clone()),
            Self::Scopes => Some(of.scopes.iter().map(|scope| one_name(scope)).collect()),
            Self::Box(known) => word(of.has(known.name), ["on", "off"]),
            Self::Enabled => word(of.policy.enabled, ["Enabled", "Disabled"]),
            Self::PermittedUsers => Some(vec![of.policy.permitted_users.label().to_owned()]),
            Self::PermissionSets => some(&of.policy.permission_sets),
            Self::SessionMinutes => of.policy.session_minutes.map(|minutes| vec![minutes.to_string()]),
            Self::RunAs => one(&of.policy.run_as),
        }
    }

    fn place(self) -> usize {
        Self::all().position(|known| known == self).unwrap_or_default()
    }
}

/// Two names of one scope are one scope.
fn one_name(scope: &str) -> String {
    if scope == "offline_access" { "refresh_token".to_owned() } else { scope.to_owned() }
}

impl PartialOrd for Setting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Setting {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place())
    }
}
