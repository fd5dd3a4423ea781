//! What became of the records of a job: three files, made from its pieces into a nameless one when they are asked for.

use super::lines;
use crate::demo::{
    bulk::{
        control,
        job::{Job, Kind},
        table::{self, Text},
    },
    org::Org,
    wire::{Call, Fault, Outcome, Reply},
};
use rusqlite::Connection;
use std::{
    fs::File,
    io::{self, BufWriter, Seek, Write},
};

/// `GET jobs/ingest/ID/successfulResults`.
pub fn successful(org: &Org, call: &Call) -> Outcome {
    answer(org, call, |records, job, out| written(records, job, (Text::Successful, "sf__Created"), out))
}

/// `GET jobs/ingest/ID/failedResults`.
pub fn failed(org: &Org, call: &Call) -> Outcome {
    answer(org, call, |records, job, out| written(records, job, (Text::Failed, "sf__Error"), out))
}

/// `GET jobs/ingest/ID/unprocessedrecords`: the header, and the lines that nobody has come to.
pub fn unprocessed(org: &Org, call: &Call) -> Outcome {
    answer(org, call, |records, job, out| {
        let Some(position) = job.position else { return Ok(()) };
        if position > 0 {
            out.write_all(&header(records, job)?)?;
        }
        let mut at = position;
        while let Some((first, bytes)) = table::piece(records, job.number, Text::Data, at).map_err(io::Error::other)? {
            let rest = usize::try_from(at - first).ok().and_then(|skipped| bytes.get(skipped..)).unwrap_or_default();
            if rest.is_empty() {
                break;
            }
            out.write_all(rest)?;
            at += u64::try_from(rest.len()).unwrap_or_default();
        }
        Ok(())
    })
}

fn answer(
    org: &Org,
    call: &Call,
    write: impl FnOnce(&Connection, &Job, &mut BufWriter<&File>) -> io::Result<()>,
) -> Outcome {
    let broken = |error: io::Error| Fault::new(500, "UNKNOWN_EXCEPTION", error.to_string());
    let mut file = tempfile::tempfile().map_err(broken)?;
    org.store.read(|records| {
        let job = control::find(records, call, Kind::Ingest)?;
        if !job.state.ended() {
            let message = "Results are available only for jobs that have ended";
            return Err(Fault::new(400, "INVALIDJOBSTATE", message));
        }
        let mut out = BufWriter::new(&file);
        write(records, &job, &mut out).and_then(|()| out.flush()).map_err(broken)
    })?;
    file.rewind().map_err(broken)?;
    Ok(Reply::file(200, "text/csv", file))
}

/// The lines of one of the two texts, below the header of the data with two names more.
fn written(records: &Connection, job: &Job, (text, word): (Text, &str), out: &mut impl Write) -> io::Result<()> {
    let delimiter = char::from(job.delimiter.byte());
    write!(out, "\"sf__Id\"{delimiter}\"{word}\"{delimiter}")?;
    out.write_all(&header(records, job)?)?;
    for first in table::firsts(records, job.number, text).map_err(io::Error::other)? {
        if let Some((_, bytes)) = table::piece(records, job.number, text, first).map_err(io::Error::other)? {
            out.write_all(&bytes)?;
        }
    }
    Ok(())
}

/// The first line of the data as it came.
fn header(records: &Connection, job: &Job) -> io::Result<Vec<u8>> {
    let end = lines::read(records, job, 0, 1).map_err(io::Error::other)?.map_or(0, |lines| lines.end);
    let piece = table::piece(records, job.number, Text::Data, 0).map_err(io::Error::other)?;
    let mut line = piece.map_or_else(Vec::new, |(_, bytes)| bytes);
    line.truncate(usize::try_from(end).unwrap_or(usize::MAX));
    if !line.ends_with(b"\n") {
        line.extend_from_slice(job.line_ending.text().as_bytes());
    }
    Ok(line)
}
