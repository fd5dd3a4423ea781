//! `sfo search`: find records by plain words, or by SOSL as it is.

mod objects;
mod statement;
mod term;

use super::argument;
use super::layout::Layout;
use super::query::fault;
use crate::api::search;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::output::{Columns, Envelope};
use crate::record::Value;
use crate::soql::Draft;
use statement::{Scope, Statement};
use std::io::Write;

/// Find records of several objects by words
///
/// Every word has to be there, "words in quotes" one behind the other. A * behind a letter or digit stands for any
/// letters; nothing else in the text is special. A text that begins with FIND { is SOSL and is sent as it is.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo search Meridian
  sfo -o demo search 'merid* bayern' --in Account,Contact --fields Name,Phone
  sfo -o demo search Meridian --in Account,Lead --where \"Account:Industry = 'Finance'\"
  sfo -o demo search 'hana@example.com' --in Contact --scope email --show-query
  sfo -o demo search 'FIND {meridian} RETURNING Account(Name ORDER BY Name)' --csv")]
pub struct Args {
    /// Words to find, or SOSL that begins with FIND {; @FILE, or - for stdin
    text: String,
    /// Objects to search, separated by commas; without it, all, of which the org tells ids alone
    #[arg(long = "in", value_name = "OBJECTS", value_delimiter = ',', value_parser = argument::name)]
    objects: Vec<String>,
    /// Fields to print, separated by commas; OBJECT.FIELD is for that object alone; without it, the name
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', requires = "objects")]
    fields: Vec<String>,
    /// Condition in SOQL; OBJECT:CONDITION is for that object alone
    #[arg(long = "where", value_name = "CONDITION", requires = "objects")]
    filters: Vec<String>,
    /// Which fields to look into; without it, all
    #[arg(long, value_name = "FIELDS", value_enum)]
    scope: Option<Scope>,
    /// At most N records, spread over the objects
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=2000))]
    limit: Option<u16>,
    /// Print only how many records there are
    #[arg(long)]
    count: bool,
    /// Exit 5 where there are no records
    #[arg(long)]
    fail_empty: bool,
    /// Print the SOSL as it would be sent, and search nothing
    #[arg(long)]
    show_query: bool,
    #[command(flatten)]
    layout: Layout,
}

/// What the text and the flags come to.
struct Asked {
    sosl: String,
    /// `None` for SOSL as typed.
    statement: Option<Statement>,
}

pub async fn run(mut args: Args, ctx: &Ctx) -> anyhow::Result<()> {
    let typed = argument::text(std::mem::take(&mut args.text))?;
    let asked = args.asked(&typed, ctx).await?;
    if args.show_query {
        let mut out = ctx.out()?;
        writeln!(out, "{}", asked.sosl)?;
        return Ok(out.finish()?);
    }
    let outcome = find(&args, &asked, ctx).await;
    outcome.map_err(|error| fault::point(error, &Draft::new(asked.sosl)))
}

async fn find(args: &Args, asked: &Asked, ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let parameters = asked.statement.as_ref().map(Statement::parameters);
    let ask = search::Ask { sosl: &asked.sosl, parameters, raw: args.layout.raw };
    let found = search::run(ctx.client().await?, &ask).await?;
    let most = args.limit.map_or(usize::MAX, usize::from);
    let rows: Vec<Value> = found.rows.iter().take(most).collect();
    let judgement = args.judge(rows.len());
    if args.count {
        ctx.show_in(out, &rows.len())?;
        return judgement;
    }
    let mut sink = ctx.sink(&out, args.columns(asked, &rows), |style| {
        args.layout.apply(style);
        style.envelope = args.layout.raw.then(|| envelope(found.metadata.as_deref()));
    });
    for row in &rows {
        sink.row(*row)?;
    }
    let written = sink.finish()?;
    if rows.len() == search::MOST {
        ctx.term.note("the org returns no more than 2000 records of a search; there may be others");
    }
    ctx.end_rows(&out, &written, judgement)
}

/// The envelope of the org around the records.
fn envelope(metadata: Option<&str>) -> Envelope {
    let tail = metadata.map_or_else(|| "}".to_owned(), |metadata| format!(r#","metadata":{metadata}}}"#));
    Envelope { head: r#"{"searchRecords":"#.to_owned(), tail }
}

impl Args {
    async fn asked(&self, typed: &str, ctx: &Ctx) -> anyhow::Result<Asked> {
        if !is_sosl(typed) {
            let objects = objects::of(self, ctx).await?;
            let statement = Statement::new(typed, self.scope.unwrap_or_default(), objects, self.limit)?;
            return Ok(Asked { sosl: statement.sosl(), statement: Some(statement) });
        }
        if !self.objects.is_empty() || self.scope.is_some() {
            let what = "--in, --fields, --where and --scope go with plain words; this text is SOSL and says it itself";
            return Err(Failure::usage(what).hint("sfo search --help").into());
        }
        Ok(Asked { sosl: typed.trim().to_owned(), statement: None })
    }

    /// The object, then the fields of all objects. Of SOSL as typed, the records tell.
    fn columns(&self, asked: &Asked, rows: &[Value]) -> Columns {
        let told = Columns::new(Vec::new(), true).learned(rows);
        match &asked.statement {
            Some(statement) if !self.layout.raw => {
                // As the org spells them, whichever object's records come first.
                let spelled = |path: String| {
                    told.paths().iter().find(|it| it.eq_ignore_ascii_case(&path)).cloned().unwrap_or(path)
                };
                let paths = std::iter::once("_type".to_owned()).chain(statement.columns().into_iter().map(spelled));
                Columns::new(paths.collect(), false)
            }
            None if rows.is_empty() => Columns::new(vec!["_type".to_owned(), "Id".to_owned()], false),
            _ => told,
        }
    }

    fn judge(&self, delivered: usize) -> anyhow::Result<()> {
        if delivered == 0 && self.fail_empty {
            return Err(Failure::new(Exit::NotFound, "no records").into());
        }
        Ok(())
    }
}

/// Whether a text is SOSL: `FIND {`, in any case.
fn is_sosl(text: &str) -> bool {
    let text = text.trim_start();
    let keyword = text.get(..4).is_some_and(|keyword| keyword.eq_ignore_ascii_case("FIND"));
    keyword && text[4..].trim_start().starts_with('{')
}
