//! The debug log of a block, as the org writes it: a line for each event, with the time and the nanoseconds since the
//! beginning.

use jiff::{Timestamp, tz::TimeZone};
use std::fmt::Write;
use std::time::Instant;

/// A log is cut here.
const MOST: usize = 20 << 20;

pub struct Log {
    text: String,
    begun: Instant,
    zone: TimeZone,
}

impl Log {
    /// Begins with the levels and the block itself.
    pub fn new(version: u16, source: &str, zone: TimeZone) -> Self {
        let mut text = format!(
            "{version}.0 APEX_CODE,DEBUG;APEX_PROFILING,NONE;CALLOUT,NONE;DATA_ACCESS,NONE;DB,INFO;NBA,NONE;\
             SYSTEM,NONE;VALIDATION,NONE;VISUALFORCE,NONE;WAVE,NONE;WORKFLOW,NONE\n"
        );
        for line in source.lines() {
            let _ = writeln!(text, "Execute Anonymous: {line}");
        }
        Self { text, begun: Instant::now(), zone }
    }

    /// `more` begins with `|`, if there is more.
    pub fn event(&mut self, event: &str, more: &str) {
        if self.text.len() > MOST {
            return;
        }
        let time = Timestamp::now().to_zoned(self.zone.clone()).strftime("%H:%M:%S%.1f").to_string();
        let _ = writeln!(self.text, "{time} ({})|{event}{more}", self.begun.elapsed().as_nanos());
    }

    pub fn into_text(self) -> String {
        self.text
    }
}
