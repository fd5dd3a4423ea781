//! How many records of which objects the org holds, by its own count, which may be some minutes old.

use super::Args;
use crate::api::describe::{self, Global};
use crate::api::limits::{self, Count};
use crate::cli::describe::nearest;
use crate::cli::view::View;
use crate::ctx::{Ctx, Freshness};
use serde_json::{Value, json};
use std::cmp::Reverse;

pub async fn run(objects: &[String], args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let asked: Vec<&str> = objects.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    let mut counts = limits::record_counts(ctx.client().await?, &asked).await?;
    counts.extend(empty(&asked, &counts, ctx).await?);
    counts.retain(|count| args.wants(&count.name));
    counts.sort_by(|a, b| (Reverse(a.count), &a.name).cmp(&(Reverse(b.count), &b.name)));
    let view = View { columns: &["name", "count"], rows: counts.iter().map(row).collect() };
    view.show(ctx, &out, None)
}

fn row(Count { name, count }: &Count) -> Value {
    json!({"name": name, "count": count})
}

/// The org leaves out objects without records, and those that it does not know. Which is which its list of objects
/// tells.
async fn empty(asked: &[&str], counts: &[Count], ctx: &Ctx) -> anyhow::Result<Vec<Count>> {
    let counted = |name: &str| counts.iter().any(|count| count.name.eq_ignore_ascii_case(name));
    let missing: Vec<&str> = asked.iter().copied().filter(|name| !counted(name)).collect();
    if missing.is_empty() {
        return Ok(Vec::new());
    }
    let list = ctx.describe(None, Freshness::Renewed).await?;
    let known: Global = describe::read(&list)?;
    let names = || known.sobjects.iter().map(|object| object.name.as_str());
    let zero = |wanted: &&str| {
        let name = names().find(|name| name.eq_ignore_ascii_case(wanted));
        let unknown = || nearest::missing(&format!("no object `{wanted}`"), &nearest::of(wanted, names()));
        Ok(Count { name: name.ok_or_else(unknown)?.to_owned(), count: 0 })
    };
    missing.iter().map(zero).collect()
}
