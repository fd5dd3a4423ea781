//! The org's plans for a query, one a row.

use super::Args;
use crate::api::{self, query};
use crate::ctx::Ctx;
use crate::output::Columns;
use crate::record::Value;

const COLUMNS: [&str; 7] =
    ["leadingOperationType", "relativeCost", "cardinality", "sobjectCardinality", "sobjectType", "fields", "notes"];

pub async fn run(args: &Args, text: &str, ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let reply = query::explain(ctx.client().await?, &args.ask(text)).await?;
    let reply = Value::parse(&reply).map_err(|error| api::Error::Unreadable(error.to_string()))?;
    let columns = Columns::new(COLUMNS.map(str::to_owned).to_vec(), false);
    let mut sink = ctx.sink(&out, columns, |style| args.layout.apply(style));
    for plan in reply.get("plans").into_iter().flat_map(Value::items) {
        sink.row(plan)?;
    }
    let written = sink.finish()?;
    ctx.end_rows(&out, &written, Ok(()))
}
