//! Whether a field takes a value, after its kind (`spec/rest.md` 1.7).

use super::number;
use crate::api::describe::{Choice, Field};
use crate::api::is_id;
use crate::cli::describe::nearest;
use crate::record::{Kind as Json, Value};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use std::borrow::Cow;

/// The value as it is sent where that is not as it came, or why the field does not take it.
pub fn read(field: &Field, value: Value) -> Result<Option<String>, String> {
    let text = match value.kind() {
        Json::Null if can_be_empty(field) => return Ok(None),
        Json::Null => return Err("cannot be empty".to_owned()),
        Json::Object | Json::Array => return Err(format!("takes a value and no {}", word(value.kind()))),
        Json::String => value.string(),
        Json::Number | Json::Bool => Cow::Borrowed(value.text()),
    };
    if text.is_empty() {
        return Ok(None);
    }
    match field.kind.as_str() {
        "boolean" => truth(&text, value),
        "int" | "long" | "double" | "currency" | "percent" => numeric(field, &text, value),
        _ if value.kind() != Json::String && takes_text(&field.kind) => {
            Err(format!("takes text, and {text} is a {}", word(value.kind())))
        }
        kind => judge(kind, field, &text).map(|()| None),
    }
}

/// A checkbox without a value is unchecked.
fn can_be_empty(field: &Field) -> bool {
    field.nillable || field.defaulted_on_create || field.kind == "boolean"
}

fn word(kind: Json) -> &'static str {
    match kind {
        Json::Object => "object",
        Json::Array => "list",
        Json::Number => "number",
        Json::Bool => "truth value",
        Json::String | Json::Null => "text",
    }
}

fn truth(text: &str, value: Value) -> Result<Option<String>, String> {
    let truth = match text.trim().to_lowercase().as_str() {
        "true" | "1" | "yes" | "y" | "on" => "true",
        "false" | "0" | "no" | "n" | "off" => "false",
        _ => return Err(format!("`{text}` is neither true nor false")),
    };
    Ok((value.kind() != Json::Bool).then(|| truth.to_owned()))
}

fn numeric(field: &Field, text: &str, value: Value) -> Result<Option<String>, String> {
    let plain = number::plain(text).filter(|_| value.kind() != Json::Bool);
    let plain = plain.ok_or_else(|| format!("`{text}` is no number"))?;
    if field.kind == "int" && number::is_broken(&plain) {
        return Err(format!("{text} is no whole number"));
    }
    let room = if field.digits > 0 { field.digits } else { field.precision.saturating_sub(field.scale) };
    let digits = number::whole_digits(&plain).unwrap_or_default() as u64;
    if room > 0 && digits > room {
        return Err(format!("{text} has {digits} digits before the point, and there is room for {room}"));
    }
    Ok((value.kind() == Json::String).then_some(plain))
}

/// Kinds whose values are never written as numbers or truths.
fn takes_text(kind: &str) -> bool {
    const TEXT: [&str; 13] = [
        "string",
        "textarea",
        "phone",
        "url",
        "email",
        "picklist",
        "multipicklist",
        "combobox",
        "encryptedstring",
        "date",
        "datetime",
        "time",
        "reference",
    ];
    TEXT.contains(&kind)
}

fn judge(kind: &str, field: &Field, text: &str) -> Result<(), String> {
    match kind {
        "date" if !is_date(text) => Err(format!("`{text}` is no date such as 2026-03-04")),
        "datetime" if !is_moment(text) => Err(format!("`{text}` is no time with a zone such as 2026-03-04T09:00:00Z")),
        "time" if !is_time(text) => Err(format!("`{text}` is no time of day such as 09:30:00.000Z")),
        "reference" if !is_id(text) => Err(format!("`{text}` is no Id")),
        "email" if !is_email(text) => Err(format!("`{text}` is no email address")),
        "picklist" => choice(field, text),
        "multipicklist" => text.split(';').map(str::trim).try_for_each(|text| choice(field, text)),
        "date" | "datetime" | "time" | "reference" | "base64" => Ok(()),
        _ => length(field, text),
    }
}

fn length(field: &Field, text: &str) -> Result<(), String> {
    let len = text.chars().count() as u64;
    if field.length == 0 || len <= field.length {
        Ok(())
    } else {
        Err(format!("has {len} characters, and the field takes {}", field.length))
    }
}

/// Only a restricted picklist refuses what it does not list.
fn choice(field: &Field, text: &str) -> Result<(), String> {
    let active =
        || field.picklist_values.iter().filter(|choice| choice.active).map(|Choice { value, .. }| value.as_str());
    if !field.restricted_picklist || text.is_empty() || active().any(|known| known.eq_ignore_ascii_case(text)) {
        return length(field, text);
    }
    let meant =
        nearest::of(text, active()).first().map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    Err(format!("`{text}` is not on the list{meant}"))
}

