//! `sfo demo`: the built-in demo org, as something to look at and to let other programs use.

mod info;
mod reset;
mod serve;
mod sheet;

use crate::ctx::Ctx;
use std::path::PathBuf;

/// Run, look at or renew the built-in demo org
#[derive(clap::Subcommand)]
pub enum Command {
    Serve(serve::Args),
    Reset(reset::Args),
    Info(info::Args),
}

impl Command {
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<()> {
        match self {
            Self::Serve(args) => serve::run(args, ctx).await,
            Self::Reset(args) => reset::run(&args, ctx),
            Self::Info(args) => info::run(&args, ctx),
        }
    }
}

/// Where the demo org keeps its data.
fn folder(ctx: &Ctx) -> PathBuf {
    ctx.home.state.join("demo")
}
