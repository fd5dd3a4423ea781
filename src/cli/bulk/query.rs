//! `sfo bulk query`: the rows of a query by a job.

use super::fetch::{self, Fetching};
use super::lifeline::Lifeline;
use super::memory::{Kept, Memory};
use super::waiting::Waiting;
use crate::api::bulk::{self, Delimiter, Job};
use crate::cli::argument;
use crate::cli::query::{expand, fault};
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::output::Format;
use crate::soql::{self, Binding, Draft};
use serde::Serialize;
use std::fmt;

/// Get the rows of a query by a job, any number of them
///
/// csv and tsv are the org's own bytes. For JSON and tables, the cells get the types that the org describes, and numbers
/// with an exponent are written out. An interrupted --output FILE is gone on with by `sfo bulk resume`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo bulk query \"SELECT Id, Name, Owner.Name FROM Account\" --csv
  sfo -o demo bulk query \"SELECT {writable} FROM Contact\" -f ndjson --output contacts.ndjson
  sfo -o demo bulk query \"SELECT Id FROM Lead\" --all-rows --wait 10m --csv
  sfo -o demo bulk query \"SELECT Id FROM Case\" --no-wait")]
pub struct Args {
    /// SOQL text, @FILE, or - for stdin
    soql: String,
    /// Value for :NAME in the text: NAME=TEXT is quoted, NAME:=LITERAL is a number, date, boolean, null or list
    #[arg(long = "bind", value_name = "NAME=VALUE")]
    bindings: Vec<Binding>,
    /// Also deleted and archived rows
    #[arg(long)]
    all_rows: bool,
    #[command(flatten)]
    waiting: Waiting,
    #[command(flatten)]
    fetching: Fetching,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let draft = read(args, ctx).await?;
    let out = ctx.out()?;
    let client = ctx.client().await?;
    let delimiter = if ctx.format == Format::Tsv { Delimiter::Tab } else { Delimiter::Comma };
    let job = bulk::create_query(client, draft.text(), args.all_rows, delimiter).await;
    let job = job.map_err(|error| fault::point(error.into(), &draft))?;
    let memory = Memory::of(ctx, client);
    let mut kept = Kept { soql: Some(draft.text().to_owned()), ..Kept::new(&job) };
    announce(ctx, &memory, &kept);
    if args.waiting.no_wait {
        return ctx.show_in(out, &Started(&job));
    }
    let lifeline = Lifeline::new(ctx, &job.id);
    let job = args.waiting.until_complete(ctx, client, job, (&memory, &mut kept)).await?;
    fetch::run(ctx, &job, &args.fetching, out, (&memory, kept)).await?;
    lifeline.release();
    Ok(())
}

/// Tells the id at once, and remembers it.
pub fn announce(ctx: &Ctx, memory: &Memory, kept: &Kept) {
    ctx.term.note(&format!("job {}", kept.id));
    if let Err(error) = memory.keep(kept) {
        ctx.term.warn(&format!("the job is not remembered here: {error}"));
    }
}

/// The query as it is sent. What no job can do is said before there is one.
async fn read(args: &Args, ctx: &Ctx) -> anyhow::Result<Draft> {
    let mut draft = Draft::new(argument::text(args.soql.clone())?);
    soql::bind(&mut draft, &args.bindings, &[]).map_err(|error| Failure::usage(error.to_string()))?;
    soql::check(draft.text()).map_err(|error| fault::doubtless(error, &draft))?;
    let refused = |draft: &Draft| soql::parse(draft.text()).ok().as_ref().and_then(soql::no_job);
    if let Some(why) = refused(&draft) {
        let text = format!("a job cannot run this query: {why}");
        return Err(Failure::usage(text).hint("sfo query, which can").into());
    }
    expand::expand(&mut draft, false, ctx).await?;
    Ok(draft)
}

/// A job that goes on without us.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Started<'j>(pub &'j Job);

impl fmt::Display for Started<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.id)
    }
}
