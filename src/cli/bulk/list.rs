//! `sfo bulk list` and `status`: what jobs there are, here and in the org, and how far they are.

use super::memory::Memory;
use super::{again, id};
use crate::api::bulk::{self, Job, Kind};
use crate::ctx::Ctx;
use crate::output::Columns;
use crate::record::Value;
use crate::term::Out;
use serde_json::json;
use std::collections::HashSet;

/// List the jobs of the org, those begun here marked
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo bulk list
  sfo -o demo bulk list --here --csv")]
pub struct Args {
    /// Only jobs that were begun here, as they were last seen; nothing is sent
    #[arg(long)]
    here: bool,
}

/// Show how far a job is, and the other jobs of its load
#[derive(clap::Args)]
pub struct Status {
    /// Job
    #[arg(value_name = "JOBID", value_parser = id)]
    id: String,
}

const COLUMNS: [&str; 8] =
    ["id", "operation", "object", "state", "createdDate", "numberRecordsProcessed", "numberRecordsFailed", "here"];

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let (out, client) = (ctx.out()?, ctx.client().await?);
    let kept = Memory::of(ctx, client).all();
    if args.here {
        let rows = kept.iter().map(|job| {
            json!({
                "id": job.id, "operation": job.operation, "object": job.object, "state": job.state,
                "createdDate": job.created, "here": true,
            })
        });
        return write(ctx, &out, rows);
    }
    let mut jobs = bulk::list(client, Kind::Query).await?;
    jobs.extend(bulk::list(client, Kind::Ingest).await?);
    jobs.sort_by(|one, other| other.created_date.cmp(&one.created_date));
    let here: HashSet<&str> = kept.iter().map(|job| job.id.as_str()).collect();
    write(ctx, &out, jobs.iter().map(|job| row(job, here.contains(job.id.as_str()))))
}

impl Status {
    pub async fn run(&self, ctx: &Ctx) -> anyhow::Result<()> {
        let out = ctx.out()?;
        tell(ctx, &out, &again::jobs(ctx, &self.id).await?).await
    }
}

/// Shows jobs as they are now.
pub async fn tell(ctx: &Ctx, out: &Out, jobs: &[Job]) -> anyhow::Result<()> {
    let memory = Memory::of(ctx, ctx.client().await?);
    write(ctx, out, jobs.iter().map(|job| row(job, memory.find(&job.id).is_some())))
}

fn row(job: &Job, here: bool) -> serde_json::Value {
    let mut row = json!(job);
    row["here"] = here.into();
    row
}

fn write(ctx: &Ctx, out: &Out, rows: impl Iterator<Item = serde_json::Value>) -> anyhow::Result<()> {
    let columns = Columns::new(COLUMNS.map(str::to_owned).to_vec(), false);
    let mut sink = ctx.sink(out, columns, |_| ());
    for row in rows {
        sink.row(Value::trusted(&row.to_string()))?;
    }
    let written = sink.finish()?;
    ctx.end_rows(out, &written, Ok(()))
}
