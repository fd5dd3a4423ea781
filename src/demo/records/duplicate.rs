//! The duplicate rules of the demo org: whoever is named "Dup…" is taken for a duplicate, so that programs can try
//! what they do about it.

use super::{Refusal, Writer, writer::Deed};
use crate::demo::{
    schema::Object,
    store::{row, table::quoted},
    wire::Fault,
};
use rusqlite::OptionalExtension;
use serde_json::{Map, Value, json};

const MESSAGE: &str = "Use one of these records?";

/// Objects with a rule, and the fields of the name.
const RULES: [(&str, &[&str]); 3] =
    [("Account", &["Name"]), ("Contact", &["FirstName", "LastName"]), ("Lead", &["FirstName", "LastName"])];

pub fn check(writer: &Writer, object: &Object, record: &Map<String, Value>, deed: Deed) -> Result<(), Refusal> {
    let Some((_, names)) = RULES.iter().find(|(name, _)| *name == object.name) else { return Ok(()) };
    let name = names.iter().find_map(|name| record.get(*name).and_then(Value::as_str));
    if !name.is_some_and(|name| name.starts_with("Dup")) || option(writer, "allowSave") {
        return Ok(());
    }
    let duplicates = result(writer, object, deed.id())?;
    Err(Refusal { faults: vec![Fault::new(400, "DUPLICATES_DETECTED", MESSAGE)], duplicates: Some(duplicates) })
}

/// A switch of the header `Sforce-Duplicate-Rule-Header: allowSave=true; includeRecordDetails=true`.
fn option(writer: &Writer, name: &str) -> bool {
    let header = writer.call.header("sforce-duplicate-rule-header").unwrap_or_default();
    let mut options = header.split([';', ',']).filter_map(|option| option.split_once('='));
    options.any(|(key, value)| key.trim().eq_ignore_ascii_case(name) && value.trim().eq_ignore_ascii_case("true"))
}

fn result(writer: &Writer, object: &Object, id: Option<&str>) -> rusqlite::Result<Value> {
    let records: Vec<Value> = twin(writer, object, id)?.iter().map(matched).collect();
    let rule = format!("Standard_{}_Duplicate_Rule", object.name);
    Ok(json!({
        "allowSave": true,
        "duplicateRule": rule,
        "duplicateRuleEntityType": object.name,
        "errorMessage": MESSAGE,
        "matchResults": [{
            "entityType": object.name,
            "errors": [],
            "matchEngine": "FuzzyMatchEngine",
            "matchRecords": records,
            "rule": format!("Standard_{}_Match_Rule_v1_0", object.name),
            "size": records.len(),
            "success": true,
        }],
    }))
}

fn matched(record: &Value) -> Value {
    json!({"additionalInformation": [], "fieldDiffs": [], "matchConfidence": 100.0, "record": record})
}

/// The oldest record of the object stands in for the one that is like the new one.
fn twin(writer: &Writer, object: &Object, id: Option<&str>) -> rusqlite::Result<Option<Value>> {
    let sql = format!(
        "SELECT \"Id\" FROM {} WHERE \"IsDeleted\" = 0 AND \"Id\" IS NOT ?1 ORDER BY \"Id\" LIMIT 1",
        quoted(&object.name)
    );
    let twin: Option<String> = writer.records.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?;
    let Some(twin) = twin else { return Ok(None) };
    let url = super::place::url(writer.call, &object.name, &twin);
    let mut record = json!({"attributes": {"type": object.name, "url": url}, "Id": twin});
    if option(writer, "includeRecordDetails") {
        record["Name"] = row::held(writer.records, object, &twin, "Name")?.into();
    }
    Ok(Some(record))
}
