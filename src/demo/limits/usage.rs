//! API calls of the last 24 hours, counted by the hour and shared between processes.

use crate::demo::{clock, store::Store};
use rusqlite::Connection;

const HOUR: i64 = 3_600_000;

pub struct Usage<'a> {
    store: &'a Store,
}

impl<'a> Usage<'a> {
    pub const TABLE: &'static str =
        "CREATE TABLE IF NOT EXISTS api_usage (hour INTEGER PRIMARY KEY, calls INTEGER NOT NULL)";

    pub fn new(store: &'a Store) -> Self {
        Self { store }
    }

    /// Counts one more call and returns how many that makes; `None` where there may be no more than `maximum`.
    pub fn count(&self, maximum: u64) -> rusqlite::Result<Option<u64>> {
        self.store.write(|transaction| {
            let hour = clock::millis() / HOUR;
            transaction.execute("DELETE FROM api_usage WHERE hour <= ?1 - 24", [hour])?;
            let used = sum(transaction)?;
            if used >= maximum {
                return Ok(None);
            }
            let more = "INSERT INTO api_usage VALUES (?1, 1) ON CONFLICT DO UPDATE SET calls = calls + 1";
            transaction.execute(more, [hour])?;
            Ok(Some(used + 1))
        })
    }

    /// Calls in the last 24 hours.
    pub fn today(&self) -> rusqlite::Result<u64> {
        self.store.read(sum)
    }
}

fn sum(connection: &Connection) -> rusqlite::Result<u64> {
    let sql = "SELECT ifnull(sum(calls), 0) FROM api_usage WHERE hour > ?1 - 24";
    let calls: i64 = connection.query_row(sql, [clock::millis() / HOUR], |row| row.get(0))?;
    Ok(u64::try_from(calls).unwrap_or_default())
}
