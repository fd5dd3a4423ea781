//! A signed-in user of one org: where the data APIs are, the access token of the moment and how to get the next, and
//! what may be written.

use super::{Error, Login, Policy, Slot, origin, policy, renewal};
use crate::auth;
use crate::http::{Http, Method, Url};
use crate::secret::Secret;
use ring::digest::{SHA256, digest};
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Mutex;

pub struct Session {
    pub instance_url: Url,
    /// Tells this user of this org from all others; holds no secret and can be the name of a file.
    pub owner: String,
    token: Mutex<Option<Secret>>,
    source: Source,
    /// The user has agreed to what is written.
    confirmed: AtomicBool,
}

/// Where access tokens come from.
enum Source {
    /// The token was handed to us and is all there is.
    Given,
    App(auth::App),
    Login(Box<Login>),
}

impl Session {
    fn new(instance_url: Url, owner: &str, token: Option<Secret>, source: Source) -> Self {
        let owner = hex::encode(digest(&SHA256, owner.as_bytes()));
        Self { instance_url, owner, token: Mutex::new(token), source, confirmed: AtomicBool::new(false) }
    }

    /// The session that `SFO_ACCESS_TOKEN` and `SFO_INSTANCE_URL` describe, if they are set. It is never written down.
    pub fn from_environment() -> Result<Option<Self>, Error> {
        let read = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        match (read("SFO_ACCESS_TOKEN"), read("SFO_INSTANCE_URL")) {
            (None, None) => Ok(None),
            (Some(_), None) => Err(Error::HalfSession("SFO_INSTANCE_URL")),
            (None, Some(_)) => Err(Error::HalfSession("SFO_ACCESS_TOKEN")),
            (Some(token), Some(url)) => Ok(Some(Self::given(origin(&url)?, Secret::new(token)))),
        }
    }

    /// The session of a token of which nothing else is known.
    pub fn given(url: Url, token: Secret) -> Self {
        let owner = format!("{url} {}", token.expose());
        Self::new(url, &owner, Some(token), Source::Given)
    }

    /// A session that signs in when its token is first asked for.
    pub fn of_app(app: auth::App) -> Self {
        // An app that is reached at another port is the same app.
        let owner = format!("{} {}", app.host.host_str().unwrap_or_default(), app.client_id);
        Self::new(app.host.clone(), &owner, None, Source::App(app))
    }

    /// The session of a stored login. Opens no keychain before its token is asked for.
    pub fn of_login(login: Login) -> Result<Self, Error> {
        let url = origin(login.entry.instance_url.as_str())?;
        let owner = format!("{} {}", login.entry.org_id, login.entry.username);
        Ok(Self::new(url, &owner, None, Source::Login(Box::new(login))))
    }

    /// The stored login behind this session, if there is one.
    pub fn login(&self) -> Option<&Login> {
        match &self.source {
            Source::Login(login) => Some(login),
            Source::Given | Source::App(_) => None,
        }
    }

    /// The app that the tokens are of, where that is known.
    pub async fn app(&self) -> Result<Option<auth::App>, Error> {
        match &self.source {
            Source::Given => Ok(None),
            Source::App(app) => Ok(Some(app.clone())),
            Source::Login(login) => login.app().await.map(Some),
        }
    }

    /// The access token to use now, or `None` where there is none left.
    pub async fn token(&self, http: &Http) -> Result<Option<Secret>, Error> {
        let mut token = self.token.lock().await;
        if token.is_none()
            && let Source::Login(login) = &self.source
        {
            *token = login.secret(Slot::Access).await?;
        }
        if token.as_ref().is_none_or(renewal::due)
            && let Some(fresh) = self.renewed(http, token.as_ref()).await?
        {
            *token = Some(fresh);
        }
        match (&*token, &self.source) {
            (None, Source::Login(login)) => Err(Error::SignedOut(login.alias.clone())),
            (token, _) => Ok(token.clone()),
        }
    }

    /// A token other than `stale`, or `None` where there is no way to get one. Callers that come at once share
    /// one renewal.
    pub async fn renew(&self, http: &Http, stale: &Secret) -> Result<Option<Secret>, Error> {
        let mut token = self.token.lock().await;
        if token.as_ref() == Some(stale) {
            *token = self.renewed(http, Some(stale)).await?;
        }
        Ok(token.clone())
    }

    async fn renewed(&self, http: &Http, stale: Option<&Secret>) -> Result<Option<Secret>, Error> {
        match &self.source {
            Source::Given => Ok(None),
            Source::Login(login) => login.renew(http, stale).await,
            Source::App(app) => {
                let token = auth::client_credentials::token(http, app).await?;
                // A token must not be sent to a host that merely claims it (spec/oauth.md 1.5, step 6).
                token.check_hosts(|url| url.origin() == self.instance_url.origin())?;
                Ok(Some(token.access))
            }
        }
    }

