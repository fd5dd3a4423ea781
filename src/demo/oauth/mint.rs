//! Random strings in the shapes that Salesforce gives its tokens, hostile to sloppy URL encoding.

use crate::demo::org;
use base64::{Engine, engine::general_purpose::STANDARD};
use ring::rand::{SecureRandom, SystemRandom};

pub fn access_token() -> String {
    format!("{}!AQEAQ{}", &org::ID[..15], letters(90))
}

pub fn refresh_token() -> String {
    format!("5Aep861{}=", letters(80))
}

pub fn code() -> String {
    format!("aPrx{}==", letters(74))
}

/// The client id of an app.
pub fn consumer_key() -> String {
    format!("3MVG9{}", letters(80))
}

pub fn consumer_secret() -> String {
    hex::encode_upper(bytes(32))
}

/// For cookies, one-time passwords and families.
pub fn plain() -> String {
    letters(43)
}

/// Eight letters that nobody mistakes for others, to be typed from a screen.
pub fn user_code() -> String {
    const SAFE: &[u8; 24] = b"ABCDEFGHJKMNPQRSTUVWXY23";
    bytes(8).into_iter().map(|byte| char::from(SAFE[usize::from(byte) % SAFE.len()])).collect()
}

/// `count` characters of base64 with `.` and `_` for the two that a URL could not carry.
fn letters(count: usize) -> String {
    let mut text = STANDARD.encode(bytes(count.div_ceil(4) * 3));
    text.truncate(count);
    text.replace('+', ".").replace('/', "_")
}

fn bytes(count: usize) -> Vec<u8> {
    let mut bytes = vec![0; count];
    SystemRandom::new().fill(&mut bytes).expect("the system has randomness");
    bytes
}
