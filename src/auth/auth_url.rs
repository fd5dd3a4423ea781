//! The official CLI's way to hand a login over: `force://CLIENT:SECRET:REFRESH@HOST` (`spec/oauth.md` 12.2).

use super::{App, Error};
use crate::{http::Url, secret::Secret};
use serde_json::Value;

/// A login as text holds it.
#[derive(Debug)]
pub struct AuthUrl {
    pub app: App,
    pub refresh: Secret,
}

impl AuthUrl {
    /// Reads the URL itself, or the JSON that the official CLI prints around it.
    pub fn read(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        if text.starts_with('{') {
            return Self::parse(&unwrap(text).ok_or_else(|| wrong("the JSON has no member `sfdxAuthUrl`"))?);
        }
        Self::parse(text)
    }

    fn parse(text: &str) -> Result<Self, Error> {
        let rest = text.strip_prefix("force://").ok_or_else(|| wrong("it does not start with force://"))?;
        let (login, host) = rest.split_once('@').ok_or_else(|| wrong("it names no host: there is no @"))?;
        let [client_id, secret, refresh] = login.split(':').collect::<Vec<_>>()[..] else {
            return Err(wrong(
                "it must have three parts before the @: client id, secret (may be empty), refresh token",
            ));
        };
        if client_id.is_empty() || !word(client_id) {
            return Err(wrong("the client id is empty or holds characters that no client id has"));
        }
        if !word(secret) {
            return Err(wrong("the client secret holds characters that no secret has"));
        }
        if refresh.is_empty() || !word(refresh) {
            return Err(wrong("the refresh token is empty or holds characters that no token has"));
        }
        let client_secret = (!secret.is_empty()).then(|| Secret::new(secret));
        let host = origin(host).ok_or_else(|| wrong("what follows the @ is not a host"))?;
        Ok(Self { app: App { host, client_id: client_id.to_owned(), client_secret }, refresh: Secret::new(refresh) })
    }

    /// The URL, which is as good as a password.
    pub fn write(&self) -> Secret {
        let App { host, client_id, client_secret } = &self.app;
        let secret = client_secret.as_ref().map_or("", Secret::expose);
        let port = host.port().map_or_else(String::new, |port| format!(":{port}"));
        let host = host.host_str().unwrap_or_default();
        Secret::new(format!("force://{client_id}:{secret}:{}@{host}{port}", self.refresh.expose()))
    }
}

fn wrong(why: &str) -> Error {
    Error::Input(format!("this is not an auth URL: {why}"))
}

fn unwrap(text: &str) -> Option<String> {
    let json: Value = serde_json::from_str(text).ok()?;
    let url = [&json["result"]["sfdxAuthUrl"], &json["sfdxAuthUrl"]].into_iter().find_map(Value::as_str);
    url.map(|url| url.trim().to_owned())
}

fn word(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    text.len() - body.len() <= 2 && body.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

/// The host's origin: https, except on loopback, where a demo org lives. What follows the host is ignored.
fn origin(text: &str) -> Option<Url> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !":._-".contains(c)).unwrap_or(text.len());
    let host = &text[..end];
    let loopback = matches!(host.split(':').next(), Some("localhost" | "127.0.0.1"));
    let url = Url::parse(&format!("{}://{host}", if loopback { "http" } else { "https" })).ok()?;
    (!host.is_empty()).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::AuthUrl;

    #[test]
    fn what_is_read_is_written_again() {
        for text in [
            "force://PlatformCLI::5Aep861TEST==@acme.my.salesforce.com",
            "force://3MVG9.x:1234:5Aep@acme--uat.sandbox.my.salesforce.com:444",
            "force://3MVG9.x:1234:5Aep@127.0.0.1:7717",
        ] {
            assert_eq!(AuthUrl::read(text).expect("reads").write().expose(), text);
        }
        let read = AuthUrl::read("force://a:b:c@acme.my.salesforce.com:443/ \n").expect("reads");
        assert_eq!(read.app.host.as_str(), "https://acme.my.salesforce.com/");
    }

    #[test]
    fn the_json_of_the_official_cli_is_unwrapped() {
        let json = r#"{"status":0,"result":{"sfdxAuthUrl":"force://PlatformCLI::5Aep@acme.my.salesforce.com"}}"#;
        let read = AuthUrl::read(json).expect("reads");
        assert_eq!((read.app.client_id.as_str(), read.app.client_secret.is_none()), ("PlatformCLI", true));
        assert!(AuthUrl::read(r#"{"sfdxAuthUrl":"force://a::b@c.my.salesforce.com"}"#).is_ok());
    }

    #[test]
    fn each_mistake_is_named() {
        let why = |text| AuthUrl::read(text).expect_err("is wrong").to_string();
        assert!(why("https://acme.my.salesforce.com").ends_with("it does not start with force://"));
        assert!(why("force://PlatformCLI::5Aep").ends_with("there is no @"));
        assert!(why("force://5Aep@acme.my.salesforce.com").contains("three parts"));
        assert!(why("force://PlatformCLI::@acme.my.salesforce.com").contains("the refresh token is empty"));
        assert!(why("force://PlatformCLI:s/x:5Aep@acme.my.salesforce.com").contains("the client secret holds"));
        assert!(why("force://::5Aep@acme.my.salesforce.com").contains("the client id is empty"));
        assert!(why("force://a:b:c===@acme.my.salesforce.com").contains("the refresh token is empty or holds"));
        assert!(why("force://a:b:c@/x").ends_with("is not a host"));
        assert!(why("{}").contains("no member `sfdxAuthUrl`"));
    }
}
