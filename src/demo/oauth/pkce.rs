//! Proof Key for Code Exchange: the challenge sent first fits the verifier sent last. S256 is the only method.

use super::Refusal;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::digest::{SHA256, digest};

/// Longer than RFC 7636 allows, because a well-known library sends 171 characters and the org takes them.
const LENGTH: std::ops::RangeInclusive<usize> = 43..=256;

pub fn check(challenge: Option<&str>, verifier: Option<&str>) -> Result<(), Refusal> {
    let refused = |text: &str| Err(Refusal::new("invalid_grant", text));
    match (challenge, verifier) {
        (None, _) => Ok(()),
        (Some(_), None) => refused("missing required code verifier"),
        (Some(challenge), Some(verifier)) if LENGTH.contains(&verifier.len()) && of(verifier) == challenge => Ok(()),
        _ => refused("invalid code verifier"),
    }
}

/// The challenge that fits `verifier`.
fn of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn only_the_verifier_fits_the_challenge() {
        assert!(check(Some(CHALLENGE), Some(VERIFIER)).is_ok());
        assert!(check(None, Some(VERIFIER)).is_ok());
        for (challenge, verifier) in [(VERIFIER, Some(VERIFIER)), (CHALLENGE, Some(CHALLENGE)), (CHALLENGE, None)] {
            assert_eq!(check(Some(challenge), verifier).map_err(|refusal| refusal.error), Err("invalid_grant"));
        }
        assert!(check(Some(&of("short")), Some("short")).is_err());
    }
}
