//! The data of a job that writes: taken once and as a whole, from a file into pieces of the store.

use super::{
    control,
    job::{Job, Kind, State},
    table::{self, Text},
};
use crate::demo::{
    clock,
    org::Org,
    wire::{Call, Fault, Outcome, Reply},
};
use rusqlite::Connection;
use std::{
    io::{self, Read},
    sync::Arc,
};

/// The org counts the data of a job in base64, which makes four bytes of three.
const MOST: u64 = (150 << 20) / 4 * 3;
/// Bytes of a piece.
const PIECE: u64 = 64 << 10;

/// `PUT jobs/ingest/ID/batches`.
pub fn put(org: &Org, call: &Call) -> Outcome {
    let Some(file) = &call.upload else {
        let kind = call.header("content-type").unwrap_or_default();
        let message = format!("Content-Type header specified in HTTP request is not supported: {kind}");
        return Err(Fault::new(415, "UNSUPPORTED_MEDIA_TYPE", message));
    };
    let file = Arc::clone(file);
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    if length > MOST {
        let message = format!("The data has {length} bytes, and a job takes {MOST} (150 MB in base64)");
        return Err(Fault::new(413, "EXCEEDED_MAX_SIZE_REQUEST", message));
    }
    org.store.write(|records| {
        let mut job = control::find(records, call, Kind::Ingest)?;
        open(&job)?;
        keep(records, &mut job, &*file)
    })?;
    Ok(Reply::empty(201))
}

/// Refuses data for a job that has some, or takes none any more.
fn open(job: &Job) -> Result<(), Fault> {
    if job.state != State::Open {
        let message = format!("Uploading data to a job in state {:?} not allowed", job.state);
        return Err(Fault::new(400, "INVALIDJOBSTATE", message));
    }
    if job.position.is_some() {
        let message = format!(
            "Found multiple contents for job: <{}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new \
             Job and make sure you only do 'PUT' once on a given Job.",
            job.id()
        );
        return Err(Fault::new(400, "CLIENTINPUTERROR", message));
    }
    Ok(())
}

/// Keeps the job's data.
pub fn keep(records: &Connection, job: &mut Job, mut data: impl Read) -> Result<(), Fault> {
    let broken = |error: io::Error| Fault::new(500, "UNKNOWN_EXCEPTION", error.to_string());
    let mut first = 0;
    loop {
        let mut piece = Vec::new();
        let length = data.by_ref().take(PIECE).read_to_end(&mut piece).map_err(broken)?;
        if length == 0 {
            break;
        }
        table::add_piece(records, job.number, Text::Data, first, &piece)?;
        first += u64::try_from(length).unwrap_or_default();
    }
    (job.position, job.modified) = (Some(0), clock::millis());
    Ok(table::save(records, job)?)
}
