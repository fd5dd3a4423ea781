//! What the failure of a whole call means for its rows.

use crate::api::collections::Fault;
use crate::api::{Error, Refusal};

pub enum Fate {
    /// The org refused them.
    Failed(Fault),
    /// They have not been looked at.
    Unsent,
    /// They may have been done.
    Unknown,
}

/// Codes of an org that has no time, whatever their status (`spec/rest.md` 2.6).
const BUSY: [&str; 3] = ["REQUEST_LIMIT_EXCEEDED", "SERVER_UNAVAILABLE", "API_CURRENTLY_DISABLED"];

pub fn of(error: &Error) -> Fate {
    match error {
        Error::Refused(refusal) if is_busy(refusal) => Fate::Unsent,
        Error::Refused(refusal) if refusal.status >= 500 => Fate::Unknown,
        Error::Refused(refusal) => {
            Fate::Failed(Fault { code: refusal.code.clone(), message: refusal.message.clone(), fields: Vec::new() })
        }
        Error::Http(error) if error.unsent() => Fate::Unsent,
        Error::Http(_) | Error::Page { .. } | Error::Unreadable(_) => Fate::Unknown,
        Error::SignedOut(_)
        | Error::Org(_)
        | Error::OtherHost(_)
        | Error::TooLong(_)
        | Error::Several(_)
        | Error::Duplicate(_) => Fate::Unsent,
    }
}

/// Whether the rows of another call may fare better.
pub fn is_about_rows(error: &Error) -> bool {
    matches!(error, Error::Refused(refusal) if refusal.status == 400)
}

fn is_busy(refusal: &Refusal) -> bool {
    refusal.status == 429 || BUSY.contains(&refusal.code.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_org_may_have_done_is_unknown() {
        let fate = |status, code: &str| {
            let refusal = Refusal { status, code: code.to_owned(), message: String::new(), request_id: None };
            match of(&Error::Refused(refusal)) {
                Fate::Failed(_) => "failed",
                Fate::Unsent => "unsent",
                Fate::Unknown => "unknown",
            }
        };
        assert_eq!(fate(400, "JSON_PARSER_ERROR"), "failed");
        assert_eq!(fate(404, "NOT_FOUND"), "failed");
        assert_eq!(fate(403, "REQUEST_LIMIT_EXCEEDED"), "unsent");
        assert_eq!(fate(503, "SERVER_UNAVAILABLE"), "unsent");
        assert_eq!(fate(429, "HTTP_429"), "unsent");
        assert_eq!(fate(500, "UNKNOWN_EXCEPTION"), "unknown");
        assert_eq!(fate(503, "HTTP_503"), "unknown");
    }
}
