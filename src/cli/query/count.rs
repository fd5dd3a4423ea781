//! How many rows a query has, and nothing else of them.

use super::Args;
use crate::api::query;
use crate::ctx::Ctx;
use crate::soql::{self, ast};

/// Asks for the number alone where the query can be turned into `COUNT()`, else counts what is delivered.
pub async fn run(args: &Args, text: &str, tree: &ast::Query, ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let counting = soql::counting(text, tree);
    let client = ctx.client().await?;
    let mut pages = query::start(client, &args.ask(counting.as_deref().unwrap_or(text))).await?;
    let mut rows = 0;
    if counting.is_some() {
        rows = pages.total.unwrap_or(0);
    } else {
        while let Some(page) = pages.next().await? {
            rows += page.len() as u64;
        }
    }
    ctx.show_in(out, &rows)?;
    args.judge(usize::try_from(rows).unwrap_or(usize::MAX), None)
}
