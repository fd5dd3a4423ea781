//! JWTs that apps sign with their own key: the assertion of the JWT bearer grant, and the one that takes the place of
//! a client secret.

use super::{Refusal, app};
use crate::demo::{apps::App, clock, org::Org, wire::Call};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;

/// Seconds that clocks may differ.
const SKEW: i64 = 180;
/// Seconds that an assertion may be good for.
const LIFETIME: i64 = 300;

#[derive(Debug, Deserialize)]
struct Claims {
    iss: String,
    sub: Option<String>,
    /// What `sub` was called once; it wins.
    prn: Option<String>,
    aud: Audience,
    exp: i64,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// The app that signed a JWT bearer assertion, and the name of the user it speaks for.
pub fn bearer(org: &Org, call: &Call, text: &str) -> Result<(App, String), Refusal> {
    let (app, claims) = read(org, text)?;
    if !meant_for(&claims.aud, &call.origin, &["https://login.salesforce.com", "https://test.salesforce.com"]) {
        return Err(Refusal::new("invalid_grant", "audience is invalid"));
    }
    if !timely(claims.exp, clock::millis() / 1000) {
        return Err(invalid());
    }
    let user = claims.prn.or(claims.sub).ok_or_else(invalid)?;
    Ok((app, user))
}

/// The app that signed a client assertion about itself.
pub fn client(org: &Org, call: &Call, text: &str) -> Result<App, Refusal> {
    let (app, claims) = read(org, text)?;
    let itself = claims.sub.as_ref() == Some(&claims.iss);
    let good = itself && meant_for(&claims.aud, &call.origin, &[]) && timely(claims.exp, clock::millis() / 1000);
    good.then_some(app).ok_or_else(Refusal::wrong_secret)
}

fn read(org: &Org, text: &str) -> Result<(App, Claims), Refusal> {
    let app = app::usable(org, &unverified(text).ok_or_else(invalid)?)?;
    let certificate = app.global.as_ref().and_then(|global| global.certificate.as_ref());
    let certificate = certificate.ok_or_else(Refusal::wrong_secret)?;
    let claims = verify(text, certificate).map_err(|_| invalid())?;
    Ok((app, claims))
}

fn verify(text: &str, certificate: &str) -> jsonwebtoken::errors::Result<Claims> {
    let mut rules = Validation::new(Algorithm::RS256);
    rules.validate_exp = false;
    rules.validate_aud = false;
    let key = DecodingKey::from_rsa_pem(certificate.as_bytes())?;
    Ok(jsonwebtoken::decode(text, &key, &rules)?.claims)
}

/// Whom a JWT claims to be from: who that is has the certificate.
fn unverified(text: &str) -> Option<String> {
    let mut rules = Validation::new(Algorithm::RS256);
    rules.insecure_disable_signature_validation();
    rules.validate_exp = false;
    rules.validate_aud = false;
    let token = jsonwebtoken::decode::<Claims>(text, &DecodingKey::from_secret(&[]), &rules);
    token.ok().map(|token| token.claims.iss)
}

fn meant_for(audience: &Audience, origin: &str, further: &[&str]) -> bool {
    let ours = |name: &String| {
        let name = name.trim_end_matches('/');
        name == origin || name.strip_prefix(origin) == Some("/services/oauth2/token") || further.contains(&name)
    };
    match audience {
        Audience::One(name) => ours(name),
        Audience::Many(names) => names.iter().any(ours),
    }
}

/// The official client libraries have sent `exp` in milliseconds for years; the org takes it.
fn timely(exp: i64, now: i64) -> bool {
    let exp = if exp > 100_000_000_000 { exp / 1000 } else { exp };
    (now - SKEW..=now + LIFETIME + SKEW).contains(&exp)
}

fn invalid() -> Refusal {
    Refusal::new("invalid_grant", "invalid assertion")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::apps::seed::CERTIFICATE;
    use jsonwebtoken::{EncodingKey, Header};
    use serde_json::json;

    fn verified(text: &str) -> Option<Claims> {
        verify(text, CERTIFICATE).ok()
    }

    fn signed(algorithm: Algorithm) -> String {
        let key = EncodingKey::from_rsa_pem(include_bytes!("keys/app.key")).expect("is a key");
        let claims = json!({"iss": "app", "sub": "user", "aud": ["https://login.salesforce.com"], "exp": 1});
        jsonwebtoken::encode(&Header::new(algorithm), &claims, &key).expect("signs")
    }

    #[test]
    fn the_certificate_verifies_what_the_key_signed() {
        assert!(verified(&signed(Algorithm::RS256)).is_some_and(|claims| claims.iss == "app"));
        assert!(verified(&signed(Algorithm::RS384)).is_none());
        let mut forged = signed(Algorithm::RS256);
        forged.replace_range(40..41, if &forged[40..41] == "A" { "B" } else { "A" });
        assert!(verified(&forged).is_none());
        assert_eq!(unverified(&signed(Algorithm::RS256)).as_deref(), Some("app"));
    }

    #[test]
    fn audiences_are_hosts_of_this_org() {
        let meant = |name: &str| meant_for(&Audience::One(name.to_owned()), "http://localhost:1", &["https://a"]);
        assert!(
            meant("http://localhost:1/") && meant("http://localhost:1/services/oauth2/token") && meant("https://a")
        );
        assert!(!meant("http://localhost:12") && !meant("https://a.example") && !meant(""));
    }

    #[test]
    fn expiry_may_be_in_milliseconds_but_not_far_off() {
        let now = 1_700_000_000;
        assert!(timely(now, now) && timely(now - SKEW, now) && timely(now * 1000 + 300, now));
        assert!(!timely(now - SKEW - 1, now) && !timely(now + 3600, now));
    }
}
