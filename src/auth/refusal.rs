//! The org's words in an error reply, made fit to be shown: no control characters, and nothing in them that we sent
//! in confidence.

use super::Error;
use crate::http::{Request, header::AUTHORIZATION};
use oauth2::url::form_urlencoded;
use serde::Deserialize;

/// Form fields that must not be seen.
const SECRET: [&str; 8] =
    ["access_token", "assertion", "client_secret", "code", "code_verifier", "password", "refresh_token", "token"];

/// More words than these are a page, not a reason.
const LONGEST: usize = 1000;

/// The secrets of one request.
pub struct Sent(Vec<String>);

impl Sent {
    pub fn of(request: &Request) -> Self {
        let body = request.body().and_then(|body| body.as_bytes()).unwrap_or_default();
        let form = form_urlencoded::parse(body).filter(|(key, _)| SECRET.contains(&key.as_ref()));
        let bearer = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.split_once(' '));
        let secrets = form.map(|(_, value)| value.into_owned()).chain(bearer.map(|(_, token)| token.to_owned()));
        Self(secrets.filter(|secret| !secret.is_empty()).collect())
    }

    fn scrub(&self, text: &str) -> String {
        let hidden = self.0.iter().fold(text.to_owned(), |text, secret| text.replace(secret, "****"));
        printable(&hidden)
    }
}

#[derive(Deserialize)]
struct Words {
    error: String,
    #[serde(default)]
    error_description: String,
}

/// Reads the body of an error reply: JSON, a form, or a single word. `None` when it is none of these.
pub fn read(body: &[u8], sent: &Sent) -> Option<Error> {
    let Words { error, error_description } = json(body).or_else(|| form(body)).or_else(|| word(body))?;
    Some(Error::refused(&sent.scrub(&error), &sent.scrub(&error_description)))
}

/// Without control characters, and not endless.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect()
}

fn json(body: &[u8]) -> Option<Words> {
    serde_json::from_slice(body).ok()
}

fn form(body: &[u8]) -> Option<Words> {
    let find = |name| form_urlencoded::parse(body).find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    Some(Words { error: find("error")?, error_description: find("error_description").unwrap_or_default() })
}

fn word(body: &[u8]) -> Option<Words> {
    let text = str::from_utf8(body).ok()?.trim();
    let single = !text.is_empty() && text.len() <= 64 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    single.then(|| Words { error: text.to_owned(), error_description: String::new() })
}

#[cfg(test)]
mod tests {
    use super::super::exchange::{bear, form};
    use super::{Error, Sent, read};
    use crate::{http::Url, secret::Secret};

    fn refusal(body: &str) -> Option<(String, String)> {
        let url = Url::parse("https://login.salesforce.com/services/oauth2/token").expect("is a URL");
        let mut request = form(url, &[("client_id", "3MVG9"), ("client_secret", "S3CRET"), ("code", "aPrx==")]);
        bear(&mut request, &Secret::new("00D!token")).expect("is a token");
        match read(body.as_bytes(), &Sent::of(&request))? {
            Error::Refused { error, description } => Some((error, description)),
            _ => None,
        }
    }

    #[test]
    fn an_error_comes_as_json_form_or_word() {
        let expected = Some(("unsupported_token_type".to_owned(), "not supported".to_owned()));
        assert_eq!(refusal(r#"{"error":"unsupported_token_type","error_description":"not supported"}"#), expected);
        assert_eq!(refusal("error=unsupported_token_type&error_description=not+supported"), expected);
        assert_eq!(refusal("Bad_OAuth_Token\n"), Some(("Bad_OAuth_Token".to_owned(), String::new())));
        assert_eq!(refusal("upstream connect error or disconnect"), None);
        assert_eq!(refusal(""), None);
    }

    #[test]
    fn what_was_sent_in_confidence_does_not_come_back() {
        let body = r#"{"error":"invalid_client","error_description":"3MVG9 S3CRET\u001b[31m aPrx== 00D!token"}"#;
        assert_eq!(refusal(body).expect("is one").1, "3MVG9 **** [31m **** ****");
    }

    #[test]
    fn a_refresh_that_another_process_runs_is_an_error_of_its_own() {
        let body = br#"{"error":"invalid_grant","error_description":"token request is already being processed"}"#;
        assert!(matches!(read(body, &Sent(Vec::new())), Some(Error::Busy)));
    }
}
