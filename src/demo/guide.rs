//! What a stranger has to know to use the demo org: its apps, its users, and where its key is.

use super::{
    limits,
    oauth::{App, PASSWORD, SECURITY_TOKEN, User},
    org::Org,
};
use anyhow::Context;
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

/// Written beside the store, because programs want the path of a file.
const KEY: &str = include_str!("oauth/keys/app.key");

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Guide {
    /// What every user signs in with.
    pub password: &'static str,
    /// Goes behind the password where a program sends it.
    pub security_token: &'static str,
    pub users: Vec<Person>,
    pub apps: Vec<App>,
    /// What certified apps sign with.
    pub key_file: PathBuf,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub username: String,
    pub name: String,
    pub active: bool,
}

impl Guide {
    /// The guide to the org in `folder`, where it also puts the key.
    pub fn new(org: &Org, folder: &Path) -> anyhow::Result<Self> {
        let key_file = folder.join("app.key");
        write_key(&key_file).with_context(|| format!("writing {}", key_file.display()))?;
        let person = |user: User| Person { username: user.username, name: user.name, active: user.active };
        Ok(Self {
            password: PASSWORD,
            security_token: SECURITY_TOKEN,
            users: User::all(org)?.into_iter().map(person).collect(),
            apps: org.apps.iter().cloned().collect(),
            key_file,
        })
    }

    /// The callbacks of all apps, each once.
    pub fn callbacks(&self) -> impl Iterator<Item = &str> {
        let all: BTreeSet<&str> = self.apps.iter().flat_map(|app| &app.callbacks).map(String::as_str).collect();
        all.into_iter()
    }
}

/// Records of each object that has some.
pub fn records(org: &Org) -> anyhow::Result<BTreeMap<String, u64>> {
    Ok(limits::counts(org, |_| true)?.into_iter().collect())
}

/// The key is no secret, but clients rightly refuse a private key that others may read.
fn write_key(path: &Path) -> io::Result<()> {
    fs::write(path, KEY)?;
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(())
}
