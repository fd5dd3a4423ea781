//! `sfo app …`: from nothing to an app that a product can sign in with.

mod admission;
mod check;
mod first;
mod grant;
mod guide;
mod handover;
mod inside;
mod named;
mod new;
mod secret;
mod show;
mod switch;
mod there;
mod tokens;
mod users;

use crate::app::settings::Flags;
use crate::app::{Name, Preset, Settings};
use crate::cli::handover::product;
use crate::ctx::Ctx;
use crate::error::Failure;
use std::path::PathBuf;

/// Create and prove an External Client App
///
/// `man sfo-app` goes from nothing to a hand-over for each product that has a preset.
#[derive(clap::Subcommand)]
pub enum Command {
    Guide(guide::Args),
    New(new::Args),
    Check(Box<check::Args>),
    Show(show::Args),
    #[command(subcommand)]
    Secret(secret::Command),
    Grant(Box<grant::Args>),
    Handover(Box<handover::Args>),
    Users(users::Args),
    Tokens(tokens::Args),
}

impl Command {
    /// Without any login, once more with one that is found.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<()> {
        match self.go(ctx).await {
            Err(error) if first::is_needed(&error) => {
                let name = first::lend(ctx).await?;
                self.go(ctx).await.map_err(|error| first::remark(error, &name))
            }
            outcome => outcome,
        }
    }

    async fn go(&self, ctx: &Ctx) -> anyhow::Result<()> {
        match self {
            Self::Guide(args) => guide::run(args, ctx),
            Self::New(args) => new::run(args, ctx).await,
            Self::Check(args) => check::run(args, ctx).await,
            Self::Show(args) => show::run(args, ctx).await,
            Self::Secret(command) => command.run(ctx).await,
            Self::Grant(args) => grant::run(args, ctx).await,
            Self::Handover(args) => handover::run(args, ctx).await,
            Self::Users(args) => users::run(args, ctx).await,
            Self::Tokens(args) => tokens::run(args, ctx).await,
        }
    }
}

/// The folder of the user's own presets.
pub fn presets(ctx: &Ctx) -> PathBuf {
    ctx.home.config.join("presets")
}

/// What a preset and flags ask an app to be.
fn wanted(ctx: &Ctx, name: &Name, flags: &Flags) -> anyhow::Result<(Preset, Settings)> {
    let preset = flags.preset.as_deref().ok_or_else(|| refuse("--preset says what the app is for"))?;
    let preset = product(ctx, preset)?;
    let settings = Settings::new(name, &preset, flags).map_err(Failure::usage)?;
    Ok((preset, settings))
}

/// A preset that cannot be used; they are listed by the command that is named.
fn refuse(why: &str) -> anyhow::Error {
    Failure::usage(why).hint("sfo app guide").into()
}
