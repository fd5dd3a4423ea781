//! `sfo bulk delete-job`: takes a job that has ended, and the other jobs of its load, out of the org and out of memory.

use super::load::Shelf;
use super::memory::Memory;
use super::{again, command, id, list};
use crate::api::bulk::{self, Job};
use crate::api::{self, Client};
use crate::cli::consent::{Consent, Harm};
use crate::ctx::Ctx;
use crate::error::Failure;

/// Delete a job that has ended, and the other jobs of its load; the records stay
///
/// What the org keeps of them goes: the rows of a query, and what became of the rows of a load.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo bulk delete-job 750000000000001AAA --yes --org acme")]
pub struct Args {
    /// Job
    #[arg(value_name = "JOBID", value_parser = id)]
    id: String,
    #[command(flatten)]
    consent: Consent,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let (out, client) = (ctx.out()?, ctx.client().await?);
    let jobs = there(ctx, client, &args.id).await?;
    if let Some(job) = jobs.iter().find(|job| !job.has_ended()) {
        let text = format!("job {} has not ended: it is {}; nothing was deleted", job.id, job.state);
        return Err(Failure::usage(text).hint(command(ctx, &format!("abort {}", job.id))).into());
    }
    args.agree(ctx, client, &jobs)?;
    for job in &jobs {
        bulk::delete(client, job).await?;
    }
    forget(ctx, client, &args.id);
    list::tell(ctx, &out, &jobs).await
}

impl Args {
    fn agree(&self, ctx: &Ctx, client: &Client, jobs: &[Job]) -> anyhow::Result<()> {
        let Some(first) = jobs.first() else { return Ok(()) };
        let deed = match jobs.len() {
            1 => format!("Delete job {} and its results", first.id),
            count => format!("Delete {count} jobs and their results"),
        };
        let request = client.request(&bulk::delete_call(first))?;
        self.consent.harm(ctx, client, &Harm { deed, request: &request, again: "the same with --yes" })
    }
}

/// The jobs of the load that the org still has. Where it has none, there is nothing to remember either.
async fn there(ctx: &Ctx, client: &Client, id: &str) -> anyhow::Result<Vec<Job>> {
    let (mut jobs, mut gone) = (Vec::new(), None);
    for one in again::ids(ctx, client, id) {
        match bulk::find(client, &one).await {
            Ok(job) => jobs.push(job),
            Err(error) if bulk::is_unknown(&error) => gone = Some(error),
            Err(error) => return Err(error.into()),
        }
    }
    match gone {
        Some(error) if jobs.is_empty() => {
            forget(ctx, client, id);
            Err(api::Error::into(error))
        }
        _ => Ok(jobs),
    }
}

fn forget(ctx: &Ctx, client: &Client, id: &str) {
    let (memory, loads) = (Memory::of(ctx, client), Shelf::of(ctx, client));
    let load = memory.find(id).and_then(|kept| kept.load);
    for id in again::ids(ctx, client, id) {
        memory.forget(&id);
    }
    if let Some(load) = load {
        loads.forget(&load);
    }
}