/// Years that the org knows.
fn is_known(year: i16) -> bool {
    (1700..=4000).contains(&year)
}

fn is_date(text: &str) -> bool {
    text.parse::<Date>().is_ok_and(|date| is_known(date.year()))
}

fn is_moment(text: &str) -> bool {
    is_date(text) && (text.len() == "2026-03-04".len() || text.parse::<Timestamp>().is_ok())
}

fn is_time(text: &str) -> bool {
    text.strip_suffix('Z').unwrap_or(text).parse::<Time>().is_ok()
}

fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.')) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: &str) -> Field {
        let choice = |value: &str| -> Choice {
            let choice = serde_json::json!({"value": value, "active": true, "defaultValue": false});
            serde_json::from_value(choice).expect("is one")
        };
        Field {
            kind: kind.to_owned(),
            nillable: true,
            restricted_picklist: true,
            picklist_values: vec![choice("Hot"), choice("Warm")],
            ..Field::default()
        }
    }

    fn told(field: &Field, json: &str) -> String {
        match read(field, Value::parse(json).expect("is JSON")) {
            Ok(None) => "as it is".to_owned(),
            Ok(Some(text)) => text,
            Err(why) => format!("! {why}"),
        }
    }

    #[test]
    fn every_kind_says_what_it_takes() {
        for (kind, json, want) in [
            ("string", r#""x""#, "as it is"),
            ("string", "12", "! takes text, and 12 is a number"),
            ("string", "{}", "! takes a value and no object"),
            ("string", "null", "as it is"),
            ("boolean", "true", "as it is"),
            ("boolean", r#""TRUE""#, "true"),
            ("boolean", "0", "false"),
            ("boolean", r#""maybe""#, "! `maybe` is neither true nor false"),
            ("int", "12", "as it is"),
            ("int", r#""12""#, "12"),
            ("int", "1.5", "! 1.5 is no whole number"),
            ("double", r#""1,5""#, "! `1,5` is no number"),
            ("double", "true", "! `true` is no number"),
            ("date", r#""2026-02-28""#, "as it is"),
            ("date", r#""2026-02-30""#, "! `2026-02-30` is no date such as 2026-03-04"),
            ("date", r#""28.02.2026""#, "! `28.02.2026` is no date such as 2026-03-04"),
            ("date", r#""0026-02-28""#, "! `0026-02-28` is no date such as 2026-03-04"),
            ("datetime", r#""2026-02-28T10:00:00.000+0000""#, "as it is"),
            ("datetime", r#""2026-02-28""#, "as it is"),
            (
                "datetime",
                r#""2026-02-28T10:00:00""#,
                "! `2026-02-28T10:00:00` is no time with a zone such as 2026-03-04T09:00:00Z",
            ),
            ("time", r#""09:30:00.000Z""#, "as it is"),
            ("time", r#""9.30""#, "! `9.30` is no time of day such as 09:30:00.000Z"),
            ("reference", r#""001000000000001AAA""#, "as it is"),
            ("reference", r#""Acme""#, "! `Acme` is no Id"),
            ("email", r#""a@b.c""#, "as it is"),
            ("email", r#""a.b""#, "! `a.b` is no email address"),
            ("picklist", r#""hot""#, "as it is"),
            ("picklist", r#""Warn""#, "! `Warn` is not on the list; did you mean `Warm`?"),
            ("multipicklist", r#""Hot; Warm""#, "as it is"),
            ("multipicklist", r#""Hot;Cold""#, "! `Cold` is not on the list"),
            ("anyType", "12", "as it is"),
        ] {
            assert_eq!(told(&field(kind), json), want, "{kind} {json}");
        }
    }

    #[test]
    fn there_is_only_so_much_room() {
        let short = Field { length: 3, ..field("string") };
        assert_eq!(
            (told(&short, r#""äöü""#), told(&short, r#""äöüß""#).as_str()),
            ("as it is".to_owned(), "! has 4 characters, and the field takes 3")
        );
        let money = Field { precision: 5, scale: 2, ..field("currency") };
        assert_eq!(told(&money, "999.999"), "as it is");
        assert_eq!(told(&money, r#""1000""#), "! 1000 has 4 digits before the point, and there is room for 3");
        let open = Field { restricted_picklist: false, ..field("picklist") };
        assert_eq!(told(&open, r#""Cold""#), "as it is");
        let filled = Field { nillable: false, ..field("string") };
        assert_eq!(told(&filled, "null"), "! cannot be empty");
    }
}
