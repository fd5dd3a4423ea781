//! The rows of a query job, in pages that may be asked for in any order and side by side.

use super::{
    PAGES_SINCE, cell, control,
    job::{Job, Kind, State, Task},
    query,
    table::{self, Text},
};
use crate::demo::{
    id,
    org::Org,
    wire::{Call, Fault, Outcome, Reply},
};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use serde_json::{Value, json};

/// Rows on a page unless its caller says otherwise.
const ROWS: u64 = 50_000;
/// Bytes on a page, whatever its caller says.
const BYTES: usize = 16 << 20;
/// Addresses in a list of pages.
const PAGES: usize = 5;
/// First characters of the id in a locator.
const CURSOR: &str = "0Ga";

/// `GET jobs/query/ID/results`.
pub fn rows(org: &Org, call: &Call) -> Outcome {
    let (job, from, most) = asked(org, call)?;
    let Task::Query { soql, all_rows } = &job.task else { return Err(Fault::not_found()) };
    let mut body = query::header(org, &job, soql, *all_rows)?;
    let next = read(org, &job, from, most, &mut body)?;
    let locator = if next < job.processed { locator(&job, next) } else { "null".to_owned() };
    Ok(Reply::text(200, "text/csv", body)
        .with("Sforce-Locator", &locator)
        .with("Sforce-NumberOfRecords", &(next - from).to_string()))
}

/// `GET jobs/query/ID/resultPages`: the addresses of the next pages, so that they can be fetched side by side.
pub fn pages(org: &Org, call: &Call) -> Outcome {
    if call.version() < PAGES_SINCE {
        return Err(Fault::not_found());
    }
    let (job, from, most) = asked(org, call)?;
    let mut starts = (from..job.processed.max(from + 1)).step_by(usize::try_from(most).unwrap_or(usize::MAX));
    let base = format!("/services/data/v{}.0/jobs/query/{}", call.version(), job.id());
    let url = |resource: &str, row: u64| format!("{base}/{resource}?locator={}&maxRecords={most}", locator(&job, row));
    let pages: Vec<Value> = starts.by_ref().take(PAGES).map(|row| json!({"resultUrl": url("results", row)})).collect();
    let next = starts.next().map(|row| url("resultPages", row));
    Ok(Reply::json(200, &json!({"resultPages": pages, "nextRecordsUrl": next, "done": next.is_none()})))
}

/// The job, the first row that is wanted, and how many are.
fn asked(org: &Org, call: &Call) -> Result<(Job, u64, u64), Fault> {
    let job = org.store.read(|records| control::find(records, call, Kind::Query))?;
    if job.version != call.version() {
        let (asked, own) = (call.version(), job.version);
        let message = format!("The job was created in version {own}.0 of the API and cannot be read in {asked}.0");
        return Err(Fault::new(409, "CONFLICT", message));
    }
    if job.state != State::JobComplete {
        return Err(Fault::new(400, "INVALIDJOBSTATE", "Results are available only for jobs that are complete"));
    }
    let from = match call.param("locator") {
        None => 0,
        Some(locator) => row(&job, locator)
            .ok_or_else(|| Fault::new(400, "INVALID_QUERY_LOCATOR", format!("invalid query locator: {locator}")))?,
    };
    let most = match call.param("maxRecords").map(str::parse::<u64>) {
        None => ROWS,
        Some(Ok(most @ 1..)) => most,
        Some(_) => return Err(Fault::new(400, "INVALID_INPUT", "maxRecords has to be a number above 0")),
    };
    let limit = org.options.page_size.and_then(|size| u64::try_from(size).ok()).unwrap_or(u64::MAX);
    Ok((job, from, most.min(limit)))
}

/// Appends up to `most` rows from number `from` on and returns the number of the next.
fn read(org: &Org, job: &Job, from: u64, most: u64, out: &mut Vec<u8>) -> Result<u64, Fault> {
    let mut next = from;
    let end = job.processed.min(from.saturating_add(most));
    while next < end && out.len() < BYTES {
        let piece = org.store.read(|records| table::piece(records, job.number, Text::Rows, next))?;
        let Some((first, bytes)) = piece else { break };
        let (skipped, _) = cell::lines(&bytes, next - first);
        let (length, count) = cell::lines(&bytes[skipped..], end - next);
        if count == 0 {
            break;
        }
        out.extend_from_slice(&bytes[skipped..skipped + length]);
        next += count;
    }
    Ok(next)
}

/// Where a page begins, for none but this job.
fn locator(job: &Job, row: u64) -> String {
    STANDARD_NO_PAD.encode(format!("0:{}:{row}", id::make(CURSOR, job.number)))
}

fn row(job: &Job, locator: &str) -> Option<u64> {
    let text = String::from_utf8(STANDARD_NO_PAD.decode(locator).ok()?).ok()?;
    let row = text.strip_prefix(&format!("0:{}:", id::make(CURSOR, job.number)))?.parse().ok()?;
    (row <= job.processed).then_some(row)
}
