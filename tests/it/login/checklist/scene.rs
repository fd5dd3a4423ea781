//! A login at an org that answers from a list: what it sends, and what it makes of the reply.

use crate::login::{Attempt, Browser, ports};
use crate::support::{Org, Outcome, Reply, Request, Sandbox};
use oauth2::url::form_urlencoded;
use serde_json::{Value, json};
use std::collections::HashMap;

pub const CODE: &str = "aPrxCANARYcode==";
pub const ACCESS: &str = "00D000000000001!CANARY.access";
pub const REFRESH: &str = "5Aep861CANARYrefresh";
pub const SECRET: &str = "CANARY0SECRET";

const ID: &str = "/id/00D000000000001EAA/005000000000001AAA";

pub struct Scene {
    pub org: Org,
    pub sandbox: Sandbox,
}

impl Scene {
    /// An org whose token endpoint gives the usual reply with these members changed.
    pub fn new(change: Value) -> Self {
        Self::with(move |request| reply(request, &change))
    }

    /// An org whose token endpoint answers so.
    pub fn with(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let org = Org::new(move |request, _| match request.target.as_str() {
            "/services/oauth2/token" => answer(request),
            "/id/keys" => Reply::json(200, r#"{"keys":[]}"#),
            _ => Reply::json(403, "Bad_OAuth_Token"),
        });
        Self { org, sandbox: Sandbox::new() }
    }

    /// A login that waits for its callback, at an address of its own unless one is given.
    pub fn start(&self, more: &[&str]) -> Attempt {
        let callback = ports::free();
        let place = if more.contains(&"--redirect-uri") { vec![] } else { vec!["--redirect-uri", &callback] };
        let args = ["--host", &self.org.origin, "--client-id", "3MVG9.canary", "--no-browser"];
        Attempt::start(&self.sandbox, &[&args[..], &place, more].concat())
    }

    /// A whole login; the browser comes back with the right code.
    pub fn login(&self, more: &[&str]) -> Outcome {
        let attempt = self.start(more);
        Browser::default().open(&attempt.callback("code=aPrxCANARYcode%3D%3D"));
        attempt.end()
    }

    /// A login that must fail because of the reply, so that nothing is kept and the token goes nowhere.
    pub fn refused(&self, more: &[&str], code: i32, words: &str) {
        let attempt = self.start(more);
        Browser::default().open(&attempt.callback("code=aPrxCANARYcode%3D%3D"));
        attempt.fails(&self.sandbox, code, words);
        assert!(self.org.requests().iter().all(|request| request.header("authorization").is_none()));
    }

    /// The forms that the token endpoint got.
    pub fn forms(&self) -> Vec<HashMap<String, String>> {
        let requests = self.org.requests().into_iter();
        let tokens = requests.filter(|request| request.method == "POST" && request.target.ends_with("/token"));
        tokens.map(|request| form_urlencoded::parse(request.body.as_bytes()).into_owned().collect()).collect()
    }
}

/// What a token endpoint says, with these members changed.
pub fn reply(request: &Request, change: &Value) -> Reply {
    let origin = format!("http://{}", request.header("host").unwrap_or_default());
    let mut reply = json!({
        "access_token": ACCESS, "refresh_token": REFRESH, "token_type": "Bearer", "scope": "api refresh_token",
        "instance_url": origin, "id": format!("{origin}{ID}"), "issued_at": "1735689600000", "signature": "AAAA",
    });
    for (name, value) in change.as_object().into_iter().flatten() {
        reply[name] = value.clone();
    }
    Reply::json(200, &reply.to_string())
}
