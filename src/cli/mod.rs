//! The command tree. One file a leaf; each is `Args` and `run(args, &Ctx)`.

mod action;
mod apex;
mod api;
mod app;
mod argument;
#[cfg(test)]
mod assets;
mod auth;
mod bulk;
mod completion;
mod consent;
mod demo;
mod describe;
mod exec;
mod field;
mod handover;
mod help;
mod layout;
mod limits;
mod many;
mod number;
mod org;
mod query;
mod record;
mod rules;
mod search;
mod view;
mod why;

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
    #[command(subcommand)]
    Auth(auth::Command),
    #[command(subcommand)]
    Org(org::Command),
    Query(query::Args),
    Search(search::Args),
    Describe(describe::Args),
    #[command(subcommand)]
    Record(record::Command),
    #[command(subcommand)]
    Bulk(bulk::Command),
    #[command(subcommand)]
    Action(action::Command),
    Api(api::Args),
    #[command(subcommand)]
    Apex(apex::Command),
    Limits(limits::Args),
    #[command(subcommand)]
    App(app::Command),
    Exec(exec::Args),
    #[command(subcommand)]
    Demo(demo::Command),
    Completion(completion::Args),
    Why(why::Args),
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
            Self::Auth(command) => command.run(ctx).await,
            Self::Org(command) => command.run(ctx).await,
            Self::Query(args) => query::run(args, ctx).await,
            Self::Search(args) => search::run(args, ctx).await,
            Self::Describe(args) => describe::run(&args, ctx).await,
            Self::Record(command) => command.run(ctx).await,
            Self::Bulk(command) => command.run(ctx).await,
            Self::Action(command) => command.run(ctx).await,
            Self::Api(args) => api::run(&args, ctx).await,
            Self::Apex(command) => command.run(ctx).await,
            Self::Limits(args) => limits::run(&args, ctx).await,
            Self::App(command) => command.run(ctx).await,
            Self::Exec(args) => exec::run(&args, ctx).await,
            Self::Demo(command) => command.run(ctx).await,
            Self::Completion(args) => completion::run(&args, ctx),
            Self::Why(args) => why::run(&args, ctx),
            Self::Help(args) => help::run(&args, ctx),
        }
    }
}
