//! What a stranger has to know to use the demo org: its apps, its users, and where its key is.

use super::{
    apps::{self, App},
    limits,
    oauth::{PASSWORD, SECURITY_TOKEN, User},
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

/// The rule of an app that may sign assertions.
const CERTIFIED: &str = "certified";
/// How the names of apps with a mistake begin.
const BROKEN: &str = "Broken_";

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Guide {
    /// What every user signs in with.
    pub password: &'static str,
    /// Goes behind the password where a program sends it.
    pub security_token: &'static str,
    pub users: Vec<Person>,
    pub apps: Vec<Entrance>,
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

/// What somebody needs to know of an app to sign in with it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entrance {
    pub name: String,
    pub developer_name: String,
    pub id: String,
    /// What it is there to show.
    pub purpose: String,
    pub client_id: String,
    /// Where some flow demands it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    pub flows: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub callbacks: Vec<String>,
    /// With blanks between.
    pub scopes: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<&'static str>,
    /// User name that client credentials stand for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run_as: Option<String>,
    /// Those whom an administrator lets use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_for: Option<Vec<String>>,
}

impl Entrance {
    fn new(org: &Org, app: App, users: &[User]) -> anyhow::Result<Self> {
        let global = app.global.clone().unwrap_or_default();
        let mut only_for = Vec::new();
        for user in users.iter().filter(|_| app.admin_approved()) {
            if apps::admits(org, &app, &user.id)? {
                only_for.push(user.username.clone());
            }
        }
        let secret = !global.is_consumer_secret_optional || global.is_secret_required_for_refresh_token;
        let callbacks: Vec<_> = app.callbacks().map(str::to_owned).collect();
        let certified = global.certificate.is_some();
        let flows = [
            (!callbacks.is_empty(), "web"),
            (app.runs_alone(), "client-credentials"),
            (certified, "jwt"),
            (app.connected(), "password"),
            (global.is_code_cred_flow_enabled, "headless"),
            (global.is_device_flow_enabled, "device"),
        ];
        let rules = [
            (global.is_pkce_required && !callbacks.is_empty(), "pkce-required"),
            (global.is_refresh_token_rotation_enabled, "rotates"),
            (global.is_named_user_jwt_enabled, "jwt-tokens"),
            (certified, CERTIFIED),
            (global.is_code_cred_post_only, "post-only"),
            (app.home.is_some(), "elsewhere"),
            (!app.enabled(), "blocked"),
        ];
        let true_of =
            |list: &[(bool, &'static str)]| list.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect();
        Ok(Self {
            name: app.label().to_owned(),
            purpose: app.header.description.clone(),
            client_secret: (secret || app.runs_alone()).then(|| app.consumer.secret.clone()),
            flows: true_of(&flows),
            rules: true_of(&rules),
            callbacks,
            scopes: app.scopes(),
            only_for: app.admin_approved().then_some(only_for),
            run_as: app.policy.client_credentials_flow_user.filter(|_| global.is_client_credentials_flow_enabled),
            developer_name: app.name,
            id: app.id,
            client_id: app.consumer.key,
        })
    }

    /// Whether it may sign with the key of the guide.
    pub fn certified(&self) -> bool {
        self.rules.contains(&CERTIFIED)
    }

    /// Whether it is there for its mistake.
    pub fn broken(&self) -> bool {
        self.developer_name.starts_with(BROKEN)
    }
}

impl Guide {
    /// The guide to the org in `folder`, where it also puts the key.
    pub fn new(org: &Org, folder: &Path) -> anyhow::Result<Self> {
        let key_file = folder.join("app.key");
        write_key(&key_file).with_context(|| format!("writing {}", key_file.display()))?;
        let person = |user: User| Person { username: user.username, name: user.name, active: user.active };
        let users = User::all(org)?;
        let apps = org.apps().all()?.into_iter().map(|app| Entrance::new(org, app, &users));
        Ok(Self {
            password: PASSWORD,
            security_token: SECURITY_TOKEN,
            apps: apps.collect::<Result<_, _>>()?,
            users: users.into_iter().map(person).collect(),
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
