//! `sfo org policy`: what this program may do to an org, enforced where requests are sent.

use crate::ctx::Ctx;
use crate::org::{Policy, Registry};

/// Say what may be written to an org
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  sfo org policy production read-only\n  sfo org policy dev open")]
pub struct Args {
    /// Alias or user name
    name: String,
    /// What may be written
    #[arg(value_enum)]
    policy: Policy,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    Registry::change(&ctx.home.config, |registry| registry.set_policy(&args.name, args.policy)).await?;
    ctx.term.note(&format!("the policy of {} is set", args.name));
    Ok(())
}
