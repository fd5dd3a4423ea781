//! `sfo query`: run SOQL and print its rows.

mod column;
mod count;
pub mod expand;
mod explain;
pub mod fault;
mod feed;
mod list;
mod list_view;
mod many;
mod merge;
mod missing;
mod parallel;
mod plan;
mod question;
mod route;
pub mod rows;
pub mod schema;
mod wide;
mod zone;

use super::layout::Layout;
use crate::api::query;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::soql::Binding;
use list::Input;
use list_view::ListView;
use missing::Place;
use plan::Plan;
use question::Question;
use std::io::Write;
use zone::Zone;

/// Run SOQL and print its rows
///
/// Every page and every list of child rows is fetched. In the select list, *, Owner.*, {writable}, {custom} and
/// {* -Field} stand for fields that the org describes.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo query \"SELECT Id, Name, Industry FROM Account LIMIT 5\"
  sfo -o demo query \"SELECT Name FROM Contact WHERE LastName = :name\" --bind \"name=O'Neil\"
  sfo -o demo query \"SELECT {* -Description}, Owner.Name FROM Account\" --csv --limit 5
  echo \"Energy\" | sfo -o demo query \"SELECT Name FROM Account WHERE Industry IN :list\" --in list=- --report-missing
  sfo -o demo query \"SELECT Name, CreatedDate FROM Lead LIMIT 3\" --tz Europe/Berlin
  sfo -o dev,production query \"SELECT Name FROM Account LIMIT 3\" --csv --stats
  sfo -o demo query --list-view Account/AllAccounts --limit 5
  echo \"SELECT Id FROM Lead\" | sfo -o demo query - --count")]
pub struct Args {
    /// SOQL text, @FILE, or - for stdin
    #[arg(required_unless_present = "list_view")]
    soql: Option<String>,
    /// Run the query of a list view, by name, label or id
    #[arg(long, value_name = "OBJECT/NAME", conflicts_with = "soql")]
    list_view: Option<ListView>,
    /// Value for :NAME in the text: NAME=TEXT is quoted, NAME:=LITERAL is a number, date, boolean, null or list
    #[arg(long = "bind", value_name = "NAME=VALUE")]
    bindings: Vec<Binding>,
    /// List for IN :NAME in the text: lines, a column of CSV or TSV, a member of JSON records, - for stdin
    ///
    /// The list may be of any length: it goes in several requests, and the rows come in its order.
    #[arg(long = "in", value_name = "NAME=FILE[:COLUMN]")]
    lists: Vec<Input>,
    /// Tell which values of the list no row has, on stderr or in FILE
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    #[arg(requires = "lists", conflicts_with_all = ["limit", "count", "explain"])]
    report_missing: Option<Place>,
    /// Print the query as it would be sent, and ask for no data
    #[arg(long, conflicts_with_all = ["count", "explain"])]
    show_query: bool,
    /// Show date-times in this zone: local, user, UTC, or a name such as Europe/Berlin; dates stay as they are
    #[arg(long, value_name = "ZONE")]
    tz: Option<Zone>,
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
    /// Ask for N ranges of Ids at a time; rows come in the order of their Ids
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=25))]
    #[arg(conflicts_with_all = ["limit", "page_size", "explain", "count"])]
    parallel: Option<u8>,
    /// Write rows as they come, in no order
    #[arg(long, requires = "parallel")]
    unordered: bool,
    /// Let a bulk job get the rows; without it, one is offered above 50,000 rows
    #[arg(long, value_name = "WHEN", value_enum, conflicts_with_all = ["explain", "count"])]
    bulk: Option<route::When>,
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

pub async fn run(args: Args, ctx: &Ctx) -> anyhow::Result<()> {
    let question = match &args.list_view {
        Some(view) => Question::of(&args, list_view::soql(view, ctx).await?)?,
        None => Question::read(&args)?,
    };
    if let Some(names) = ctx.several() {
        return many::run(&args, &question, &names, ctx).await;
    }
    let plan = plan::plan(&args, &question, ctx).await?;
    let outcome = match () {
        () if args.show_query => show(&plan, ctx),
        () if args.explain => explain::run(&args, &plan, ctx).await,
        () if args.counts(&plan) => count::run(&args, &plan, ctx).await,
        () => rows::run(&args, &plan, ctx).await,
    };
    outcome.map_err(|error| fault::point(error, &plan.draft))
}

/// Prints each query as it would be sent, whatever the format.
fn show(plan: &Plan, ctx: &Ctx) -> anyhow::Result<()> {
    let mut out = ctx.out()?;
    let texts = match &plan.wide {
        Some(wide) => wide.texts(),
        None => plan.drafts()?.iter().map(|draft| draft.text().to_owned()).collect(),
    };
    texts.iter().try_for_each(|text| writeln!(out, "{text}"))?;
    Ok(out.finish()?)
}

impl Args {
    fn ask<'a>(&self, soql: &'a str) -> query::Ask<'a> {
        let few = self.limit.and_then(|limit| u16::try_from(limit).ok());
        let page_size = self.page_size.or(few.filter(|limit| *limit < 2000));
        let Self { all_rows, tooling, limit, .. } = *self;
        query::Ask { soql, all_rows, tooling, page_size, raw: self.layout.raw, limit }
    }

    /// Whether only a number is wanted of a query, and there is a way to it.
    fn counts(&self, plan: &Plan) -> bool {
        plan.tree.as_ref().is_some_and(|tree| self.count || tree.is_count())
    }

    /// A result that is not what was asked for is an error, whatever was printed.
    fn judge(&self, delivered: usize, promised: Option<u64>) -> anyhow::Result<()> {
        self.filled(delivered)?;
        self.whole(delivered, promised)
    }

    /// Whether there are rows, where that was asked for.
    fn filled(&self, delivered: usize) -> anyhow::Result<()> {
        if delivered == 0 && self.fail_empty {
            return Err(Failure::new(Exit::NotFound, "no rows").into());
        }
        Ok(())
    }

    /// Whether all rows came that the org promised.
    fn whole(&self, delivered: usize, promised: Option<u64>) -> anyhow::Result<()> {
        match promised {
            Some(promised) if self.limit.is_none() && (delivered as u64) < promised => {
                let text = format!("the org promised {promised} rows and delivered {delivered}");
                Err(Failure::new(Exit::Partial, text).into())
            }
            _ => Ok(()),
        }
    }
}
