//! The rows of a query, from the org to the sink.

use super::feed::Feed;
use super::plan::Plan;
use super::{Args, missing, route};
use crate::ctx::Ctx;
use crate::output::{Columns, Envelope, Style};
use crate::soql::{self, Column, ast};

pub async fn run(args: &Args, plan: &Plan, ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let client = ctx.client().await?;
    let mut feed = route::open(args, plan, client, ctx).await?;
    let mut sink = ctx.sink(&out, columns(plan.tree.as_ref()), style(args, feed.promised(), ctx).await?);
    let progress = ctx.term.progress("rows");
    let most = args.limit.unwrap_or(usize::MAX);
    let mut delivered = 0;
    while delivered < most
        && let Some(page) = feed.next().await?
    {
        for record in page.iter().take(most - delivered) {
            sink.row(record)?;
            delivered += 1;
        }
        progress.set(delivered as u64);
    }
    drop(progress);
    let written = sink.finish()?;
    let judgement = args.judge(delivered, feed.promised());
    ctx.end_rows(&out, &written, judgement)?;
    if let Feed::Merge(merge) = &feed { missing::report(args, merge, ctx) } else { Ok(()) }
}

/// How rows are to look.
pub async fn style(args: &Args, promised: Option<u64>, ctx: &Ctx) -> anyhow::Result<impl FnOnce(&mut Style)> {
    let zone = match &args.tz {
        Some(zone) => Some(zone.find(ctx).await?),
        None => None,
    };
    Ok(move |style: &mut Style| {
        args.layout.apply(style);
        style.zone = zone;
        style.envelope = args.layout.raw.then(|| envelope(promised));
    })
}

/// The columns of a query; where its text does not tell, the first rows do.
pub fn columns(tree: Option<&ast::Query>) -> Columns {
    let columns = tree.map_or_else(|| vec![Column::Open], soql::columns);
    let mut paths = Vec::new();
    add_paths(&columns, "", &mut paths);
    Columns::new(paths, columns.contains(&Column::Open))
}

fn add_paths(columns: &[Column], prefix: &str, paths: &mut Vec<String>) {
    for column in columns {
        match column {
            Column::Field(path) => paths.push(format!("{prefix}{path}")),
            Column::Child { name, columns } if columns.contains(&Column::Open) => {
                paths.push(format!("{prefix}{name}[]"));
            }
            Column::Child { name, columns } => add_paths(columns, &format!("{prefix}{name}[]."), paths),
            Column::Open => {}
        }
    }
}

/// The envelope of all pages in one.
fn envelope(total: Option<u64>) -> Envelope {
    let total = total.map_or_else(String::new, |total| format!(r#""totalSize":{total},"#));
    Envelope { head: format!(r#"{{{total}"done":true,"records":"#), tail: "}".to_owned() }
}
