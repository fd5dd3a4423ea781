//! `sfo demo reset`: the demo org as it was on its first day.

use super::folder;
use crate::ctx::Ctx;
use crate::demo::{self, org::Org};
use crate::error::{Exit, Failure};
use std::io;

/// Give the demo org its first records back, and end all logins
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sfo demo reset --yes")]
pub struct Args {
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

pub fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    if !args.yes {
        confirm(ctx)?;
    }
    Org::open(&folder(ctx), demo::Options::default())?.reset()?;
    ctx.term.note("the demo org is as it was on its first day");
    Ok(())
}

fn confirm(ctx: &Ctx) -> anyhow::Result<()> {
    let declined = || Failure::new(Exit::Declined, "the demo org was not reset").hint("sfo demo reset --yes");
    if !ctx.term.may_ask() {
        return Err(declined().into());
    }
    ctx.term.tell("Everything that was changed in the demo org is lost. Reset it? [y/N]");
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    match answer.trim() {
        "y" | "Y" | "yes" => Ok(()),
        _ => Err(declined().into()),
    }
}
