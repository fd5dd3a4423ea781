//! Which app is calling, and whether it proved that: secret in the form or in a Basic header, or a signed assertion.

use super::{App, Form, Refusal, assertion};
use crate::demo::{org::Org, wire::Call};
use base64::{Engine, engine::general_purpose::STANDARD};
use ring::digest::{SHA256, digest};

pub struct Client<'a> {
    pub app: &'a App,
    pub proven: bool,
}

impl<'a> Client<'a> {
    /// What is sent as a proof has to be right, also where none is needed.
    pub fn of(org: &'a Org, call: &Call, form: &Form) -> Result<Self, Refusal> {
        if let Some(assertion) = form.get("client_assertion") {
            return Ok(Self { app: assertion::client(org, call, assertion)?, proven: true });
        }
        let basic = call.header("authorization").and_then(basic);
        let (id, secret) = match &basic {
            Some((id, secret)) => (id.as_str(), Some(secret.as_str())),
            None => (form.need("client_id")?, form.get("client_secret")),
        };
        let app = org.apps.find(id)?;
        match secret.filter(|secret| !secret.is_empty()) {
            Some(secret) if !right(app, secret) => Err(Refusal::wrong_secret()),
            secret => Ok(Self { app, proven: secret.is_some() }),
        }
    }

    /// The app, where it proved itself or has nothing to prove itself with.
    pub fn checked(self) -> Result<&'a App, Refusal> {
        let enough = self.proven || self.app.client_secret.is_none();
        enough.then_some(self.app).ok_or_else(Refusal::wrong_secret)
    }

    /// The app, where it proved itself.
    pub fn confidential(self) -> Result<&'a App, Refusal> {
        self.proven.then_some(self.app).ok_or_else(Refusal::wrong_secret)
    }
}

/// Compares digests, so that the time it takes says nothing about the secret.
fn right(app: &App, secret: &str) -> bool {
    let hash = |text: &str| digest(&SHA256, text.as_bytes());
    app.client_secret.as_ref().is_some_and(|known| hash(known).as_ref() == hash(secret).as_ref())
}

/// Name and password of a Basic header.
pub fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, text) = header.split_once(' ')?;
    let text = STANDARD.decode(text.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let (name, password) = str::from_utf8(&text).ok()?.split_once(':')?;
    Some((name.to_owned(), password.to_owned()))
}
