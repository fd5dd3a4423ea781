//! `sfo record upsert`: records by a key of their own, new or there already.

use super::header::Lock;
use super::rows::{self, Kind};
use super::said::Done;
use super::target;
use super::write::{One, Save};
use crate::api::sobject;
use crate::cli::field::{self, Field};
use crate::cli::many;
use crate::ctx::Ctx;
use crate::error::Failure;
use serde_json::Value;

/// Change the record that has a key, or create it; or one for each row of an input
///
/// The key is a field that the org marks as an external Id. Rows of an input bring its value. Rows that the org refuses
/// are told by number, with exit code 3, or 1 where all were.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo record upsert Account ExternalId__c=ERP-90001 Name='Blue Sky'
  echo '{\"ExternalId__c\":\"ERP-00001\"}' | sfo -o demo record upsert Account ExternalId__c --input -")]
pub struct Args {
    /// Object, such as Account
    #[arg(value_parser = target::name)]
    object: String,
    /// Key field and its value; with --input the field alone
    #[arg(value_name = "FIELD=VALUE")]
    key: String,
    /// `NAME=TEXT`, `NAME:=JSON` or `NAME=@FILE`
    #[arg(value_name = "FIELD", conflicts_with = "input")]
    fields: Vec<Field>,
    #[command(flatten)]
    many: many::Flags,
    #[command(flatten)]
    lock: Lock,
    #[command(flatten)]
    save: Save,
}

const AGAIN: &str = "sfo record upsert … --yes";

pub async fn run(args: Args, ctx: &Ctx) -> anyhow::Result<()> {
    let Args { object, key, fields, many, lock, save } = args;
    let wrong = |why: String| Failure::usage(format!("`{key}`: {why}"));
    if let Some(input) = many.open()? {
        lock.refuse_rows()?;
        let kind = Kind::Upsert(target::name(&key).map_err(wrong)?);
        let headers = save.rules.headers(false);
        return rows::run(
            ctx,
            &many,
            &save.write,
            rows::Rows { object, kind, headers, input, asks: false, again: AGAIN, keep: None },
        )
        .await;
    }
    let target = target::key(&key).map_err(wrong)?;
    let fields = field::object(fields)?;
    save.write.check(ctx, &object, &Kind::Upsert(String::new()), &fields).await?;
    let mut headers = save.rules.headers(true);
    lock.add(&mut headers);
    let call = sobject::upsert(&object, &target, Value::Object(fields).to_string(), headers);
    save.write
        .one(ctx, &One { object: &object, call, target: Some(&target), done: Done::Updated, again: AGAIN, keep: None })
        .await
}
