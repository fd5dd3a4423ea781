//! A row of an input as the record that is sent: without remarks, with the Id or the key that the deed needs.

use super::rows::Kind;
use crate::api::is_id;
use crate::cli::many::{self, Flaw};
use crate::input::Row;
use crate::record::Value;

/// The JSON to send for a row, or what keeps it from being sent.
pub fn prepare(kind: &Kind, row: &Row) -> Result<String, Vec<Flaw>> {
    let flaws: Vec<Flaw> = flaws(kind, row).collect();
    if !flaws.is_empty() {
        return Err(flaws);
    }
    let wanted = |name: &str| match kind {
        Kind::Delete | Kind::Undelete => name.eq_ignore_ascii_case("Id"),
        _ => name != "attributes" && !many::is_remark(name),
    };
    let members = Value::trusted(&row.json).members().filter(|(name, _)| wanted(name));
    let members: Vec<_> = members.map(|(name, value)| format!("\"{name}\":{}", value.text())).collect();
    Ok(format!("{{{}}}", members.join(",")))
}

fn flaws(kind: &Kind, row: &Row) -> impl Iterator<Item = Flaw> {
    let id = member(row, "Id");
    let doubt = (*kind == Kind::Create).then(|| many::doubt(row)).flatten();
    let key = match kind {
        Kind::Create => id.map(|_| Flaw::of("Id", "a new record gets its Id from the org")),
        Kind::Update | Kind::Delete | Kind::Undelete => bad_id(id),
        Kind::Upsert(field) if field.eq_ignore_ascii_case("Id") => id.and_then(|id| bad_id(Some(id))),
        Kind::Upsert(field) => match (id, member(row, field)) {
            (Some(_), _) => Some(Flaw::of("Id", format!("the key is {field}, and a record has only one"))),
            (None, Some(value)) if value.text() != "\"\"" => None,
            (None, _) => Some(Flaw::of(field, "the key has no value")),
        },
    };
    [doubt, key].into_iter().flatten()
}

fn bad_id(id: Option<Value>) -> Option<Flaw> {
    match id {
        None => Some(Flaw::of("Id", "the record has no Id")),
        Some(id) if is_id(&id.string()) => None,
        Some(id) => Some(Flaw::of("Id", format!("`{}` is no Id", id.string()))),
    }
}

/// A member that says something, by its name in any case.
fn member<'r>(row: &'r Row, name: &str) -> Option<Value<'r>> {
    let mut members = Value::trusted(&row.json).members();
    members.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).filter(|value| !value.is_null())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "001000000000001AAA";

    fn prepared(kind: &Kind, json: &str) -> String {
        let row = Row { number: 2, line: 3, json: json.replace("ID", ID), cells: None };
        match prepare(kind, &row) {
            Ok(text) => text.replace(ID, "ID"),
            Err(flaws) => flaws.iter().map(|flaw| flaw.at(&row)).collect::<Vec<_>>().join("; "),
        }
    }

    #[test]
    fn remarks_are_not_sent() {
        let json = r#"{"attributes":{},"_error":"E","id":"ID","N":1.10,"_org":"x","sf__Id":"1"}"#;
        assert_eq!(prepared(&Kind::Update, json), r#"{"id":"ID","N":1.10}"#);
        assert_eq!(prepared(&Kind::Delete, json), r#"{"id":"ID"}"#);
    }

    #[test]
    fn what_a_deed_needs_is_there() {
        let upsert = Kind::Upsert("Ext__c".to_owned());
        for (kind, json, want) in [
            (&Kind::Update, r#"{"N":1}"#, "row 2 (line 3), Id: the record has no Id"),
            (&Kind::Delete, r#"{"Id":"001"}"#, "row 2 (line 3), Id: `001` is no Id"),
            (&Kind::Create, r#"{"Id":"ID"}"#, "row 2 (line 3), Id: a new record gets its Id from the org"),
            (&upsert, r#"{"ext__c":"E","N":1}"#, r#"{"ext__c":"E","N":1}"#),
            (&upsert, r#"{"Ext__c":""}"#, "row 2 (line 3), Ext__c: the key has no value"),
            (&upsert, r#"{"Id":"ID"}"#, "row 2 (line 3), Id: the key is Ext__c, and a record has only one"),
            (&Kind::Upsert("Id".to_owned()), r#"{"N":1}"#, r#"{"N":1}"#),
        ] {
            assert_eq!(prepared(kind, json), want, "{json}");
        }
        assert!(prepared(&Kind::Create, r#"{"_error":"UNKNOWN: gone"}"#).contains("nobody knows"));
        assert_eq!(prepared(&Kind::Create, r#"{"_error":"E: m","N":1}"#), r#"{"N":1}"#);
    }
}
