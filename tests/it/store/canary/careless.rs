//! An org that signs in by every grant, and that repeats all it was sent in its errors once it refuses.

use crate::support::{Org, Reply, Request};
use serde_json::json;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub const ACCESS: &str = "00D000000000001!CANARYaccess";
pub const REFRESH: &str = "5AepCANARYrefresh";

pub struct Careless {
    org: Org,
    refuses: Arc<AtomicBool>,
}

impl Careless {
    pub fn new() -> Self {
        let refuses = Arc::<AtomicBool>::default();
        let refusing = Arc::clone(&refuses);
        let answer = move |request: &Request, _| {
            if refusing.load(Ordering::Relaxed) { repeat(request) } else { grant(request) }
        };
        Self { org: Org::new(answer), refuses }
    }

    pub fn refuse(&self, refuses: bool) {
        self.refuses.store(refuses, Ordering::Relaxed);
    }
}

impl Deref for Careless {
    type Target = Org;

    fn deref(&self) -> &Org {
        &self.org
    }
}

fn grant(request: &Request) -> Reply {
    let origin = format!("http://{}", request.header("host").expect("every request names its host"));
    let id = json!({
        "preferred_username": "a@example.com", "user_id": "005000000000001AAA", "organization_id": "00D000000000001EAA",
    });
    let device = json!({
        "device_code": "CANARYdevice", "user_code": "ABCD", "verification_uri": format!("{origin}/device"), "interval": 1,
    });
    let token = json!({
        "access_token": ACCESS, "refresh_token": REFRESH, "token_type": "Bearer", "instance_url": origin,
        "id": format!("{origin}/id/00D000000000001EAA/005000000000001AAA"), "scope": "api refresh_token",
    });
    let door = json!({"frontdoor_uri": format!("{origin}/secur/frontdoor.jsp?otp=CANARYotp")});
    let rows = json!({"totalSize": 0, "done": true, "records": []});
    let body = match request.target.split('?').next().unwrap_or_default() {
        "/services/oauth2/authorize" => return come_back(request),
        "/services/oauth2/token" if request.body.contains("response_type=device_code") => device,
        "/services/oauth2/token" => token,
        "/services/oauth2/userinfo" => id,
        "/services/oauth2/singleaccess" => door,
        _ => rows,
    };
    Reply::of(200, "application/json", body.to_string().as_bytes(), "Set-Cookie: sid=CANARYcookie\r\n")
}

/// The redirect of a site after a good password.
fn come_back(request: &Request) -> Reply {
    let state = request.body.split("state=").nth(1).and_then(|rest| rest.split('&').next());
    let query = format!("code=CANARYcode&state={}", state.expect("was sent"));
    Reply::of(302, "text/plain", b"", &format!("Location: http://localhost:1717/OauthRedirect?{query}\r\n"))
}

/// Errors in the form of each endpoint.
fn repeat(request: &Request) -> Reply {
    let values = request.body.split('&').filter_map(|pair| Some(pair.split_once('=')?.1));
    let bearer = request.header("authorization").unwrap_or_default();
    let words = format!("you sent {} {bearer}", values.collect::<Vec<_>>().join(" "));
    if request.target.starts_with("/services/oauth2/") {
        return Reply::json(400, &json!({"error": "invalid_grant", "error_description": words}).to_string());
    }
    Reply::json(400, &json!([{"errorCode": "UNKNOWN_EXCEPTION", "message": words}]).to_string())
}
