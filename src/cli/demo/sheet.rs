//! What `demo serve` and `demo info` print: for people as text, for programs as one JSON object.

use crate::demo::guide::{Entrance, Guide};
use serde::Serialize;
use std::{collections::BTreeMap, fmt, path::Path, path::PathBuf};

#[derive(Serialize)]
pub struct Sheet {
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
    #[serde(flatten)]
    guide: Guide,
    #[serde(skip_serializing_if = "Option::is_none")]
    store: Option<PathBuf>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    records: BTreeMap<String, u64>,
}

impl Sheet {
    pub fn new(guide: Guide) -> Self {
        Self { origin: None, guide, store: None, records: BTreeMap::new() }
    }

    /// Of an org that answers at `origin`.
    pub fn at(self, origin: &str) -> Self {
        Self { origin: Some(origin.to_owned()), ..self }
    }

    /// Of an org whose `store` holds `records`.
    pub fn holding(self, store: &Path, records: BTreeMap<String, u64>) -> Self {
        Self { store: Some(store.to_owned()), records, ..self }
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let guide = &self.guide;
        if let Some(origin) = &self.origin {
            writeln!(f, "Demo org at {origin}\n")?;
        }
        if let Some(store) = &self.store {
            writeln!(f, "Demo org in {}\n", store.display())?;
        }
        writeln!(f, "Users, all with the password {} (security token {})", guide.password, guide.security_token)?;
        for user in &guide.users {
            writeln!(f, "  {:<28} {}{}", user.username, user.name, if user.active { "" } else { ", inactive" })?;
        }
        writeln!(f, "\nApps; app.key is {}", guide.key_file.display())?;
        let (broken, apps): (Vec<_>, Vec<_>) = guide.apps.iter().partition(|app| app.broken());
        apps.into_iter().try_for_each(|app| write_app(app, f))?;
        writeln!(f, "Apps with one mistake each; --json tells their keys")?;
        broken.into_iter().try_for_each(|app| writeln!(f, "  {:<30} {}", app.name, app.purpose))?;
        writeln!(f)?;
        writeln!(f, "Callbacks of apps with a browser")?;
        guide.callbacks().try_for_each(|callback| writeln!(f, "  {callback}"))?;
        if !self.records.is_empty() {
            writeln!(f, "\nRecords")?;
        }
        self.records.iter().try_for_each(|(object, count)| writeln!(f, "  {object:<28} {count:>6}"))
    }
}

fn write_app(app: &Entrance, f: &mut fmt::Formatter) -> fmt::Result {
    writeln!(f, "  {}: {}", app.name, app.purpose)?;
    let people = app.only_for.as_ref().map(|users| users.join(" "));
    let key = app.certified().then(|| "app.key".to_owned());
    let lines = [
        ("client id", Some(&app.client_id)),
        ("client secret", app.client_secret.as_ref()),
        ("scopes", Some(&app.scopes)),
        ("signs with", key.as_ref()),
        ("runs as", app.run_as.as_ref()),
        ("only for", people.as_ref()),
    ];
    for (label, value) in lines {
        value.map_or(Ok(()), |value| writeln!(f, "    {label:<14} {value}"))?;
    }
    writeln!(f)
}
