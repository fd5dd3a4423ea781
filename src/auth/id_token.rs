//! The check of an id_token (`spec/oauth.md` 2.9): right after the exchange, because it lives for two minutes, and
//! with the keys that the login host publishes.

use super::{App, Error, exchange};
use crate::http::{Http, Method, Request};
use crate::secret::Secret;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;

#[derive(Deserialize)]
struct Keys {
    keys: Vec<Key>,
}

/// A key; those of other kinds have no `n` and `e` and fit no RS256 token.
#[derive(Deserialize)]
struct Key {
    kid: Option<String>,
    n: Option<String>,
    e: Option<String>,
}

#[derive(Deserialize)]
struct Claims {
    nonce: Option<String>,
}

/// Fails unless `id_token` was made by the app's host for this app and this sign-in.
pub async fn check(http: &Http, app: &App, id_token: &Secret, nonce: &Secret) -> Result<(), Error> {
    let host = app.host.host_str().unwrap_or_default();
    let mut url = app.host.clone();
    url.set_path("/id/keys");
    let body = exchange::send(http, Request::new(Method::GET, url)).await?.success()?;
    let keys: Keys = serde_json::from_slice(&body).map_err(|_| Error::NotOAuth(host.to_owned()))?;
    verify(&keys, app, id_token, nonce).map_err(|why| Error::Unusable { host: host.to_owned(), why })
}

fn verify(keys: &Keys, app: &App, id_token: &Secret, nonce: &Secret) -> Result<(), &'static str> {
    let token = id_token.expose();
    let header = jsonwebtoken::decode_header(token).map_err(|_| "its id_token is no JWT")?;
    let known = keys.keys.iter().filter(|key| key.kid == header.kid);
    let mut parts = known.filter_map(|key| Some((key.n.as_ref()?, key.e.as_ref()?)));
    let (n, e) = parts.next().ok_or("its id_token is signed with an unknown key")?;
    let key = DecodingKey::from_rsa_components(n, e).map_err(|_| "the key of its id_token does not read")?;
    let mut rules = Validation::new(Algorithm::RS256);
    rules.set_audience(&[&app.client_id]);
    rules.set_issuer(&[app.host.origin().ascii_serialization()]);
    rules.set_required_spec_claims(&["exp", "iss", "aud"]);
    let claims = jsonwebtoken::decode::<Claims>(token, &key, &rules).map_err(|error| reason(error.kind()))?.claims;
    let ours = claims.nonce.as_deref() == Some(nonce.expose());
    if ours { Ok(()) } else { Err("its id_token belongs to another sign-in") }
}

fn reason(kind: &jsonwebtoken::errors::ErrorKind) -> &'static str {
    use jsonwebtoken::errors::ErrorKind;
    match kind {
        ErrorKind::ExpiredSignature => "its id_token has expired; is this machine's clock right?",
        ErrorKind::InvalidIssuer => "its id_token comes from another host",
        ErrorKind::InvalidAudience => "its id_token is for another app",
        ErrorKind::InvalidAlgorithm => "its id_token is not signed with RS256",
        _ => "the signature of its id_token is wrong",
    }
}
