//! Who lets an app act for them, and the refresh tokens that it holds. The org tells when and how often, never the
//! token.

use super::{ask, call};
use crate::api::{Call, Client, Error};
use crate::http::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Entries of a page, the most that the org gives.
const PAGE: usize = 100;

/// Somebody who let the app in, as the org tells it. What it tells differs between versions.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct User(pub Map<String, Value>);

/// A refresh token of somebody, without itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Token {
    pub username: Option<String>,
    pub access_token_format: Option<String>,
    pub initial_connection_at: Option<String>,
    pub last_used_at: Option<String>,
    pub use_count: Option<u64>,
    /// Its last part is what the token is called.
    pub revocation_url: Option<String>,
}

/// Which tokens end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End<'a> {
    /// All of an app.
    App(&'a str),
    /// Those of one user of an app.
    User {
        app: &'a str,
        user: &'a str,
    },
    One(&'a str),
}

impl User {
    pub fn id(&self) -> Option<&str> {
        self.member(&["userIdentifier", "userId", "identifier", "id"])
    }

    /// The user name, where the org tells it.
    pub fn name(&self) -> Option<&str> {
        self.member(&["username", "userName", "name"])
    }

    fn member(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.0.get(*name)?.as_str())
    }
}

impl Token {
    /// What the token is called, where it is to be ended alone.
    pub fn id(&self) -> Option<&str> {
        self.revocation_url.as_deref()?.rsplit('/').find(|part| !part.is_empty())
    }
}

/// Everybody who let the app in.
pub async fn users(client: &Client, app: &str) -> Result<Vec<User>, Error> {
    pages(client, &format!("apps/oauth/usage/{app}/users"), "users").await
}

/// The tokens that an app holds of one user.
pub async fn tokens(client: &Client, app: &str, user: &str) -> Result<Vec<Token>, Error> {
    pages(client, &format!("apps/oauth/usage/{app}/{user}/tokens"), "tokens").await
}

/// What ends tokens.
pub fn revoking(end: End) -> Call {
    let place = match end {
        End::App(app) => format!("apps/oauth/usage/{app}/tokens"),
        End::User { app, user } => format!("apps/oauth/usage/{app}/{user}/tokens"),
        End::One(token) => format!("apps/oauth/usage/tokens/{token}"),
    };
    call(Method::DELETE, &place, None)
}

/// Ends tokens.
pub async fn revoke(client: &Client, end: End<'_>) -> Result<(), Error> {
    client.accept(client.call(&revoking(end)).await?).map(drop)
}

/// Every entry of a list, page by page.
async fn pages<T: DeserializeOwned>(client: &Client, resource: &str, member: &str) -> Result<Vec<T>, Error> {
    let mut all = Vec::new();
    let mut place = format!("{resource}?pageSize={PAGE}");
    loop {
        let mut page: Map<String, Value> = ask(client, &call(Method::GET, &place, None)).await?;
        let entries = page.remove(member).unwrap_or_default();
        let entries: Vec<T> = serde_json::from_value(entries).map_err(|error| Error::Unreadable(error.to_string()))?;
        // Also the last page names a next one, which is empty.
        let ended = entries.is_empty();
        all.extend(entries);
        match page.remove("nextPageUrl") {
            Some(Value::String(next)) if !ended && next != place => place = next,
            _ => return Ok(all),
        }
    }
}
