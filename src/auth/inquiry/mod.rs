//! Harmless questions to a host about an app, and what the answers prove. Codes and tokens are made up, nobody signs in
//! and no user is named: no answer can hand out a token, end one or lock anybody out.
//!
//! An org does not say in which order it judges what it is asked. So a good word proves something only next to a
//! control: the same question with something in it that is surely wrong, which the org must have turned down.

mod authorize;
mod page;
mod token;

pub use authorize::Scopes;
pub use token::Grant;

use super::advice::{self, Advice};
use super::{App, Error, exchange};
use crate::http::{Http, Request};
use std::cell::Cell;
use std::fmt;
use tokio::sync::OnceCell;

/// What has been found out: proven, or why it cannot be known.
pub type Finding<T> = Result<T, String>;

/// One app at one host.
pub struct Inquiry<'a> {
    http: &'a Http,
    /// With the secret that is to be tried, if any.
    app: &'a App,
    /// Told how many answers there are by now.
    seen: &'a dyn Fn(u64),
    answers: Cell<u64>,
    /// Whether callbacks and scopes are judged before anybody signs in.
    callbacks_are_judged: OnceCell<bool>,
    scopes_are_judged: OnceCell<bool>,
}

/// A refusal in the org's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub error: String,
    pub description: String,
}

/// What the host makes of the client id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Client {
    Known,
    /// Also what is said of an app that is only a few minutes old.
    Unknown(Words),
    /// It knows the app and lets nobody use it.
    Barred(Words),
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    No(Words),
    /// It would go on, by asking who is there.
    GoOn,
}

/// The app as such is turned down, whatever it asks for.
const BARS: [&str; 8] = [
    "app_blocked",
    "app_not_found",
    "fail_close_app_blocked",
    "installation_error",
    "OAUTH_APP_BLOCKED",
    "OAUTH_AUTHORIZATION_BLOCKED",
    "OAUTH_EC_APP_NOT_FOUND",
    "invalid_app_access",
];
/// These say nothing about the app.
const PASSING: [&str; 6] =
    ["rate_limit_exceeded", "server_error", "service_unavailable", "slow_down", "system_down", "unknown_error"];

impl<'a> Inquiry<'a> {
    pub fn new(http: &'a Http, app: &'a App, seen: &'a dyn Fn(u64)) -> Self {
        let (callbacks_are_judged, scopes_are_judged) = (OnceCell::new(), OnceCell::new());
        Self { http, app, seen, answers: Cell::new(0), callbacks_are_judged, scopes_are_judged }
    }

    /// Whether the host knows the app, and lets it in. With a callback the browser's door is tried, too.
    pub async fn client(&self, callback: Option<&str>) -> Result<Finding<Client>, Error> {
        let mut said = self.ask(Grant::Refresh, None).await?;
        if let (Some(callback), false) = (callback, matches!(&said, Said::No(words) if words.unknown() || words.bars()))
        {
            said = self.authorize(callback, &[]).await?;
        }
        Ok(match said {
            Said::No(words) if words.passing() => Err(words.to_string()),
            Said::No(words) if words.unknown() => Ok(Client::Unknown(words)),
            Said::No(words) if words.bars() => Ok(Client::Barred(words)),
            _ if self.knows_strangers().await? => Ok(Client::Known),
            _ => Err("the host does not turn down a key that nobody has".to_owned()),
        })
    }

    async fn send(&self, request: Request) -> Result<exchange::Raw, Error> {
        let answer = exchange::send(self.http, request).await?;
        self.answers.set(self.answers.get() + 1);
        (self.seen)(self.answers.get());
        Ok(answer)
    }
}

impl Words {
    fn new(error: &str, description: &str) -> Self {
        Self { error: error.to_owned(), description: description.to_owned() }
    }

    /// What is known about it.
    pub fn advice(&self) -> Option<&'static Advice> {
        advice::find(&self.error, &self.description)
    }

    fn is(&self, codes: &[&str]) -> bool {
        codes.iter().any(|code| self.error.eq_ignore_ascii_case(code))
    }

    fn unknown(&self) -> bool {
        self.is(&["invalid_client_id"])
    }

    fn bars(&self) -> bool {
        self.is(&BARS) || self.description.to_lowercase().contains("external client app is not installed")
    }

    fn passing(&self) -> bool {
        self.is(&PASSING)
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.description.as_str() {
            "" => f.write_str(&self.error),
            description => write!(f, "{}: {description}", self.error),
        }
    }
}

impl Said {
    fn no(&self, codes: &[&str]) -> bool {
        matches!(self, Self::No(words) if words.is(codes))
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_about_the_app_are_told_from_words_about_the_moment() {
        let words = |error: &str, description: &str| Words::new(error, description);
        assert!(words("OAUTH_APP_BLOCKED", "this app is blocked by admin").bars());
        assert!(words("invalid_grant", "External client app is not installed in this org").bars());
        assert!(!words("invalid_grant", "expired access/refresh token").bars());
        assert!(words("rate_limit_exceeded", "").passing());
        assert_eq!(words("a", "").to_string(), "a");
        assert_eq!(words("a", "b").to_string(), "a: b");
        assert!(words("app_blocked", "").advice().is_some_and(|advice| advice.setup.contains("Unblock")));
    }
}
