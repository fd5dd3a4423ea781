//! `sfo record update`: fields of records that are there.

use super::header::Lock;
use super::rows::{self, Kind};
use super::said::Done;
use super::target;
use super::undo::{Backup, Deed};
use super::write::{One, Save};
use crate::api::sobject::{self, Target};
use crate::cli::field::{self, Field};
use crate::cli::many;
use crate::ctx::Ctx;
use crate::error::Failure;
use serde_json::Value;

/// Change fields of a record, or of one for each row of an input
///
/// A field is NAME=TEXT, NAME:=JSON (numbers, true, null) or NAME=@FILE. Each row of an input brings its Id. Rows that
/// the org refuses are told by number, with exit code 3, or 1 where all were.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo record update Account 001000000000001AAA Phone:=null Rating=Hot
  sfo -o demo record update Account ExternalId__c=ERP-00001 Site=North
  sfo -o demo record update Account ExternalId__c=ERP-00001 Site=x --if-unmodified-since 2099-01-01
  echo '{\"Id\":\"001000000000001AAA\",\"Site\":\"S\"}' | sfo -o demo record update Account --input -")]
pub struct Args {
    /// Object, such as Account
    #[arg(value_parser = target::name)]
    object: String,
    /// Id, or a key field and its value
    #[arg(value_name = "ID|FIELD=VALUE", value_parser = target::target)]
    #[arg(required_unless_present = "input", conflicts_with = "input")]
    record: Option<Target>,
    /// `NAME=TEXT`, `NAME:=JSON` or `NAME=@FILE`
    #[arg(value_name = "FIELD")]
    fields: Vec<Field>,
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
    let Args { object, record, fields, many, lock, backup, save } = args;
    let keep = backup.keep(ctx, &object, Deed::Update);
    if let Some(input) = many.open()? {
        lock.refuse_rows()?;
        let headers = save.rules.headers(false);
        return rows::run(
            ctx,
            &many,
            &save.write,
            rows::Rows { object, kind: Kind::Update, headers, input, again: AGAIN, keep },
        )
        .await;
    }
    if fields.is_empty() {
        return Err(Failure::usage("no field is to be changed; add NAME=TEXT or NAME:=JSON").into());
    }
    let target = record.ok_or_else(|| Failure::usage("which record? Give an Id, or FIELD=VALUE"))?;
    let mut headers = save.rules.headers(true);
    lock.add(&mut headers);
    let call = sobject::update(&object, &target, Value::Object(field::object(fields)?).to_string(), headers);
    save.write
        .one(ctx, &One { object: &object, call, target: Some(&target), done: Done::Updated, again: AGAIN, keep })
        .await
}
