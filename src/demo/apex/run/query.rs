//! SOQL with the values of its binds, and its rows as records.

use super::{Run, expression::plain};
use crate::demo::{
    apex::{
        compile::woven,
        thrown::{Stop, Thrown},
        tree::Query,
        types::Type,
        value::{Record, Value},
    },
    query,
    schema::Object,
    wire::{Call, address},
};
use crate::soql;
use serde_json::Value as Json;

/// Queries of one block, and rows of one query.
const QUERIES: usize = 100;
const ROWS: usize = 50_000;

impl Run<'_> {
    pub fn query(&mut self, query: &Query) -> Result<Value, Stop> {
        let line = self.line;
        let values = query.values.iter().map(|value| self.value(value)).collect::<Result<Vec<_>, _>>()?;
        self.line = line;
        self.queries += 1;
        if self.queries > QUERIES {
            return Err(self.limit(format!("Too many SOQL queries: {}", self.queries)));
        }
        let text = woven(&query.pieces, &values.iter().map(literal).collect::<Vec<_>>());
        self.note("SOQL_EXECUTE_BEGIN", &format!("|Aggregations:0|{text}"));
        let (rows, total) = self.rows(&text)?;
        self.note("SOQL_EXECUTE_END", &format!("|Rows:{total}"));
        if query.counts {
            return Ok(Value::Integer(i32::try_from(total).unwrap_or(i32::MAX)));
        }
        Ok(Value::list(rows))
    }

    /// All pages of a query.
    fn rows(&mut self, text: &str) -> Result<(Vec<Value>, u64), Stop> {
        let context = self.org.asked_by(&self.call.user)?;
        let version = self.call.version();
        let mut place = (format!("services/data/v{version}.0/query"), vec![("q".to_owned(), text.to_owned())]);
        let (mut rows, mut total) = (Vec::new(), 0);
        loop {
            let (path, query) = (address(&place.0).0, place.1);
            let call = Call { method: "GET".to_owned(), path, query, headers: Vec::new(), ..self.call.clone() };
            let reply = query::answer(&context, &call).map_err(|fault| Thrown::new("QueryException", fault.message))?;
            let page: Json = serde_json::from_slice(&reply.body).unwrap_or_default();
            self.spend(reply.body.len())?;
            total = page["totalSize"].as_u64().unwrap_or(total);
            rows.extend(page["records"].as_array().into_iter().flatten().map(|record| self.record(record)));
            if rows.len() > ROWS {
                return Err(self.limit(format!("Too many query rows: {}", ROWS + 1)));
            }
            match page["nextRecordsUrl"].as_str() {
                Some(next) => place = (next.to_owned(), Vec::new()),
                None => return Ok((rows, total)),
            }
        }
    }

    fn record(&self, json: &Json) -> Value {
        let name = json["attributes"]["type"].as_str().unwrap_or_default();
        let object = self.org.schema.object(name);
        let members = json.as_object().into_iter().flatten().filter(|(name, _)| *name != "attributes");
        let fields = members.map(|(name, value)| (name.clone(), self.member(object, name, value)));
        Value::record(Record { object: name.to_owned(), fields: fields.collect(), queried: true })
    }

    fn member(&self, object: Option<&Object>, name: &str, json: &Json) -> Value {
        if object.and_then(|object| object.child(name)).is_some() {
            let records = json["records"].as_array().into_iter().flatten();
            return Value::list(records.map(|record| self.record(record)).collect());
        }
        if json.get("attributes").is_some() {
            return self.record(json);
        }
        let ty = object.and_then(|object| object.field(name)).map_or(Type::String, |field| Type::of(field.kind));
        scalar(&ty, json)
    }
}

fn scalar(ty: &Type, json: &Json) -> Value {
    let text = match json {
        Json::Null => return Value::Null,
        Json::Bool(value) => return Value::Boolean(*value),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    let read = match ty {
        Type::Integer => text.parse().ok().map(Value::Integer),
        Type::Decimal => text.parse().ok().map(Value::Decimal),
        Type::Date => text.parse().ok().map(Value::Date),
        Type::Datetime => jiff::Timestamp::strptime("%FT%T%.f%z", &text).ok().map(Value::Datetime),
        _ => None,
    };
    read.unwrap_or_else(|| Value::text(text))
}

/// A value as SOQL writes it.
fn literal(value: &Value) -> String {
    match value {
        // No record has this id, and no text reads so.
        Value::List(items) if items.borrow().is_empty() => "('000000000000000AAA')".to_owned(),
        Value::List(items) => {
            let items: Vec<String> = items.borrow().iter().map(literal).collect();
            format!("({})", items.join(", "))
        }
        Value::Text(text) => soql::quote(text),
        Value::Record(record) => record.borrow().get("Id").map_or_else(|| "null".to_owned(), literal),
        value => plain(value),
    }
}
