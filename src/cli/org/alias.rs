//! `sfo org alias`: another name for a login.

use crate::ctx::Ctx;
use crate::org::Registry;

/// Give a login another name
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sfo org alias dev uat")]
pub struct Args {
    /// Alias or user name
    name: String,
    /// Its new alias
    new: String,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    Registry::change(&ctx.home.config, |registry| registry.rename(&args.name, &args.new)).await?;
    ctx.term.note(&format!("{} is now {}", args.name, args.new));
    Ok(())
}
