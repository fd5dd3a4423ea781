//! `sfo record create`: new records.

use super::rows::{self, Kind};
use super::said::Done;
use super::target;
use super::write::{One, Save};
use crate::api::sobject;
use crate::cli::field::{self, Field};
use crate::cli::many;
use crate::ctx::Ctx;
use serde_json::Value;

/// Create a record, or one for each row of an input
///
/// A field is NAME=TEXT, NAME:=JSON (numbers, true, null) or NAME=@FILE. Rows that the org refuses are told by number,
/// with exit code 3, or 1 where all were.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo record create Account Name='Blue Sky' NumberOfEmployees:=12
  sfo -o demo record create Contact LastName=Lund Account:='{\"ExternalId__c\":\"ERP-00001\"}' --jq .id
  echo '[{\"Name\":\"One\"},{\"Name\":\"Two\"}]' | sfo -o demo record create Account --input - --csv
  sfo -o demo record create Account Name=Test --dry-run")]
pub struct Args {
    /// Object, such as Account
    #[arg(value_parser = target::name)]
    object: String,
    /// `NAME=TEXT`, `NAME:=JSON` or `NAME=@FILE`
    #[arg(value_name = "FIELD", conflicts_with = "input")]
    fields: Vec<Field>,
    #[command(flatten)]
    many: many::Flags,
    #[command(flatten)]
    save: Save,
}

const AGAIN: &str = "sfo record create … --yes";

pub async fn run(args: Args, ctx: &Ctx) -> anyhow::Result<()> {
    let Args { object, fields, many, save } = args;
    if let Some(input) = many.open()? {
        let headers = save.rules.headers(false);
        return rows::run(
            ctx,
            &many,
            &save.write,
            rows::Rows { object, kind: Kind::Create, headers, input, asks: false, again: AGAIN, keep: None },
        )
        .await;
    }
    let fields = field::object(fields)?;
    save.write.check(ctx, &object, &Kind::Create, &fields).await?;
    let call = sobject::create(&object, Value::Object(fields).to_string(), save.rules.headers(true));
    save.write
        .one(ctx, &One { object: &object, call, target: None, done: Done::Created, again: AGAIN, keep: None })
        .await
}
