//! What an undo would do: fields that still hold what the run wrote get back what they held before.

use super::journal::Image;
use crate::api::is_id;
use crate::record::{Kind, Value};
use jiff::Timestamp;

/// What becomes of one record.
#[derive(Debug, PartialEq)]
pub enum Step {
    /// Fields with what they hold now and what they get.
    Restore(Vec<Change>),
    /// It is as it was.
    Same,
    /// Somebody changed these fields since.
    Changed(Vec<String>),
    /// There is no such record any more.
    Gone,
}

#[derive(Debug, PartialEq)]
pub struct Change {
    pub field: String,
    pub now: String,
    pub before: String,
}

/// `now` is the record as the org has it; `force` also takes back what somebody else did.
pub fn step(image: &Image, now: Option<&str>, force: bool) -> Step {
    let Some(now) = now.map(Value::trusted) else { return Step::Gone };
    let (before, after) = (Value::trusted(&image.before), Value::trusted(&image.after));
    let (mut changes, mut foreign) = (Vec::new(), Vec::new());
    for (name, was) in before.members() {
        let is = member(now, name).unwrap_or(Value::NULL);
        if same(is, was) {
            continue;
        }
        // Of a parent that was named by its key only the key was sent.
        let sent = member(after, name).filter(|sent| sent.kind() != Kind::Object);
        if !force && sent.is_some_and(|sent| !same(is, sent)) {
            foreign.push(name.to_owned());
        }
        changes.push(Change { field: name.to_owned(), now: is.text().to_owned(), before: was.text().to_owned() });
    }
    match (changes.is_empty(), foreign.is_empty()) {
        (true, _) => Step::Same,
        (false, true) => Step::Restore(changes),
        (false, false) => Step::Changed(foreign),
    }
}

fn member<'r>(record: Value<'r>, name: &str) -> Option<Value<'r>> {
    record.members().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// Whether two values are one to the org: it takes numbers, switches and times also as text, and writes its own way.
fn same(one: Value, other: Value) -> bool {
    let (one, other) = (one.string(), other.string());
    let empty = |text: &str| text.is_empty() || text == "null";
    let number = |text: &str| text.parse::<f64>().ok();
    let time = |text: &str| text.parse::<Timestamp>().ok();
    let numbers =
        || number(&one).is_some_and(|number_one| Some(number_one) == number(&other) && digits(&one) == digits(&other));
    one == other
        || empty(&one) && empty(&other)
        || numbers()
        || time(&one).is_some_and(|moment| Some(moment) == time(&other))
        || is_id(&one) && is_id(&other) && one[..15] == other[..15]
        || ["true", "false"].contains(&one.as_ref()) && one.eq_ignore_ascii_case(&other)
}

/// The digits that count, because more of them than a float holds may differ.
fn digits(number: &str) -> String {
    let plain = number.split(['e', 'E']).next().unwrap_or_default();
    let plain = if plain.contains('.') { plain.trim_end_matches('0').trim_end_matches('.') } else { plain };
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').trim_end_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(before: &str, after: &str, now: &str) -> Step {
        let image = Image { id: "001".to_owned(), before: before.to_owned(), after: after.to_owned() };
        step(&image, Some(now), false)
    }

    #[test]
    fn what_the_run_wrote_is_taken_back() {
        let change = Change { field: "P".to_owned(), now: "\"2\"".to_owned(), before: "\"1\"".to_owned() };
        assert_eq!(steps(r#"{"P":"1"}"#, r#"{"p":"2"}"#, r#"{"P":"2","Id":"x"}"#), Step::Restore(vec![change]));
        assert_eq!(steps(r#"{"P":"1"}"#, r#"{"P":"2"}"#, r#"{"P":"1"}"#), Step::Same);
        assert_eq!(steps(r#"{"P":"1"}"#, r#"{"P":"2"}"#, r#"{"P":"3"}"#), Step::Changed(vec!["P".to_owned()]));
        let image = Image { id: String::new(), before: r#"{"P":"1"}"#.to_owned(), after: r#"{"P":"2"}"#.to_owned() };
        assert_eq!(step(&image, None, false), Step::Gone);
        assert!(matches!(step(&image, Some(r#"{"P":"3"}"#), true), Step::Restore(_)));
    }

    #[test]
    fn values_are_the_same_in_whatever_way_they_are_written() {
        for (one, other, alike) in [
            ("1.10", "1.1", true),
            ("100", "\"100.0\"", true),
            ("9007199254740993", "9007199254740992", false),
            ("null", "\"\"", true),
            ("true", "\"TRUE\"", true),
            ("\"2026-01-01T00:00:00.000+0000\"", "\"2026-01-01T01:00:00+01:00\"", true),
            ("\"001000000000001\"", "\"001000000000001AAA\"", true),
            ("\"a\"", "\"A\"", false),
            ("\"10\"", "\"1\"", false),
        ] {
            assert_eq!(same(Value::trusted(one), Value::trusted(other)), alike, "{one} {other}");
        }
    }
}
