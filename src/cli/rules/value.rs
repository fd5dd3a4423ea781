//! Whether a field takes a value, after its kind (`spec/rest.md` 1.7, 8.2).

use super::time;
use crate::api::describe::{Choice, Field};
use crate::api::is_id;
use crate::cli::describe::nearest;
use crate::cli::number::Number;
use crate::input::NULL_CELL;
use crate::record::{Kind as Json, Value};
use std::borrow::Cow;

/// Characters of a cell, whatever the field (`spec/rest.md` 8.2).
const MOST: u64 = 131_072;
/// Kinds whose values are never written as numbers or truths.
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

/// A value as an input gives it.
#[derive(Clone, Copy)]
pub enum Given<'v> {
    /// A cell, which is sent as it is: an empty one leaves the field alone, and a mark empties it.
    Cell(&'v str),
    /// A member of a record.
    Member(Value<'v>),
}

impl<'v> Given<'v> {
    /// Whether it says anything.
    pub fn says(self) -> bool {
        !self.is_null() && !self.text().is_empty()
    }

    /// The text of it; nothing for null.
    pub fn text(self) -> Cow<'v, str> {
        match self {
            _ if self.is_null() => "".into(),
            Self::Cell(cell) => cell.into(),
            Self::Member(value) if value.kind() == Json::String => value.string(),
            Self::Member(value) => value.text().into(),
        }
    }

    fn is_null(self) -> bool {
        match self {
            Self::Cell(cell) => cell == NULL_CELL,
            Self::Member(value) => value.is_null(),
        }
    }

    /// Cells have no other kind than text.
    fn kind(self) -> Json {
        match self {
            Self::Cell(_) => Json::String,
            Self::Member(value) => value.kind(),
        }
    }

    fn is_cell(self) -> bool {
        matches!(self, Self::Cell(_))
    }
}

