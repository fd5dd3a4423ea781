//! What would be done, for people to agree to.

use crate::app::metadata::{Component, File, Form, Kind, package, to_send};
use crate::app::settings::{Change, Found, Setting, Settings, difference};
use crate::cli::app::there::There;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// What it takes to make an app what it is to be.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    pub app: String,
    /// The org has it already.
    pub exists: bool,
    pub changes: Vec<Change>,
    /// What was sent without knowing what is there, by its labels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_compared: Vec<&'static str>,
    /// The files of each deploy.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deploys: Vec<Vec<File>>,
    #[serde(skip)]
    pub first: Vec<Component>,
    #[serde(skip)]
    pub second: Vec<Component>,
}

impl Plan {
    pub fn new(there: &There, wanted: &Settings, label: &str) -> Self {
        let exists = there.exists();
        let of = |kinds: &[Kind]| to_send(kinds, &there.components, wanted, label);
        let (first, second) = (of(&Kind::FIRST), of(&Kind::SECOND));
        let found = if exists { there.found() } else { none(wanted) };
        let mut changes = difference(&found, wanted);
        if !exists {
            for change in &mut changes {
                change.removed.clear();
            }
            changes.retain(|change| !change.added.is_empty());
        }
        let sent = |kind: Kind| first.iter().chain(&second).any(|component| component.kind == kind);
        let unknown = found.unknown.iter().filter(|setting| sent(Kind::of(**setting)));
        let unknown = unknown.filter(|setting| setting.values(wanted).is_some());
        let not_compared = unknown.map(|setting| setting.label()).collect();
        Self { app: wanted.name.clone(), exists, changes, not_compared, deploys: Vec::new(), first, second }
    }

    /// Whether the app is what it is to be.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty() && self.second.is_empty()
    }

    /// With all that would be sent.
    pub fn with_files(mut self, version: &str) -> Self {
        let send = [&self.first, &self.second].into_iter().filter(|components| !components.is_empty());
        self.deploys = send.map(|components| package(components, Form::Metadata, version)).collect();
        self
    }
}

/// An app that has nothing yet.
fn none(wanted: &Settings) -> Found {
    let settings = Settings { name: wanted.name.clone(), ..Settings::default() };
    let policy: BTreeSet<Setting> = [Setting::Enabled].into();
    Found { settings, unknown: policy }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match (self.exists, self.is_empty()) {
            (true, true) => writeln!(f, "{} is as asked for", self.app)?,
            (true, false) if self.changes.is_empty() => writeln!(f, "{} is there", self.app)?,
            (true, false) => writeln!(f, "{} is there and differs", self.app)?,
            (false, _) => writeln!(f, "{} is new", self.app)?,
        }
        self.changes.iter().try_for_each(|change| writeln!(f, "{change}"))?;
        if !self.not_compared.is_empty() {
            writeln!(f, "sent without knowing what is there: {}", self.not_compared.join(", "))?;
        }
        self.deploys.iter().flatten().try_for_each(|file| write!(f, "\n== {}\n{}", file.path, file.content))
    }
}
