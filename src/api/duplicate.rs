//! A record that a duplicate rule takes for one that is there (`spec/rest.md` 2.5): which records those are.

use super::client::request_id;
use super::{Answer, Client, Error, Refusal};
use crate::record::Value;
use std::fmt;

#[derive(Debug)]
pub struct Duplicate {
    pub refusal: Refusal,
    /// Whether the rule gives way to whoever insists.
    pub may_insist: bool,
    rule: String,
    twins: Vec<Twin>,
}

/// A record that is there already.
#[derive(Debug)]
struct Twin {
    object: String,
    id: String,
    name: Option<String>,
}

impl Duplicate {
    /// What an answer says of duplicates; `None` where it is about something else.
    pub fn read(answer: &Answer, client: &Client) -> Option<Self> {
        let text = std::str::from_utf8(&answer.body).ok().filter(|_| answer.status == 400)?;
        let error = Value::parse(text).ok()?.items().next()?;
        let Error::Refused(refusal) = client.refuse(answer) else { return None };
        Some(Self { refusal: Refusal { request_id: request_id(&answer.headers), ..refusal }, ..found(error)? })
    }
}

fn found(error: Value) -> Option<Duplicate> {
    // Some builds of the org spell it so.
    let result = ["duplicateResult", "duplicateResut"].iter().find_map(|name| error.get(name))?;
    let matches = result.get("matchResults").unwrap_or(Value::EMPTY_LIST);
    let records = matches.items().flat_map(|one| one.get("matchRecords").unwrap_or(Value::EMPTY_LIST).items());
    Some(Duplicate {
        refusal: Refusal::read(400, error.text(), None),
        may_insist: result.get("allowSave").is_some_and(|allow| allow.text() == "true"),
        rule: text(result, "duplicateRule").unwrap_or_default(),
        twins: records.filter_map(|one| twin(one.get("record")?)).collect(),
    })
}

fn twin(record: Value) -> Option<Twin> {
    let object = text(record.get("attributes")?, "type")?;
    Some(Twin { object, id: text(record, "Id")?, name: text(record, "Name") })
}

fn text(value: Value, name: &str) -> Option<String> {
    value.get(name).filter(|value| !value.is_null()).map(|value| value.string().into_owned())
}

impl fmt::Display for Duplicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.refusal.message)?;
        for (at, Twin { object, id, name }) in self.twins.iter().enumerate() {
            write!(f, "{} {object} {id}", if at == 0 { "" } else { "," })?;
            name.as_ref().map_or(Ok(()), |name| write!(f, " `{name}`"))?;
        }
        if self.rule.is_empty() { Ok(()) } else { write!(f, " (rule {})", self.rule) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_records_that_are_there_are_named() {
        let record = r#"{"attributes":{"type":"Account","url":"/x"},"Id":"001A","Name":"Acme"}"#;
        let matches = format!(r#"[{{"matchRecords":[{{"matchConfidence":100.0,"record":{record}}}],"size":1}}]"#);
        for spelling in ["duplicateResult", "duplicateResut"] {
            let error = format!(
                r#"{{"{spelling}":{{"allowSave":true,"duplicateRule":"Standard_Rule","matchResults":{matches}}},"errorCode":"DUPLICATES_DETECTED","message":"Use one of these records?"}}"#
            );
            let duplicate = found(Value::parse(&error).expect("is JSON")).expect("is one");
            assert!(duplicate.may_insist);
            let want = "Use one of these records? Account 001A `Acme` (rule Standard_Rule)";
            assert_eq!(duplicate.to_string(), want);
        }
        assert!(found(Value::parse(r#"{"errorCode":"E","message":"m"}"#).expect("is JSON")).is_none());
    }
}
