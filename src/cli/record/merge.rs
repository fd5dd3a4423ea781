//! `sfo record merge`: records that turned out to be one.

use super::said::Done;
use super::target;
use super::write::show;
use crate::api::soap::Operation;
use crate::cli::consent::{Consent, Harm};
use crate::ctx::Ctx;

/// Make one record of up to three: its Id stays, the others go and what belongs to them moves to it
///
/// Asks first. The org merges accounts, contacts, leads and cases.
#[derive(clap::Args)]
#[command(after_help = "Example:
  sfo -o demo record merge Account 001000000000001AAA 001000000000002AAA --dry-run")]
pub struct Args {
    /// Object, such as Account
    #[arg(value_parser = target::name)]
    object: String,
    /// Id of the record that stays
    #[arg(value_name = "ID", value_parser = target::id)]
    master: String,
    /// Ids of the one or two records that go
    #[arg(value_name = "OTHER", required = true, num_args = 1..=2, value_parser = target::id)]
    others: Vec<String>,
    /// Print the request instead of sending it
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    consent: Consent,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let mut out = ctx.out()?;
    let client = ctx.client().await?;
    let operation = Operation::merge(&args.object, &args.master, &args.others);
    let call = operation.call(client, "****");
    if args.dry_run {
        return show(client, &call, &mut out);
    }
    let deed = format!("Merge {} {} into {}", args.object, args.others.join(" and "), args.master);
    let request = client.request(&call)?;
    args.consent.harm(ctx, client, &Harm { deed, request: &request, again: "sfo record merge … --yes" })?;
    Done::Merged.show(ctx, out, &operation.send_one(client).await?)
}
