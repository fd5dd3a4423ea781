//! A value as the input that takes it wants it: text from cells and arguments is read as the input's type, JSON has to
//! be of that type already. What does not fit is said in words that name the value.

use crate::api::action::Parameter;
use crate::api::is_id;
use crate::record::{Kind, Value};
use jiff::Timestamp;
use jiff::civil::{Date, Time};

/// Of a value that is shown for being wrong.
const SHOWN: usize = 60;

/// A value as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// Without a type of its own.
    Text(String),
    /// Well-formed JSON.
    Json(String),
}

/// Types that are checked; what is not known takes anything.
enum Type {
    Boolean,
    Integer,
    Number,
    Object,
    /// A text with rules of its own, or without.
    Text(fn(&Parameter, &str) -> Result<(), String>),
    Any,
}

impl Given {
    /// Whether it says that there is no value.
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Json(text) => matches!(text.as_str(), "null" | "\"\""),
        }
    }
}

/// The JSON to send for all that was given for an input, which is at least one value.
pub fn read(parameter: &Parameter, given: &[&Given]) -> Result<String, String> {
    match given {
        [Given::Json(text)] if text == "null" => Ok(text.clone()),
        _ if parameter.most() > 1 => list(parameter, given),
        [one] => single(parameter, one),
        several => Err(format!("takes one value, and {} are given", several.len())),
    }
}

/// A list given as JSON, or value by value.
fn list(parameter: &Parameter, given: &[&Given]) -> Result<String, String> {
    let json = |text: &str| Value::parse(text).ok().filter(|value| value.kind() == Kind::Array).map(each);
    let items = match given {
        [Given::Json(text)] => json(text).ok_or_else(|| format!("takes a list, and {} is none", shown(text)))?,
        [Given::Text(text)] => json(text).unwrap_or_else(|| vec![Given::Text(text.clone())]),
        several => several.iter().map(|item| (*item).clone()).collect(),
    };
    if items.len() as u64 > parameter.most() {
        return Err(format!("takes {} values at most, and {} are given", parameter.most(), items.len()));
    }
    let items: Vec<_> = items.iter().map(|item| single(parameter, item)).collect::<Result<_, _>>()?;
    Ok(format!("[{}]", items.join(",")))
}

fn each(list: Value) -> Vec<Given> {
    list.items().map(|item| Given::Json(item.text().to_owned())).collect()
}

fn single(parameter: &Parameter, given: &Given) -> Result<String, String> {
    match given {
        Given::Text(text) => typed(parameter, text),
        Given::Json(text) => json(parameter, Value::parse(text).map_err(|error| error.to_string())?),
    }
}

/// Text read as the type.
fn typed(parameter: &Parameter, text: &str) -> Result<String, String> {
    let trimmed = text.trim();
    match Type::of(parameter) {
        Type::Boolean => {
            let word = trimmed.to_ascii_lowercase();
            if matches!(word.as_str(), "true" | "false") { Ok(word) } else { Err(no_boolean(text)) }
        }
        Type::Integer => trimmed.parse().map(|number: i64| number.to_string()).map_err(|_| no_integer(text)),
        Type::Number => is_number(trimmed).then(|| trimmed.to_owned()).ok_or_else(|| no_number(text)),
        Type::Object => object(parameter, Value::parse(trimmed).map_err(|_| no_object(text))?),
        Type::Text(check) => check(parameter, text).map(|()| quoted(text)),
        Type::Any => Ok(quoted(text)),
    }
}

/// JSON that is of the type already.
fn json(parameter: &Parameter, value: Value) -> Result<String, String> {
    let (kind, text) = (value.kind(), value.text());
    let same = |fits: bool, why: fn(&str) -> String| if fits { Ok(text.to_owned()) } else { Err(why(text)) };
    match Type::of(parameter) {
        Type::Any => Ok(text.to_owned()),
        _ if kind == Kind::Array => Err("takes one value, and a list is given".to_owned()),
        Type::Boolean => same(kind == Kind::Bool, no_boolean),
        Type::Integer => same(text.parse::<i64>().is_ok(), no_integer),
        Type::Number => same(kind == Kind::Number, no_number),
        Type::Object => object(parameter, value),
        Type::Text(_) if kind != Kind::String => Err(format!("takes text in quotes, and {} is none", shown(text))),
        Type::Text(check) => check(parameter, &value.string()).map(|()| text.to_owned()),
    }
}

