//! An org whose refresh tokens rotate: each works once, and one that comes again ends the login.

use super::expect;
use crate::support::{Org, Reply, Request, Sandbox};
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

pub struct Rotating {
    org: Org,
    grants: Arc<Mutex<Grants>>,
}

/// What the org knows of its one login.
#[derive(Default)]
pub struct Grants {
    /// Renewals so far; it is also what tells tokens apart.
    pub renewals: usize,
    /// The access token has expired.
    pub expired: bool,
    /// The login has ended.
    pub ended: bool,
    /// How many times the org was asked to take a token back.
    pub revoked: Vec<String>,
    /// What the revocation endpoint answers where it does not work.
    pub broken: bool,
}

impl Grants {
    pub fn access(&self) -> String {
        format!("00D000000000001!CANARYaccess{}", self.renewals)
    }

    pub fn refresh(&self) -> String {
        format!("5AepCANARYrefresh{}", self.renewals)
    }

    fn answer(&mut self, request: &Request) -> Reply {
        match request.target.as_str() {
            "/services/oauth2/token" => self.renew(request),
            "/services/oauth2/revoke" if self.broken => Reply::html(500, "<p>Down for maintenance</p>"),
            "/services/oauth2/revoke" => self.revoke(request),
            _ if self.knows(request) => Reply::json(200, DATA),
            _ => Reply::json(401, r#"[{"errorCode":"INVALID_SESSION_ID","message":"Session expired or invalid"}]"#),
        }
    }

    fn knows(&self, request: &Request) -> bool {
        !self.expired && request.header("authorization") == Some(&format!("Bearer {}", self.access()))
    }

    fn renew(&mut self, request: &Request) -> Reply {
        let live = request.body.split('&').any(|pair| pair == format!("refresh_token={}", self.refresh()));
        self.ended |= !live;
        if self.ended {
            let words = "expired access/refresh token";
            return Reply::json(400, &format!(r#"{{"error":"invalid_grant","error_description":"{words}"}}"#));
        }
        (self.renewals, self.expired) = (self.renewals + 1, false);
        let origin = format!("http://{}", request.header("host").expect("every request names its host"));
        let (access, refresh) = (self.access(), self.refresh());
        let tokens = format!(r#""access_token":"{access}","refresh_token":"{refresh}","token_type":"Bearer""#);
        let place = format!(
            r#""instance_url":"{origin}","id":"{origin}/id/00D000000000001EAA/005000000000001AAA","scope":"api""#
        );
        Reply::json(200, &format!("{{{tokens},{place}}}"))
    }

    fn revoke(&mut self, request: &Request) -> Reply {
        self.revoked.push(request.body.clone());
        self.ended = true;
        Reply::json(200, "")
    }
}

/// Rows for a query and members for the endpoint that tells who signed in.
const DATA: &str = r#"{"totalSize":1,"done":true,"records":[{"Id":"001"}],"preferred_username":"test@example.com",
    "user_id":"005000000000001AAA","organization_id":"00D000000000001EAA"}"#;

impl Rotating {
    pub fn new() -> Self {
        let grants = Arc::<Mutex<Grants>>::default();
        let own = Arc::clone(&grants);
        let answer = move |request: &Request, _| own.lock().unwrap_or_else(PoisonError::into_inner).answer(request);
        Self { org: Org::new(answer), grants }
    }

    pub fn change<T>(&self, change: impl FnOnce(&mut Grants) -> T) -> T {
        change(&mut self.grants.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A home with a login of this org, whose access token has not expired yet.
    pub fn sign_in(&self) -> Sandbox {
        let sandbox = Sandbox::new();
        self.sign_in_as(&sandbox, "dev");
        sandbox
    }

    pub fn sign_in_as(&self, sandbox: &Sandbox, alias: &str) {
        let refresh = self.change(|grants| grants.refresh());
        let url = format!("force://3MVG9::{refresh}@{}", self.origin.trim_start_matches("http://"));
        let args = ["auth", "login", "--flow", "auth-url", "--auth-url-stdin", "--store", "file", "--alias", alias];
        expect(&sandbox.run_with(&args, &url), 0, &[]);
    }

    /// Requests to a path since the first `before`.
    pub fn count(&self, path: &str, before: usize) -> usize {
        self.requests().iter().skip(before).filter(|request| request.target.starts_with(path)).count()
    }
}

impl Deref for Rotating {
    type Target = Org;

    fn deref(&self) -> &Org {
        &self.org
    }
}
