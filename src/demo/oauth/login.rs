//! One login of one user with one app, and the reply that hands over its tokens.

use super::{Kind, Refusal, Ticket, User, app, mint, signer};
use crate::demo::{
    apps::App,
    clock,
    org::{self, Org},
    wire::Call,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::digest::{SHA256, digest};
use serde_json::{Map, Value, json};

/// Members of a token reply, in the order of the wire.
pub type Members = Map<String, Value>;

/// Seconds that an id token is good for.
const ID_TOKEN: i64 = 120;

pub struct Login<'a> {
    pub app: &'a App,
    pub user: User,
    pub scope: String,
    /// What all tickets of this login share.
    pub family: String,
    /// Comes back in the id token.
    pub nonce: Option<String>,
    /// Milliseconds since 1970, after which nothing of it is good any more.
    pub ends: i64,
}

impl<'a> Login<'a> {
    pub fn new(app: &'a App, user: User, scope: String) -> Self {
        Self { app, user, scope, family: mint::plain(), nonce: None, ends: i64::MAX }
    }

    /// The login that `ticket` came of.
    pub fn of(org: &Org, app: &'a App, ticket: &Ticket) -> Result<Self, Refusal> {
        let user = User::active(org, &ticket.user)?;
        app::admit(org, app, &user)?;
        let (scope, family) = (ticket.scope.clone(), ticket.family.clone());
        Ok(Self { scope, family, ..Self::new(app, user, String::new()) })
    }

    /// Issues a new access token and says everything that a grant may say about it.
    pub fn access(&self, org: &Org, call: &Call) -> Result<Members, Refusal> {
        let (now, origin) = (clock::millis(), instance(&call.origin));
        let identity = self.identity(&call.origin);
        let token = self.access_token(org, &origin, now)?;
        let mut members = Map::new();
        let mut put = |name: &str, value: String| members.insert(name.to_owned(), value.into());
        put("access_token", token.clone());
        put("signature", signer::signature(&self.app.consumer.secret, &identity, &now.to_string()));
        put("scope", self.scope.clone());
        if self.may("openid") {
            put("id_token", self.id_token(&call.origin, &token, now)?);
        }
        put("instance_url", origin.clone());
        put("id", identity);
        put("token_type", "Bearer".to_owned());
        put("issued_at", now.to_string());
        put("api_instance_url", origin);
        Ok(members)
    }

    /// Like [`Self::access`], with a refresh token where the scopes hold one and the app's policy lets it last.
    pub fn lasting(&self, org: &Org, call: &Call) -> Result<Members, Refusal> {
        let mut members = self.access(org, call)?;
        let asked = self.may("refresh_token") || self.may("offline_access");
        if let Some(lifetime) = self.app.policy.refresh_lifetime().filter(|_| asked) {
            let (token, ticket) = (mint::refresh_token(), self.ticket(Kind::Refresh, lifetime));
            org.tickets().issue(&token, &Ticket { expires: ticket.expires.min(self.ends), ..ticket })?;
            members.shift_insert(1, "refresh_token".to_owned(), token.into());
        }
        Ok(members)
    }

    /// A ticket of this login that lasts `lifetime` milliseconds.
    pub fn ticket(&self, kind: Kind, lifetime: i64) -> Ticket {
        Ticket {
            app: self.app.id.clone(),
            scope: self.scope.clone(),
            family: self.family.clone(),
            ..Ticket::new(kind, &self.user.id, lifetime)
        }
    }

    fn may(&self, scope: &str) -> bool {
        self.scope.split(' ').any(|granted| granted == scope)
    }

    fn identity(&self, origin: &str) -> String {
        identity(origin, &self.user.id)
    }

    fn access_token(&self, org: &Org, origin: &str, now: i64) -> Result<String, Refusal> {
        let jwt = self.app.global.as_ref().is_some_and(|global| global.is_named_user_jwt_enabled);
        let usual = || i64::try_from(org.options.token_lifetime.as_millis()).unwrap_or(i64::MAX);
        let lifetime = self.app.policy.session(jwt).unwrap_or_else(usual);
        let token = if jwt {
            signer::access_token(&self.claims(origin, now / 1000, lifetime / 1000)).map_err(|error| failed(&error))?
        } else {
            mint::access_token()
        };
        org.tickets().issue(&token, &self.ticket(Kind::Access, lifetime))?;
        Ok(token)
    }

    fn claims(&self, origin: &str, now: i64, lifetime: i64) -> Value {
        json!({
            "scp": self.scope,
            "aud": [origin],
            "sub": format!("uid:{}", self.user.id),
            "nbf": now - 15,
            "mty": "oauth",
            "sfi": mint::plain(),
            "roles": [],
            "iss": origin,
            "hsc": false,
            "exp": now.saturating_add(lifetime),
            "iat": now,
            "client_id": self.app.consumer.key,
        })
    }

    fn id_token(&self, origin: &str, token: &str, now: i64) -> Result<String, Refusal> {
        let hash = digest(&SHA256, token.as_bytes());
        let mut claims = json!({
            "at_hash": URL_SAFE_NO_PAD.encode(&hash.as_ref()[..16]),
            "sub": self.identity(origin),
            "aud": self.app.consumer.key,
            "iss": origin,
            "exp": now / 1000 + ID_TOKEN,
            "iat": now / 1000,
        });
        if let Some(nonce) = &self.nonce {
            claims["nonce"] = nonce.as_str().into();
        }
        signer::id_token(&claims).map_err(|error| failed(&error))
    }
}

/// The identity URL of a user.
pub fn identity(origin: &str, user: &str) -> String {
    format!("{origin}/id/{}/{user}", org::ID)
}

/// Where the data is: hosts called `login.` and `test.` only sign people in.
pub fn instance(origin: &str) -> String {
    origin.replacen("://login.", "://", 1).replacen("://test.", "://", 1)
}

/// Whether `origin` is a host that belongs to no org in particular.
pub fn shared(origin: &str) -> bool {
    instance(origin) != origin
}

fn failed(error: &jsonwebtoken::errors::Error) -> Refusal {
    Refusal::new("server_error", error.to_string())
}
