//! Waiting for a job, as long as the user wants to.

use super::command;
use super::memory::{Kept, Memory};
use crate::api::Client;
use crate::api::bulk::{self, Job};
use crate::ctx::{Ctx, duration};
use crate::error::{Exit, Failure};
use std::time::Duration;

#[derive(clap::Args, Default)]
pub struct Waiting {
    /// Wait for the end of the job no longer than DUR, such as 90s or 10m; without it, as long as it takes
    #[arg(long, value_name = "DUR", value_parser = duration, conflicts_with = "no_wait")]
    wait: Option<Duration>,
    /// Start the job and print its id
    #[arg(long)]
    pub no_wait: bool,
}

impl Waiting {
    /// Waits until the job has ended, and keeps what became of it. A job that ended otherwise than it should is an error.
    pub async fn until_complete(
        &self,
        ctx: &Ctx,
        client: &Client,
        job: Job,
        (memory, kept): (&Memory, &mut Kept),
    ) -> anyhow::Result<Job> {
        let progress = ctx.term.progress("rows in the org");
        let resume = format!("resume {}", job.id);
        let ended = bulk::wait(client, job, |job| progress.set(job.processed()));
        let job = self.within(ctx, &resume, async { Ok(ended.await?) }).await?;
        drop(progress);
        kept.state.clone_from(&job.state);
        let _ = memory.keep(kept);
        if job.is_complete() {
            return Ok(job);
        }
        let why = job.error_message.as_ref().map_or_else(String::new, |why| format!(": {why}"));
        let text = format!("job {} ended as {}{why}", job.id, job.state);
        Err(Failure::new(Exit::Refused, text).into())
    }

    /// Does what takes as long as jobs take, within the time that is given to it. `resume` goes on with it.
    pub async fn within<T>(
        &self,
        ctx: &Ctx,
        resume: &str,
        work: impl Future<Output = anyhow::Result<T>>,
    ) -> anyhow::Result<T> {
        let Some(most) = self.wait else { return work.await };
        let late = |_| {
            let failure = Failure::new(Exit::Network, format!("there was no end in {most:?}"));
            Err(failure.hint(command(ctx, resume)).into())
        };
        tokio::time::timeout(most, work).await.unwrap_or_else(late)
    }
}
