//! `sfo org use`: which org is meant where nothing else says so.

use crate::ctx::Ctx;
use crate::org::Registry;
use anyhow::Context;

/// Choose the org for commands that name none
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  sfo org use dev\n  sfo org use dev --here")]
pub struct Args {
    /// Alias or user name
    name: String,
    /// Only in this folder and below it: written to .sfo.toml
    #[arg(long)]
    here: bool,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let registry = Registry::read(&ctx.home.config)?;
    let (alias, entry) = registry.find(&args.name)?;
    if args.here {
        let text = format!("org = {}\n", serde_json::to_string(alias)?);
        std::fs::write(".sfo.toml", text).context("writing .sfo.toml")?;
    } else {
        Registry::change(&ctx.home.config, |registry| registry.set_default(alias)).await?;
    }
    ctx.term.note(&format!(
        "{alias} ({}) is the org {}",
        entry.username,
        if args.here { "here" } else { "by default" }
    ));
    Ok(())
}
