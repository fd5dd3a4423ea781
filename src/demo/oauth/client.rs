//! Which app is calling, and whether it proved that: secret in the form or in a Basic header, or a signed assertion.

use super::{Form, Refusal, app, assertion};
use crate::demo::{
    apps::{App, types::Global},
    org::Org,
    wire::Call,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use ring::digest::{SHA256, digest};

pub struct Client {
    pub app: App,
    pub proven: bool,
}

impl Client {
    /// What is sent as a proof has to be right, also where none is needed.
    pub fn of(org: &Org, call: &Call, form: &Form) -> Result<Self, Refusal> {
        if let Some(assertion) = form.get("client_assertion") {
            return Ok(Self { app: assertion::client(org, call, assertion)?, proven: true });
        }
        let basic = call.header("authorization").and_then(basic);
        let (id, secret) = match &basic {
            Some((id, secret)) => (id.as_str(), Some(secret.as_str())),
            None => (form.need("client_id")?, form.get("client_secret")),
        };
        let app = app::usable(org, id)?;
        match secret.filter(|secret| !secret.is_empty()) {
            Some(secret) if !right(&app, secret) => Err(Refusal::wrong_secret()),
            secret => Ok(Self { app, proven: secret.is_some() }),
        }
    }

    /// The app, where it proved itself or need not do that to sign somebody in.
    pub fn signing_in(self) -> Result<App, Refusal> {
        self.unless(|global| global.is_consumer_secret_optional)
    }

    /// The app, where it proved itself or need not do that for a refresh.
    pub fn refreshing(self) -> Result<App, Refusal> {
        self.unless(|global| !global.is_secret_required_for_refresh_token)
    }

    /// The app, where it proved itself.
    pub fn confidential(self) -> Result<App, Refusal> {
        self.unless(|_| false)
    }

    fn unless(self, public: fn(&Global) -> bool) -> Result<App, Refusal> {
        let enough = self.proven || self.app.global.as_ref().is_some_and(public);
        enough.then_some(self.app).ok_or_else(Refusal::wrong_secret)
    }
}

/// Compares digests, so that the time it takes says nothing about the secret.
fn right(app: &App, secret: &str) -> bool {
    let hash = |text: &str| digest(&SHA256, text.as_bytes());
    hash(&app.consumer.secret).as_ref() == hash(secret).as_ref()
}

/// Name and password of a Basic header.
pub fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, text) = header.split_once(' ')?;
    let text = STANDARD.decode(text.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let (name, password) = str::from_utf8(&text).ok()?.split_once(':')?;
    Some((name.to_owned(), password.to_owned()))
}
