//! Conditional requests: a caller that already has the present schema is told so and gets no body.

use crate::demo::{
    mark::{Mark, moment},
    wire::{Call, Outcome, Reply},
};

/// When the schema's files last changed. It moves with [`ETAG`].
const LAST_MODIFIED: &str = "Sat, 28 Nov 2026 06:00:00 GMT";
/// The checksum of the schema's files.
const ETAG: &str = "\"12508140\"";

/// The answer with its date and tag, or 304 where the caller's headers show that it has this one.
pub fn unless_known(call: &Call, answer: impl FnOnce() -> Outcome) -> Outcome {
    let mark = Mark { tag: Some(ETAG.to_owned()), modified: moment(LAST_MODIFIED).unwrap_or_default() };
    let reply = if mark.known(call) { Reply::empty(304) } else { answer()? };
    Ok(mark.on(reply))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::schema::Schema;

    #[test]
    fn the_tag_is_the_checksum_of_the_schema() {
        assert_eq!(ETAG, format!("\"{:08x}\"", Schema::checksum()), "the schema changed: set ETAG and LAST_MODIFIED");
        assert!(moment(LAST_MODIFIED).is_some());
    }
}
