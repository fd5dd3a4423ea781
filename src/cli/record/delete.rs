//! `sfo record delete`: into the recycle bin.

use super::query;
use super::rows::{self, Kind, Rows};
use super::said::Done;
use super::target;
use super::undo::{Backup, Deed};
use super::write::{One, Write, show};
use crate::api::sobject::{self, Target};
use crate::api::{self, Client};
use crate::cli::consent::Harm;
use crate::cli::many::{self, Input};
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::http::header::HeaderMap;
use crate::record::Value;
use serde_json::{Map, json};

/// Delete records: by Id, by a key field, all that a query finds, or one for each row of an input
///
/// Asks first. Deleted records stay in the recycle bin for a while: `sfo record undelete` brings them back. Each row of
/// an input brings its Id.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo record delete Account 001000000000001AAA --dry-run
  sfo -o demo record delete Task --query \"SELECT Id FROM Task WHERE Status = 'Completed'\" --dry-run
  echo '{\"Id\":\"001000000000001AAA\"}' | sfo -o demo record delete Account --input - --dry-run")]
pub struct Args {
    /// Object, such as Account
    #[arg(value_parser = target::name)]
    object: String,
    /// Ids, or one key field and its value
    #[arg(value_name = "ID|FIELD=VALUE", value_parser = target::target)]
    #[arg(required_unless_present_any = ["input", "query"], conflicts_with_all = ["input", "query"])]
    records: Vec<Target>,
    /// Delete all records that this SOQL finds: text that selects Id, @FILE, or - for stdin
    #[arg(long, value_name = "SOQL", conflicts_with = "input")]
    query: Option<String>,
    #[command(flatten)]
    many: many::Flags,
    #[command(flatten)]
    backup: Backup,
    #[command(flatten)]
    write: Write,
}

const AGAIN: &str = "sfo record delete … --yes";

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let input = match (&args.query, args.records.as_slice()) {
        (Some(soql), _) => query::input(ctx, soql, &Map::new()).await?,
        (None, records @ [_, _, ..]) => listed(records)?,
        (None, records) => match (args.many.open()?, records) {
            (None, [record, ..]) => return one(args, ctx, record).await,
            (None, []) => return Err(Failure::usage("which record?").into()),
            (Some(input), _) => input,
        },
    };
    let keep = args.backup.keep(ctx, &args.object, Deed::Delete);
    let (object, headers) = (args.object.clone(), HeaderMap::new());
    let rows = Rows { object, kind: Kind::Delete, headers, input, asks: true, again: AGAIN, keep };
    rows::run(ctx, &args.many, &args.write, rows).await
}

async fn one(args: &Args, ctx: &Ctx, record: &Target) -> anyhow::Result<()> {
    let mut out = ctx.out()?;
    let client = ctx.client().await?;
    let record = &found(args, client, record).await?;
    let call = sobject::delete(&args.object, record);
    if args.write.dry_run {
        return show(client, &call, &mut out);
    }
    let request = client.request(&call)?;
    let deed = format!("Delete {} {}", args.object, target::typed(record));
    args.write.consent.harm(ctx, client, &Harm { deed, request: &request, again: AGAIN })?;
    let keep = args.backup.keep(ctx, &args.object, Deed::Delete);
    let one = One { object: &args.object, call, target: Some(record), done: Done::Deleted, again: AGAIN, keep };
    one.send(ctx, client, out).await
}

/// The Id of the record that a key names: what goes must be known before anybody agrees to it.
async fn found(args: &Args, client: &Client, record: &Target) -> anyhow::Result<Target> {
    if let Target::Id(_) = record {
        return Ok(record.clone());
    }
    let call = sobject::read(&args.object, record, &["Id".to_owned()], HeaderMap::new());
    let text = sobject::send(client, &call).await.map_err(|error| target::named(&args.object, record, error))?;
    let id = Value::parse(&text)?.get("Id").map(|id| id.string().into_owned());
    Ok(id.map(Target::Id).ok_or_else(|| api::Error::Unreadable("the record has no Id".to_owned()))?)
}

/// Ids from the command line as rows.
pub fn listed(records: &[Target]) -> anyhow::Result<Input> {
    let mut lines = String::new();
    for record in records {
        let Target::Id(id) = record else {
            return Err(Failure::usage("several records are named by their Ids; a key names one").into());
        };
        lines.push_str(&json!({ "Id": id }).to_string());
        lines.push('\n');
    }
    Ok(Input::lines("the command line", &lines)?)
}
