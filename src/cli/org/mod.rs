//! `sfo org`: which orgs there are, which one is meant, and what may be done to it.

mod alias;
mod list;
mod open;
mod place;
mod policy;
mod select;
mod show;

use crate::ctx::Ctx;

/// List, choose, look at, open and protect orgs
#[derive(clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Use(select::Args),
    Show(show::Args),
    Open(open::Args),
    Alias(alias::Args),
    Policy(policy::Args),
}

impl Command {
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(&args, ctx).await,
            Self::Use(args) => select::run(&args, ctx).await,
            Self::Show(args) => show::run(&args, ctx).await,
            Self::Open(args) => open::run(&args, ctx).await,
            Self::Alias(args) => alias::run(&args, ctx).await,
            Self::Policy(args) => policy::run(&args, ctx).await,
        }
    }
}
