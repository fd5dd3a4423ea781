//! `sfo app …`: from nothing to an app that a product can sign in with.

mod guide;

use crate::ctx::Ctx;
use std::path::PathBuf;

/// Create and prove an External Client App
#[derive(clap::Subcommand)]
pub enum Command {
    Guide(guide::Args),
}

impl Command {
    pub fn run(self, ctx: &Ctx) -> anyhow::Result<()> {
        match self {
            Self::Guide(args) => guide::run(&args, ctx),
        }
    }
}

/// The folder of the user's own presets.
fn presets(ctx: &Ctx) -> PathBuf {
    ctx.home.config.join("presets")
}
