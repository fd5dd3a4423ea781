//! The signature of a token reply (`spec/oauth.md` 2.7): proof for a holder of the secret that nobody changed whom
//! the token speaks for.

use crate::secret::Secret;
use base64::{Engine, prelude::BASE64_STANDARD};
use ring::hmac;

/// Whether `signature` is the one of this identity URL and time.
pub fn matches(secret: &Secret, id: &str, issued_at: &str, signature: &str) -> bool {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose().as_bytes());
    let message = format!("{id}{issued_at}");
    BASE64_STANDARD.decode(signature).is_ok_and(|tag| hmac::verify(&key, message.as_bytes(), &tag).is_ok())
}

#[cfg(test)]
mod tests {
    use super::{Secret, matches};

    const ID: &str = "https://login.salesforce.com/id/00D000000000001EAA/005000000000001AAA";
    const SIGNATURE: &str = "MYVGaSZZZP412iEchOYVbdGimxBzDyjS8qVLojmvly8=";

    #[test]
    fn only_the_signed_identity_and_time_match() {
        let secret = Secret::new("1234567890ABCDEF");
        assert!(matches(&secret, ID, "1735689600000", SIGNATURE));
        assert!(!matches(&secret, ID, "1735689600001", SIGNATURE));
        assert!(!matches(&secret, &ID.replace("005000000000001", "005000000000002"), "1735689600000", SIGNATURE));
        assert!(!matches(&Secret::new("1234567890ABCDEG"), ID, "1735689600000", SIGNATURE));
        assert!(!matches(&secret, ID, "1735689600000", "not base64"));
    }
}
