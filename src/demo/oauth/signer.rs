//! What the org signs itself: JWT access tokens, id tokens, and the identity URL of a token reply.

use crate::demo::org;
use base64::{Engine, engine::general_purpose::STANDARD, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, crypto};
use ring::hmac;
use serde_json::{Value, json};

const KEY: &[u8] = include_bytes!("keys/org.key");
/// The public half, without its name.
const PUBLISHED: &str = include_str!("keys/org.jwk.json");
/// The key's name in id tokens.
const PLAIN_NAME: &str = "248";

/// The key's name in access tokens.
fn token_name() -> String {
    format!("CORE_ATJWT.{}.1735689600000", org::ID)
}

/// `GET /id/keys`.
pub fn published() -> Value {
    let key: Value = serde_json::from_str(PUBLISHED).unwrap_or_default();
    let named = |name: String| {
        let mut key = key.clone();
        key["kid"] = name.into();
        key
    };
    json!({"keys": [named(PLAIN_NAME.to_owned()), named(token_name())]})
}

pub fn access_token(claims: &Value) -> jsonwebtoken::errors::Result<String> {
    let header = json!({
        "tnk": format!("core/demo/{}", org::ID),
        "ver": "1.0",
        "kid": token_name(),
        "tty": "sfdc-core-token",
        "typ": "JWT",
        "alg": "RS256",
    });
    sign(&header, claims)
}

pub fn id_token(claims: &Value) -> jsonwebtoken::errors::Result<String> {
    sign(&json!({"kid": PLAIN_NAME, "typ": "JWT", "alg": "RS256"}), claims)
}

/// By hand, because the crate's header has no room for the members that Salesforce adds.
fn sign(header: &Value, claims: &Value) -> jsonwebtoken::errors::Result<String> {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let message = format!("{}.{}", part(header), part(claims));
    let key = EncodingKey::from_rsa_pem(KEY)?;
    let signature = crypto::sign(message.as_bytes(), &key, Algorithm::RS256)?;
    Ok(format!("{message}.{signature}"))
}

/// The `signature` of a token reply: proof that identity URL and time came from somebody who knows the secret.
pub fn signature(secret: &str, identity: &str, issued_at: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    STANDARD.encode(hmac::sign(&key, format!("{identity}{issued_at}").as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jsonwebtoken::{DecodingKey, Validation, decode, decode_header};

    #[test]
    fn the_published_key_verifies_tokens() {
        let token = access_token(&json!({"sub": "uid:005000000000001AAA"})).expect("signs");
        let header = decode_header(&token).expect("has a header");
        let published = published();
        let keys = published["keys"].as_array().expect("is a list");
        let key = keys.iter().find(|key| key["kid"].as_str() == header.kid.as_deref()).expect("is published");
        let part = |name: &str| key[name].as_str().expect("is text");
        let key = DecodingKey::from_rsa_components(part("n"), part("e")).expect("is a key");
        let mut rules = Validation::new(Algorithm::RS256);
        rules.required_spec_claims.clear();
        let claims = decode::<Value>(&token, &key, &rules).expect("verifies").claims;
        assert_eq!(claims["sub"], "uid:005000000000001AAA");
        assert_eq!(header.typ.as_deref(), Some("JWT"));
    }

    #[test]
    fn the_documented_signature_comes_out() {
        let identity = "https://login.salesforce.com/id/00D000000000001EAA/005000000000001AAA";
        let signature = signature("1234567890ABCDEF", identity, "1735689600000");
        assert_eq!(signature, "MYVGaSZZZP412iEchOYVbdGimxBzDyjS8qVLojmvly8=");
    }
}
