//! Lists of records: which, in what order, from where on, and what is told about the list. A cursor is the number of
//! records up to it.

use super::{Wrong, document::Pick, filter::About, object};
use crate::demo::{
    org::Org,
    query,
    schema::Object,
    wire::{Call, address},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use std::ops::Range;

/// Records where nobody says how many, and of one list at most.
const FIRST: usize = 10;
const MOST: usize = 4_000;
/// A greater list is asked for in pages of at least this size.
const LARGE: Range<u64> = 200..2_001;

pub struct Connections<'a> {
    pub org: &'a Org,
    pub call: &'a Call,
}

/// The rows of a list as far as they are needed, and how many there are.
pub struct Rows {
    rows: Vec<Value>,
    total: usize,
}

impl<'a> Connections<'a> {
    /// The list of an object's records.
    pub fn answer(&self, pick: &Pick) -> Result<Value, Wrong> {
        let schema = &self.org.schema;
        let object = schema.object(&pick.name).filter(|object| object.name == pick.name && !object.tooling);
        let object = object.ok_or_else(|| Wrong::unknown(pick, "RecordQuery"))?;
        let text = format!("{} LIMIT {}", self.soql(object, pick, &object.name)?, bound(pick)?);
        let context = self.org.asked_by(&self.call.user).map_err(failed)?;
        let first = self.get("query", vec![("q".to_owned(), text)])?;
        let rows = self.all(&first, wanted(pick)?)?;
        self.connection(object, pick, &rows, &context.zone)
    }

    /// The query of a list, without how many.
    pub fn soql(&self, object: &'a Object, pick: &Pick, from: &str) -> Result<String, Wrong> {
        let known = ["first", "after", "where", "orderBy", "scope", "upperBound"];
        if let Some(name) = pick.arguments.keys().find(|name| !known.contains(&name.as_str())) {
            let message = format!("Validation error of type UnknownArgument: Unknown field argument '{name}'");
            return Err(Wrong::invalid(message, pick.at));
        }
        let about = About { schema: &self.org.schema, object, prefix: String::new(), at: pick.at };
        let nodes: Vec<Pick> = nodes(pick).flat_map(|node| node.picks.clone()).collect();
        let columns = self.columns(object, &nodes, "")?.join(", ");
        let given = |name: &str| pick.arguments.get(name).filter(|value| !value.is_null());
        let scope = match given("scope") {
            Some(Value::String(scope)) if ["MINE", "EVERYTHING"].contains(&scope.as_str()) => {
                format!(" USING SCOPE {scope}")
            }
            Some(_) => return Err(Wrong::invalid("Validation error of type WrongType: argument 'scope'", pick.at)),
            None => String::new(),
        };
        let condition = given("where").map(|value| about.condition(value)).transpose()?.flatten();
        let condition = condition.map(|condition| format!(" WHERE {condition}")).unwrap_or_default();
        // The records of a page are those behind the page before: the order has to be one.
        let mut order = given("orderBy").map(|value| about.order(value)).transpose()?.unwrap_or_default();
        order.push("Id ASC".to_owned());
        Ok(format!("SELECT {columns} FROM {from}{scope}{condition} ORDER BY {}", order.join(", ")))
    }

    /// The rows of an answer and of those behind it, as far as they are `wanted`.
    pub fn all(&self, page: &Value, wanted: usize) -> Result<Rows, Wrong> {
        let mut rows: Vec<Value> = page["records"].as_array().cloned().unwrap_or_default();
        let total = page["totalSize"].as_u64().and_then(|total| usize::try_from(total).ok()).unwrap_or_default();
        let mut next = page["nextRecordsUrl"].as_str().map(str::to_owned);
        while let Some(url) = next.filter(|_| rows.len() < wanted) {
            let page = self.get(url.rsplit_once("/query").map_or("", |(_, rest)| rest), Vec::new())?;
            rows.extend(page["records"].as_array().cloned().unwrap_or_default());
            next = page["nextRecordsUrl"].as_str().map(str::to_owned);
        }
        Ok(Rows { rows, total })
    }

    /// Asks as a caller of `query` would.
    fn get(&self, rest: &str, query: Vec<(String, String)>) -> Result<Value, Wrong> {
        let rest = if rest == "query" { "" } else { rest };
        let path = address(&format!("services/data/v{}.0/query{rest}", self.call.version())).0;
        let call =
            Call { method: "GET".to_owned(), path, query, headers: Vec::new(), body: Vec::new(), ..self.call.clone() };
        let context = self.org.asked_by(&self.call.user).map_err(failed)?;
        let reply = query::answer(&context, &call).map_err(failed)?;
        serde_json::from_slice(&reply.body).map_err(|error| Wrong::new("DataFetchingException", error.to_string()))
    }

