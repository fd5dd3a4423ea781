//! `sfo apex`: code that runs in the org.

mod log;
mod run;

use crate::ctx::Ctx;

/// Run Apex in the org
#[derive(clap::Subcommand)]
pub enum Command {
    Run(run::Args),
}

impl Command {
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<()> {
        match self {
            Self::Run(args) => run::run(args, ctx).await,
        }
    }
}
