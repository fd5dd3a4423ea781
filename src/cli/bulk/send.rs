//! Brings the parts of a load to the org, several side by side, and waits for what becomes of them. How far each is, is
//! kept before and after every step that cannot be taken twice.

use super::lifeline::Lifeline;
use super::load::{Load, Part, Shelf, Stage};
use super::memory::{Kept, Memory};
use super::summary;
use super::waiting::Waiting;
use crate::api::bulk::{self, Job, ingest};
use crate::api::{self, Client};
use crate::ctx::Ctx;
use crate::error::Remark;
use crate::term::{Out, Progress};
use futures_util::stream::{self, StreamExt, TryStreamExt};
use std::cell::{Cell, RefCell};

/// The one permission that a job that writes needs beside those for its records.
const HARD_DELETE: &str = "Setup > Permission Sets > System Permissions: Bulk API Hard Delete";
/// Jobs that are tried for one part.
const TRIES: usize = 3;

struct Sending<'s> {
    ctx: &'s Ctx,
    client: &'s Client,
    shelf: Shelf,
    memory: Memory,
    load: RefCell<Load>,
    waiting: &'s Waiting,
    progress: Progress,
    /// Rows that are through, of parts that have ended and of the others.
    through: RefCell<Vec<u64>>,
    lifeline: RefCell<Option<Lifeline<'s>>>,
    told: Cell<bool>,
}

/// Sends what has not been sent of a load, and tells how it ended.
pub async fn run(ctx: &Ctx, out: Out, load: Load, width: usize, waiting: &Waiting) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let count = load.parts.len();
    let sending = Sending {
        ctx,
        client,
        shelf: Shelf::of(ctx, client),
        memory: Memory::of(ctx, client),
        load: RefCell::new(load),
        waiting,
        progress: ctx.term.progress("rows"),
        through: RefCell::new(vec![0; count]),
        lifeline: RefCell::new(None),
        told: Cell::new(false),
    };
    let parts = stream::iter(0..count).map(|part| sending.part(part)).buffered(width.max(1));
    let jobs: Vec<Job> = waiting.within(ctx, "resume", parts.try_collect()).await?;
    let Sending { shelf, load, lifeline, progress, .. } = sending;
    drop(progress);
    let load = load.into_inner();
    if let Some(lifeline) = lifeline.into_inner() {
        lifeline.release();
    }
    shelf.clear(&load.name);
    summary::tell(ctx, out, &load, &jobs, load.results.as_deref(), waiting.no_wait).await
}

impl Sending<'_> {
    /// Sees one part through.
    async fn part(&self, part: usize) -> anyhow::Result<Job> {
        let job = match self.begun(part).await? {
            Some(job) => job,
            None => self.sent(part).await?,
        };
        if self.waiting.no_wait {
            return Ok(job);
        }
        let job = bulk::wait(self.client, job, |job| self.show(part, job)).await?;
        self.remember(&job);
        Ok(job)
    }

    /// The job of an earlier run that has the data of a part. One of which that cannot be told is ended: they must not
    /// be there twice.
    async fn begun(&self, part: usize) -> anyhow::Result<Option<Job>> {
        let Part { job, stage, .. } = self.load.borrow().parts[part].clone();
        let Some(id) = job else { return Ok(None) };
        let job = bulk::find(self.client, &id).await?;
        if job.state == "Open" {
            ingest::abort(self.client, &job).await?;
            return Ok(None);
        }
        // An upload that broke off was ended, and no other one begun.
        let was_left = stage == Stage::Open && job.state == "Aborted";
        Ok((!was_left).then_some(job))
    }

    /// Creates a job for a part, uploads its data and closes it.
    async fn sent(&self, part: usize) -> anyhow::Result<Job> {
        let (call, data) = {
            let load = self.load.borrow();
            (ingest::create_call(&load.object, load.operation, load.key.as_deref()), self.shelf.data(&load.name, part))
        };
        for last in 1.. {
            let job = ingest::create(self.client, &call).await.map_err(explained)?;
            self.announce(part, &job)?;
            match ingest::upload(self.client, &job, &data).await {
                Ok(()) => {
                    self.stage(part, &job, Stage::Closing)?;
                    let job = ingest::close(self.client, &job).await?;
                    self.stage(part, &job, Stage::Closed)?;
                    // The org has it all now.
                    let _ = std::fs::remove_file(&data);
                    return Ok(job);
                }
                // Nothing of it counts until it is closed.
                Err(error) if last < TRIES && may_pass(&error) => drop(ingest::abort(self.client, &job).await),
                Err(error) => return Err(error.into()),
            }
        }
        unreachable!("the last try returns")
    }

    /// Tells the id at once, and remembers it with the load and by itself.
    fn announce(&self, part: usize, job: &Job) -> anyhow::Result<()> {
        self.stage(part, job, Stage::Open)?;
        self.remember(job);
        self.ctx.term.note(&format!("job {}", job.id));
        if !self.told.replace(true) {
            *self.lifeline.borrow_mut() = Some(Lifeline::new(self.ctx, &job.id));
        }
        Ok(())
    }

    fn stage(&self, part: usize, job: &Job, stage: Stage) -> anyhow::Result<()> {
        let mut load = self.load.borrow_mut();
        let kept = &mut load.parts[part];
        (kept.job, kept.stage) = (Some(job.id.clone()), stage);
        Ok(self.shelf.keep(&load)?)
    }

    fn remember(&self, job: &Job) {
        let load = self.load.borrow();
        let known = self.memory.find(&job.id).unwrap_or_else(|| Kept::new(job));
        let kept = Kept { load: Some(load.name.clone()), state: job.state.clone(), ..known };
        if let Err(error) = self.memory.keep(&kept) {
            self.ctx.term.warn(&format!("job {} is not remembered here: {error}", job.id));
        }
    }

    fn show(&self, part: usize, job: &Job) {
        let mut through = self.through.borrow_mut();
        through[part] = job.processed();
        self.progress.set(through.iter().sum());
    }
}

/// Where the org refuses for want of a permission, its words do not name it.
fn explained(error: api::Error) -> anyhow::Error {
    let missing = matches!(&error, api::Error::Refused(refusal) if refusal.code == "FEATURENOTENABLED");
    let error = anyhow::Error::from(error);
    if !missing {
        return error;
    }
    error.context(Remark { about: "hard delete".to_owned(), setup: Some(HARD_DELETE.to_owned()), ..Remark::default() })
}

/// Whether another job may fare better: the upload broke off, or a try before this one got through after all.
fn may_pass(error: &api::Error) -> bool {
    matches!(error, api::Error::Http(_) | api::Error::Page { .. } | api::Error::Refused(_))
}
