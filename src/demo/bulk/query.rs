//! The work of a query job: its rows are read once and kept in pieces, as they were at that time.

use super::{
    cell,
    job::{Job, State},
    table::{self, Text},
    work::{LEASE, Stopped},
};
use crate::demo::{
    clock,
    org::Org,
    query::{Asker, Export},
};
use std::mem;

/// Rows of a piece.
pub const PIECE: u64 = 1_000;
/// Bytes that are written at once.
const BATCH: usize = 1 << 20;

/// Reads all rows of the job, whatever an earlier attempt has left.
pub fn run(org: &Org, job: &mut Job, soql: &str, all_rows: bool) -> Result<(), Stopped> {
    let context = org.asked_by(&job.user)?;
    let export = Export::compile(&context, Asker { user: &job.user, all_rows }, soql)?;
    org.store.write(|records| table::clear(records, job.number, Text::Rows))?;
    job.processed = 0;
    let mut pieces = Pieces { org, batch: Vec::new(), size: 0, piece: Vec::new(), first: 0 };
    org.store.read(|records| {
        export.each(records, |line| {
            for (at, cell) in line.cells().enumerate() {
                let (kind, text) = cell?;
                if at > 0 {
                    pieces.piece.push(job.delimiter.byte());
                }
                cell::write(&cell::number(kind, text), &mut pieces.piece);
            }
            pieces.piece.extend_from_slice(job.line_ending.text().as_bytes());
            job.processed += 1;
            if job.processed.is_multiple_of(PIECE) { pieces.cut(job) } else { Ok(()) }
        })
    })?;
    pieces.cut(job)?;
    pieces.flush(job)
}

/// The line above the rows.
pub fn header(org: &Org, job: &Job, soql: &str, all_rows: bool) -> Result<Vec<u8>, crate::demo::wire::Fault> {
    let context = org.asked_by(&job.user)?;
    let export = Export::compile(&context, Asker { user: &job.user, all_rows }, soql)?;
    let mut line = Vec::new();
    let names = export.header.iter().map(String::as_str);
    cell::write_line(names, job.delimiter.byte(), job.line_ending.text(), &mut line);
    Ok(line)
}

struct Pieces<'a> {
    org: &'a Org,
    /// Whole pieces, each with the number of its first row.
    batch: Vec<(u64, Vec<u8>)>,
    size: usize,
    piece: Vec<u8>,
    first: u64,
}

impl Pieces<'_> {
    fn cut(&mut self, job: &mut Job) -> Result<(), Stopped> {
        if !self.piece.is_empty() {
            self.size += self.piece.len();
            self.batch.push((self.first, mem::take(&mut self.piece)));
            self.first = job.processed;
        }
        if self.size >= BATCH { self.flush(job) } else { Ok(()) }
    }

    /// Keeps what there is, unless the job was aborted meanwhile.
    fn flush(&mut self, job: &mut Job) -> Result<(), Stopped> {
        let now = clock::millis();
        self.org.store.write(|records| {
            let kept = table::find(records, job.number)?;
            if kept.is_none_or(|kept| kept.state != State::InProgress) {
                return Err(Stopped::Aborted);
            }
            for (first, bytes) in self.batch.drain(..) {
                table::add_piece(records, job.number, Text::Rows, first, &bytes)?;
            }
            (job.due, job.modified) = (Some(now + LEASE), now);
            Ok(table::save(records, job)?)
        })?;
        self.size = 0;
        Ok(())
    }
}
