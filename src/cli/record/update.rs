//! `sfo record update`: fields of records that are there.

use super::header::Lock;
use super::query;
use super::rows::{self, Kind, Rows};
use super::said::Done;
use super::target;
use super::undo::{Backup, Deed};
use super::write::{One, Save};
use crate::api::sobject;
use crate::cli::field::{self, Field};
use crate::cli::many;
use crate::ctx::Ctx;
use crate::error::Failure;
use serde_json::{Map, Value};

/// Change fields of a record, of those that a query finds, or of one for each row of an input
///
/// A field is NAME=TEXT, NAME:=JSON (numbers, true, null) or NAME=@FILE. Each row of an input brings its Id. A
/// change of all that a query finds asks first. Rows that
/// the org refuses are told by number, with exit code 3, or 1 where all were.
#[derive(clap::Args)]
#[command(
    override_usage = "sfo record update [OPTIONS] OBJECT ID|FIELD=VALUE FIELD...",
    after_help = "Examples:
  sfo -o demo record update Account 001000000000001AAA Phone:=null Rating=Hot
  sfo -o demo record update Account ExternalId__c=ERP-00001 Site=North
  sfo -o demo record update Account ExternalId__c=ERP-00001 Site=x --if-unmodified-since 2099-01-01
  sfo -o demo record update Lead --query 'SELECT Id FROM Lead LIMIT 5' Rating=Warm --yes
  echo '{\"Id\":\"001000000000001AAA\",\"Site\":\"S\"}' | sfo -o demo record update Account --input -"
)]
pub struct Args {
    /// Object, such as Account
    #[arg(value_parser = target::name)]
    object: String,
    /// Id or key field of the record, then fields: `NAME=TEXT`, `NAME:=JSON` or `NAME=@FILE`
    #[arg(value_name = "WORD", conflicts_with = "input", required_unless_present = "input")]
    words: Vec<String>,
    /// Change all records that this SOQL finds: text that selects Id, @FILE, or - for stdin
    #[arg(long, value_name = "SOQL", conflicts_with = "input")]
    query: Option<String>,
    #[command(flatten)]
    many: many::Flags,
    #[command(flatten)]
    lock: Lock,
    #[command(flatten)]
    backup: Backup,
    #[command(flatten)]
    save: Save,
}

const AGAIN: &str = "sfo record update … --yes";

pub async fn run(args: Args, ctx: &Ctx) -> anyhow::Result<()> {
    let Args { object, words, query, many, lock, backup, save } = args;
    let keep = backup.keep(ctx, &object, Deed::Update);
    let input = match &query {
        Some(soql) => Some(query::input(ctx, soql, &fields(&words)?).await?),
        None => many.open()?,
    };
    if let Some(input) = input {
        lock.refuse_rows()?;
        let (headers, asks) = (save.rules.headers(false), query.is_some());
        let rows = Rows { object: object.clone(), kind: Kind::Update, headers, input, asks, again: AGAIN, keep };
        return rows::run(ctx, &many, &save.write, rows).await;
    }
    let (record, words) = words.split_first().ok_or_else(|| Failure::usage("which record?"))?;
    let target = target::target(record).map_err(|why| Failure::usage(format!("`{record}`: {why}")))?;
    let fields = fields(words)?;
    save.write.check(ctx, &object, &Kind::Update, &fields).await?;
    let mut headers = save.rules.headers(true);
    lock.add(&mut headers);
    let call = sobject::update(&object, &target, Value::Object(fields).to_string(), headers);
    let one = One { object: &object, call, target: Some(&target), done: Done::Updated, again: AGAIN, keep };
    save.write.one(ctx, &one).await
}

fn fields(words: &[String]) -> Result<Map<String, Value>, Failure> {
    if words.is_empty() {
        return Err(Failure::usage("no field is to be changed; add NAME=TEXT or NAME:=JSON"));
    }
    field::object(words.iter().map(|word| word.parse()).collect::<Result<Vec<Field>, _>>()?)
}