/// A record says of which object it is.
fn object(parameter: &Parameter, value: Value) -> Result<String, String> {
    if value.kind() != Kind::Object {
        return Err(no_object(value.text()));
    }
    if !parameter.kind.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("SOBJECT")) {
        return Ok(value.text().to_owned());
    }
    let said = value.get("attributes").and_then(|attributes| attributes.get("type")).map(Value::string);
    let wanted = parameter.sobject_type.as_deref().filter(|name| !name.eq_ignore_ascii_case("SObject"));
    match (said, wanted) {
        (Some(said), Some(wanted)) if !said.eq_ignore_ascii_case(wanted) => {
            Err(format!("takes a record of {wanted}, and this is one of {said}"))
        }
        (None, None) => {
            Err("takes a record that says its object: {\"attributes\":{\"type\":\"Account\"},…}".to_owned())
        }
        (None, Some(wanted)) => {
            let rest = value.text()[1..].trim_start();
            let comma = if rest.starts_with('}') { "" } else { "," };
            Ok(format!(r#"{{"attributes":{{"type":"{wanted}"}}{comma}{rest}"#))
        }
        _ => Ok(value.text().to_owned()),
    }
}

impl Type {
    fn of(parameter: &Parameter) -> Self {
        match parameter.kind.as_deref().unwrap_or_default().to_ascii_uppercase().as_str() {
            "BOOLEAN" => Self::Boolean,
            "INTEGER" | "LONG" => Self::Integer,
            "DOUBLE" | "DECIMAL" | "CURRENCY" | "PERCENT" => Self::Number,
            "SOBJECT" | "APEX" => Self::Object,
            "DATE" => Self::Text(|_, text| good(is_date(text), text, "no date, such as 2026-11-28")),
            "DATETIME" => Self::Text(|_, text| good(is_moment(text), text, "no time, such as 2026-11-28T09:00:00Z")),
            "TIME" => Self::Text(|_, text| good(is_time(text), text, "no time of a day, such as 09:00:00")),
            "ID" | "REFERENCE" => Self::Text(|_, text| good(is_id(text), text, "no Id")),
            "PICKLIST" => Self::Text(choice),
            "MULTIPICKLIST" => Self::Text(|parameter, text| text.split(';').try_for_each(|it| choice(parameter, it))),
            "STRING" | "TEXTAREA" | "EMAIL" | "PHONE" | "URL" => Self::Text(|_, _| Ok(())),
            _ => Self::Any,
        }
    }
}

fn good(fits: bool, text: &str, what: &str) -> Result<(), String> {
    if fits { Ok(()) } else { Err(format!("{} is {what}", shown(text))) }
}

fn choice(parameter: &Parameter, text: &str) -> Result<(), String> {
    let choices = parameter.choices();
    let fits = choices.is_empty() || choices.contains(&text);
    if fits { Ok(()) } else { Err(format!("{} is none of {}", shown(text), choices.join(", "))) }
}

fn is_date(text: &str) -> bool {
    text.len() == "2026-11-28".len() && text.parse::<Date>().is_ok()
}

fn is_moment(text: &str) -> bool {
    text.contains('T') && text.parse::<Timestamp>().is_ok()
}

fn is_time(text: &str) -> bool {
    text.strip_suffix('Z').unwrap_or(text).parse::<Time>().is_ok() && text.contains(':')
}

fn is_number(text: &str) -> bool {
    Value::parse(text).is_ok_and(|value| value.kind() == Kind::Number)
}

fn no_boolean(text: &str) -> String {
    format!("{} is neither true nor false", shown(text))
}

fn no_integer(text: &str) -> String {
    format!("{} is no whole number", shown(text))
}

fn no_number(text: &str) -> String {
    format!("{} is no number", shown(text))
}

fn no_object(text: &str) -> String {
    format!("{} is no JSON object", shown(text))
}

fn shown(text: &str) -> String {
    let more = if text.chars().nth(SHOWN).is_some() { "…" } else { "" };
    format!("`{}{more}`", text.chars().take(SHOWN).collect::<String>())
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parameter(kind: &str, more: &serde_json::Value) -> Parameter {
        let mut members = json!({"name": "x", "type": kind});
        members.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        serde_json::from_value(members).expect("a parameter")
    }

    fn text(kind: &str, text: &str) -> Result<String, String> {
        read(&parameter(kind, &json!({})), &[&Given::Text(text.to_owned())])
    }

    fn json_of(kind: &str, text: &str) -> Result<String, String> {
        read(&parameter(kind, &json!({})), &[&Given::Json(text.to_owned())])
    }

    #[test]
    fn text_is_read_as_the_type_wants_it() {
        for (kind, given, want) in [
            ("BOOLEAN", "TRUE", "true"),
            ("INTEGER", " 007 ", "7"),
            ("DECIMAL", "1.10", "1.10"),
            ("DATE", "2026-11-28", "\"2026-11-28\""),
            ("DATETIME", "2026-11-28T09:00:00.000+0000", "\"2026-11-28T09:00:00.000+0000\""),
            ("DATETIME", "2026-11-28T09:00:00Z", "\"2026-11-28T09:00:00Z\""),
            ("TIME", "09:00:00.000Z", "\"09:00:00.000Z\""),
            ("STRING", "a \"b\"", "\"a \\\"b\\\"\""),
            ("ID", "001000000000001AAA", "\"001000000000001AAA\""),
            ("NEW_KIND", "x", "\"x\""),
        ] {
            assert_eq!(text(kind, given).as_deref(), Ok(want), "{kind}");
        }
        for (kind, given, why) in [
            ("BOOLEAN", "yes", "`yes` is neither true nor false"),
            ("INTEGER", "1.5", "`1.5` is no whole number"),
            ("DECIMAL", "1,5", "`1,5` is no number"),
            ("DATE", "28.11.2026", "`28.11.2026` is no date, such as 2026-11-28"),
            ("DATE", "2026-02-30", "`2026-02-30` is no date, such as 2026-11-28"),
            ("DATETIME", "2026-11-28", "`2026-11-28` is no time, such as 2026-11-28T09:00:00Z"),
            ("TIME", "9", "`9` is no time of a day, such as 09:00:00"),
            ("ID", "001", "`001` is no Id"),
            ("SOBJECT", "Acme", "`Acme` is no JSON object"),
        ] {
            assert_eq!(text(kind, given), Err(why.to_owned()), "{kind}");
        }
        assert!(text("ID", &"x".repeat(99)).is_err_and(|why| why == format!("`{}…` is no Id", "x".repeat(60))));
    }

    #[test]
    fn json_has_its_type() {
        assert_eq!(json_of("DECIMAL", "1.10").as_deref(), Ok("1.10"));
        assert_eq!(json_of("DATE", "null").as_deref(), Ok("null"));
        for (kind, given, why) in [
            ("STRING", "12", "takes text in quotes, and `12` is none"),
            ("BOOLEAN", "\"true\"", "`\"true\"` is neither true nor false"),
            ("DECIMAL", "\"1\"", "`\"1\"` is no number"),
            ("STRING", "[\"a\"]", "takes one value, and a list is given"),
            ("ID", "\"x\"", "`x` is no Id"),
        ] {
            assert_eq!(json_of(kind, given), Err(why.to_owned()), "{kind}");
        }
    }

    #[test]
    fn a_list_comes_as_json_or_value_by_value() {
        let numbers = parameter("INTEGER", &json!({"maxOccurs": 2}));
        let given = |values: &[Given]| read(&numbers, &values.iter().collect::<Vec<_>>());
        let word = |text: &str| Given::Text(text.to_owned());
        assert_eq!(given(&[word("1")]).as_deref(), Ok("[1]"));
        assert_eq!(given(&[word("1"), word("2")]).as_deref(), Ok("[1,2]"));
        assert_eq!(given(&[word("[1, 2]")]).as_deref(), Ok("[1,2]"));
        assert_eq!(given(&[Given::Json("[]".into())]).as_deref(), Ok("[]"));
        assert_eq!(given(&[Given::Json("1".into())]), Err("takes a list, and `1` is none".to_owned()));
        let three = Given::Json("[1,2,3]".into());
        assert_eq!(given(&[three]), Err("takes 2 values at most, and 3 are given".to_owned()));
        assert_eq!(given(&[Given::Json("[1,\"2\"]".into())]), Err("`\"2\"` is no whole number".to_owned()));
        let one = parameter("STRING", &json!({}));
        assert_eq!(read(&one, &[&word("a"), &word("b")]), Err("takes one value, and 2 are given".to_owned()));
    }

    #[test]
    fn a_choice_is_one_that_is_offered() {
        let more = json!({"picklistValues": [{"value": "High"}, {"value": "Low"}, {"value": "Old", "active": false}]});
        let of = |kind: &str, text: &str| read(&parameter(kind, &more), &[&Given::Text(text.to_owned())]);
        assert_eq!(of("PICKLIST", "High").as_deref(), Ok("\"High\""));
        assert_eq!(of("PICKLIST", "Old"), Err("`Old` is none of High, Low".to_owned()));
        assert_eq!(of("MULTIPICKLIST", "High;Low").as_deref(), Ok("\"High;Low\""));
        assert_eq!(of("MULTIPICKLIST", "High;high"), Err("`high` is none of High, Low".to_owned()));
    }

    #[test]
    fn a_record_says_of_which_object_it_is() {
        let of =
            |more: serde_json::Value, text: &str| read(&parameter("SOBJECT", &more), &[&Given::Text(text.to_owned())]);
        let contact = json!({"sobjectType": "Contact"});
        let typed = r#"{"attributes":{"type":"Contact"},"N":1.10}"#;
        assert_eq!(
            of(contact.clone(), r#"{ "N":1.10}"#).as_deref(),
            Ok(r#"{"attributes":{"type":"Contact"},"N":1.10}"#)
        );
        assert_eq!(of(contact.clone(), "{}").as_deref(), Ok(r#"{"attributes":{"type":"Contact"}}"#));
        assert_eq!(of(contact.clone(), typed).as_deref(), Ok(typed));
        let lead = r#"{"attributes":{"type":"Lead"}}"#;
        assert_eq!(of(contact, lead), Err("takes a record of Contact, and this is one of Lead".to_owned()));
        assert_eq!(of(json!({}), lead).as_deref(), Ok(lead));
        assert!(of(json!({}), "{}").is_err_and(|why| why.contains("says its object")));
    }
}
