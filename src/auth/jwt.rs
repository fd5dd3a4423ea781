//! The JWT bearer grant (`spec/oauth.md` 6.2): an app proves itself with a key instead of a secret and signs in as a
//! user who has approved it.

use super::{App, Error, Token, exchange};
use crate::http::{Http, Url};
use crate::secret::Secret;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const PRODUCTION: &str = "https://login.salesforce.com";
const SANDBOX: &str = "https://test.salesforce.com";
/// Salesforce takes up to three minutes; the rest is for clocks that disagree.
const LIFETIME: Duration = Duration::from_secs(120);

/// An RSA private key.
pub struct Key(EncodingKey);

impl Key {
    /// Reads PEM, PKCS#1 or PKCS#8.
    pub fn from_pem(pem: &Secret) -> Result<Self, Error> {
        let unreadable = |error| Error::Input(format!("this is not an RSA private key in PEM: {error}"));
        EncodingKey::from_rsa_pem(pem.expose().as_bytes()).map(Self).map_err(unreadable)
    }
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    exp: u64,
}

/// Signs `username` in. An org that expects the other audience gets it, once.
pub async fn token(http: &Http, app: &App, username: &str, key: &Key) -> Result<Token, Error> {
    let audience = audience(&app.host);
    match grant(http, app, username, (key, &audience)).await {
        Err(error) if wrong_audience(&error) => {
            let other = if audience == SANDBOX { PRODUCTION } else { SANDBOX };
            grant(http, app, username, (key, other)).await
        }
        outcome => outcome,
    }
}

async fn grant(http: &Http, app: &App, username: &str, proof: (&Key, &str)) -> Result<Token, Error> {
    let assertion = assertion(app, username, proof)?;
    let form = [("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion.expose())];
    exchange::grant(http, app, &form).await
}

fn assertion(app: &App, username: &str, (key, aud): (&Key, &str)) -> Result<Secret, Error> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let claims = Claims { iss: &app.client_id, sub: username, aud, exp: (now + LIFETIME).as_secs() };
    let signed = jsonwebtoken::encode(&Header::new(Algorithm::RS256), &claims, &key.0);
    signed.map(Secret::new).map_err(|error| Error::Input(format!("this key cannot sign: {error}")))
}

/// Who is to accept the assertion: a site itself, else the login host of sandboxes or of production.
fn audience(host: &Url) -> String {
    let name = host.host_str().unwrap_or_default();
    if name.ends_with(".site.com") {
        return host.as_str().trim_end_matches('/').to_owned();
    }
    let sandbox = name == "test.salesforce.com" || name.split('.').any(|label| matches!(label, "sandbox" | "scratch"));
    if sandbox { SANDBOX } else { PRODUCTION }.to_owned()
}

fn wrong_audience(error: &Error) -> bool {
    let Error::Refused { description, .. } = error else { return false };
    let description = description.to_lowercase();
    description.contains("audience is invalid") || description.contains("audience validation failed")
}

#[cfg(test)]
mod tests {
    use super::{Error, Key, Secret, Url, audience, wrong_audience};

    #[test]
    fn the_audience_follows_the_labels_of_the_host() {
        let of = |host: &str| audience(&Url::parse(&format!("https://{host}")).expect("is a URL"));
        assert_eq!(of("acme.my.salesforce.com"), "https://login.salesforce.com");
        assert_eq!(of("sandboxes-r-us.my.salesforce.com"), "https://login.salesforce.com");
        assert_eq!(of("acme--uat.sandbox.my.salesforce.com"), "https://test.salesforce.com");
        assert_eq!(of("energy-1.scratch.my.salesforce.com"), "https://test.salesforce.com");
        assert_eq!(of("test.salesforce.com"), "https://test.salesforce.com");
        assert_eq!(of("acme.my.site.com/help"), "https://acme.my.site.com/help");
    }

    #[test]
    fn only_an_audience_error_is_tried_again() {
        assert!(wrong_audience(&Error::refused("invalid_grant", "audience is invalid")));
        assert!(wrong_audience(&Error::refused("invalid_grant", "Audience validation failed")));
        assert!(!wrong_audience(&Error::refused("invalid_grant", "user hasn't approved this consumer")));
    }

    #[test]
    fn what_is_no_private_key_is_refused() {
        assert!(matches!(Key::from_pem(&Secret::new("-----BEGIN CERTIFICATE-----")), Err(Error::Input(_))));
    }
}
