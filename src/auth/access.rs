//! What an access token says about itself. Read without checking the signature: good for deciding when to renew and
//! for showing, never for trusting (`spec/oauth.md` 7).

use crate::secret::Secret;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, PartialEq, Eq)]
pub enum Access {
    /// A session id: its lifetime is the org's secret.
    Opaque,
    Jwt(Claims),
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
pub struct Claims {
    pub iss: String,
    pub sub: String,
    #[serde(default)]
    pub aud: Vec<String>,
    /// Scopes, separated by spaces.
    #[serde(default)]
    pub scp: String,
    #[serde(default)]
    iat: u64,
    /// Seconds since 1970.
    pub exp: u64,
}

impl Access {
    pub fn read(token: &Secret) -> Self {
        claims(token.expose()).map_or(Self::Opaque, Self::Jwt)
    }
}

impl Claims {
    /// Whether to renew at this time, given in seconds since 1970.
    pub fn due(&self, now: u64) -> bool {
        now > self.renew_at()
    }

    /// A minute or a tenth of the lifetime before the end. A token of a minute or two would be due at once and for
    /// ever, so that the margin ends at half of the lifetime.
    pub fn renew_at(&self) -> u64 {
        let lifetime = self.exp.saturating_sub(self.iat);
        self.exp.saturating_sub((lifetime / 10).max(60).min(lifetime / 2))
    }
}

fn claims(token: &str) -> Option<Claims> {
    let mut parts =
        token.split('.').map(|part| BASE64_URL_SAFE_NO_PAD.decode(part).ok().filter(|part| !part.is_empty()));
    let (header, payload, _signature) = (parts.next()??, parts.next()??, parts.next()??);
    let header: Value = serde_json::from_slice(&header).ok()?;
    if parts.next().is_some() || header["typ"] != "JWT" {
        return None;
    }
    serde_json::from_slice(&payload).ok()
}

#[cfg(test)]
mod tests {
    use super::{Access, BASE64_URL_SAFE_NO_PAD, Claims, Engine, Secret};
    use serde_json::json;

    fn jwt(header: &serde_json::Value) -> Secret {
        let payload = json!({
            "scp": "refresh_token web api", "aud": ["https://acme.my.salesforce.com"],
            "iss": "https://acme.my.salesforce.com", "sub": "uid:005000000000001AAA", "iat": 1000, "exp": 2800,
            "nbf": 985, "mty": "oauth", "roles": [], "hsc": false,
        });
        let part = |value: &serde_json::Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        Secret::new(format!("{}.{}.c2ln", part(header), part(&payload)))
    }

    #[test]
    fn a_jwt_tells_its_claims() {
        let Access::Jwt(claims) = Access::read(&jwt(&json!({"typ": "JWT", "alg": "RS256", "tty": "sfdc-core-token"})))
        else {
            panic!("is a JWT")
        };
        assert_eq!(claims.scp, "refresh_token web api");
        assert_eq!(claims.sub, "uid:005000000000001AAA");
        assert_eq!((claims.exp, claims.renew_at()), (2800, 2620));
    }

    #[test]
    fn everything_else_is_opaque() {
        for token in ["00D000000000001!AQEAQ.a_b.c", "a.b.c", "..", "", "eyJ9.e30.x"] {
            assert_eq!(Access::read(&Secret::new(token)), Access::Opaque, "{token}");
        }
        assert_eq!(Access::read(&jwt(&json!({"alg": "RS256"}))), Access::Opaque);
    }

    #[test]
    fn the_margin_is_a_minute_a_tenth_or_half_of_a_short_life() {
        let margin = |lifetime: u64| {
            let (iss, sub, scp) = (String::new(), String::new(), String::new());
            let claims = Claims { iss, sub, aud: Vec::new(), scp, iat: 5000, exp: 5000 + lifetime };
            assert!(!claims.due(claims.renew_at()) && claims.due(claims.renew_at() + 1));
            claims.exp - claims.renew_at()
        };
        assert_eq!([margin(7200), margin(300), margin(60)], [720, 60, 30]);
    }
}
