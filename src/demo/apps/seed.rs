//! The apps of a fresh org: those of `apps.toml`, which work, and those of `broken.toml`, each with one mistake.

use super::{
    model::{App, Consumer},
    policy::Policy,
    records,
    types::{Global, Header, Plugins, Settings},
};
use crate::demo::schema::Object;
use anyhow::Context;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::HashMap;
use toml::Table;

const APPS: &str = include_str!("apps.toml");
const BROKEN: &str = include_str!("broken.toml");
/// The certificate of every app that may sign.
pub const CERTIFICATE: &str = include_str!("../oauth/keys/app.crt");

#[derive(Deserialize)]
struct File {
    callbacks: Vec<String>,
    app: Vec<Seed>,
}

/// Apps that are told by what makes them different from another.
#[derive(Deserialize)]
struct Broken {
    base: HashMap<String, Table>,
    app: Vec<Table>,
}

/// An app, with what would be the same text in many of them said in a word.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seed {
    id: String,
    name: String,
    /// As in the samples: `@-30d 09:15`.
    created: String,
    /// Has the callbacks of the file.
    #[serde(default)]
    browser: bool,
    /// Has the demo's certificate.
    #[serde(default)]
    certified: bool,
    #[serde(default)]
    home: Option<String>,
    #[serde(default)]
    blocked: bool,
    #[serde(default)]
    spreading: bool,
    consumer: Consumer,
    header: Header,
    #[serde(default)]
    global: Global,
    settings: Settings,
    #[serde(default)]
    policy: Policy,
    #[serde(default)]
    plugins: Plugins,
}

pub fn apps() -> anyhow::Result<Vec<App>> {
    let file = read()?;
    Ok(file.app.into_iter().map(|seed| seed.app(&file.callbacks)).collect())
}

fn read() -> anyhow::Result<File> {
    let mut file: File = toml::from_str(APPS).context("reading the demo apps")?;
    file.app.extend(broken().context("reading the broken demo apps")?);
    Ok(file)
}

fn broken() -> anyhow::Result<Vec<Seed>> {
    let Broken { base, app } = toml::from_str(BROKEN)?;
    let seed = |mut app: Table| {
        let name = app.remove("base").and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default();
        let mut seed = base.get(&name).cloned().with_context(|| format!("there is no base `{name}`"))?;
        lay(&mut seed, app);
        Ok(seed.try_into()?)
    };
    app.into_iter().map(seed).collect()
}

/// Lays one table over another.
fn lay(under: &mut Table, over: Table) {
    for (name, value) in over {
        match (under.get_mut(&name), value) {
            (Some(toml::Value::Table(under)), toml::Value::Table(over)) => lay(under, over),
            (_, value) => drop(under.insert(name, value)),
        }
    }
}

impl Seed {
    fn app(self, callbacks: &[String]) -> App {
        let mut global = self.global;
        if self.browser {
            global.callback_url = callbacks.join("\n");
        }
        global.certificate = self.certified.then(|| CERTIFICATE.to_owned()).or(global.certificate);
        App {
            id: self.id,
            name: self.name,
            consumer: self.consumer,
            header: self.header,
            global: Some(global),
            settings: Some(self.settings),
            policy: self.policy,
            plugins: self.plugins,
            home: self.home,
            blocked: self.blocked,
            spreading: self.spreading,
        }
    }
}

/// The records of `object` that these apps are, with marks for dates as in the samples.
pub fn rows(object: &Object) -> Vec<Map<String, Value>> {
    let file = read().ok().filter(|_| records::made_of_apps(&object.name));
    let Some(File { callbacks, app }) = file else { return Vec::new() };
    let rows = app.into_iter().filter_map(|seed| {
        let created = Value::from(seed.created.as_str());
        let mut row = records::of(&seed.app(&callbacks), &object.name)?;
        row.insert("CreatedDate".to_owned(), created);
        Some(row)
    });
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by(|left, right| left["Id"].as_str().cmp(&right["Id"].as_str()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn apps_can_be_told_apart() {
        let apps = apps().expect("the file is ours");
        let names: HashSet<&str> =
            apps.iter().flat_map(|app| [&*app.id, &app.name, &app.consumer.id, &app.consumer.key]).collect();
        assert_eq!(names.len(), 4 * apps.len());
        assert!(apps.iter().all(|app| app.consumer.key.len() == 85 && app.consumer.key.starts_with("3MVG9")));
    }

    #[test]
    fn all_scopes_of_the_file_are_scopes() {
        for app in apps().expect("the file is ours") {
            let listed = &app.settings.as_ref().expect("is there").comma_separated_oauth_scopes;
            assert_eq!(app.scopes().split(' ').count(), listed.split(',').count(), "{}", app.name);
        }
    }
}
