//! All jobs of a kind, in pages.

use super::{job::Kind, table};
use crate::demo::{
    id,
    org::Org,
    wire::{Call, Fault, Outcome, Reply},
};
use serde_json::json;

/// Jobs on a page.
const PAGE: usize = 1_000;
/// First characters of a locator.
const CURSOR: &str = "01g";

/// `GET jobs/query` and `GET jobs/ingest`, the newest job first.
pub fn answer(org: &Org, call: &Call, kind: Kind) -> Outcome {
    let before = call.param("queryLocator").map_or(Ok(u64::MAX), |locator| before(locator, kind))?;
    let page = org.options.page_size.unwrap_or(PAGE).min(PAGE);
    let most = u32::try_from(page + 1).unwrap_or(u32::MAX);
    let mut jobs = org.store.read(|records| table::list(records, kind, before, most))?;
    if !shown(call, kind) {
        jobs.clear();
    }
    let more = jobs.len() > page;
    jobs.truncate(page);
    let next = jobs.last().filter(|_| more).map(|last| {
        // The org sends those who list queries here as well: only the locator in it counts.
        let version = call.version();
        format!("/services/data/v{version}.0/jobs/ingest?queryLocator={}-{page}", locator(last.number, kind))
    });
    let records: Vec<_> = jobs.iter().map(|job| listed(job.full())).collect();
    Ok(Reply::json(200, &json!({"done": next.is_none(), "nextRecordsUrl": next, "records": records})))
}

/// A list says what a job is, not how far it has come.
fn listed(mut job: serde_json::Map<String, serde_json::Value>) -> serde_json::Map<String, serde_json::Value> {
    job.retain(|name, _| !name.starts_with("number") && !name.ends_with("Time") && name != "retries");
    job
}

/// All jobs here are of version 2, run side by side and are not cut into chunks, so that a filter lets all of them
/// through or none.
fn shown(call: &Call, kind: Kind) -> bool {
    let own = if kind == Kind::Query { "V2Query" } else { "V2Ingest" };
    let is = |name: &str, value: &str| call.param(name).is_none_or(|wanted| wanted.eq_ignore_ascii_case(value));
    is("jobType", own) && is("concurrencyMode", "Parallel") && is("isPkChunkingEnabled", "false")
}

/// Even numbers are of queries.
fn locator(number: u64, kind: Kind) -> String {
    id::make(CURSOR, number * 2 + u64::from(kind == Kind::Ingest))
}

fn before(locator: &str, kind: Kind) -> Result<u64, Fault> {
    let unknown = || Fault::new(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    let id = locator.split('-').next().and_then(id::long).filter(|id| id.starts_with(CURSOR)).ok_or_else(unknown)?;
    let counter = id::counter(&id).ok_or_else(unknown)?;
    let kept = if counter % 2 == 0 { Kind::Query } else { Kind::Ingest };
    if kept == kind { Ok(counter / 2) } else { Err(unknown()) }
}