/// The value as it is sent where that is not as it came, or why the field does not take it.
pub fn read(field: &Field, given: Given) -> Result<Option<String>, String> {
    match given.kind() {
        _ if given.is_null() && can_be_empty(field) => return Ok(None),
        _ if given.is_null() => return Err("cannot be empty".to_owned()),
        kind @ (Json::Object | Json::Array) => return Err(format!("takes a value and no {}", word(kind))),
        _ => {}
    }
    let text = given.text();
    if text.is_empty() {
        return Ok(None);
    }
    match field.kind.as_str() {
        "boolean" => truth(&text, given),
        "int" | "long" | "double" | "currency" | "percent" => numeric(field, &text, given),
        kind if given.kind() != Json::String && TEXT.contains(&kind) => {
            Err(format!("takes text, and {text} is a {}", word(given.kind())))
        }
        _ => judge(field, &text, given).map(|()| None),
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

/// The words are the org's own; those that only people use become one of them where it is not a cell.
fn truth(text: &str, given: Given) -> Result<Option<String>, String> {
    let truth = match text.trim().to_lowercase().as_str() {
        "true" | "t" | "1" | "yes" | "y" => "true",
        "false" | "f" | "0" | "no" | "n" => "false",
        "on" if !given.is_cell() => "true",
        "off" if !given.is_cell() => "false",
        _ => return Err(format!("`{}` is neither true nor false", short(text))),
    };
    Ok((given.kind() != Json::Bool).then(|| truth.to_owned()))
}

fn numeric(field: &Field, text: &str, given: Given) -> Result<Option<String>, String> {
    let number = Number::read(text).filter(|_| given.kind() != Json::Bool);
    let number = number.ok_or_else(|| format!("`{}` is no number", short(text)))?;
    // In a cell, a whole number has no point at all.
    let pointed = || given.is_cell() && number.plain().is_some_and(|plain| plain.contains('.'));
    if matches!(field.kind.as_str(), "int" | "long") && (number.is_broken() || pointed()) {
        return Err(format!("{text} is no whole number"));
    }
    let room = if field.digits > 0 { field.digits } else { field.precision.saturating_sub(field.scale) };
    let digits = number.whole_digits().unwrap_or_default() as u64;
    if room > 0 && digits > room {
        return Err(format!("{text} has {digits} digits before the point, and there is room for {room}"));
    }
    Ok((given.kind() == Json::String).then(|| number.json()))
}

/// The org takes white space off both ends of a text.
fn judge(field: &Field, text: &str, given: Given) -> Result<(), String> {
    let text = text.trim();
    let sample = match field.kind.as_str() {
        "date" if !time::is_date(text) => "date such as 2026-03-04",
        "datetime" if !time::is_moment(text, given.is_cell()) => "time with a zone such as 2026-03-04T09:00:00Z",
        "time" if !time::is_time_of_day(text) => "time of day such as 09:30:00.000Z",
        "reference" if !is_id(text) => "Id",
        "email" if !is_email(text) => "email address",
        "picklist" => return choice(field, text),
        "multipicklist" => return text.split(';').map(str::trim).try_for_each(|text| choice(field, text)),
        "date" | "datetime" | "time" | "reference" | "base64" => return Ok(()),
        _ => return length(field, text, given),
    };
    Err(format!("`{}` is no {sample}", short(text)))
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

fn length(field: &Field, text: &str, given: Given) -> Result<(), String> {
    let len = text.chars().count() as u64;
    match field.length {
        most @ 1.. if len > most => Err(format!("has {len} characters, and the field takes {most}")),
        _ if given.is_cell() && len > MOST => Err(format!("has {len} characters, and a cell takes {MOST}")),
        _ => Ok(()),
    }
}

/// Only a restricted picklist refuses what it does not list.
fn choice(field: &Field, text: &str) -> Result<(), String> {
    let active =
        || field.picklist_values.iter().filter(|choice| choice.active).map(|Choice { value, .. }| value.as_str());
    if !field.restricted_picklist || text.is_empty() || active().any(|known| known.eq_ignore_ascii_case(text)) {
        return length(field, text, Given::Cell(text));
    }
    let meant =
        nearest::of(text, active()).first().map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    Err(format!("`{}` is not on the list{meant}", short(text)))
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

    fn said(field: &Field, given: Given) -> String {
        match read(field, given) {
            Ok(None) => "as it is".to_owned(),
            Ok(Some(text)) => text,
            Err(why) => format!("! {why}"),
        }
    }

    fn told(field: &Field, json: &str) -> String {
        said(field, Given::Member(Value::parse(json).expect("is JSON")))
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
            ("boolean", r#""on""#, "true"),
            ("boolean", "0", "false"),
            ("boolean", r#""maybe""#, "! `maybe` is neither true nor false"),
            ("int", "12", "as it is"),
            ("int", r#""12""#, "12"),
            ("int", "1.5", "! 1.5 is no whole number"),
            ("int", "1.5e1", "as it is"),
            ("double", r#""1,5""#, "! `1,5` is no number"),
            ("double", "true", "! `true` is no number"),
            ("date", r#""2026-02-28""#, "as it is"),
            ("date", r#""2026-02-30""#, "! `2026-02-30` is no date such as 2026-03-04"),
            ("date", r#""28.02.2026""#, "! `28.02.2026` is no date such as 2026-03-04"),
            ("date", r#""0026-02-28""#, "! `0026-02-28` is no date such as 2026-03-04"),
            ("datetime", r#""2026-02-28T10:00:00.000+0000""#, "as it is"),
            ("datetime", r#""2026-02-28T10:00:00Z""#, "as it is"),
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
            ("email", r#"" a@b.c ""#, "as it is"),
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
    fn cells_are_judged_as_the_org_reads_them() {
        for (kind, good, bad) in [
            ("boolean", "TRUE", "maybe"),
            ("boolean", "t", "on"),
            ("int", "42", "4.2"),
            ("int", "1.0E3", "4.0"),
            ("currency", "1.5E3", "$5"),
            ("currency", " .5 ", "5 5"),
            ("date", "2024-02-29", "2024-02-30"),
            ("date", "2024-02-29Z", "2024-02-29 soon"),
            ("date", "2024-02-29+01:00", "2024"),
            ("datetime", "2024-05-01T10:00:00.000+0000", "yesterday"),
            ("datetime", "2024-05-01T10:00:00", "2024-05-01T10:00:00 o'clock"),
            ("datetime", "2024-05-01", "2024-05"),
            ("reference", "001000000000001AAA", "001"),
            ("picklist", "hot", "Cold"),
            ("multipicklist", "Hot;hot", "Hot;Cold"),
        ] {
            let told = |cell| said(&field(kind), Given::Cell(cell));
            assert!(!told(good).starts_with('!'), "{kind} {good}: {}", told(good));
            assert!(told(bad).starts_with('!'), "{kind} {bad}: {}", told(bad));
        }
        let filled = Field { nillable: false, ..field("string") };
        let told = |cell| said(&filled, Given::Cell(cell));
        assert_eq!((told("").as_str(), told("#N/A").as_str()), ("as it is", "! cannot be empty"));
        let long = "x".repeat(131_073);
        assert_eq!(said(&field("string"), Given::Cell(&long)), "! has 131073 characters, and a cell takes 131072");
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
        assert_eq!(told(&money, "1e3"), "! 1e3 has 4 digits before the point, and there is room for 3");
        let open = Field { restricted_picklist: false, ..field("picklist") };
        assert_eq!(told(&open, r#""Cold""#), "as it is");
        let filled = Field { nillable: false, ..field("string") };
        assert_eq!(told(&filled, "null"), "! cannot be empty");
    }
}
