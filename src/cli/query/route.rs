//! `query --bulk`: page by page, or by a job where there are many rows. What a job cannot do is said, not found out.

use super::Args;
use super::feed::Feed;
use super::plan::Plan;
use crate::api::Client;
use crate::cli::bulk;
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::soql;
use std::sync::Arc;

/// Rows above which a job is the better way (`spec/rest.md` 8.3).
const MANY: u64 = 10_000;
/// Rows above which one is offered.
const VERY_MANY: u64 = 50_000;

/// When a job gets the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum When {
    /// Where there are more than 10,000 rows, and a job can
    Auto,
    /// In any case
    Always,
    Never,
}

/// Opens the way that suits.
pub async fn open<'p>(
    args: &'p Args,
    plan: &'p Plan,
    client: &'p Arc<Client>,
    ctx: &'p Ctx,
) -> anyhow::Result<Feed<'p>> {
    let obstacle = obstacle(args, plan);
    match obstacle {
        Some(why) if args.bulk == Some(When::Always) => {
            return Err(Failure::usage(format!("a job cannot run this query: {why}")).into());
        }
        None if args.bulk == Some(When::Always) => return by_job(args, plan, ctx).await,
        _ => {}
    }
    let feed = Feed::start(args, plan, client).await?;
    let total = feed.promised().unwrap_or_default();
    match (args.bulk, obstacle) {
        (Some(When::Auto), None) if total > MANY => return by_job(args, plan, ctx).await,
        (Some(When::Auto), Some(why)) if total > MANY => {
            ctx.term.note(&format!("{total} rows come page by page, for a job cannot run this query: {why}"));
        }
        (None, None) if total > VERY_MANY => ctx.term.note(&format!("{total} rows; with --bulk auto a job gets them")),
        _ => {}
    }
    Ok(feed)
}

async fn by_job<'p>(args: &Args, plan: &Plan, ctx: &'p Ctx) -> anyhow::Result<Feed<'p>> {
    Ok(Feed::Bulk(Box::new(bulk::Route::start(ctx, &plan.draft, args.all_rows).await?)))
}

/// What keeps a job from giving the same rows.
fn obstacle(args: &Args, plan: &Plan) -> Option<&'static str> {
    let unknown = Some("it does not read as SOQL");
    match () {
        () if args.tooling => Some("it asks the Tooling API"),
        () if args.layout.raw => Some("--raw wants the envelope of pages"),
        () if args.limit.is_some() => Some("--limit wants only the first rows"),
        () if args.parallel.is_some() => Some("--parallel asks for ranges"),
        () if plan.listed.is_some() => Some("its list goes in parts"),
        () => plan.tree.as_ref().map_or(unknown, soql::no_job),
    }
}