    /// The user has agreed to what this run writes.
    pub fn confirm(&self) {
        self.confirmed.store(true, Ordering::Relaxed);
    }

    /// Whether a request may be sent under the org's policy; to be asked before any is.
    pub fn allows(&self, method: &Method, path: &str, body: &[u8]) -> Result<(), Error> {
        let Some(login) = self.login().filter(|_| !policy::reads(method, path, body)) else { return Ok(()) };
        match login.entry.policy {
            Policy::ReadOnly => Err(Error::ReadOnly(login.alias.clone())),
            Policy::Confirm if !self.confirmed.load(Ordering::Relaxed) => Err(Error::Unconfirmed(login.alias.clone())),
            Policy::Confirm | Policy::Open => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::home::Home;
    use crate::org::tests::{Host, Scratch, block_on, http};
    use crate::org::{Registry, Secrets};
    use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

    fn session(home: &Home, host: &Host, access: Option<&str>, refresh: Option<&str>) -> Session {
        let secrets =
            Secrets { access: access.map(Secret::new), refresh: refresh.map(Secret::new), client_secret: None };
        block_on(Login::save(home, "dev", host.entry(), &secrets)).expect("saves");
        Session::of_login(Login::find(home, "dev").expect("is there")).expect("is good")
    }

    fn token(session: &Session) -> Result<Option<Secret>, Error> {
        block_on(session.token(&http()))
    }

    #[test]
    fn a_stored_token_is_used_and_a_spent_one_renewed_once() {
        let home = Scratch::new();
        let host = Host::new(|url, _| Host::reply(url, "new", "5B"));
        let session = session(&home, &host, Some("old"), Some("5A"));
        assert_eq!(token(&session).expect("is there"), Some(Secret::new("old")));
        let renewed = block_on(async {
            let (http, stale) = (http(), Secret::new("old"));
            let (first, second) = tokio::join!(session.renew(&http, &stale), session.renew(&http, &stale));
            [first.expect("renews"), second.expect("shares")]
        });
        assert_eq!(renewed, [Some(Secret::new("new")), Some(Secret::new("new"))]);
        assert_eq!(host.forms().len(), 1);
    }

    #[test]
    fn a_jwt_is_renewed_before_it_ends() {
        let home = Scratch::new();
        let host = Host::new(|url, _| Host::reply(url, "new", "5B"));
        let part = |value: serde_json::Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let now = jiff::Timestamp::now().as_second();
        let payload = serde_json::json!({"iss": "x", "sub": "y", "iat": now - 600, "exp": now + 30});
        let jwt = format!("{}.{}.c2ln", part(serde_json::json!({"typ": "JWT"})), part(payload));
        let session = session(&home, &host, Some(&jwt), Some("5A"));
        assert_eq!(token(&session).expect("renews"), Some(Secret::new("new")));
    }

    #[test]
    fn a_login_without_any_token_is_signed_out() {
        let home = Scratch::new();
        let host = Host::new(|_, _| (500, String::new()));
        let session = session(&home, &host, None, None);
        assert!(matches!(token(&session), Err(Error::SignedOut(alias)) if alias == "dev"));
        assert_eq!(host.forms().len(), 0);
    }

    #[test]
    fn a_policy_stops_what_writes() {
        let home = Scratch::new();
        let host = Host::new(|_, _| (500, String::new()));
        let with = |policy| {
            drop(session(&home, &host, Some("old"), None));
            block_on(Registry::change(&home.config, |registry| registry.set_policy("dev", policy))).expect("writes");
            Session::of_login(Login::find(&home, "dev").expect("is there")).expect("is good")
        };
        let writes = |session: &Session| session.allows(&Method::POST, "/services/data/v67.0/sobjects/Account", b"{}");
        let reader = with(Policy::ReadOnly);
        assert!(matches!(writes(&reader), Err(Error::ReadOnly(_))));
        assert!(reader.allows(&Method::GET, "/services/data/v67.0/limits", b"").is_ok());
        reader.confirm();
        assert!(matches!(writes(&reader), Err(Error::ReadOnly(_))));
        let asking = with(Policy::Confirm);
        assert!(matches!(writes(&asking), Err(Error::Unconfirmed(_))));
        asking.confirm();
        assert!(writes(&asking).is_ok());
        assert!(writes(&with(Policy::Open)).is_ok());
    }
}
