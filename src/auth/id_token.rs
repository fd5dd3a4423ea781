//! The check of an ID token (`spec/oauth.md` 2.9): right after the exchange, because it lives for two minutes, and
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

#[cfg(test)]
mod tests {
    use super::{App, Keys, Secret, verify};
    use crate::http::Url;
    use jsonwebtoken::{Algorithm, EncodingKey, Header};
    use serde_json::{Value, json};

    fn verdict(alg: Algorithm, kid: &str, change: &Value) -> Result<(), &'static str> {
        let now = jsonwebtoken::get_current_timestamp();
        let mut claims = json!({
            "iss": "https://acme.my.salesforce.com", "aud": ["3MVG9", "https://other.example"], "nonce": "n0nce",
            "sub": "https://login.salesforce.com/id/00D000000000001EAA/005000000000001AAA", "exp": now + 120,
        });
        for (name, value) in change.as_object().expect("is an object") {
            claims[name] = value.clone();
        }
        let header = Header { kid: Some(kid.to_owned()), ..Header::new(alg) };
        let pem = include_bytes!("../../tests/fixtures/auth/pkcs8.pem");
        let key = match alg {
            Algorithm::HS256 => EncodingKey::from_secret(b"n"),
            _ => EncodingKey::from_rsa_pem(pem).expect("is a key"),
        };
        let token = Secret::new(jsonwebtoken::encode(&header, &claims, &key).expect("signs"));
        let keys: Keys = serde_json::from_str(include_str!("../../tests/fixtures/auth/keys.json")).expect("is JSON");
        let host = Url::parse("https://acme.my.salesforce.com").expect("is a URL");
        let app = App { host, client_id: "3MVG9".to_owned(), client_secret: None };
        verify(&keys, &app, &token, &Secret::new("n0nce"))
    }

    #[test]
    fn only_the_hosts_own_token_for_this_app_and_this_sign_in_passes() {
        assert_eq!(verdict(Algorithm::RS256, "248", &json!({})), Ok(()));
        for (change, part) in [
            (json!({"iss": "https://evil.example"}), "another host"),
            (json!({"aud": "3MVG8"}), "another app"),
            (json!({"nonce": "other"}), "another sign-in"),
            (json!({"nonce": null}), "another sign-in"),
            (json!({"exp": 1}), "expired"),
        ] {
            let why = verdict(Algorithm::RS256, "248", &change).expect_err("is refused");
            assert!(why.contains(part), "{change}: {why}");
        }
    }

    #[test]
    fn other_algorithms_and_keys_do_not_count() {
        assert_eq!(verdict(Algorithm::RS384, "248", &json!({})), Err("its id_token is not signed with RS256"));
        assert_eq!(verdict(Algorithm::HS256, "248", &json!({})), Err("its id_token is not signed with RS256"));
        for kid in ["other", "249"] {
            assert_eq!(verdict(Algorithm::RS256, kid, &json!({})), Err("its id_token is signed with an unknown key"));
        }
    }
}
