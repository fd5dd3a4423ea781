//! `sfo demo reset`: the demo org as it was on its first day.

use super::folder;
use crate::cli::consent::Consent;
use crate::ctx::Ctx;
use crate::demo::org::Org;

/// Give the demo org its first records back, and end all logins
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sfo demo reset --yes")]
pub struct Args {
    #[command(flatten)]
    consent: Consent,
}

pub fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let question = "Everything that was changed in the demo org is lost. Reset it?";
    args.consent.ask(ctx, question, "sfo demo reset --yes")?;
    Org::reset(&folder(ctx))?;
    ctx.term.note("the demo org is as it was on its first day");
    Ok(())
}
