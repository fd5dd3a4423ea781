//! Where deploys are kept, and how they go on: one step whenever somebody looks at one, and to the end before the next
//! one is taken, because an org does one at a time.

use super::{
    job::{Job, Status},
    run,
};
use crate::demo::{id, org::Org};
use rusqlite::{Connection, OptionalExtension};
use std::sync::{Mutex, PoisonError};

/// Held by whoever looks at a deploy that may go on.
static STEP: Mutex<()> = Mutex::new(());

pub struct Jobs<'a>(pub &'a Org);

impl Jobs<'_> {
    /// The zip stays as long as somebody may want it: until the end, and that of a check beyond it.
    pub const TABLE: &'static str =
        "CREATE TABLE IF NOT EXISTS deploy (id TEXT PRIMARY KEY, job TEXT NOT NULL, zip BLOB) WITHOUT ROWID";

    /// Takes a deploy, which gets its id.
    pub fn add(&self, mut job: Job, zip: &[u8]) -> rusqlite::Result<Job> {
        for id in self.unfinished()? {
            while self.step(&id)?.is_some_and(|job| !job.status.done()) {}
        }
        self.0.store.write(|kept| {
            job.id = next_id(kept)?;
            let text = serde_json::to_string(&job).unwrap_or_default();
            kept.execute("INSERT INTO deploy VALUES (?1, ?2, ?3)", (&job.id, text, zip))?;
            Ok(job)
        })
    }

    pub fn find(&self, id: &str) -> rusqlite::Result<Option<Job>> {
        let sql = "SELECT job FROM deploy WHERE id = ?1";
        let text: Option<String> = self.0.store.read(|kept| kept.query_row(sql, [id], |row| row.get(0)).optional())?;
        let value: Option<serde_json::Value> = text.and_then(|text| serde_json::from_str(&text).ok());
        Ok(value.and_then(|value| serde_json::from_value(value).ok()))
    }

    pub fn zip(&self, id: &str) -> rusqlite::Result<Option<Vec<u8>>> {
        let sql = "SELECT zip FROM deploy WHERE id = ?1";
        Ok(self.0.store.read(|kept| kept.query_row(sql, [id], |row| row.get(0)).optional())?.flatten())
    }

    pub fn save(&self, job: &Job) -> rusqlite::Result<()> {
        let kept_zip = !job.status.done() || job.options.check_only;
        let sql = "UPDATE deploy SET job = ?2, zip = iif(?3, zip, NULL) WHERE id = ?1";
        let text = serde_json::to_string(job).unwrap_or_default();
        self.0.store.write(|kept| kept.execute(sql, (&job.id, text, kept_zip)).map(drop))
    }

    /// The deploy as it is after one more step, which nobody else takes meanwhile.
    pub fn step(&self, id: &str) -> rusqlite::Result<Option<Job>> {
        let _alone = STEP.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(mut job) = self.find(id)? else { return Ok(None) };
        match job.status {
            Status::Pending => job.begin(),
            Status::Canceling => job.close(Status::Canceled),
            Status::InProgress => {
                let zip = self.zip(id)?.unwrap_or_default();
                job.end(run::run(self.0, &job.user, &job.options, &zip));
            }
            _ => return Ok(Some(job)),
        }
        self.save(&job)?;
        Ok(Some(job))
    }

    fn unfinished(&self) -> rusqlite::Result<Vec<String>> {
        let sql = "SELECT id FROM deploy WHERE job ->> 'status' IN ('Pending', 'InProgress', 'Canceling') ORDER BY id";
        self.0.store.read(|kept| kept.prepare(sql)?.query_map([], |row| row.get(0))?.collect())
    }
}

/// Where nobody else takes a deploy meanwhile.
fn next_id(kept: &Connection) -> rusqlite::Result<String> {
    let last: Option<String> = kept.query_row("SELECT max(id) FROM deploy", [], |row| row.get(0))?;
    Ok(id::make("0Af", last.and_then(|id| id::counter(&id)).unwrap_or(0) + 1))
}
