//! Queries as a caller sends them and answers as they arrive, over a handful of records (`records.sql`), at noon of
//! 15 May 2024 in Los Angeles.

mod columns;
mod conditions;
mod dates;
mod frames;
mod groups;
mod pages;
mod refusals;
mod rows;
mod schema;

use super::{Context, Cursors, answer};
use crate::demo::{
    schema::Schema,
    store::Store,
    wire::{Call, Fault},
};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;
use std::sync::LazyLock;

const ADA: &str = "005000000000001AAA";

struct Org {
    schema: Schema,
    store: Store,
    cursors: Cursors,
}

impl Org {
    /// With the sample records.
    fn fresh(name: &str) -> Self {
        let schema = Schema::read();
        let store = Store::in_memory(name, &schema).expect("memory is there");
        Self { schema, store, cursors: Cursors::default() }
    }

    fn named(name: &str) -> Self {
        let org = Self::fresh(name);
        org.schema.objects().for_each(|object| org.execute(&format!("DELETE FROM \"{}\"", object.name)));
        org.execute(include_str!("records.sql"));
        org
    }

    fn execute(&self, sql: &str) {
        self.store.write(|transaction| transaction.execute_batch(sql)).expect("is good SQL");
    }

    fn send(&self, call: &Call, page_size: Option<usize>) -> Result<String, Fault> {
        let Self { schema, store, cursors } = self;
        let now: Timestamp = "2024-05-15T19:00:00Z".parse().expect("is a time");
        let zone = TimeZone::get("America/Los_Angeles").expect("is known");
        let reply = answer(&Context { schema, store, cursors, now, zone, page_size }, call)?;
        Ok(String::from_utf8(reply.body).expect("is text"))
    }

    fn json(&self, call: &Call, page_size: Option<usize>) -> Value {
        let text = self.send(call, page_size).unwrap_or_else(|fault| panic!("{}: {}", fault.code, fault.message));
        serde_json::from_str(&text).expect("is JSON")
    }
}

/// Shared by all tests that only read.
static ORG: LazyLock<Org> = LazyLock::new(|| Org::named("queries"));

fn call(path: &str, query: &[(&str, &str)]) -> Call {
    Call {
        method: "GET".to_owned(),
        path: path.split('/').skip(1).map(str::to_owned).collect(),
        query: query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        headers: Vec::new(),
        body: Vec::new(),
        origin: "http://127.0.0.1".to_owned(),
        user: ADA.to_owned(),
        ..Call::default()
    }
}

fn soql(text: &str) -> Call {
    call("/services/data/v67.0/query", &[("q", text)])
}

fn text(query: &str) -> String {
    ORG.send(&soql(query), None).unwrap_or_else(|fault| panic!("{query}: {} {}", fault.code, fault.message))
}

fn json(query: &str) -> Value {
    serde_json::from_str(&text(query)).expect("is JSON")
}

/// Each record's members but `attributes`: texts as they are, all else as JSON, joined by blanks.
fn values(query: &str) -> Vec<String> {
    let records = &json(query)["records"];
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let members = |record: &Value| {
        let members = record.as_object().into_iter().flatten().filter(|(key, _)| *key != "attributes");
        members.map(|(_, value)| plain(value)).collect::<Vec<_>>().join(" ")
    };
    records.as_array().into_iter().flatten().map(members).collect()
}

fn first(query: &str) -> Value {
    json(query)["records"][0].take()
}

/// Code and message of a refusal.
fn refusal(query: &str) -> (&'static str, String) {
    let fault = ORG.send(&soql(query), None).err().unwrap_or_else(|| panic!("{query} was answered"));
    (fault.code, fault.message)
}
