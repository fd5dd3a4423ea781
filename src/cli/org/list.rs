//! `sfo org list`: every login, at once; whether each still works only when asked.

use crate::ctx::Ctx;
use crate::org::{Entry, Registry};
use crate::output::Columns;
use crate::record::Value;
use futures_util::future::join_all;
use serde_json::json;
use std::time::Duration;
use tokio::time::timeout;

/// An org that has not answered by then is said to be silent.
const PATIENCE: Duration = Duration::from_secs(10);

/// List the logins there are
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  sfo org list\n  sfo org list --check --json")]
pub struct Args {
    /// Ask each org whether its login still works, all at once
    #[arg(long)]
    check: bool,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let registry = Registry::read(&ctx.home.config)?;
    let out = ctx.out()?;
    let mut columns = vec!["alias", "default", "username", "orgId", "instanceUrl", "kind", "policy"];
    columns.extend(args.check.then_some("status"));
    let columns = Columns::new(columns.into_iter().map(str::to_owned).collect(), false);
    let states = if args.check { states(&registry, ctx).await } else { vec![None; registry.orgs.len()] };
    let mut sink = ctx.sink(&out, columns, |_| ());
    for ((alias, entry), state) in registry.orgs.iter().zip(states) {
        let row = row(alias, entry, registry.default.as_ref() == Some(alias), state);
        sink.row(Value::trusted(&row.to_string()))?;
    }
    let written = sink.finish()?;
    if written.rows == 0 {
        ctx.term.note("no logins yet; `sfo auth login --help` tells how, and `-o demo` works without one");
    }
    ctx.end_rows(&out, &written, Ok(()))
}

fn row(alias: &str, entry: &Entry, default: bool, state: Option<String>) -> serde_json::Value {
    let mut row = json!({
        "alias": alias, "default": default, "username": entry.username, "orgId": entry.org_id,
        "instanceUrl": entry.instance_url, "kind": entry.kind, "policy": entry.policy,
    });
    if let Some(state) = state {
        row["status"] = state.into();
    }
    row
}

/// What each org says to its login, in the order of the registry.
async fn states(registry: &Registry, ctx: &Ctx) -> Vec<Option<String>> {
    join_all(registry.orgs.keys().map(|alias| state(alias, ctx))).await
}

async fn state(alias: &str, ctx: &Ctx) -> Option<String> {
    let ask = async { ctx.client_of(alias)?.get("limits", &[]).await.map_err(anyhow::Error::from) };
    Some(match timeout(PATIENCE, ask).await {
        Ok(Ok(_)) => "connected".to_owned(),
        Ok(Err(error)) => error.to_string(),
        Err(_) => "no answer".to_owned(),
    })
}
