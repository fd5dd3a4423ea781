//! One job: how it is going, its end before the end, its removal.

use super::{
    create,
    job::{self, Job, Kind, State},
    table,
};
use crate::demo::{
    clock,
    org::Org,
    wire::{Call, Fault, Outcome, Reply},
};
use rusqlite::Connection;
use serde::Deserialize;

/// `GET jobs/…/ID`.
pub fn show(org: &Org, call: &Call, kind: Kind) -> Outcome {
    let job = org.store.read(|records| find(records, call, kind))?;
    if job.due.is_some() {
        // It may have been another process that was to do the work.
        org.bell.ring();
    }
    Ok(Reply::json(200, &job.full().into()))
}

/// The job that a path names.
pub fn find(records: &Connection, call: &Call, kind: Kind) -> Result<Job, Fault> {
    let id = call.path.get(5).map_or("", String::as_str);
    let job = table::find(records, job::number(id)?)?;
    job.filter(|job| job.kind() == kind).ok_or_else(Fault::not_found)
}

#[derive(Deserialize)]
struct Change {
    state: State,
}

/// `PATCH jobs/…/ID`: closes the upload, or aborts the job.
pub fn change(org: &Org, call: &Call, kind: Kind) -> Outcome {
    let Change { state } = create::read(call)?;
    let (now, pause) = (clock::millis(), org.options.pause());
    let job = org.store.write(|records| {
        let mut job = find(records, call, kind)?;
        match state {
            State::Aborted if job.state.ended() => return Err(already("Aborting", job.state)),
            State::Aborted => job.end(State::Aborted, now),
            State::UploadComplete if kind == Kind::Ingest && job.state == State::Open => {
                (job.state, job.due, job.modified) = (state, Some(now + pause), now);
            }
            State::UploadComplete if kind == Kind::Ingest => return Err(already("Closing", job.state)),
            _ => return Err(Fault::new(400, "INVALIDJOBSTATE", format!("Job state {state:?} cannot be set"))),
        }
        table::save(records, &job)?;
        Ok(job)
    })?;
    org.bell.ring();
    Ok(Reply::json(200, &job.brief().into()))
}

fn already(deed: &str, state: State) -> Fault {
    let state = match state {
        State::JobComplete => "Completed",
        State::UploadComplete => "Closed",
        State::Aborted => "Aborted",
        State::Failed => "Failed",
        State::InProgress => "InProgress",
        State::Open => "Open",
    };
    Fault::new(400, "INVALIDJOBSTATE", format!("{deed} already {state} Job not allowed"))
}

/// `DELETE jobs/…/ID`.
pub fn delete(org: &Org, call: &Call, kind: Kind) -> Outcome {
    org.store.write(|records| {
        let job = find(records, call, kind)?;
        if !(job.state.ended() || kind == Kind::Ingest && job.state == State::UploadComplete) {
            let message = "Error encountered when deleting the job because the job is not terminated";
            return Err(Fault::new(400, "API_ERROR", message));
        }
        Ok(table::remove(records, job.number)?)
    })?;
    Ok(Reply::empty(204))
}
