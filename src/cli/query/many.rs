//! One question to several orgs: asked side by side, answered in the order in which they were named, each row with the
//! name of its org. An org that fails leaves the rows of the others as they are.

use super::feed::Feed;
use super::plan::{self, Plan};
use super::question::Question;
use super::zone::Zone;
use super::{Args, count, rows};
use crate::ctx::Ctx;
use crate::error::{self, Exit, Failure};
use crate::output::{Columns, Sink};
use crate::record::Value;
use futures_util::future::join_all;
use futures_util::stream::{self, StreamExt};
use std::io;

/// The column that names the org.
const ORG: &str = "_org";

/// One of the orgs, by the name it was given.
struct Org {
    name: String,
    ctx: Ctx,
}

enum Answer<'p> {
    Rows(Feed<'p>),
    Number(u64),
}

pub async fn run(args: &Args, question: &Question, names: &[&str], ctx: &Ctx) -> anyhow::Result<()> {
    if let Some(twice) = names.iter().enumerate().find(|(at, name)| names[..*at].contains(name)) {
        return Err(Failure::usage(format!("--org names `{}` more than once", twice.1)).into());
    }
    if args.explain
        || args.show_query
        || args.report_missing.is_some()
        || args.tz == Some(Zone::User)
        || args.bulk.is_some()
    {
        let text = "--explain, --show-query, --report-missing, --bulk and --tz user are about one org";
        return Err(Failure::usage(text).hint("--org ALIAS").into());
    }
    let orgs: Vec<_> = names.iter().map(|name| Org { name: (*name).to_owned(), ctx: ctx.of(name) }).collect();
    let outcome = ask(args, question, &orgs, ctx).await;
    for org in &orgs {
        org.ctx.learn();
    }
    outcome
}

async fn ask(args: &Args, question: &Question, orgs: &[Org], ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let (mut asked, mut failures) = (Vec::new(), Vec::new());
    let plans = join_all(orgs.iter().map(|org| plan::plan(args, question, &org.ctx))).await;
    for (org, plan) in orgs.iter().zip(plans) {
        match plan {
            Ok(plan) => asked.push((org, plan)),
            Err(error) => failures.push((org.name.as_str(), error)),
        }
    }
    let plans: Vec<&Plan> = asked.iter().map(|(_, plan)| plan).collect();
    let counting = plans.iter().any(|plan| args.counts(plan));
    let mut sink = ctx.sink(&out, columns(&plans, counting), rows::style(args, None, ctx).await?);
    let answers = stream::iter(&asked)
        .map(|(org, plan)| async move { (org.name.as_str(), answer(args, plan, &org.ctx, counting).await) });
    let mut answers = answers.buffered(asked.len().max(1));
    let mut delivered = 0;
    while let Some((name, answer)) = answers.next().await {
        let poured = match answer {
            Ok(answer) => pour(args, answer, name, &mut *sink).await,
            Err(error) => Err(error),
        };
        match poured {
            Ok(rows) => delivered += rows,
            // Not the org, but whoever reads.
            Err(error) if error.is::<io::Error>() => return Err(error),
            Err(error) => failures.push((name, error)),
        }
    }
    if failures.len() == orgs.len() && delivered == 0 {
        return Err(failed(&failures, orgs.len()));
    }
    let written = sink.finish()?;
    let judgement = if failures.is_empty() { args.filled(delivered) } else { Err(failed(&failures, orgs.len())) };
    ctx.end_rows(&out, &written, judgement)
}

/// Those of any org, the name of the org in front.
fn columns(plans: &[&Plan], counting: bool) -> Columns {
    let (mut paths, mut open) = (vec![ORG.to_owned()], false);
    if counting {
        paths.push("count".to_owned());
    }
    for plan in plans.iter().filter(|_| !counting) {
        let columns = rows::columns(plan.tree.as_ref());
        open |= columns.is_open();
        let new = columns.paths().iter().filter(|path| !paths.iter().any(|known| known.eq_ignore_ascii_case(path)));
        let new: Vec<_> = new.cloned().collect();
        paths.extend(new);
    }
    Columns::new(paths, open)
}

async fn answer<'p>(args: &'p Args, plan: &'p Plan, ctx: &'p Ctx, counting: bool) -> anyhow::Result<Answer<'p>> {
    let client = ctx.client().await?;
    if counting {
        return count::number(args, plan, client).await.map(Answer::Number);
    }
    Feed::start(args, plan, client).await.map(Answer::Rows)
}

/// Writes an org's answer and returns how many rows that took.
async fn pour(args: &Args, answer: Answer<'_>, name: &str, sink: &mut dyn Sink) -> anyhow::Result<usize> {
    let name = serde_json::to_string(name)?;
    let mut feed = match answer {
        Answer::Rows(feed) => feed,
        Answer::Number(number) => {
            sink.row(Value::trusted(&format!(r#"{{"{ORG}":{name},"count":{number}}}"#)))?;
            return Ok(1);
        }
    };
    let (most, mut delivered) = (args.limit.unwrap_or(usize::MAX), 0);
    while delivered < most
        && let Some(page) = feed.next().await?
    {
        for record in page.iter().take(most - delivered) {
            let row = format!(r#"{{"{ORG}":{name},{}"#, record.text().strip_prefix('{').unwrap_or_default());
            sink.row(Value::trusted(&row))?;
            delivered += 1;
        }
    }
    args.whole(delivered, feed.promised())?;
    Ok(delivered)
}

/// What became of the orgs that failed; where all did, it ends as the first of them does.
fn failed(failures: &[(&str, anyhow::Error)], orgs: usize) -> anyhow::Error {
    let exit = if failures.len() < orgs { Exit::Partial } else { error::exit(&failures[0].1) };
    let told: Vec<_> = failures.iter().map(|(name, error)| format!("{name}: {error}")).collect();
    Failure::new(exit, format!("{} of {orgs} orgs failed: {}", failures.len(), told.join("; "))).into()
}
