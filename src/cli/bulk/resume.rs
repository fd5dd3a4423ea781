//! `sfo bulk resume`: goes on with a job that an earlier run began.

use super::fetch::{self, Fetching};
use super::lifeline::Lifeline;
use super::load::{Load, Shelf};
use super::memory::{Kept, Memory};
use super::send;
use super::waiting::Waiting;
use super::{command, id};
use crate::api::bulk::{self, Job, Kind};
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::term::Out;

/// Go on with a job: wait for its end and get its results
///
/// A csv or tsv file that was cut off is gone on with behind its last whole page; everything else begins anew, which
/// changes nothing in the org.
#[derive(clap::Args)]
pub struct Args {
    /// Job; without it the newest that was begun here
    #[arg(value_name = "JOBID", value_parser = id)]
    id: Option<String>,
    #[command(flatten)]
    waiting: Waiting,
    #[command(flatten)]
    fetching: Fetching,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let memory = Memory::of(ctx, client);
    let id = match &args.id {
        Some(id) => id.clone(),
        None => newest(ctx, &memory)?,
    };
    let job = bulk::find(client, &id).await?;
    let mut kept = memory.find(&id).unwrap_or_else(|| Kept::new(&job));
    if job.kind() == Kind::Ingest {
        return load(args, ctx, &kept, job).await;
    }
    let lifeline = Lifeline::new(ctx, &job.id);
    let out = place(ctx, &mut kept, fetch::is_raw(ctx, &job))?;
    let job = args.waiting.until_complete(ctx, client, job, (&memory, &mut kept)).await?;
    fetch::run(ctx, &job, &args.fetching, out, (&memory, kept)).await?;
    lifeline.release();
    Ok(())
}

fn newest(ctx: &Ctx, memory: &Memory) -> anyhow::Result<String> {
    let newest = memory.all().into_iter().next().map(|kept| kept.id);
    newest.ok_or_else(|| {
        Failure::new(Exit::NotFound, "no job of this org is remembered here").hint(command(ctx, "list")).into()
    })
}

/// Goes on with the load that the job is a part of.
async fn load(args: &Args, ctx: &Ctx, kept: &Kept, job: Job) -> anyhow::Result<()> {
    let (out, client) = (ctx.out()?, ctx.client().await?);
    let known = kept.load.as_ref().and_then(|name| Shelf::of(ctx, client).find(name));
    if known.is_none() && job.state == "Open" {
        let text = format!("job {} is open, and its rows are not here", job.id);
        return Err(Failure::new(Exit::NotFound, text).hint(command(ctx, &format!("abort {}", job.id))).into());
    }
    let load = known.unwrap_or_else(|| Load::of(&job));
    send::run(ctx, out, load, args.fetching.width(), &args.waiting).await
}

/// Where the rows go: behind those that are there, or to a new place.
fn place(ctx: &Ctx, kept: &mut Kept, raw: bool) -> anyhow::Result<Out> {
    let Some(partial) = kept.partial.take().filter(|partial| raw && !partial.file.as_os_str().is_empty()) else {
        return ctx.out();
    };
    let wanted = ctx.options.output.as_ref().map(|path| std::fs::canonicalize(path).unwrap_or_else(|_| path.clone()));
    if wanted.is_some_and(|wanted| wanted != partial.path) {
        return ctx.out();
    }
    match Out::reopen(&partial.path, &partial.file, partial.bytes)? {
        Some(out) => {
            let (rows, path) = (partial.rows, partial.path.display().to_string());
            ctx.term.note(&format!("{rows} rows are there already; the others go behind them in {path}"));
            kept.partial = Some(partial);
            Ok(out)
        }
        None => ctx.out(),
    }
}
