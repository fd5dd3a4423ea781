//! `sfo record undo`: takes back what an earlier run of `sfo record` changed or deleted.

mod back;
mod journal;
mod keep;
mod plan;

pub use journal::Deed;
pub use keep::{Backup, Keep};

use crate::cli::consent::Consent;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::output::Columns;
use crate::record::Value;
use journal::Past;
use serde_json::json;

/// Take back what an earlier run changed or deleted, or list the runs that can be taken back
///
/// `record update`, `edit` and `delete` keep what records held before, for 30 days and the last 100 runs of an org. An
/// undo gives fields back what they held, unless somebody changed them since, and takes deleted records out of the
/// recycle bin. It shows what it would do and asks first.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo record undo
  sfo record undo LAST -o acme --dry-run
  sfo record undo 20260304-101530 -o acme --yes")]
pub struct Args {
    /// Name of the run, or LAST; without it, the runs are listed
    run: Option<String>,
    /// Take back also what somebody changed since
    #[arg(long, requires = "run")]
    force: bool,
    /// Print the requests instead of sending them
    #[arg(long, requires = "run")]
    dry_run: bool,
    #[command(flatten)]
    consent: Consent,
}

pub async fn run(args: Args, ctx: &Ctx) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let past = journal::past(&journal::folder(ctx, client.owner()));
    match &args.run {
        None => list(ctx, &past),
        Some(name) => back::run(ctx, find(&past, name)?, args).await,
    }
}

fn list(ctx: &Ctx, past: &[Past]) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let columns = ["run", "when", "deed", "object", "records", "undone"].map(str::to_owned).to_vec();
    let mut sink = ctx.sink(&out, Columns::new(columns, false), |_| ());
    for Past { head, records, undone, .. } in past {
        let row = json!({
            "run": head.run,
            "when": head.when,
            "deed": head.deed,
            "object": head.object,
            "records": records,
            "undone": undone,
        });
        sink.row(Value::trusted(&row.to_string()))?;
    }
    let written = sink.finish()?;
    ctx.end_rows(&out, &written, Ok(()))
}

fn find<'p>(past: &'p [Past], name: &str) -> anyhow::Result<&'p Past> {
    let found = if name.eq_ignore_ascii_case("LAST") {
        past.iter().find(|past| !past.undone && past.head.undoes.is_none())
    } else {
        past.iter().find(|past| past.head.run == name)
    };
    let missing =
        || Failure::new(Exit::NotFound, format!("no run {name} was kept of this org")).hint("sfo record undo");
    Ok(found.ok_or_else(missing)?)
}
