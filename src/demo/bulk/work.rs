//! Who works on jobs, and when. The work is cut into steps, each of which leaves the job such that any process can go
//! on with it: nothing is lost when one ends in the middle.

use super::{
    ingest,
    job::{Job, State, Task},
    query, table,
};
use crate::demo::{clock, org::Org, wire::Fault};
use std::{
    sync::{
        Arc, Condvar, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// How long a step may take before another process takes the job for abandoned, in milliseconds.
pub const LEASE: i64 = 5_000;
/// How often is looked for jobs of processes that are gone.
const PATROL: Duration = Duration::from_secs(5);

/// Why a step ended before its end.
pub enum Stopped {
    /// By its caller, or by another process that went on with the job.
    Aborted,
    Fault(Fault),
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<rusqlite::Error> for Stopped {
    fn from(error: rusqlite::Error) -> Self {
        Self::Fault(error.into())
    }
}

/// Wakes whoever works.
#[derive(Default)]
pub struct Bell {
    rung: Mutex<bool>,
    heard: Condvar,
}

impl Bell {
    pub fn ring(&self) {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.heard.notify_all();
    }

    /// Returns when it rings, or has rung since, or after `most`.
    fn wait(&self, most: Duration) {
        let rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.heard.wait_timeout_while(rung, most, |rung| !*rung);
        *waited.unwrap_or_else(PoisonError::into_inner).0 = false;
    }
}

/// A thread that works on the jobs of an org until this is dropped.
pub struct Worker {
    org: Arc<Org>,
    stopped: Arc<AtomicBool>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Worker {
    pub fn start(org: Arc<Org>) -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        let (its, flag) = (org.clone(), stopped.clone());
        let thread = thread::spawn(move || {
            while !flag.load(Ordering::Relaxed) {
                match step(&its) {
                    Ok(None) => (),
                    Ok(Some(pause)) => its.bell.wait(pause),
                    // Somebody else holds the store for longer than a handler waits.
                    Err(_) => its.bell.wait(PATROL),
                }
            }
        });
        Self { org, stopped, thread: Some(thread) }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.org.bell.ring();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Brings the job that waits longest one step further, or says how long there is nothing to do.
pub fn step(org: &Org) -> rusqlite::Result<Option<Duration>> {
    let Some(job) = org.store.read(table::next_due)? else { return Ok(Some(PATROL)) };
    let early = job.due.unwrap_or_default() - clock::millis();
    if early > 0 {
        return Ok(Some(Duration::from_millis(early.unsigned_abs()).min(PATROL)));
    }
    if let Some(job) = claim(org, job.number)? {
        advance(org, job)?;
    }
    Ok(None)
}

/// Takes the job for one step, unless somebody else has been faster.
fn claim(org: &Org, number: u64) -> rusqlite::Result<Option<Job>> {
    let now = clock::millis();
    org.store.write(|records| {
        let job = table::find(records, number)?.filter(|job| job.due.is_some_and(|due| due <= now));
        let Some(mut job) = job else { return Ok(None) };
        job.due = Some(now + LEASE);
        table::save(records, &job)?;
        Ok(Some(job))
    })
}

fn advance(org: &Org, mut job: Job) -> rusqlite::Result<()> {
    let began = clock::millis();
    let outcome = match (job.state, job.task.clone()) {
        (State::UploadComplete, _) => {
            job.state = State::InProgress;
            job.due = Some(began + org.options.pause());
            Ok(())
        }
        (_, Task::Query { soql, all_rows }) => {
            query::run(org, &mut job, &soql, all_rows).map(|()| job.end(State::JobComplete, began))
        }
        (_, Task::Ingest { operation, key }) => ingest::run(org, &mut job, operation, key.as_deref()),
    };
    let now = clock::millis();
    job.spent += now - began;
    job.modified = now;
    match outcome {
        Ok(()) => finish(org, &job),
        Err(Stopped::Fault(fault)) => {
            job.error = Some(format!("{} : {}", fault.code, fault.message));
            job.end(State::Failed, now);
            finish(org, &job)
        }
        Err(Stopped::Aborted) => Ok(()),
    }
}

/// Keeps what a step made of the job, unless it was aborted or removed meanwhile.
fn finish(org: &Org, job: &Job) -> rusqlite::Result<()> {
    org.store.write(|records| match table::find(records, job.number)? {
        Some(kept) if !kept.state.ended() => table::save(records, job),
        _ => Ok(()),
    })
}
