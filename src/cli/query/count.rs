//! How many rows a query has, and nothing else of them.

use super::Args;
use super::feed::Feed;
use super::plan::Plan;
use crate::api::{Client, query};
use crate::ctx::Ctx;
use crate::soql::{self, Draft};
use std::sync::Arc;

pub async fn run(args: &Args, plan: &Plan, ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let rows = number(args, plan, ctx.client().await?).await?;
    ctx.show_in(out, &rows)?;
    args.judge(usize::try_from(rows).unwrap_or(usize::MAX), None)
}

/// Asks for the number alone where the query can be turned into `COUNT()`, else counts what is delivered.
pub async fn number(args: &Args, plan: &Plan, client: &Arc<Client>) -> anyhow::Result<u64> {
    let mut rows = 0;
    let split = plan.listed.as_ref().is_some_and(|listed| listed.id.is_some());
    for draft in if split { Vec::new() } else { plan.drafts()? } {
        match alone(args, &draft, client).await? {
            Some(number) => rows += number,
            None => return delivered(args, plan, client).await,
        }
    }
    if split { delivered(args, plan, client).await } else { Ok(rows) }
}

async fn alone(args: &Args, draft: &Draft, client: &Arc<Client>) -> anyhow::Result<Option<u64>> {
    let tree = soql::parse(draft.text()).ok();
    let Some(counting) = tree.and_then(|tree| soql::counting(draft.text(), &tree)) else { return Ok(None) };
    Ok(query::start(client, &args.ask(&counting)).await?.total)
}

async fn delivered(args: &Args, plan: &Plan, client: &Arc<Client>) -> anyhow::Result<u64> {
    let mut feed = Feed::start(args, plan, client).await?;
    let mut rows = 0;
    while let Some(page) = feed.next().await? {
        rows += page.len() as u64;
    }
    Ok(rows)
}
