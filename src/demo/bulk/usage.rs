//! Jobs and batches of the last 24 hours, of which an org allows so many.

use crate::demo::{clock, store::Store, wire::Fault};
use rusqlite::Connection;

const HOUR: i64 = 3_600_000;

pub struct Usage<'a> {
    pub store: &'a Store,
    /// Query jobs in 24 hours.
    pub jobs: u64,
    /// Batches of records in 24 hours.
    pub batches: u64,
}

impl Usage<'_> {
    /// Counts one more query job.
    pub fn job(&self) -> Result<(), Fault> {
        self.count("jobs", self.jobs)?.map_or(Ok(()), |used| {
            let message = format!("Max bulk v2 query jobs ({}) per 24 hrs has been reached ({used})", self.jobs);
            Err(Fault::new(403, "LIMIT_EXCEEDED", message))
        })
    }

    /// Refuses a job that could have no batch.
    pub fn room(&self) -> Result<(), Fault> {
        if self.used("batches")? < self.batches {
            return Ok(());
        }
        Err(Fault::new(400, "EXCEEDEDQUOTA", "ApiBatchItems Limit exceeded."))
    }

    pub fn used(&self, name: &str) -> rusqlite::Result<u64> {
        self.store.read(|records| sum(records, name))
    }

    /// The number used, where that is the most there may be.
    fn count(&self, name: &str, most: u64) -> rusqlite::Result<Option<u64>> {
        self.store.write(|records| {
            let used = sum(records, name)?;
            if used >= most {
                return Ok(Some(used));
            }
            add(records, name).map(|()| None)
        })
    }
}

/// Counts one more batch, also where there may be no more: what was begun is brought to its end.
pub fn batch(records: &Connection) -> rusqlite::Result<()> {
    add(records, "batches")
}

fn add(records: &Connection, name: &str) -> rusqlite::Result<()> {
    let hour = clock::millis() / HOUR;
    records.prepare_cached("DELETE FROM bulk_usage WHERE hour <= ?1 - 24")?.execute([hour])?;
    let more = "INSERT INTO bulk_usage VALUES (?1, ?2, 1) ON CONFLICT DO UPDATE SET used = used + 1";
    records.prepare_cached(more)?.execute((hour, name)).map(drop)
}

fn sum(records: &Connection, name: &str) -> rusqlite::Result<u64> {
    let sql = "SELECT ifnull(sum(used), 0) FROM bulk_usage WHERE hour > ?1 - 24 AND name = ?2";
    let used: i64 = records.prepare_cached(sql)?.query_row((clock::millis() / HOUR, name), |row| row.get(0))?;
    Ok(used.unsigned_abs())
}
