//! `sfo record`: read, write and take away records, one or many.

mod create;
mod deed;
mod delete;
mod edit;
mod file;
mod get;
mod header;
mod merge;
mod preflight;
mod query;
mod row;
mod rows;
mod said;
mod target;
mod undelete;
mod undo;
mod update;
mod upsert;
mod write;

pub use target::name;

use crate::ctx::Ctx;

/// Read, create, change, delete, bring back and merge records
#[derive(clap::Subcommand)]
pub enum Command {
    Get(get::Args),
    Create(create::Args),
    Update(update::Args),
    Upsert(upsert::Args),
    Edit(edit::Args),
    Delete(delete::Args),
    Undelete(undelete::Args),
    Merge(merge::Args),
    Undo(undo::Args),
    Files(file::list::Args),
    Upload(file::upload::Args),
    Download(file::download::Args),
}

impl Command {
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<()> {
        match self {
            Self::Get(args) => get::run(&args, ctx).await,
            Self::Create(args) => create::run(args, ctx).await,
            Self::Update(args) => update::run(args, ctx).await,
            Self::Upsert(args) => upsert::run(args, ctx).await,
            Self::Edit(args) => edit::run(&args, ctx).await,
            Self::Delete(args) => delete::run(&args, ctx).await,
            Self::Undelete(args) => undelete::run(&args, ctx).await,
            Self::Merge(args) => merge::run(&args, ctx).await,
            Self::Undo(args) => undo::run(args, ctx).await,
            Self::Files(args) => file::list::run(&args, ctx).await,
            Self::Upload(args) => file::upload::run(&args, ctx).await,
            Self::Download(args) => file::download::run(&args, ctx).await,
        }
    }
}
