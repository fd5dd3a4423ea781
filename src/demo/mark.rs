//! What tells one state of a resource from another, held against the conditions that a caller's headers make.

use super::wire::{Call, Fault, Reply};
use jiff::{Timestamp, fmt::rfc2822::DateTimeParser, tz::TimeZone};

const CONDITIONS: [&str; 4] = ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since"];

pub struct Mark {
    /// Entity tag, in its quotes; most records have none.
    pub tag: Option<String>,
    pub modified: Timestamp,
}

impl Mark {
    #[must_use]
    pub fn on(&self, mut reply: Reply) -> Reply {
        if let Some(tag) = &self.tag {
            reply = reply.with("ETag", tag);
        }
        let modified = self.modified.to_zoned(TimeZone::UTC).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        reply.with("Last-Modified", &modified)
    }

    /// Whether the caller of a GET has this state already. As in HTTP itself, a tag makes a date irrelevant.
    pub fn known(&self, call: &Call) -> bool {
        match (call.header("if-none-match"), &self.tag) {
            (Some(tags), Some(tag)) => any(tags, tag),
            _ => call.header("if-modified-since").and_then(moment).is_some_and(|since| since >= self.modified),
        }
    }

    /// Whether the call makes any condition.
    pub fn wanted(call: &Call) -> bool {
        CONDITIONS.iter().any(|name| call.header(name).is_some())
    }

    /// Refuses a call that was meant for another state.
    pub fn expected(&self, call: &Call) -> Result<(), Fault> {
        let met = match (call.header("if-match"), &self.tag) {
            (Some(tags), Some(tag)) => any(tags, tag),
            _ => call.header("if-unmodified-since").and_then(moment).is_none_or(|since| since >= self.modified),
        };
        if met { Ok(()) } else { Err(unexpected()) }
    }
}

pub fn unexpected() -> Fault {
    let message = "The request wasn't executed because one or more of the preconditions that the client specified in \
                   the request headers wasn't satisfied.";
    Fault::new(412, "PRECONDITION_FAILED", message)
}

fn any(tags: &str, tag: &str) -> bool {
    tags.split(',').any(|other| same(other.trim(), tag))
}

/// A weak tag and one that a compressing server marked are as good.
fn same(other: &str, tag: &str) -> bool {
    let other = other.strip_prefix("W/").unwrap_or(other).replace("--gzip", "");
    other == "*" || other == tag
}

/// Weekdays are not checked, and a zone that nobody knows is taken for UTC: published examples have both wrong.
pub fn moment(text: &str) -> Option<Timestamp> {
    DateTimeParser::new().relaxed_weekday(true).parse_timestamp(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODIFIED: &str = "Wed, 04 Mar 2026 09:00:00 GMT";

    fn mark() -> Mark {
        Mark { tag: Some("\"f612719c\"".to_owned()), modified: moment(MODIFIED).expect("a date") }
    }

    fn call(header: &str, value: &str) -> Call {
        Call {
            method: "GET".to_owned(),
            path: Vec::new(),
            query: Vec::new(),
            headers: vec![(header.to_owned(), value.to_owned())],
            body: Vec::new(),
            origin: String::new(),
            user: String::new(),
            ..Call::default()
        }
    }

    #[test]
    fn a_date_at_or_after_the_last_change_is_enough() {
        for (date, known) in [
            (MODIFIED, true),
            ("Wed, 04 Mar 2026 08:59:59 GMT", false),
            ("Mon, 05 Mar 2026 09:00:00 GMT", true),
            ("Wed, 04 Mar 2026 02:00:00 MST", true),
            ("Wed, 04 Mar 2026 01:59:59 MST", false),
            ("Thu, 05 Mar 2026 09:00:00 CET", true),
            ("Thu, 05 Mar 2026 09:00:00 +0100", true),
            ("yesterday", false),
        ] {
            assert_eq!(mark().known(&call("if-modified-since", date)), known, "{date}");
        }
        assert!(mark().expected(&call("if-unmodified-since", MODIFIED)).is_ok());
        assert!(mark().expected(&call("if-unmodified-since", "Wed, 04 Mar 2026 08:59:59 GMT")).is_err());
    }

    #[test]
    fn a_tag_is_compared_weakly() {
        let tags = [("\"f612719c\"", true), ("W/\"f612719c--gzip\"", true), ("\"a\", *", true), ("\"a\"", false)];
        for (tags, same) in tags {
            assert_eq!(mark().known(&call("if-none-match", tags)), same, "{tags}");
            assert_eq!(mark().expected(&call("if-match", tags)).is_ok(), same, "{tags}");
        }
    }

    #[test]
    fn a_reply_says_its_tag_and_date() {
        let reply = mark().on(Reply::empty(304));
        let headers: Vec<_> = reply.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        assert_eq!(headers, ["ETag: \"f612719c\"", &format!("Last-Modified: {MODIFIED}")]);
    }
}
