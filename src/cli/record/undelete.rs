//! `sfo record undelete`: out of the recycle bin.

use super::delete::listed;
use super::rows::{self, Kind};
use super::said::Done;
use super::target;
use super::write::{Write, show};
use crate::api::soap::Operation;
use crate::api::sobject::Target;
use crate::cli::many;
use crate::ctx::Ctx;
use crate::http::header::HeaderMap;

/// Bring deleted records back, with what was deleted along with them
#[derive(clap::Args)]
#[command(after_help = "Example:
  sfo -o demo record undelete Account 001000000000001AAA --dry-run")]
pub struct Args {
    /// Object, such as Account
    #[arg(value_parser = target::name)]
    object: String,
    /// Ids of deleted records
    #[arg(value_name = "ID", value_parser = target::id)]
    #[arg(required_unless_present = "input", conflicts_with = "input")]
    ids: Vec<String>,
    #[command(flatten)]
    many: many::Flags,
    #[command(flatten)]
    write: Write,
}

const AGAIN: &str = "sfo record undelete … --yes";

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    if let ([id], None) = (args.ids.as_slice(), &args.many.input) {
        return one(args, ctx, id).await;
    }
    let ids: Vec<_> = args.ids.iter().cloned().map(Target::Id).collect();
    let input = match args.many.open()? {
        Some(input) => input,
        None => listed(&ids)?,
    };
    let (object, headers) = (args.object.clone(), HeaderMap::new());
    rows::run(
        ctx,
        &args.many,
        &args.write,
        rows::Rows { object, kind: Kind::Undelete, headers, input, asks: false, again: AGAIN, keep: None },
    )
    .await
}

async fn one(args: &Args, ctx: &Ctx, id: &str) -> anyhow::Result<()> {
    let mut out = ctx.out()?;
    let client = ctx.client().await?;
    let operation = Operation::undelete(&[id.to_owned()], false);
    let call = operation.call(client, "****");
    if args.write.dry_run {
        return show(client, &call, &mut out);
    }
    args.write.consent.cover(ctx, client, &client.request(&call)?, AGAIN)?;
    let outcome = operation.send_one(client).await;
    let saved = outcome.map_err(|error| target::named(&args.object, &Target::Id(id.to_owned()), error))?;
    Done::Undeleted.show(ctx, out, &saved)
}
