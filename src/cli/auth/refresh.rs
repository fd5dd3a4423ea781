//! `sfo auth refresh`: a new access token, whether the old one is spent or not.

use crate::ctx::Ctx;

/// Get a new access token
///
/// Commands do this by themselves when a token is spent.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sfo -o demo auth refresh")]
pub struct Args {}

pub async fn run(_args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    ctx.client().await?.renew_token().await?;
    ctx.term.note("the access token is new");
    Ok(())
}
