//! `sfo completion`: the completion script of a shell.

use super::Cli;
use crate::ctx::Ctx;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::Write;

/// Print a completion script
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sfo completion bash > ~/.local/share/bash-completion/completions/sfo")]
pub struct Args {
    /// Shell to complete in
    shell: Shell,
}

pub fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    // Into memory first: the generator panics on a reader who has left.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "sfo", &mut script);
    let mut out = ctx.out()?;
    out.write_all(&script)?;
    Ok(out.finish()?)
}
