//! Conditional requests: a caller that already has the present schema is told so and gets no body.

use crate::demo::wire::{Call, Outcome, Reply};
use jiff::{Timestamp, fmt::rfc2822::DateTimeParser};

/// When the schema's files last changed. It moves with [`ETAG`].
const LAST_MODIFIED: &str = "Wed, 04 Mar 2026 09:00:00 GMT";
/// The checksum of the schema's files.
const ETAG: &str = "\"f612719c\"";

/// The answer with its date and tag, or 304 where the caller's headers show that it has this one.
pub fn unless_known(call: &Call, answer: impl FnOnce() -> Outcome) -> Outcome {
    let reply = if known(call) { Reply::empty(304) } else { answer()? };
    Ok(reply.with("ETag", ETAG).with("Last-Modified", LAST_MODIFIED))
}

/// As in HTTP itself, a tag makes a date irrelevant.
fn known(call: &Call) -> bool {
    match call.header("if-none-match") {
        Some(tags) => tags.split(',').any(|tag| same(tag.trim())),
        None => call.header("if-modified-since").and_then(moment) >= moment(LAST_MODIFIED),
    }
}

/// A weak tag and one that a compressing server marked are as good.
fn same(tag: &str) -> bool {
    let tag = tag.strip_prefix("W/").unwrap_or(tag).replace("--gzip", "");
    tag == "*" || tag == ETAG
}

/// Weekdays are not checked, and a zone that nobody knows is taken for UTC: published examples have both wrong.
fn moment(text: &str) -> Option<Timestamp> {
    DateTimeParser::new().relaxed_weekday(true).parse_timestamp(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::schema::Schema;

    fn status(header: &str, value: &str) -> u16 {
        let call = Call {
            method: "GET".to_owned(),
            path: Vec::new(),
            query: Vec::new(),
            headers: vec![(header.to_owned(), value.to_owned())],
            body: Vec::new(),
            origin: String::new(),
            user: String::new(),
        };
        unless_known(&call, || Ok(Reply::empty(200))).expect("a reply").status
    }

    #[test]
    fn the_tag_is_the_checksum_of_the_schema() {
        assert_eq!(ETAG, format!("\"{:08x}\"", Schema::checksum()), "the schema changed: set ETAG and LAST_MODIFIED");
    }

    #[test]
    fn a_date_at_or_after_the_last_change_is_enough() {
        for (date, expected) in [
            (LAST_MODIFIED, 304),
            ("Wed, 04 Mar 2026 08:59:59 GMT", 200),
            ("Mon, 05 Mar 2026 09:00:00 GMT", 304),
            ("Wed, 04 Mar 2026 02:00:00 MST", 304),
            ("Wed, 04 Mar 2026 01:59:59 MST", 200),
            ("Thu, 05 Mar 2026 09:00:00 CET", 304),
            ("Thu, 05 Mar 2026 09:00:00 +0100", 304),
            ("yesterday", 200),
        ] {
            assert_eq!(status("if-modified-since", date), expected, "{date}");
        }
    }

    #[test]
    fn a_tag_is_compared_weakly() {
        let gzip = format!("W/{}--gzip\"", ETAG.trim_end_matches('"'));
        for (tags, expected) in [(ETAG, 304), (&gzip, 304), ("\"a\", *", 304), ("\"a\"", 200)] {
            assert_eq!(status("if-none-match", tags), expected, "{tags}");
        }
    }
}
