//! `parameterizedSearch`: the same search from parameters or from a JSON body (`spec/rest.md` 4.3). Both are written
//! down as the statement that they mean.

use super::find;
use crate::{
    demo::wire::{Call, Fault},
    soql,
};
use serde_json::{Map, Value};
use std::fmt::Write;

/// What to search for, and of each object what to return.
#[derive(Default)]
struct Asked {
    q: String,
    group: Option<String>,
    objects: Vec<Object>,
    fields: String,
    limit: Option<String>,
    offset: Option<String>,
    overall: Option<String>,
    labels: bool,
}

#[derive(Default)]
struct Object {
    name: String,
    fields: String,
    filter: Option<String>,
    order: Option<String>,
    limit: Option<String>,
}

/// Parameters of features that the demo org does not have.
const MISSING: [&str; 8] = [
    "dataCategory",
    "dataCategories",
    "division",
    "netWorkIds",
    "pricebookId",
    "snippet",
    "filter",
    "dataCategoryFilters",
];

/// The statement that a GET means.
pub fn of_address(call: &Call) -> Result<String, Fault> {
    let text = |name: &str| call.param(name).map(str::to_owned);
    let named = call.query.iter().filter(|(name, _)| name == "sobject").flat_map(|(_, names)| names.split(','));
    let object = |name: &str| Object {
        name: name.trim().to_owned(),
        fields: text(&format!("{name}.fields")).unwrap_or_default(),
        filter: text(&format!("{name}.where")),
        order: text(&format!("{name}.orderBy")),
        limit: text(&format!("{name}.limit")),
    };
    call.query.iter().try_for_each(|(name, _)| available(name))?;
    Asked {
        q: text("q").unwrap_or_default(),
        group: text("in"),
        objects: named.map(object).collect(),
        fields: text("fields").unwrap_or_default(),
        limit: text("defaultLimit"),
        offset: text("offset"),
        overall: text("overallLimit"),
        labels: text("metadata").is_some(),
    }
    .statement()
}

/// The statement that a POST means.
pub fn of_body(call: &Call) -> Result<String, Fault> {
    let unreadable = |reason: String| Fault::new(400, "JSON_PARSER_ERROR", reason);
    let body: Map<String, Value> = serde_json::from_slice(&call.body).map_err(|error| unreadable(error.to_string()))?;
    body.keys().try_for_each(|name| available(name))?;
    let object = |one: &Value| Object {
        name: text(&one["name"]).unwrap_or_default(),
        fields: list(&one["fields"]),
        filter: text(&one["where"]),
        order: text(&one["orderBy"]),
        limit: text(&one["limit"]),
    };
    let member = |name: &str| body.get(name).unwrap_or(&Value::Null);
    Asked {
        q: text(member("q")).unwrap_or_default(),
        group: text(member("in")),
        objects: member("sobjects").as_array().into_iter().flatten().map(object).collect(),
        fields: list(member("fields")),
        limit: text(member("defaultLimit")),
        offset: text(member("offset")),
        overall: text(member("overallLimit")),
        labels: !member("metadata").is_null(),
    }
    .statement()
}

fn available(name: &str) -> Result<(), Fault> {
    if MISSING.contains(&name) { Err(refused(format!("{name} is not available in the demo org"))) } else { Ok(()) }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn list(fields: &Value) -> String {
    let names = fields.as_array().into_iter().flatten().filter_map(Value::as_str);
    fields.as_str().map_or_else(|| names.collect::<Vec<_>>().join(","), str::to_owned)
}

fn refused(reason: impl Into<String>) -> Fault {
    Fault::new(400, "MALFORMED_SEARCH", reason)
}

impl Asked {
    /// Every part is checked by itself, so that none reaches into its neighbours.
    fn statement(&self) -> Result<String, Fault> {
        find::parse(&self.q, 0, self.q.len()).map_err(|failure| failure.fault(&self.q))?;
        let group = self.group.as_deref().unwrap_or("ALL");
        let mut sosl = format!("FIND {{{}}} IN {} FIELDS", self.q, word(group)?);
        if self.objects.is_empty() && (!self.fields.is_empty() || self.offset.is_some()) {
            return Err(refused("fields and offset need an sobject"));
        }
        for (index, object) in self.objects.iter().enumerate() {
            sosl.push_str(if index == 0 { " RETURNING " } else { ", " });
            sosl.push_str(&object.returning(self)?);
        }
        if self.labels {
            sosl.push_str(" WITH METADATA = 'LABELS'");
        }
        if let Some(limit) = &self.overall {
            let _ = write!(sosl, " LIMIT {}", number(limit)?);
        }
        Ok(sosl)
    }
}

impl Object {
    fn returning(&self, asked: &Asked) -> Result<String, Fault> {
        let name = word(&self.name)?;
        let fields = match (self.fields.trim(), asked.fields.trim()) {
            ("", "") => "Id",
            ("", common) => common,
            (own, _) => own,
        };
        let mut query = String::new();
        if let Some(filter) = &self.filter {
            let _ = write!(query, " WHERE {filter}");
        }
        if let Some(order) = &self.order {
            let order = order.replace("NULLS_LAST", "NULLS LAST").replace("NULLS_FIRST", "NULLS FIRST");
            let _ = write!(query, " ORDER BY {order}");
        }
        let soql = format!("SELECT {fields} FROM {name}{query}");
        soql::parse(&soql).map_err(|wrong| refused(wrong.to_string()))?;
        if let Some(limit) = self.limit.as_ref().or(asked.limit.as_ref()) {
            let _ = write!(query, " LIMIT {}", number(limit)?);
        }
        if let Some(offset) = &asked.offset {
            let _ = write!(query, " OFFSET {}", number(offset)?);
        }
        Ok(format!("{name}({fields}{query})"))
    }
}

fn word(text: &str) -> Result<&str, Fault> {
    let plain = text.chars().all(|c| c == '_' || c.is_ascii_alphanumeric()) && !text.is_empty();
    if plain { Ok(text) } else { Err(refused(format!("unexpected token: '{text}'"))) }
}

fn number(text: &str) -> Result<u64, Fault> {
    text.parse()
        .ok()
        .filter(|number| *number <= 2_000)
        .ok_or_else(|| refused(format!("limits are 0 to 2000, not {text}")))
}
