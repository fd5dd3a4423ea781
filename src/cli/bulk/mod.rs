//! `sfo bulk`: jobs that the org works on by itself.

mod abort;
mod again;
mod cells;
mod cut;
mod delete_job;
mod fetch;
mod ingest;
mod lifeline;
mod list;
mod load;
pub mod memory;
mod outcomes;
mod preflight;
mod query;
mod results;
mod resume;
mod route;
mod rowed;
mod send;
mod summary;
mod typed;
mod waiting;

pub use route::Route;

use crate::api::bulk::ingest::Operation;
use crate::api::is_id;
use crate::ctx::Ctx;

/// Move any number of rows out of and into an org by jobs
///
/// A job goes on when this program ends: its id is printed at once and kept, and `sfo bulk resume` goes on with it.
#[derive(clap::Subcommand)]
pub enum Command {
    Query(query::Args),
    /// Create records from rows of any number
    ///
    /// Before anything is sent, rows are held against the description of the object. Whatever their form, they are cut
    /// into jobs below the limit of an upload, and kept on disk until these have ended, so that `sfo bulk resume` can go
    /// on with a load that was cut off. Exit code 3 says that some rows failed, 1 that all did.
    #[command(after_help = "Examples:
  echo '{\"LastName\":\"Vale\",\"Phone\":null}' | sfo -o demo bulk insert Contact --input -
  sfo bulk insert Account --input accounts.csv --results outcome --org acme")]
    Insert(ingest::Args),
    /// Change records from rows with their Ids
    #[command(after_help = "Examples:
  sfo bulk update Account --input phones.csv --blank-is-null --org acme")]
    Update(ingest::Args),
    /// Change the records that have a key, or create them
    #[command(after_help = "Examples:
  sfo bulk upsert Account --external-id ERP__c --input accounts.ndjson --org acme")]
    Upsert(ingest::Upsert),
    /// Delete records by their Ids; they go to the recycle bin
    Delete(ingest::Args),
    /// Delete records by their Ids for good; needs the permission Bulk API Hard Delete
    HardDelete(ingest::Args),
    Resume(resume::Args),
    List(list::Args),
    Status(list::Status),
    Results(results::Args),
    Abort(abort::Args),
    DeleteJob(delete_job::Args),
}

impl Command {
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<()> {
        match self {
            Self::Query(args) => query::run(&args, ctx).await,
            Self::Insert(args) => args.run(Operation::Insert, None, ctx).await,
            Self::Update(args) => args.run(Operation::Update, None, ctx).await,
            Self::Upsert(args) => args.run(ctx).await,
            Self::Delete(args) => args.run(Operation::Delete, None, ctx).await,
            Self::HardDelete(args) => args.run(Operation::HardDelete, None, ctx).await,
            Self::Resume(args) => resume::run(&args, ctx).await,
            Self::List(args) => list::run(&args, ctx).await,
            Self::Status(args) => args.run(ctx).await,
            Self::Results(args) => results::run(&args, ctx).await,
            Self::Abort(args) => abort::run(&args, ctx).await,
            Self::DeleteJob(args) => delete_job::run(&args, ctx).await,
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
