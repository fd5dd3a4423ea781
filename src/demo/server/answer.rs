//! What every request goes through, whatever it wants: who is calling, how many calls are left, and which part of
//! the org answers.

use super::{route, versions};
use crate::demo::{
    oauth,
    org::Org,
    wire::{Call, Fault, Outcome, Reply},
};

pub fn answer(org: &Org, call: Call) -> Reply {
    let path: Vec<&str> = call.path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["services", "data"] => versions::list(),
        ["services", "data", ..] => data(org, call).unwrap_or_else(Reply::from),
        _ => oauth::answer(org, &call),
    }
}

/// The data APIs. Whoever is known gets the state of the limits with every reply, refusals included.
fn data(org: &Org, mut call: Call) -> Outcome {
    let Some(session) = oauth::session(org, &call)? else {
        let fault = Fault::new(401, "INVALID_SESSION_ID", "Session expired or invalid");
        return Ok(Reply::from(fault).with("WWW-Authenticate", "Token"));
    };
    if !session.may("api") {
        let message = "This session is not valid for use with the REST API";
        return Err(Fault::new(401, "INVALID_SESSION_ID", message));
    }
    let maximum = org.options.daily_requests;
    let (reply, used) = match org.usage().count(maximum)? {
        None => (Fault::new(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.").into(), maximum),
        Some(used) => {
            call.user = session.user;
            (route::answer(org, &call).unwrap_or_else(Reply::from), used)
        }
    };
    Ok(reply.with("Sforce-Limit-Info", &format!("api-usage={used}/{maximum}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::Options;
    use serde_json::Value;
    use std::{env, fs, path::PathBuf, process};

    /// An org of its own for one test.
    struct Trial {
        org: Org,
        folder: PathBuf,
    }

    impl Drop for Trial {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }

    impl Trial {
        fn new(name: &str, daily_requests: u64) -> Self {
            let folder = env::temp_dir().join(format!("sfo-answer-{}-{name}", process::id()));
            let options = Options { daily_requests, ..Options::default() };
            Self { org: Org::open(&folder, options).expect("opens"), folder }
        }

        fn call(&self, method: &str, path: &str, token: &str) -> Reply {
            let call = Call {
                method: method.to_owned(),
                path: path.split('/').map(str::to_owned).collect(),
                query: Vec::new(),
                headers: vec![("authorization".to_owned(), format!("Bearer {token}"))],
                body: Vec::new(),
                origin: "http://localhost".to_owned(),
                user: String::new(),
            };
            answer(&self.org, call)
        }

        fn token(&self) -> String {
            let app = self.org.apps.iter().find(|app| app.name == "Demo Client Credentials").expect("is there");
            let secret = app.client_secret.clone().unwrap_or_default();
            let body = format!("grant_type=client_credentials&client_id={}&client_secret={secret}", app.client_id);
            let form = ("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned());
            let call = Call {
                method: "POST".to_owned(),
                path: ["services", "oauth2", "token"].map(str::to_owned).into(),
                query: Vec::new(),
                headers: vec![form],
                body: body.into(),
                origin: "http://localhost".to_owned(),
                user: String::new(),
            };
            let reply = answer(&self.org, call);
            let members: Value = serde_json::from_slice(&reply.body).expect("is JSON");
            members["access_token"].as_str().expect("is a token").to_owned()
        }
    }

    fn text(reply: &Reply) -> &str {
        str::from_utf8(&reply.body).expect("is text")
    }

    #[test]
    fn only_the_list_of_versions_needs_no_token() {
        let trial = Trial::new("versions", 10);
        assert_eq!(trial.call("GET", "services/data", "").status, 200);
        let refused = trial.call("GET", "services/data/v67.0/limits", "00D000000000001!x");
        assert_eq!(refused.status, 401);
        assert_eq!(text(&refused), r#"[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]"#);
    }

    #[test]
    fn the_router_refuses_in_the_orgs_words() {
        let trial = Trial::new("router", 10);
        let token = trial.token();
        let missing = trial.call("GET", "services/data/v67.0/nothing", &token);
        let expected = r#"[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]"#;
        assert_eq!((missing.status, text(&missing)), (404, expected));
        let wrong = trial.call("PUT", "services/data/v67.0/limits", &token);
        let expected =
            r#"[{"errorCode":"METHOD_NOT_ALLOWED","message":"HTTP Method 'PUT' not allowed. Allowed are HEAD,GET"}]"#;
        assert_eq!((wrong.status, text(&wrong)), (405, expected));
    }

    #[test]
    fn calls_are_counted_until_none_are_left() {
        let trial = Trial::new("counted", 2);
        let token = trial.token();
        let usage = |reply: &Reply| reply.headers.iter().find(|(name, _)| name == "Sforce-Limit-Info").cloned();
        let statuses = [1, 2, 2].map(|used| {
            let reply = trial.call("HEAD", "services/data/v67.0", &token);
            assert_eq!(usage(&reply).map(|(_, value)| value), Some(format!("api-usage={used}/2")));
            reply.status
        });
        assert_eq!(statuses, [200, 200, 403]);
    }
}
