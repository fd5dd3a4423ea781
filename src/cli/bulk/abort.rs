//! `sfo bulk abort`: ends a job, and the other jobs of its load.

use super::{again, id, list};
use crate::api::Call;
use crate::api::bulk::ingest;
use crate::cli::consent::Consent;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};

/// End a job, and the other jobs of its load; what has been written stays
#[derive(clap::Args)]
pub struct Args {
    /// Job
    #[arg(value_name = "JOBID", value_parser = id)]
    id: String,
    #[command(flatten)]
    consent: Consent,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let (out, client) = (ctx.out()?, ctx.client().await?);
    let jobs = again::jobs(ctx, &args.id).await?;
    let mut ended = Vec::new();
    for job in jobs.iter().filter(|job| !job.has_ended()) {
        let call: Call = ingest::abort_call(job);
        args.consent.cover(ctx, client, &client.request(&call)?, "the same with --yes")?;
        ended.push(ingest::abort(client, job).await?);
    }
    if ended.is_empty() {
        return Err(Failure::new(Exit::Refused, format!("job {} has ended already", args.id)).into());
    }
    list::tell(ctx, &out, &ended).await
}
