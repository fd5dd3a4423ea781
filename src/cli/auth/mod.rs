//! `sfo auth`: sign in by any grant, look at a login, renew it, hand it over and end it.

mod export;
mod import;
mod login;
mod logout;
mod refresh;
pub mod secret;
mod status;
mod token;

use crate::ctx::Ctx;

/// Sign in, and look at, renew, hand over and end a login
#[derive(clap::Subcommand)]
pub enum Command {
    Login(Box<login::Args>),
    Logout(logout::Args),
    Status(status::Args),
    Refresh(refresh::Args),
    Token(token::Args),
    Export(export::Args),
    Import(import::Args),
}

impl Command {
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<()> {
        match self {
            Self::Login(args) => login::run(&args, ctx).await,
            Self::Logout(args) => logout::run(&args, ctx).await,
            Self::Status(args) => status::run(&args, ctx).await,
            Self::Refresh(args) => refresh::run(&args, ctx).await,
            Self::Token(args) => token::run(&args, ctx).await,
            Self::Export(args) => export::run(&args, ctx).await,
            Self::Import(args) => import::run(&args, ctx).await,
        }
    }
}