    pub fn connection(&self, object: &'a Object, pick: &Pick, rows: &Rows, zone: &TimeZone) -> Result<Value, Wrong> {
        let start = after(pick)?.min(rows.total);
        let end = wanted(pick)?.min(rows.total).min(rows.rows.len()).max(start);
        let page: Range<usize> = start..end;
        self::object(&pick.picks, &format!("{}Connection", object.name), |part| match part.name.as_str() {
            "edges" => page.clone().map(|row| self.edge(object, part, &rows.rows[row], row, zone)).collect(),
            "pageInfo" => info(part, &page, rows.total),
            "totalCount" => Ok(rows.total.into()),
            "pageResultCount" => Ok(page.len().into()),
            _ => Err(Wrong::unknown(part, &format!("{}Connection", object.name))),
        })
    }

    fn edge(&self, object: &'a Object, pick: &Pick, row: &Value, at: usize, zone: &TimeZone) -> Result<Value, Wrong> {
        self::object(&pick.picks, &format!("{}Edge", object.name), |part| match part.name.as_str() {
            "node" => self.node(object, &part.picks, row, zone),
            "cursor" => Ok(cursor(at + 1)),
            _ => Err(Wrong::unknown(part, &format!("{}Edge", object.name))),
        })
    }
}

fn nodes(pick: &Pick) -> impl Iterator<Item = &Pick> {
    pick.named("edges").flat_map(|edge| edge.named("node"))
}

fn info(pick: &Pick, page: &Range<usize>, total: usize) -> Result<Value, Wrong> {
    let border = |at: usize| if page.is_empty() { Value::Null } else { cursor(at) };
    object(&pick.picks, "PageInfo", |part| match part.name.as_str() {
        "startCursor" => Ok(border(page.start + 1)),
        "endCursor" => Ok(border(page.end)),
        "hasNextPage" => Ok((page.end < total).into()),
        "hasPreviousPage" => Ok((page.start > 0).into()),
        _ => Err(Wrong::unknown(part, "PageInfo")),
    })
}

/// The position behind the last row that is needed.
pub fn wanted(pick: &Pick) -> Result<usize, Wrong> {
    Ok(after(pick)?.saturating_add(first(pick)?))
}

fn first(pick: &Pick) -> Result<usize, Wrong> {
    let bounded = pick.arguments.get("upperBound").is_some_and(|bound| !bound.is_null());
    let range = if bounded { LARGE } else { 1..LARGE.end };
    let Some(given) = pick.arguments.get("first").filter(|first| !first.is_null()) else {
        return Ok(if bounded { 200 } else { FIRST });
    };
    let first = given.as_u64().filter(|first| range.contains(first)).and_then(|first| usize::try_from(first).ok());
    first.ok_or_else(|| {
        let message = format!("The value of 'first' has to be from {} to {}", range.start, range.end - 1);
        Wrong::invalid(message, pick.at)
    })
}

fn bound(pick: &Pick) -> Result<u64, Wrong> {
    let given = pick.arguments.get("upperBound").filter(|bound| !bound.is_null());
    let wrong = || Wrong::invalid("Validation error of type WrongType: argument 'upperBound'", pick.at);
    given.map_or(Ok(MOST as u64), |bound| bound.as_u64().filter(|bound| *bound > 0).ok_or_else(wrong))
}

fn cursor(position: usize) -> Value {
    BASE64_STANDARD.encode(json!({"v": "1", "p": position}).to_string()).into()
}

fn after(pick: &Pick) -> Result<usize, Wrong> {
    let Some(after) = pick.arguments.get("after").filter(|after| !after.is_null()) else { return Ok(0) };
    let bytes = after.as_str().and_then(|text| BASE64_STANDARD.decode(text).ok());
    let told: Option<Value> = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let position = told.and_then(|told| told["p"].as_u64()).and_then(|position| usize::try_from(position).ok());
    position.ok_or_else(|| Wrong::invalid(format!("Invalid cursor: {after}"), pick.at))
}

fn failed(fault: crate::demo::wire::Fault) -> Wrong {
    Wrong::new("DataFetchingException", fault.message)
}
