//! `sfo record files`: which files a record has.

use super::super::target;
use crate::api::files::{self, Stored};
use crate::ctx::Ctx;
use crate::output::Columns;
use crate::record::Value;
use serde_json::json;

/// List the files and attachments of records
///
/// An Id is of a record, or of a file itself: a document (069), a version of it (068), an attachment (00P) or a
/// Document (015).
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo record files 001000000000001AAA
  sfo -o demo record files 001000000000007AAA 001000000000001AAA --csv")]
pub struct Args {
    /// Ids of records or of files
    #[arg(required = true, value_name = "ID", value_parser = target::id)]
    ids: Vec<String>,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let found = files::find(ctx.client().await?, &args.ids).await?;
    let columns = ["name", "size", "id", "object", "documentId", "recordId", "created"].map(str::to_owned);
    let mut sink = ctx.sink(&out, Columns::new(columns.to_vec(), false), |_| ());
    for file in &found {
        sink.row(Value::trusted(&row(file)))?;
    }
    let written = sink.finish()?;
    ctx.end_rows(&out, &written, Ok(()))
}

fn row(file: &Stored) -> String {
    let Stored { id, object, name, size, created, document, asked } = file;
    let record = (!files::names_a_file(asked)).then_some(asked);
    let row = json!({
        "name": name,
        "size": size,
        "id": id,
        "object": object,
        "documentId": document,
        "recordId": record,
        "created": created,
    });
    row.to_string()
}
