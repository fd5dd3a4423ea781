//! A login that the org no longer renews, and why that may be, the likeliest cause first (`spec/oauth.md` 3.4).

use super::Login;
use crate::auth;
use jiff::Timestamp;
use std::fmt;

const CAUSES: [&str; 8] = [
    "the login was revoked, by its user, by an administrator or by a logout elsewhere",
    "the app's refresh token policy has let it expire (Setup > External Client App Manager > Policies)",
    "that policy says that refresh tokens expire immediately",
    "the user has signed in to this app five times since; the org forgets the oldest login",
    "refresh tokens rotate, and another program has used this one",
    "the password has changed, or a security event has ended every session",
    "the user is frozen",
    "the token was issued by another login host",
];

#[derive(Debug)]
pub struct Ended {
    pub alias: String,
    host: String,
    org_id: String,
    created: Timestamp,
    words: auth::Error,
}

impl Ended {
    pub fn new(login: &Login, words: auth::Error) -> Self {
        let entry = &login.entry;
        Self {
            alias: login.alias.clone(),
            host: entry.login_url.host_str().unwrap_or_default().to_owned(),
            org_id: entry.org_id.clone(),
            created: entry.created,
            words,
        }
    }

    /// The org's words tell the cause only when they are not the ones it has for everything.
    fn causes(&self) -> Vec<&'static str> {
        match &self.words {
            auth::Error::Refused { description, .. } if !description.contains("expired access/refresh token") => {
                self.words.advice().map(|advice| advice.cause).into_iter().collect()
            }
            _ => CAUSES.to_vec(),
        }
    }
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self { alias, host, org_id, created, words } = self;
        let day = created.strftime("%F");
        write!(f, "the login `{alias}` ({host}, org {org_id}, of {day}) cannot be renewed: {words}")?;
        self.causes().iter().try_for_each(|cause| write!(f, "\n  - {cause}"))
    }
}
