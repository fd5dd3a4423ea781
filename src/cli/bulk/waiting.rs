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
        let job = self.until_ended(ctx, client, job, |job| progress.set(job.processed())).await?;
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

    /// Waits until the job has ended, however it did; `seen` is shown how far it is.
    pub async fn until_ended(
        &self,
        ctx: &Ctx,
        client: &Client,
        job: Job,
        seen: impl FnMut(&Job),
    ) -> anyhow::Result<Job> {
        let id = job.id.clone();
        let ended = bulk::wait(client, job, seen);
        let Some(most) = self.wait else { return Ok(ended.await?) };
        if let Ok(job) = tokio::time::timeout(most, ended).await {
            return Ok(job?);
        }
        let text = format!("job {id} has not ended in {most:?}");
        Err(Failure::new(Exit::Network, text).hint(command(ctx, &format!("resume {id}"))).into())
    }
}
