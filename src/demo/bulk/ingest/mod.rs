//! The work of a job that writes: some records at a time, each by the code that writes single records, with what became
//! of it kept in the same transaction. Whoever goes on with the job begins behind the last record that is kept.

mod column;
mod lines;
mod results;
mod row;

pub use results::{failed, successful, unprocessed};

use super::{
    cell,
    job::{Job, Operation, State},
    table::{self, Text},
    usage,
    work::Stopped,
};
use crate::demo::{
    clock,
    org::Org,
    records::{Refusal, Writer},
    wire::Call,
};
use csv::StringRecord;
use lines::{Lines, Reason};
use row::{Done, Rows};
use rusqlite::Connection;

/// Records that are written in one transaction.
const CHUNK: u64 = 200;

/// Writes the next records of the job, or ends it.
pub fn run(org: &Org, job: &mut Job, operation: Operation, key: Option<&str>) -> Result<(), Stopped> {
    match next(org, job, operation, key)? {
        Ok((rows, lines)) if lines.records.is_empty() => {
            drop(rows);
            job.end(State::JobComplete, clock::millis());
            Ok(())
        }
        Ok((rows, lines)) => write(org, job, &rows, &lines),
        Err(reason) => {
            job.error = Some(reason);
            job.end(State::Failed, clock::millis());
            Ok(())
        }
    }
}

/// The next records, and how they are to be written; a reason where the data are such that nothing can be.
fn next<'o>(
    org: &'o Org,
    job: &Job,
    operation: Operation,
    key: Option<&str>,
) -> Result<Result<(Rows<'o>, Lines), Reason>, Stopped> {
    let room = org.options.batch_size - job.processed % org.options.batch_size;
    org.store.read(|records| {
        let Some(position) = job.position else { return Ok(Err(nothing())) };
        let head = match lines::read(records, job, 0, 1)? {
            Ok(head) => head,
            Err(reason) => return Ok(Err(reason)),
        };
        let Some(header) = head.records.first() else { return Ok(Err(nothing())) };
        let Some(object) = org.schema.object(&job.object) else { return Ok(Err(nothing())) };
        let columns = match column::columns(&org.schema, object, operation, header) {
            Ok(columns) => columns,
            Err(reason) => return Ok(Err(reason)),
        };
        let rows = Rows { object, operation, key: key.and_then(|key| object.field(key)), columns };
        let lines = lines::read(records, job, position.max(head.end), room.min(CHUNK))?;
        Ok(lines.and_then(|lines| straight(job, header.len(), lines)).map(|lines| (rows, lines)))
    })
}

fn nothing() -> Reason {
    "ClientInputError : No data was uploaded".to_owned()
}

/// Refuses records that have more or fewer cells than the header.
fn straight(job: &Job, width: usize, lines: Lines) -> Result<Lines, Reason> {
    match lines.records.iter().zip(1..).find(|(line, _)| line.len() != width) {
        Some((line, at)) => {
            let (row, found) = (job.processed + at, line.len());
            Err(format!("InvalidBatch : The header has {width} columns, and record {row} has {found}"))
        }
        None => Ok(lines),
    }
}

fn write(org: &Org, job: &mut Job, rows: &Rows, lines: &Lines) -> Result<(), Stopped> {
    let size = org.options.batch_size;
    let call = Call {
        method: "POST".to_owned(),
        path: ["services", "data", &format!("v{}.0", job.version)].map(str::to_owned).into(),
        user: job.user.clone(),
        ..Call::default()
    };
    let before = job.position;
    org.store.write(|records| {
        let kept = table::find(records, job.number)?;
        if kept.is_none_or(|kept| kept.state != State::InProgress || kept.position != before) {
            return Err(Stopped::Aborted);
        }
        if job.processed.is_multiple_of(size) {
            usage::batch(records)?;
        }
        let done = rows.write(&Writer::new(org, &call, records), &lines.records);
        keep(records, job, rows, &lines.records, &done)?;
        let now = clock::millis();
        let pause = if job.processed.is_multiple_of(size) { org.options.pause() } else { 0 };
        (job.position, job.modified, job.due) = (Some(lines.end), now, Some(now + pause));
        Ok(table::save(records, job)?)
    })
}

/// Keeps what became of the records, and counts them.
fn keep(
    records: &Connection,
    job: &mut Job,
    rows: &Rows,
    lines: &[StringRecord],
    done: &[Result<Done, Refusal>],
) -> rusqlite::Result<()> {
    let (mut successful, mut failed) = (Vec::new(), Vec::new());
    let (delimiter, end) = (job.delimiter.byte(), job.line_ending.text());
    let first = job.processed;
    for (line, outcome) in lines.iter().zip(done) {
        let (id, word, text) = match outcome {
            Ok(Done { id, created }) => (id.as_str(), created.to_string(), &mut successful),
            Err(refusal) => (rows.given(line), row::error(refusal), &mut failed),
        };
        cell::write_line([id, word.as_str()].into_iter().chain(line), delimiter, end, text);
        job.failed += u64::from(outcome.is_err());
        job.processed += 1;
    }
    for (text, bytes) in [(Text::Successful, successful), (Text::Failed, failed)] {
        if !bytes.is_empty() {
            table::add_piece(records, job.number, text, first, &bytes)?;
        }
    }
    Ok(())
}
