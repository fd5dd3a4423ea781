//! `sfo bulk`: jobs that the org works on by itself.

mod fetch;
mod lifeline;
pub mod memory;
mod number;
mod query;
mod resume;
mod rowed;
mod typed;
mod waiting;

use crate::api::is_id;
use crate::ctx::Ctx;

/// Move any number of rows out of and into an org by jobs
///
/// A job goes on when this program ends: its id is printed at once and kept, and `sfo bulk resume` goes on with it.
#[derive(clap::Subcommand)]
pub enum Command {
    Query(query::Args),
    Resume(resume::Args),
}

impl Command {
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<()> {
        match self {
            Self::Query(args) => query::run(&args, ctx).await,
            Self::Resume(args) => resume::run(&args, ctx).await,
        }
    }
}

/// An id of a job as typed.
fn id(text: &str) -> Result<String, String> {
    if is_id(text) { Ok(text.to_owned()) } else { Err("a job's id has 15 or 18 letters and digits".to_owned()) }
}

/// The command that does this with a job of the same org.
fn command(ctx: &Ctx, words: &str) -> String {
    let org = ctx.options.org.as_ref().map_or_else(String::new, |org| format!(" -o {org}"));
    format!("sfo{org} bulk {words}")
}
