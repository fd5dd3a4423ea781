//! What is said of an app that is as asked for: what it is known by, what is left for a person, and the next command.

use crate::app::settings::Change;
use crate::app::{ByHand, Preset, Settings};
use serde::Serialize;
use std::fmt;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Told {
    pub app: String,
    pub id: Option<String>,
    pub consumer_key: Option<String>,
    /// `created`, `changed` or `unchanged`.
    pub outcome: &'static str,
    pub changes: Vec<Change>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_compared: Vec<&'static str>,
    /// Whether the org's sign-in knows it; `null` where nobody asked.
    pub known: Option<bool>,
    /// What no API does.
    pub by_hand: Vec<ByHand>,
    pub next: String,
}

/// The command that comes after this one.
pub fn next(preset: &Preset, settings: &Settings, key: Option<&str>) -> String {
    let name = &settings.name;
    let policy = &preset.policy;
    if policy.service_user {
        let user = settings.policy.run_as.as_ref().map(|user| format!("--user {user}"));
        let user = user.unwrap_or_else(|| "--service-user USERNAME".to_owned());
        return format!("sfo app grant {name} --preset {} {user}", preset.name);
    }
    if let Some(set) = settings.policy.permission_sets.first() {
        return format!("sfo app grant {name} --permission-set {set} --user USERNAME");
    }
    if preset.name == "sfo" {
        return format!("sfo auth login --client-id {}", key.unwrap_or("KEY"));
    }
    format!("sfo app handover {name} --for {}", preset.name)
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let mut line = |name: &str, value: &str| writeln!(f, "{name:<12}  {value}");
        line("app", &self.app)?;
        self.id.iter().try_for_each(|id| line("id", id))?;
        self.consumer_key.iter().try_for_each(|key| line("consumer key", key))?;
        line("state", &self.state())?;
        for hand in &self.by_hand {
            line("by hand", &format!("Setup > {} > {} ({})", hand.page, hand.label, hand.why))?;
        }
        line("next", &self.next)
    }
}

impl Told {
    fn state(&self) -> String {
        let known = match self.known {
            Some(true) => "; the org's sign-in knows it",
            Some(false) => "; the org's sign-in does not know it yet",
            None => "",
        };
        format!("{}{known}", self.outcome)
    }
}
