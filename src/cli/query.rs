//! `sfo query`: run SOQL and print its rows.

use super::argument;
use super::layout::Layout;
use crate::api::{self, query};
use crate::ctx::Ctx;
use crate::error::{Excerpt, Exit, Failure};
use crate::output::{Columns, Envelope};
use crate::record::Value;
use crate::soql::{self, Binding, Bound, Column, ast, caret};

/// Run SOQL and print its rows
///
/// Every page and every list of child rows is fetched.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo query \"SELECT Id, Name, Industry FROM Account LIMIT 5\"
  sfo -o demo query \"SELECT Name FROM Contact WHERE LastName = :name\" --bind \"name=O'Neil\"
  echo \"SELECT Id FROM Lead\" | sfo -o demo query - --count")]
pub struct Args {
    /// SOQL text, @FILE, or - for stdin
    soql: String,
    /// Value for :NAME in the text: NAME=TEXT is quoted, NAME:=LITERAL is a number, date, boolean, null or list
    #[arg(long = "bind", value_name = "NAME=VALUE")]
    bindings: Vec<Binding>,
    /// Also deleted and archived rows
    #[arg(long)]
    all_rows: bool,
    /// Ask the Tooling API
    #[arg(long)]
    tooling: bool,
    /// Stop after N rows
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Rows a page, as a wish; the org takes 200 to 2000
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    page_size: Option<u16>,
    /// Show the org's plans instead of running the query
    #[arg(long, conflicts_with_all = ["count", "limit"])]
    explain: bool,
    /// Print only how many rows there are
    #[arg(long, conflicts_with = "limit")]
    count: bool,
    /// Exit 5 where there are no rows
    #[arg(long)]
    fail_empty: bool,
    #[command(flatten)]
    layout: Layout,
}

pub async fn run(mut args: Args, ctx: &Ctx) -> anyhow::Result<()> {
    let typed = argument::text(std::mem::take(&mut args.soql))?;
    let query = soql::bind(&typed, &args.bindings).map_err(|error| Failure::usage(error.to_string()))?;
    soql::check(&query.text).map_err(|error| doubtless(error, &typed, &query))?;
    // A query that this parser does not know is still for the org to judge.
    let tree = soql::parse(&query.text).ok();
    let outcome = match &tree {
        _ if args.explain => explain(&args, &query.text, ctx).await,
        Some(tree) if args.count || tree.is_count() => count(&args, &query.text, tree, ctx).await,
        _ => rows(&args, &query.text, tree.as_ref(), ctx).await,
    };
    outcome.map_err(|error| point(error, &typed, &query))
}

async fn rows(args: &Args, text: &str, tree: Option<&ast::Query>, ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let client = ctx.client().await?;
    let mut pages = query::start(client, &args.ask(text)).await?;
    let mut sink = ctx.sink(&out, columns(tree), |style| {
        args.layout.apply(style);
        style.envelope = args.layout.raw.then(|| envelope(pages.total));
    });
    let progress = ctx.term.progress("rows");
    let most = args.limit.unwrap_or(usize::MAX);
    let mut delivered = 0;
    while delivered < most
        && let Some(page) = pages.next().await?
    {
        for record in page.iter().take(most - delivered) {
            sink.row(record)?;
            delivered += 1;
        }
        progress.set(delivered as u64);
    }
    drop(progress);
    let written = sink.finish()?;
    let judgement = args.judge(delivered, pages.total);
    ctx.end_rows(&out, &written, judgement)
}

/// The columns of a query; where its text does not tell, the first rows do.
fn columns(tree: Option<&ast::Query>) -> Columns {
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

async fn explain(args: &Args, text: &str, ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let reply = query::explain(ctx.client().await?, &args.ask(text)).await?;
    let reply = Value::parse(&reply).map_err(|error| api::Error::Unreadable(error.to_string()))?;
    let columns =
        ["leadingOperationType", "relativeCost", "cardinality", "sobjectCardinality", "sobjectType", "fields", "notes"];
    let columns = Columns::new(columns.map(str::to_owned).to_vec(), false);
    let mut sink = ctx.sink(&out, columns, |style| args.layout.apply(style));
    for plan in reply.get("plans").into_iter().flat_map(Value::items) {
        sink.row(plan)?;
    }
    let written = sink.finish()?;
    ctx.end_rows(&out, &written, Ok(()))
}

/// Asks for the number alone where the query can be turned into `COUNT()`, else counts what is delivered.
async fn count(args: &Args, text: &str, tree: &ast::Query, ctx: &Ctx) -> anyhow::Result<()> {
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

impl Args {
    fn ask<'a>(&self, soql: &'a str) -> query::Ask<'a> {
        let few = self.limit.and_then(|limit| u16::try_from(limit).ok());
        let page_size = self.page_size.or(few.filter(|limit| *limit < 2000));
        query::Ask { soql, all_rows: self.all_rows, tooling: self.tooling, page_size, raw: self.layout.raw }
    }

    /// A result that is not what was asked for is an error, whatever was printed.
    fn judge(&self, delivered: usize, promised: Option<u64>) -> anyhow::Result<()> {
        if delivered == 0 && self.fail_empty {
            return Err(Failure::new(Exit::NotFound, "no rows").into());
        }
        match promised {
            Some(promised) if self.limit.is_none() && (delivered as u64) < promised => {
                let text = format!("the org promised {promised} rows and delivered {delivered}");
                Err(Failure::new(Exit::Partial, text).into())
            }
            _ => Ok(()),
        }
    }
}

/// Shows where in the text as typed the org found fault.
fn point(error: anyhow::Error, typed: &str, query: &Bound) -> anyhow::Error {
    let Some(api::Error::Refused(refusal)) = error.downcast_ref::<api::Error>() else { return error };
    let Some(place) = caret::place(&refusal.message, &query.text) else { return error };
    let lines = soql::underline(typed, query.typed(place));
    let message = format!("{}: {}", refusal.code, caret::reason(&refusal.message));
    error.context(Excerpt { message, lines })
}

/// What needs no org to be found wrong.
fn doubtless(error: soql::Wrong, typed: &str, query: &Bound) -> anyhow::Error {
    let failure = anyhow::Error::from(Failure::usage(error.to_string()).hint("sfo help soql"));
    match error {
        soql::Wrong::OpenString(place) => {
            let lines = soql::underline(typed, query.typed(place));
            failure.context(Excerpt { message: error.to_string(), lines })
        }
        _ => failure,
    }
}
