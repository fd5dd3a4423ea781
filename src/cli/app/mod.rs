//! `sfo app …`: from nothing to an app that a product can sign in with.

mod guide;
mod named;
mod secret;
mod tokens;
mod users;

use crate::ctx::Ctx;
use std::path::PathBuf;

/// Create and prove an External Client App
#[derive(clap::Subcommand)]
pub enum Command {
    Guide(guide::Args),
    #[command(subcommand)]
    Secret(secret::Command),
    Users(users::Args),
    Tokens(tokens::Args),
}

impl Command {
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<()> {
        match self {
            Self::Guide(args) => guide::run(&args, ctx),
            Self::Secret(command) => command.run(ctx).await,
            Self::Users(args) => users::run(&args, ctx).await,
            Self::Tokens(args) => tokens::run(&args, ctx).await,
        }
    }
}

/// The folder of the user's own presets.
fn presets(ctx: &Ctx) -> PathBuf {
    ctx.home.config.join("presets")
}
