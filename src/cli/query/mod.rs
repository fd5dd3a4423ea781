//! `sfo query`: run SOQL and print its rows.

mod count;
mod explain;
mod fault;
mod rows;

use super::argument;
use super::layout::Layout;
use crate::api::query;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::soql::{self, Binding};

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
    soql::check(&query.text).map_err(|error| fault::doubtless(error, &typed, &query))?;
    // A query that this parser does not know is still for the org to judge.
    let tree = soql::parse(&query.text).ok();
    let outcome = match &tree {
        _ if args.explain => explain::run(&args, &query.text, ctx).await,
        Some(tree) if args.count || tree.is_count() => count::run(&args, &query.text, tree, ctx).await,
        _ => rows::run(&args, &query.text, tree.as_ref(), ctx).await,
    };
    outcome.map_err(|error| fault::point(error, &typed, &query))
}

impl Args {
    fn ask<'a>(&self, soql: &'a str) -> query::Ask<'a> {
        let few = self.limit.and_then(|limit| u16::try_from(limit).ok());
        let page_size = self.page_size.or(few.filter(|limit| *limit < 2000));
        let Self { all_rows, tooling, limit, .. } = *self;
        query::Ask { soql, all_rows, tooling, page_size, raw: self.layout.raw, limit }
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
