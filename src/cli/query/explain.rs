//! The org's plans for a query, one a row.

use super::Args;
use super::plan::Plan;
use crate::api::{self, query};
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::output::Columns;
use crate::record::Value;

const COLUMNS: [&str; 7] =
    ["leadingOperationType", "relativeCost", "cardinality", "sobjectCardinality", "sobjectType", "fields", "notes"];

pub async fn run(args: &Args, plan: &Plan, ctx: &Ctx) -> anyhow::Result<()> {
    let drafts = plan.drafts()?;
    let [draft] = drafts.as_slice() else {
        let text = format!("the list makes {} requests, and --explain is about one", drafts.len());
        return Err(Failure::usage(text).into());
    };
    let out = ctx.out()?;
    let reply = query::explain(ctx.client().await?, &args.ask(draft.text())).await?;
    let reply = Value::parse(&reply).map_err(|error| api::Error::Unreadable(error.to_string()))?;
    let columns = Columns::new(COLUMNS.map(str::to_owned).to_vec(), false);
    let mut sink = ctx.sink(&out, columns, |style| args.layout.apply(style));
    for plan in reply.get("plans").into_iter().flat_map(Value::items) {
        sink.row(plan)?;
    }
    let written = sink.finish()?;
    ctx.end_rows(&out, &written, Ok(()))
}
