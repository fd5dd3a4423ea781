//! How a load ended: counts, what the org said of the rows that failed, by its codes, and files of the rows themselves.

use super::command;
use super::load::Load;
use super::outcomes::{Count, Outcomes};
use crate::api::bulk::Job;
use crate::ctx::Ctx;
use crate::error::{Excerpt, Exit, Failure};
use crate::term::Out;
use serde::Serialize;
use std::fmt;
use std::path::Path;

/// What is told on stdout.
#[derive(Serialize)]
struct Summary<'l> {
    object: &'l str,
    operation: &'l str,
    jobs: Vec<&'l str>,
    rows: u64,
    done: u64,
    failed: u64,
    /// The org has not come to them, or not yet.
    unprocessed: u64,
    errors: &'l [Count],
}

/// Tells it, and ends as it went. `results` is the folder for the files.
pub async fn tell(
    ctx: &Ctx,
    out: Out,
    load: &Load,
    jobs: &[Job],
    results: Option<&Path>,
    under_way: bool,
) -> anyhow::Result<()> {
    let outcomes = if under_way { Outcomes::default() } else { Outcomes::fetch(ctx, jobs, results).await? };
    let processed: u64 = jobs.iter().map(Job::processed).sum();
    let rows = load.parts.iter().map(|part| part.rows).sum::<u64>().max(processed);
    let failed = jobs.iter().map(Job::failed).sum();
    let summary = Summary {
        object: &load.object,
        operation: jobs.first().map_or("", |job| job.operation.as_str()),
        jobs: jobs.iter().map(|job| job.id.as_str()).collect(),
        rows,
        done: processed.saturating_sub(failed),
        failed,
        unprocessed: rows.saturating_sub(processed),
        errors: &outcomes.errors,
    };
    ctx.show_in(out, &summary)?;
    if under_way { Ok(()) } else { judge(ctx, &summary, jobs, results) }
}

fn judge(ctx: &Ctx, summary: &Summary, jobs: &[Job], results: Option<&Path>) -> anyhow::Result<()> {
    let Summary { rows, done, failed, unprocessed, .. } = *summary;
    if done == rows {
        return Ok(());
    }
    let exit = if done > 0 { Exit::Partial } else { Exit::Refused };
    let mut message = format!("{failed} of {rows} rows failed");
    if unprocessed > 0 {
        message = format!("{message}, {unprocessed} were not processed");
    }
    let ended = jobs.iter().filter(|job| !job.is_complete());
    let ended = ended.map(|job| format!("job {} ended as {}{}", job.id, job.state, why(job)));
    let lines: Vec<String> = summary.errors.iter().map(ToString::to_string).chain(ended).collect();
    let hint = match (results, jobs.first()) {
        (Some(folder), _) => format!("the same with --retry-failed {}, once its rows are mended", folder.display()),
        (None, Some(job)) => command(ctx, &format!("results {} --results DIR", job.id)),
        (None, None) => String::new(),
    };
    let failure = Failure::new(exit, format!("{message}: {}", lines.join("; "))).hint(hint);
    Err(anyhow::Error::from(failure).context(Excerpt { message, lines: format!("  {}", lines.join("\n  ")) }))
}

fn why(job: &Job) -> String {
    job.error_message.as_ref().map_or_else(String::new, |why| format!(": {why}"))
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { object, operation, jobs, rows, done, failed, unprocessed, .. } = self;
        writeln!(f, "{operation} {object}: {rows} rows, {done} done, {failed} failed, {unprocessed} not processed")?;
        write!(f, "{}", jobs.join("\n"))
    }
}
