//! Bulk API 2.0: `jobs/query` and `jobs/ingest` (`spec/rest.md` section 8). A job is kept in the store and worked on
//! behind its caller's back, by whichever process has the store open. No text of a job is ever held whole: uploads,
//! rows and results are pieces in the store.

mod cell;
mod control;
mod create;
mod ingest;
mod job;
mod list;
mod query;
mod results;
mod table;
#[cfg(test)]
mod tests;
mod upload;
mod usage;
mod work;

pub use table::TABLES;
pub use usage::Usage;
pub use work::{Bell, Worker};

use super::wire::{Fault, Methods, Outcome, Reply};
use job::Kind;
use serde_json::json;

/// Versions since which a resource is there.
const QUERY_SINCE: u16 = 47;
const PAGES_SINCE: u16 = 58;

/// What is below `jobs`.
pub fn methods(path: &[&str]) -> Option<Methods> {
    Some(match path {
        ["query"] => &[
            ("GET", |org, call| said(list::answer(org, call, Kind::Query))),
            ("POST", |org, call| said(create::query(org, call))),
        ],
        ["query", _] => &[
            ("GET", |org, call| said(control::show(org, call, Kind::Query))),
            ("PATCH", |org, call| said(control::change(org, call, Kind::Query))),
            ("DELETE", |org, call| said(control::delete(org, call, Kind::Query))),
        ],
        ["query", _, "results"] => &[("GET", |org, call| said(results::rows(org, call)))],
        ["query", _, "resultPages"] => &[("GET", |org, call| said(results::pages(org, call)))],
        ["ingest"] => &[
            ("GET", |org, call| said(list::answer(org, call, Kind::Ingest))),
            ("POST", |org, call| said(create::ingest(org, call))),
        ],
        ["ingest", _] => &[
            ("GET", |org, call| said(control::show(org, call, Kind::Ingest))),
            ("PATCH", |org, call| said(control::change(org, call, Kind::Ingest))),
            ("DELETE", |org, call| said(control::delete(org, call, Kind::Ingest))),
        ],
        ["ingest", _, "batches"] => &[("PUT", |org, call| said(upload::put(org, call)))],
        ["ingest", _, "successfulResults"] => &[("GET", |org, call| said(ingest::successful(org, call)))],
        ["ingest", _, "failedResults"] => &[("GET", |org, call| said(ingest::failed(org, call)))],
        ["ingest", _, "unprocessedrecords"] => &[("GET", |org, call| said(ingest::unprocessed(org, call)))],
        _ => return None,
    })
}

/// Refusals of these resources begin with their code.
fn said(outcome: Outcome) -> Outcome {
    outcome.or_else(|Fault { status, code, message, .. }| {
        Ok(Reply::json(status, &json!([{"errorCode": code, "message": message}])))
    })
}
