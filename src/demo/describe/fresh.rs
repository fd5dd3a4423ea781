//! Conditional requests: a caller that already has the present schema is told so and gets no body.

use crate::demo::{
    mark::Mark,
    schema::Schema,
    wire::{Call, Outcome, Reply},
};
use jiff::{Timestamp, Unit};
use std::{env, fs, sync::LazyLock};

/// The schema is part of the program, so it has not changed since that was made.
static MADE: LazyLock<Timestamp> = LazyLock::new(|| {
    let made = env::current_exe().and_then(fs::metadata).and_then(|file| file.modified());
    let made = made.ok().and_then(|time| Timestamp::try_from(time).ok());
    // Dates of HTTP have no fractions.
    made.and_then(|time| time.round(Unit::Second).ok()).unwrap_or_default()
});
static CHECKSUM: LazyLock<String> = LazyLock::new(|| format!("{:08x}", Schema::checksum()));

/// The answer with its date and tag, or 304 where the caller's headers show that it has this one. `changed` is when
/// what is not part of the schema last changed.
pub fn unless_known(call: &Call, changed: Option<Timestamp>, answer: impl FnOnce() -> Outcome) -> Outcome {
    let tag = match changed {
        Some(changed) => format!("\"{}-{}\"", *CHECKSUM, changed.as_millisecond()),
        None => format!("\"{}\"", *CHECKSUM),
    };
    let modified = changed.map_or(*MADE, |changed| changed.max(*MADE));
    let mark = Mark { tag: Some(tag), modified };
    let reply = if mark.known(call) { Reply::empty(304) } else { answer()? };
    Ok(mark.on(reply))
}
