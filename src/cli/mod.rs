//! The command tree. One file a leaf; each is `Args` and `run(args, &Ctx)`.

mod argument;
#[cfg(test)]
mod assets;
mod completion;
mod consent;
mod demo;
mod help;
mod layout;
mod query;

use crate::ctx::{Ctx, Options};

/// Salesforce from the command line
#[derive(clap::Parser)]
#[command(name = "sfo", version, disable_help_subcommand = true, infer_long_args = false)]
#[command(after_help = "`sfo help COMMAND` tells more, and so do `sfo help exit-codes|environment|formatting|soql`.")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    options: Options,
}

#[derive(clap::Subcommand)]
pub enum Command {
    Query(query::Args),
    #[command(subcommand)]
    Demo(demo::Command),
    Completion(completion::Args),
    Help(help::Args),
}

impl Cli {
    pub fn split(self) -> (Options, Command) {
        (self.options, self.command)
    }
}

impl Command {
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<()> {
        match self {
            Self::Query(args) => query::run(args, ctx).await,
            Self::Demo(command) => command.run(ctx).await,
            Self::Completion(args) => completion::run(&args, ctx),
            Self::Help(args) => help::run(&args, ctx),
        }
    }
}
