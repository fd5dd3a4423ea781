//! Where jobs and their texts are kept: rows of the org's store, so that they outlive the process and go with a reset.

use super::job::{Job, Kind};
use rusqlite::{Connection, OptionalExtension, Result, Row, types::Type};
use std::str;

/// `due` has the jobs that wait for work. A piece is a part of a text that may be long: `first` says of which byte or
/// row it is the first.
pub const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS bulk_job (number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, due INTEGER,
        job TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS bulk_job_due ON bulk_job (due) WHERE due IS NOT NULL;
    CREATE TABLE IF NOT EXISTS bulk_piece (job INTEGER NOT NULL, text TEXT NOT NULL, first INTEGER NOT NULL,
        bytes BLOB NOT NULL);
    CREATE UNIQUE INDEX IF NOT EXISTS bulk_piece_first ON bulk_piece (job, text, first);
    CREATE TABLE IF NOT EXISTS bulk_usage (hour INTEGER NOT NULL, name TEXT NOT NULL, used INTEGER NOT NULL,
        PRIMARY KEY (hour, name)) WITHOUT ROWID";

/// Keeps a new job and gives it its number.
pub fn add(records: &Connection, job: &mut Job) -> Result<()> {
    let sql = "INSERT INTO bulk_job (kind, due, job) VALUES (?1, ?2, ?3)";
    records.prepare_cached(sql)?.execute((job.kind().word(), job.due, text(job)))?;
    job.number = records.last_insert_rowid().unsigned_abs();
    Ok(())
}

pub fn save(records: &Connection, job: &Job) -> Result<()> {
    let sql = "UPDATE bulk_job SET due = ?2, job = ?3 WHERE number = ?1";
    records.prepare_cached(sql)?.execute((job.number.cast_signed(), job.due, text(job))).map(drop)
}

pub fn find(records: &Connection, number: u64) -> Result<Option<Job>> {
    let sql = "SELECT number, job FROM bulk_job WHERE number = ?1";
    records.prepare_cached(sql)?.query_row([number.cast_signed()], job).optional()
}

/// Jobs of one kind, the newest first, older than number `before`.
pub fn list(records: &Connection, kind: Kind, before: u64, most: u32) -> Result<Vec<Job>> {
    let sql = "SELECT number, job FROM bulk_job WHERE kind = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3";
    let before = i64::try_from(before).unwrap_or(i64::MAX);
    records.prepare_cached(sql)?.query_map((kind.word(), before, most), job)?.collect()
}

/// The job that has waited longest for work.
pub fn next_due(records: &Connection) -> Result<Option<Job>> {
    let sql = "SELECT number, job FROM bulk_job WHERE due IS NOT NULL ORDER BY due LIMIT 1";
    records.prepare_cached(sql)?.query_row([], job).optional()
}

pub fn remove(records: &Connection, number: u64) -> Result<()> {
    for sql in ["DELETE FROM bulk_piece WHERE job = ?1", "DELETE FROM bulk_job WHERE number = ?1"] {
        records.prepare_cached(sql)?.execute([number.cast_signed()])?;
    }
    Ok(())
}

fn text(job: &Job) -> String {
    serde_json::to_string(job).unwrap_or_default()
}

fn job(row: &Row) -> Result<Job> {
    let text = row.get_ref(1)?.as_str()?;
    let damaged = |error| rusqlite::Error::FromSqlConversionFailure(1, Type::Text, Box::new(error));
    let mut job: Job = serde_json::from_str(text).map_err(damaged)?;
    job.number = row.get::<_, i64>(0)?.unsigned_abs();
    Ok(job)
}

/// What a piece belongs to.
#[derive(Clone, Copy)]
pub enum Text {
    /// What was uploaded.
    Data,
    /// Rows of a query, without the header.
    Rows,
    /// Records that were written, and those that were not.
    Successful,
    Failed,
}

impl Text {
    fn word(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Rows => "rows",
            Self::Successful => "successful",
            Self::Failed => "failed",
        }
    }
}

pub fn add_piece(records: &Connection, job: u64, text: Text, first: u64, bytes: &[u8]) -> Result<()> {
    let sql = "INSERT INTO bulk_piece VALUES (?1, ?2, ?3, ?4)";
    records.prepare_cached(sql)?.execute((job.cast_signed(), text.word(), first.cast_signed(), bytes)).map(drop)
}

pub fn clear(records: &Connection, job: u64, text: Text) -> Result<()> {
    let sql = "DELETE FROM bulk_piece WHERE job = ?1 AND text = ?2";
    records.prepare_cached(sql)?.execute((job.cast_signed(), text.word())).map(drop)
}

/// The first numbers of all pieces of a text, in order.
pub fn firsts(records: &Connection, job: u64, text: Text) -> Result<Vec<u64>> {
    let sql = "SELECT first FROM bulk_piece WHERE job = ?1 AND text = ?2 ORDER BY first";
    let found = |row: &Row| row.get::<_, i64>(0).map(i64::unsigned_abs);
    records.prepare_cached(sql)?.query_map((job.cast_signed(), text.word()), found)?.collect()
}

/// The piece that holds number `at`, with its first number.
pub fn piece(records: &Connection, job: u64, text: Text, at: u64) -> Result<Option<(u64, Vec<u8>)>> {
    let sql = "SELECT first, bytes FROM bulk_piece WHERE job = ?1 AND text = ?2 AND first <= ?3
        ORDER BY first DESC LIMIT 1";
    let found = |row: &Row| Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get(1)?));
    records.prepare_cached(sql)?.query_row((job.cast_signed(), text.word(), at.cast_signed()), found).optional()
}
