//! The apps that the demo org knows, from `apps.toml`.

use super::Refusal;
use anyhow::Context;
use serde::{Deserialize, Serialize};

const APPS: &str = include_str!("apps.toml");

pub struct Apps(Vec<App>);

/// A connected app or external client app. Everything about it is public: it exists to be tried out.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all(serialize = "camelCase"))]
pub struct App {
    pub name: String,
    /// What it is there to show.
    pub purpose: String,
    pub client_id: String,
    /// Where there is one, it is demanded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    pub flows: Vec<Flow>,
    /// Where people may be sent back to, letter by letter.
    #[serde(skip_deserializing, skip_serializing_if = "Vec::is_empty")]
    pub callbacks: Vec<String>,
    /// With blanks between.
    pub scopes: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// User name that client credentials stand for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run_as: Option<String>,
    /// An administrator decides who may use it: these user names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_for: Option<Vec<String>>,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Flow {
    Web,
    ClientCredentials,
    Jwt,
    Password,
    Headless,
    Device,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    PkceRequired,
    /// Each refresh gives a new refresh token.
    Rotates,
    /// Access tokens are JWTs.
    JwtTokens,
    /// May sign with the demo key.
    Certified,
    /// Takes user name and password in the body only.
    PostOnly,
    /// Lives in another org and cannot be used in this one.
    Elsewhere,
}

#[derive(Deserialize)]
struct File {
    callbacks: Vec<String>,
    app: Vec<App>,
}

impl Apps {
    pub fn read() -> anyhow::Result<Self> {
        let mut file: File = toml::from_str(APPS).context("reading the demo apps")?;
        for app in file.app.iter_mut().filter(|app| app.allows(Flow::Web) || app.allows(Flow::Headless)) {
            app.callbacks.clone_from(&file.callbacks);
        }
        Ok(Self(file.app))
    }

    pub fn iter(&self) -> impl Iterator<Item = &App> {
        self.0.iter()
    }

    pub fn find(&self, client_id: &str) -> Result<&App, Refusal> {
        self.iter().find(|app| app.client_id == client_id).ok_or_else(Refusal::unknown_client)
    }
}

impl App {
    pub fn allows(&self, flow: Flow) -> bool {
        self.flows.contains(&flow)
    }

    pub fn has(&self, rule: Rule) -> bool {
        self.rules.contains(&rule)
    }

    /// The scopes to grant: what was asked for, where the app has all of it, else all that the app has.
    pub fn scope(&self, asked: Option<&str>) -> Result<String, Refusal> {
        let asked = asked.map(str::split_whitespace).map(Iterator::collect::<Vec<_>>).filter(|asked| !asked.is_empty());
        let Some(asked) = asked else { return Ok(self.scopes.clone()) };
        let known = |scope: &&str| self.scopes.split(' ').any(|had| had == *scope || same(had, scope));
        if asked.iter().all(known) {
            return Ok(asked.join(" "));
        }
        Err(Refusal::new("invalid_scope", "the requested scope is invalid, unknown, or malformed"))
    }

    /// Whether an administrator lets `username` use the app.
    pub fn admits(&self, username: &str) -> Result<(), Refusal> {
        match &self.only_for {
            Some(users) if !users.iter().any(|user| user.eq_ignore_ascii_case(username)) => {
                Err(Refusal::new("invalid_app_access", "user is not admin approved to access this app"))
            }
            _ => Ok(()),
        }
    }
}

fn same(one: &str, other: &str) -> bool {
    ["refresh_token", "offline_access"].iter().all(|name| *name == one || *name == other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn apps_can_be_told_apart() {
        let apps = Apps::read().expect("the file is ours");
        let ids: HashSet<&str> = apps.iter().map(|app| app.client_id.as_str()).collect();
        assert_eq!(ids.len(), apps.iter().count());
        assert!(ids.iter().all(|id| id.len() == 85 && id.starts_with("3MVG9")));
        assert!(apps.find("3MVG9").is_err());
    }

    #[test]
    fn scopes_are_a_part_of_what_the_app_has() {
        let apps = Apps::read().expect("the file is ours");
        let app =
            App { scopes: "api refresh_token web".to_owned(), ..apps.iter().next().expect("there are some").clone() };
        assert_eq!(app.scope(None).as_deref(), Ok("api refresh_token web"));
        assert_eq!(app.scope(Some("")).as_deref(), Ok("api refresh_token web"));
        assert_eq!(app.scope(Some("web  api")).as_deref(), Ok("web api"));
        assert_eq!(app.scope(Some("offline_access")).as_deref(), Ok("offline_access"));
        assert_eq!(app.scope(Some("api full")).map_err(|refusal| refusal.error), Err("invalid_scope"));
    }
}
