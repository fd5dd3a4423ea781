//! The failures of `--fail` as replies. Those that only spoil the delivery are left to [`super::drip`].

use super::failure::Outcome;
use crate::demo::wire::{Call, Fault, Reply};
use serde_json::json;

/// The reply that stands in for the real one, where the failure is of that kind.
pub fn instead(outcome: Outcome, call: &Call) -> Option<Reply> {
    Some(match outcome {
        Outcome::Status(status) => refusal(status, call),
        Outcome::Html(status) => page(status),
        Outcome::Lock => {
            let message = "unable to obtain exclusive access to this record";
            Fault::new(400, "UNABLE_TO_LOCK_ROW", message).on(&[]).into()
        }
        Outcome::Concurrent => {
            Fault::new(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded.").into()
        }
        Outcome::Disabled => {
            Fault::new(403, "API_DISABLED_FOR_ORG", "The REST API is not enabled for this Organization").into()
        }
        Outcome::UnknownApp => oauth(400, "invalid_client_id", "client identifier invalid"),
        Outcome::Reset | Outcome::Truncate | Outcome::Slow => return None,
    })
}

/// What is said of a handler that panicked.
pub fn broken() -> Reply {
    let message = "An unexpected error occurred. Please include this ErrorId if you contact support: 1-1 (1)";
    Fault::new(500, "UNKNOWN_EXCEPTION", message).into()
}

fn refusal(status: u16, call: &Call) -> Reply {
    if (300..400).contains(&status) {
        return Reply::empty(status).with("Location", "/");
    }
    if call.path.get(1).is_some_and(|segment| segment == "oauth2") {
        return oauth(status, "unknown_error", "retry your request");
    }
    let (code, message) = match status {
        401 => ("INVALID_SESSION_ID", "Session expired or invalid"),
        403 | 429 => ("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."),
        404 => return Fault::not_found().into(),
        200..300 | 406 | 420 | 502 => return Reply::empty(status),
        503 => ("SERVER_UNAVAILABLE", "Server Unavailable"),
        400..500 => ("INVALID_OPERATION", "This request was told to fail"),
        _ => return Reply { status, ..broken() },
    };
    let reply: Reply = Fault::new(status, code, message).into();
    if matches!(status, 429 | 503) { reply.with("Retry-After", "1") } else { reply }
}

fn oauth(status: u16, error: &str, description: &str) -> Reply {
    Reply::json(status, &json!({"error": error, "error_description": description}))
}

/// What stands between a client and an org that is down for maintenance.
fn page(status: u16) -> Reply {
    let body = "<!DOCTYPE html><html><head><title>We are down for maintenance</title></head>\
                <body><h1>We are down for maintenance</h1><p>Please try again later.</p></body></html>";
    Reply::html(status, body.to_owned())
}
