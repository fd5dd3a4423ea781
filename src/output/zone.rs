//! Points in time shown in a zone of the user's choice, with its offset, in whatever format rows are written. What has
//! no time of day, or no zone of its own, is never touched.

use super::{Sink, Written};
use crate::record::Value;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use memchr::memchr2;
use std::borrow::Cow;
use std::io;

/// `2024-05-31T10:00:00.000+0000` and `2024-05-31T10:00:00.000Z`: whoever means something else writes it otherwise.
const FORMS: [&str; 2] = ["0000-00-00T00:00:00.000+0000", "0000-00-00T00:00:00.000Z"];

/// A sink behind which all times are in one zone.
pub struct Zoned {
    zone: TimeZone,
    inner: Box<dyn Sink>,
}

impl Zoned {
    pub fn boxed(zone: TimeZone, inner: Box<dyn Sink>) -> Box<dyn Sink> {
        Box::new(Self { zone, inner })
    }
}

impl Sink for Zoned {
    fn row(&mut self, record: Value) -> io::Result<()> {
        self.inner.row(Value::trusted(&in_zone(record.text(), &self.zone)))
    }

    fn finish(self: Box<Self>) -> io::Result<Written> {
        self.inner.finish()
    }
}

/// JSON in which every string that is a point in time says it as of this zone.
fn in_zone<'t>(json: &'t str, zone: &TimeZone) -> Cow<'t, str> {
    let bytes = json.as_bytes();
    let (mut out, mut copied, mut at) = (String::new(), 0, 0);
    while let Some(open) = memchr::memchr(b'"', &bytes[at..]) {
        let start = at + open + 1;
        let end = string_end(bytes, start);
        if let Some(shown) = json.get(start..end).and_then(|text| shown(text, zone)) {
            out.push_str(&json[copied..start]);
            out.push_str(&shown);
            copied = end;
        }
        at = end + 1;
    }
    if copied == 0 {
        return Cow::Borrowed(json);
    }
    out.push_str(&json[copied..]);
    Cow::Owned(out)
}

/// The place of the quote that ends the string whose text begins at `start`.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(found) = memchr2(b'"', b'\\', &bytes[at..]) {
        at += found;
        if bytes[at] == b'"' {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

fn shown(text: &str, zone: &TimeZone) -> Option<String> {
    if !FORMS.iter().any(|form| has_form(text, form)) {
        return None;
    }
    let zoned = text.parse::<Timestamp>().ok()?.to_zoned(zone.clone());
    Some(zoned.strftime("%Y-%m-%dT%H:%M:%S.%3f%:z").to_string())
}

/// Whether a text is like a form in which 0 stands for any digit.
fn has_form(text: &str, form: &str) -> bool {
    let like = |(byte, form): (u8, u8)| byte == form || form == b'0' && byte.is_ascii_digit();
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(like)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample::print;
    use crate::output::{Format, Style};
    use proptest::prelude::*;

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").expect("is a zone")
    }

    #[test]
    fn times_are_shown_with_their_offset_and_nothing_else_is_touched() {
        let json = r#"{"A":"2024-07-31T22:30:00.000+0000","B":["2024-01-01T00:00:00.000Z"],"C":"2024-07-31","D":"at 2024-07-31T22:30:00.000+0000","E":"10:00:00.000Z","F":"\"2024","G":"2024-99-31T22:30:00.000+0000","H":"2024-07-31T22:30:00.123+0000"}"#;
        let want = r#"{"A":"2024-08-01T00:30:00.000+02:00","B":["2024-01-01T01:00:00.000+01:00"],"C":"2024-07-31","D":"at 2024-07-31T22:30:00.000+0000","E":"10:00:00.000Z","F":"\"2024","G":"2024-99-31T22:30:00.000+0000","H":"2024-08-01T00:30:00.123+02:00"}"#;
        assert_eq!(in_zone(json, &berlin()), want);
        assert!(matches!(in_zone(r#"{"A":"2024-07-31"}"#, &berlin()), Cow::Borrowed(_)));
    }

    #[test]
    fn every_format_shows_them() {
        let row = r#"{"A":"2024-07-31T22:30:00.000+0000"}"#;
        for format in [Format::Csv, Format::Ndjson, Format::Vertical] {
            let shown = print(format, &["A"], Style { zone: Some(berlin()), ..Style::default() }, &[row]);
            assert!(shown.contains("2024-08-01T00:30:00.000+02:00"), "{shown}");
        }
    }

    proptest! {
        #[test]
        fn text_without_times_stays(text in any::<String>()) {
            let json = serde_json::json!({ "A": text }).to_string();
            prop_assert_eq!(in_zone(&json, &berlin()), json.as_str());
        }
    }
}
