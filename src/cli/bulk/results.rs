//! `sfo bulk results`: what a job has brought, or what became of the rows that it took.

use super::fetch::{self, Fetching};
use super::load::{Load, Shelf};
use super::memory::{Kept, Memory};
use super::{again, command, id, summary};
use crate::api::bulk::{self, Kind};
use crate::ctx::Ctx;
use crate::error::Failure;
use std::path::PathBuf;

/// Get the rows of a query job, or tell what became of the rows of a load
#[derive(clap::Args)]
pub struct Args {
    /// Job
    #[arg(value_name = "JOBID", value_parser = id)]
    id: String,
    /// Write what became of the rows of a load to success.csv, failed.csv and unprocessed.csv in DIR
    #[arg(long, value_name = "DIR")]
    results: Option<PathBuf>,
    #[command(flatten)]
    fetching: Fetching,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let (id, memory) = (&args.id, Memory::of(ctx, client));
    let job = bulk::find(client, id).await?;
    let kept = memory.find(id).unwrap_or_else(|| Kept::new(&job));
    if job.kind() == Kind::Query {
        if !job.is_complete() {
            let text = format!("job {id} has no results: it is {}", job.state);
            return Err(Failure::usage(text).hint(command(ctx, &format!("resume {id}"))).into());
        }
        return fetch::run(ctx, &job, &args.fetching, ctx.out()?, (&memory, Kept { partial: None, ..kept })).await;
    }
    let out = ctx.out()?;
    let jobs = again::jobs(ctx, id).await?;
    if let Some(job) = jobs.iter().find(|job| !job.has_ended()) {
        let text = format!("job {} has not ended: it is {}", job.id, job.state);
        return Err(Failure::usage(text).hint(command(ctx, &format!("resume {id}"))).into());
    }
    let known = kept.load.as_ref().and_then(|name| Shelf::of(ctx, client).find(name));
    let load = known.unwrap_or_else(|| Load::of(&job));
    summary::tell(ctx, out, &load, &jobs, args.results.as_deref(), false).await
}
