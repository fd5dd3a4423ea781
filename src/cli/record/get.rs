//! `sfo record get`: records by their Ids or keys.

use super::target;
use crate::api::sobject::{self, Target};
use crate::api::{self, Client, Rows};
use crate::cli::layout::Layout;
use crate::ctx::Ctx;
use crate::error::{self, Exit, Failure};
use crate::http::header::HeaderMap;
use crate::output::{Columns, Format};
use crate::record::Value;
use futures_util::stream::{self, StreamExt};

/// Print records, by Id or by a key field
///
/// One record is one JSON object, several are a list in the order in which they were named. On a terminal a record by
/// itself is shown one field a line.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo record get Account 001000000000001AAA --fields Name,Industry
  sfo -o demo record get Account ExternalId__c=ERP-00001 --jq .Name
  sfo -o demo record get Account 001000000000001AAA 001000000000002AAA --fields Name --csv")]
pub struct Args {
    /// Object, such as Account
    #[arg(value_parser = target::name)]
    object: String,
    /// Id, or a key field and its value
    #[arg(required = true, value_name = "ID|FIELD=VALUE", value_parser = target::target)]
    records: Vec<Target>,
    /// Fields to print, separated by commas; without it, all
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    fields: Vec<String>,
    #[command(flatten)]
    layout: Layout,
}

/// Requests side by side.
const WIDTH: usize = 4;

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let client = ctx.client().await?;
    if let [record] = args.records.as_slice() {
        let found = args.ask(client, record).await.map_err(|error| target::named(&args.object, record, error))?;
        return args.show(ctx, out, &found);
    }
    let asked = stream::iter(&args.records).map(async |record| (record, args.ask(client, record).await));
    let mut answers = asked.buffered(WIDTH);
    let mut sink = ctx.sink(&out, args.columns(), |style| args.layout.apply(style));
    let mut failures = Vec::new();
    while let Some((record, answer)) = answers.next().await {
        match answer {
            Ok(found) => found.iter().try_for_each(|row| sink.row(row))?,
            Err(error) if fatal(&error) => return Err(target::named(&args.object, record, error)),
            Err(error) => failures.push(target::named(&args.object, record, error)),
        }
    }
    let written = sink.finish()?;
    ctx.end_rows(&out, &written, judge(&failures, args.records.len()))
}

/// Whether it is about more than one record.
fn fatal(error: &api::Error) -> bool {
    !matches!(error, api::Error::Refused(refusal) if refusal.status < 500) && !matches!(error, api::Error::Several(_))
}

/// What it comes to that these records were not there.
fn judge(failures: &[anyhow::Error], asked: usize) -> anyhow::Result<()> {
    let Some(first) = failures.first() else { return Ok(()) };
    let exit = if failures.len() < asked { Exit::Partial } else { error::exit(first) };
    let told: Vec<_> = failures.iter().map(ToString::to_string).collect();
    Err(Failure::new(exit, format!("{} of {asked} records: {}", failures.len(), told.join("; "))).into())
}

impl Args {
    async fn ask(&self, client: &Client, record: &Target) -> Result<Rows, api::Error> {
        let call = sobject::read(&self.object, record, &self.fields, HeaderMap::new());
        Rows::one(&sobject::send(client, &call).await?, self.layout.raw)
    }

    fn columns(&self) -> Columns {
        Columns::new(self.fields.clone(), true)
    }

    /// One record by itself.
    fn show(&self, ctx: &Ctx, mut out: crate::term::Out, found: &Rows) -> anyhow::Result<()> {
        let row = found.iter().next().unwrap_or(Value::NULL);
        if matches!(ctx.format, Format::Json | Format::Ndjson) {
            ctx.put(&mut out, row)?;
            return Ok(out.finish()?);
        }
        let format = if ctx.options.chose_format() { ctx.format } else { Format::Vertical };
        let mut sink = ctx.sink_as(format, &out, self.columns(), |style| self.layout.apply(style));
        sink.row(row)?;
        let written = sink.finish()?;
        ctx.end_rows(&out, &written, Ok(()))
    }
}
