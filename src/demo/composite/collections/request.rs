//! What a call brings: records with their types, or a list of ids, within the limits of one call.

use crate::demo::{
    records::body,
    schema::{Object, Schema},
    wire::{Call, Fault},
};
use serde_json::{Map, Value};
use std::collections::HashSet;

/// Records of one call.
const MOST: usize = 200;
/// Runs of records of one type.
const CHUNKS: usize = 10;

/// One record of the list.
pub struct Entry {
    /// The name of its type as it was given; may be empty.
    pub kind: String,
    pub record: Map<String, Value>,
}

impl Entry {
    fn of(record: Map<String, Value>) -> Self {
        let kind = record.get("attributes").and_then(|attributes| attributes["type"].as_str()).unwrap_or_default();
        Self { kind: kind.to_owned(), record }
    }

    pub fn object<'s>(&self, schema: &'s Schema) -> Result<&'s Object, Fault> {
        let known = schema.object(&self.kind).filter(|object| !object.tooling);
        known.ok_or_else(|| {
            let message = match self.kind.as_str() {
                "" => "Must send a concrete entity type.".to_owned(),
                kind => format!("sObject type '{kind}' is not supported."),
            };
            Fault::new(400, "INVALID_TYPE", message)
        })
    }

    /// What the record says of `field`, in any case; empty is nothing.
    pub fn text(&self, field: &str) -> Option<String> {
        let (_, value) = self.record.iter().find(|(name, _)| name.eq_ignore_ascii_case(field))?;
        let text = match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// The value of `field`, and the record without it.
    pub fn without(&self, field: &str) -> (Option<String>, Map<String, Value>) {
        let mut rest = self.record.clone();
        rest.retain(|name, _| !name.eq_ignore_ascii_case(field));
        (self.text(field), rest)
    }
}

/// `{"allOrNone": true, "records": […]}`.
pub fn entries(call: &Call) -> Result<(bool, Vec<Entry>), Fault> {
    let mut body = body::fields(call)?;
    let all_or_none = body.get("allOrNone").and_then(Value::as_bool).unwrap_or(false);
    let Some(Value::Array(records)) = body.remove("records") else { return Err(none()) };
    let entry = |record| match record {
        Value::Object(record) => Ok(Entry::of(record)),
        _ => Err(Fault::new(400, "JSON_PARSER_ERROR", "Cannot deserialize instance of sobject from a plain value")),
    };
    let entries: Vec<Entry> = records.into_iter().map(entry).collect::<Result<_, _>>()?;
    limit(&entries, |entry| &entry.kind)?;
    Ok((all_or_none, entries))
}

/// The ids of a call's address.
pub fn listed(call: &Call) -> Result<Vec<String>, Fault> {
    let ids = commas(call.param("ids").unwrap_or_default());
    limit(&ids, |id| id.get(..3).unwrap_or_default())?;
    Ok(ids)
}

pub fn commas(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Values of the key `field` that several records bring.
pub fn repeated(entries: &[Entry], field: &str) -> HashSet<String> {
    let mut seen = HashSet::new();
    let values = entries.iter().filter_map(|entry| entry.text(field)).map(|value| value.to_lowercase());
    values.filter(|value| !seen.insert(value.clone())).collect()
}

fn limit<T>(items: &[T], kind: impl Fn(&T) -> &str) -> Result<(), Fault> {
    if items.is_empty() {
        return Err(none());
    }
    if items.len() > MOST {
        return Err(too_many(MOST));
    }
    if items.chunk_by(|left, right| kind(left).eq_ignore_ascii_case(kind(right))).count() > CHUNKS {
        let message = format!(
            "Cannot have more than {CHUNKS} chunks in a single operation. Please rearrange the data to reduce chunking."
        );
        return Err(Fault::new(400, "EXCEEDED_MAX_TYPES_LIMIT", message));
    }
    Ok(())
}

pub fn none() -> Fault {
    Fault::new(400, "REQUIRED_FIELD_MISSING", "At least 1 record is required")
}

pub fn too_many(most: usize) -> Fault {
    let message = format!("record limit reached. cannot submit more than {most} records into this call");
    Fault::new(400, "EXCEEDED_ID_LIMIT", message)
}
