//! Queries against the sample records, as a caller sends them and as the answer reads.

mod rows;

use super::{Context, Cursors, answer};
use crate::demo::{
    sample::MAIN_USER,
    schema::Schema,
    store::Store,
    wire::{Call, Fault},
};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;
use std::sync::LazyLock;

struct Org {
    schema: Schema,
    store: Store,
    cursors: Cursors,
}

impl Org {
    fn named(name: &str) -> Self {
        let schema = Schema::read();
        let store = Store::in_memory(name, &schema).expect("memory is there");
        Self { schema, store, cursors: Cursors::default() }
    }

    fn send(&self, call: &Call, page_size: Option<usize>) -> Result<Vec<u8>, Fault> {
        let Self { schema, store, cursors } = self;
        let zone = TimeZone::get("America/Los_Angeles").expect("is known");
        let context = Context { schema, store, cursors, now: Timestamp::now(), zone, page_size };
        answer(&context, call).map(|reply| reply.body)
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
        user: MAIN_USER.to_owned(),
    }
}

fn soql(text: &str) -> Call {
    call("/services/data/v67.0/query", &[("q", text)])
}

/// The answer as text.
fn text(query: &str) -> String {
    let body = ORG.send(&soql(query), None).unwrap_or_else(|fault| panic!("{query}: {}", fault.message));
    String::from_utf8(body).expect("is text")
}

fn json(query: &str) -> Value {
    serde_json::from_str(&text(query)).expect("is JSON")
}

/// The values of each record's members but `attributes`, as JSON, joined by blanks.
fn values(query: &str) -> Vec<String> {
    let answer = json(query);
    let records = answer["records"].as_array().expect("has records");
    let members = |record: &Value| {
        let members = record.as_object().into_iter().flatten().filter(|(key, _)| *key != "attributes");
        members.map(|(_, value)| value.to_string()).collect::<Vec<_>>().join(" ")
    };
    records.iter().map(members).collect()
}

fn total(query: &str) -> u64 {
    json(query)["totalSize"].as_u64().expect("is a number")
}

/// Code and message of a refusal.
fn refusal(query: &str) -> (&'static str, String) {
    let fault = ORG.send(&soql(query), None).err().unwrap_or_else(|| panic!("{query} was answered"));
    (fault.code, fault.message)
}
