//! What a write is to be done like: rules that run or do not, and the state the record has to be in.

use super::target;
use crate::error::Failure;
use crate::http::header::{HeaderMap, HeaderName, HeaderValue, IF_MATCH, IF_UNMODIFIED_SINCE};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::TimeZone;

const ASSIGN: HeaderName = HeaderName::from_static("sforce-auto-assign");
const DUPLICATES: HeaderName = HeaderName::from_static("sforce-duplicate-rule-header");

/// Rules of the org.
#[derive(clap::Args)]
pub struct Rules {
    /// Run no assignment rules
    #[arg(long)]
    no_assignment: bool,
    /// Run the assignment rule with this Id instead of the active one
    #[arg(long, value_name = "ID", value_parser = target::id, conflicts_with = "no_assignment")]
    assignment_rule: Option<String>,
    /// Save what a duplicate rule would only warn of
    #[arg(long)]
    allow_duplicates: bool,
}

/// The state that the record has to be in.
#[derive(clap::Args)]
pub struct Lock {
    /// Only if nobody changed the record after TIME, such as its `LastModifiedDate`
    #[arg(long, value_name = "TIME", value_parser = moment)]
    if_unmodified_since: Option<Timestamp>,
    /// Only if the record still has this `ETag`; the org gives one to accounts alone
    #[arg(long, value_name = "ETAG")]
    if_match: Option<HeaderValue>,
}

impl Rules {
    /// Of one record the org tells whose duplicate it is.
    pub fn headers(&self, one: bool) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let value = |text: &str| HeaderValue::try_from(text).ok();
        let assign = if self.no_assignment { Some("FALSE") } else { self.assignment_rule.as_deref() };
        if let Some(assign) = assign.and_then(value) {
            headers.insert(ASSIGN, assign);
        }
        let options = [("allowSave", self.allow_duplicates), ("includeRecordDetails", one)];
        let options: Vec<_> = options.iter().filter(|(_, set)| *set).map(|(name, _)| format!("{name}=true")).collect();
        if let Some(options) = Some(options.join("; ")).filter(|text| !text.is_empty()).as_deref().and_then(value) {
            headers.insert(DUPLICATES, options);
        }
        headers
    }
}

impl Lock {
    /// Only where the record is still as it was at this time, in the org's words.
    pub fn since(time: &str) -> Self {
        Self { if_unmodified_since: moment(time).ok(), if_match: None }
    }

    pub fn add(&self, headers: &mut HeaderMap) {
        let time = |time: Timestamp| time.to_zoned(TimeZone::UTC).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        if let Some(since) = self.if_unmodified_since.and_then(|since| HeaderValue::try_from(time(since)).ok()) {
            headers.insert(IF_UNMODIFIED_SINCE, since);
        }
        if let Some(tag) = &self.if_match {
            headers.insert(IF_MATCH, tag.clone());
        }
    }

    /// Calls for many records know no states.
    pub fn refuse_rows(&self) -> Result<(), Failure> {
        if self.if_unmodified_since.is_none() && self.if_match.is_none() {
            return Ok(());
        }
        Err(Failure::usage("--if-unmodified-since and --if-match are about one record, and --input brings many"))
    }
}

/// A time as the org's records and its headers have it.
fn moment(text: &str) -> Result<Timestamp, String> {
    let http = || DateTimeParser::new().relaxed_weekday(true).parse_timestamp(text);
    let day = || text.parse::<Date>().and_then(|day| day.to_zoned(TimeZone::UTC)).map(|start| start.timestamp());
    text.parse().or_else(|_| http()).or_else(|_| day()).map_err(|_| "a time looks like 2026-03-04T09:00:00Z".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_the_org_writes_them() {
        let want = moment("2026-03-04T09:00:00Z").expect("is a time");
        for text in ["2026-03-04T09:00:00.000+0000", "Wed, 04 Mar 2026 09:00:00 GMT", "2026-03-04T10:00:00+01:00"] {
            assert_eq!(moment(text), Ok(want), "{text}");
        }
        assert_eq!(moment("2026-03-04"), moment("2026-03-04T00:00:00Z"));
        assert!(moment("yesterday").is_err());
        let mut headers = HeaderMap::new();
        Lock { if_unmodified_since: Some(want), if_match: None }.add(&mut headers);
        assert_eq!(headers[IF_UNMODIFIED_SINCE], "Wed, 04 Mar 2026 09:00:00 GMT");
    }

    #[test]
    fn rules_are_told_in_headers() {
        let told = |no_assignment, allow_duplicates, one| {
            let headers = Rules { no_assignment, assignment_rule: None, allow_duplicates }.headers(one);
            let text = |name| headers.get(name).map_or("", |value: &HeaderValue| value.to_str().unwrap_or_default());
            format!("{}|{}", text(ASSIGN), text(DUPLICATES))
        };
        assert_eq!(told(false, false, false), "|");
        assert_eq!(told(true, true, false), "FALSE|allowSave=true");
        assert_eq!(told(false, true, true), "|allowSave=true; includeRecordDetails=true");
    }
}
