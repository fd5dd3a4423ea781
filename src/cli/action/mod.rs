//! `sfo action`: what an org can be told to do beside reading and writing records, and doing it.

mod catalog;
mod describe;
mod input;
mod invoke;
mod list;
mod name;
mod run;
mod value;

use crate::ctx::{Ctx, Freshness};

/// List, explain and run invocable actions: standard ones, Apex, flows, quick actions and alerts
#[derive(clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Describe(describe::Args),
    Run(run::Args),
}

/// How new what the org says has to be.
#[derive(clap::Args)]
struct Copy {
    /// Use the kept copy and send nothing
    #[arg(long)]
    offline: bool,
    /// Fetch anew, changed or not
    #[arg(long, conflicts_with = "offline")]
    refresh: bool,
}

impl Command {
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(&args, ctx).await,
            Self::Describe(args) => describe::run(&args, ctx).await,
            Self::Run(args) => run::run(args, ctx).await,
        }
    }
}

impl Copy {
    fn freshness(&self) -> Freshness {
        match (self.offline, self.refresh) {
            (true, _) => Freshness::Kept,
            (_, true) => Freshness::Fetched,
            _ => Freshness::Renewed,
        }
    }
}
