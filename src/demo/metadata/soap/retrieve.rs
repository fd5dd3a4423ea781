//! Retrieves: the files of components that are there, as a zip that a deploy would take.

use super::{super::bundle::MANIFEST, xml};
use crate::demo::{
    id,
    metadata::{
        document::NAMESPACE,
        kind::Kind,
        read::{self as present, Component},
    },
    org::Org,
    soap::envelope::{Envelope, child, element, named, text},
    wire::Fault,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use roxmltree::Node;
use rusqlite::OptionalExtension;
use serde_json::{Value, json};
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

/// What a retrieve has found is kept until somebody fetches it.
pub const TABLE: &str = "CREATE TABLE IF NOT EXISTS retrieve (number INTEGER PRIMARY KEY, result TEXT NOT NULL)";
/// First characters of its ids.
const PREFIX: &str = "09S";

struct Found {
    /// Paths and texts.
    files: Vec<(String, String)>,
    /// What is said of each.
    properties: Vec<Value>,
    messages: Vec<Value>,
}

pub fn start(org: &Org, envelope: &Envelope) -> Result<String, Fault> {
    let request = child(envelope.operation, "retrieveRequest").or_else(|| child(envelope.operation, "request"));
    let wanted = request.and_then(|request| child(request, "unpackaged"));
    let mut found = Found { files: Vec::new(), properties: Vec::new(), messages: Vec::new() };
    for types in wanted.into_iter().flat_map(|wanted| named(wanted, "types")) {
        found.add(org, types)?;
    }
    let root = request.and_then(|request| child(request, "singlePackage")).is_some_and(|single| text(single) == "true");
    let zip = found
        .zip(if root { "" } else { "unpackaged/" })
        .map_err(|error| Fault::new(500, "UNKNOWN_EXCEPTION", format!("An unexpected error occurred: {error}")))?;
    let result = json!({
        "done": true,
        "fileProperties": found.properties,
        "messages": found.messages,
        "status": "Succeeded",
        "success": true,
        "zipFile": STANDARD.encode(zip),
    });
    let number = org.store.write(|kept| {
        kept.execute("INSERT INTO retrieve (result) VALUES (?1)", [result.to_string()])?;
        Ok::<_, rusqlite::Error>(kept.last_insert_rowid())
    })?;
    let id = id::make(PREFIX, number.unsigned_abs());
    Ok(xml("result", &json!({"done": false, "id": id, "state": "Queued"})))
}

pub fn show(org: &Org, envelope: &Envelope) -> Result<String, Fault> {
    let id = child(envelope.operation, "asyncProcessId").map(text).unwrap_or_default();
    let unknown = || Fault::new(500, "INVALID_CROSS_REFERENCE_KEY", format!("invalid cross reference id: {id}"));
    let number =
        id::long(id).filter(|id| id.starts_with(PREFIX)).and_then(|id| id::counter(&id)).ok_or_else(unknown)?;
    let sql = "SELECT result FROM retrieve WHERE number = ?1";
    let number = i64::try_from(number).unwrap_or_default();
    let kept: Option<String> = org.store.read(|kept| kept.query_row(sql, [number], |row| row.get(0)).optional())?;
    let mut result: Value = kept.and_then(|text| serde_json::from_str(&text).ok()).ok_or_else(unknown)?;
    result["id"] = id.into();
    let whole = child(envelope.operation, "includeZip").is_none_or(|wanted| text(wanted) == "true");
    if !whole {
        result["zipFile"] = Value::Null;
    }
    Ok(xml("result", &result))
}

impl Found {
    fn add(&mut self, org: &Org, types: Node) -> Result<(), Fault> {
        let name = child(types, "name").map(text).unwrap_or_default();
        let members: Vec<&str> = named(types, "members").map(text).collect();
        let mut left: Vec<&str> = members.iter().copied().filter(|member| *member != "*").collect();
        for kind in Kind::listed(name) {
            for component in present::all(org, kind)? {
                left.retain(|member| *member != component.name);
                if members.iter().any(|member| *member == "*" || *member == component.name) {
                    self.take(kind, &component);
                }
            }
        }
        let missing = |member: &str| format!("Entity of type '{name}' named '{member}' cannot be found");
        let said = left.into_iter().map(|member| json!({"fileName": MANIFEST, "problem": missing(member)}));
        self.messages.extend(said);
        Ok(())
    }

    fn take(&mut self, kind: &Kind, component: &Component) {
        let path = kind.path(&component.name);
        let kind_name = kind.manifest_name();
        let properties = json!({"fileName": path, "fullName": component.name, "id": component.id, "type": kind_name});
        self.properties.push(properties);
        let fields: String = component.fields.iter().map(|(name, value)| pretty(name, value, 1)).collect();
        self.files.push((path, file(kind.name, &fields)));
    }

    fn zip(&self, root: &str) -> zip::result::ZipResult<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let listed = self.properties.iter().map(|found| {
            let text = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
            pretty("types", &json!({"members": text("fullName"), "name": text("type")}), 1)
        });
        let manifest = (MANIFEST.to_owned(), file("Package", &listed.collect::<String>()));
        for (path, text) in self.files.iter().chain([&manifest]) {
            zip.start_file(format!("{root}{path}"), SimpleFileOptions::default())?;
            zip.write_all(text.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    }
}

fn file(kind: &str, fields: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{kind} xmlns=\"{NAMESPACE}\">\n{fields}</{kind}>\n")
}

/// A value as lines of elements.
fn pretty(name: &str, value: &Value, depth: usize) -> String {
    let indent = "    ".repeat(depth);
    match value {
        Value::Array(list) => list.iter().map(|value| pretty(name, value, depth)).collect(),
        Value::Object(fields) => {
            let fields: String = fields.iter().map(|(name, value)| pretty(name, value, depth + 1)).collect();
            format!("{indent}<{name}>\n{fields}{indent}</{name}>\n")
        }
        Value::Null => String::new(),
        Value::String(text) => format!("{indent}{}\n", element(name, text)),
        value => format!("{indent}{}\n", element(name, &value.to_string())),
    }
}
