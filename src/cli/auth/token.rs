//! `sfo auth token`: the access token of the moment, for programs that take nothing else.

use crate::ctx::Ctx;
use std::io::Write;

/// Print the access token
///
/// Renews it first where it is known to be spent. `sfo exec` hands a token over without showing it.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sfo -o demo auth token | wc -c")]
pub struct Args {}

pub async fn run(_args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let token = client.token().await?;
    let mut out = ctx.private_out()?;
    writeln!(out, "{}", token.expose())?;
    Ok(out.finish()?)
}
