//! `sfo bulk insert`, `update`, `upsert`, `delete` and `hard-delete`: rows into an org by jobs.

use super::cells::Columns;
use super::cut::Cutter;
use super::load::{Load, Scratch, Shelf};
use super::preflight::{self, Preflight};
use super::waiting::Waiting;
use super::{again, send};
use crate::api::Client;
use crate::api::bulk::ingest::{self, Operation};
use crate::cli::consent::{Consent, Harm};
use crate::cli::describe;
use crate::cli::many::Flaws;
use crate::cli::record::name;
use crate::cli::rules::Rules;
use crate::ctx::{Ctx, Freshness};
use crate::error::Failure;
use crate::input::{Blank, Source};
use anyhow::Context;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// Object, such as Account
    #[arg(value_parser = name)]
    object: String,
    /// Take rows from FILE, or from stdin for -: CSV with any delimiter, JSON, or lines of JSON
    #[arg(long, value_name = "FILE", required_unless_present = "retry_failed")]
    input: Option<String>,
    /// Take the rows that an earlier load has not done: those of a job, or of the folder of its --results
    #[arg(long, value_name = "JOBID|DIR", conflicts_with = "input")]
    retry_failed: Option<String>,
    /// Write what became of the rows to success.csv, failed.csv and unprocessed.csv in DIR
    #[arg(long, value_name = "DIR")]
    results: Option<PathBuf>,
    /// Let an empty cell empty its field, instead of leaving it as it is
    #[arg(long, visible_alias = "empty-is-null")]
    blank_is_null: bool,
    /// Send rows without holding them against the description of the object
    #[arg(long)]
    no_preflight: bool,
    /// Rows of one job at most; a job never gets more than 100 MB
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    split: Option<u64>,
    /// Jobs side by side
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=25))]
    parallel: u8,
    #[command(flatten)]
    pub waiting: Waiting,
    #[command(flatten)]
    consent: Consent,
}

#[derive(clap::Args)]
pub struct Upsert {
    /// Field whose values name records: an external Id, or Id
    #[arg(long, value_name = "FIELD", value_parser = name)]
    external_id: String,
    #[command(flatten)]
    args: Args,
}

impl Upsert {
    pub async fn run(&self, ctx: &Ctx) -> anyhow::Result<()> {
        self.args.run(Operation::Upsert, Some(&self.external_id), ctx).await
    }
}

impl Args {
    pub async fn run(&self, operation: Operation, key: Option<&str>, ctx: &Ctx) -> anyhow::Result<()> {
        let mut source = self.open()?;
        let out = ctx.out()?;
        let client = ctx.client().await?;
        let loads = Shelf::of(ctx, client);
        if let Some(earlier) = &self.retry_failed {
            source = again::rows(ctx, earlier, &self.object, operation).await?;
        }
        source.keep().map_err(|error| Failure::usage(format!("{source}: {error}")))?;
        let columns = self.check(ctx, &mut source, operation, key).await?;
        let name = Shelf::name();
        let scratch = Scratch::new(&loads, &name);
        let place = |part| loads.data(&name, part);
        let rows = source.rows(Blank::Absent).map_err(|error| Failure::usage(format!("{source}: {error}")))?;
        let parts = Cutter::new(&columns, self.split, &place).run(rows, &source.to_string())?;
        let results = self.results.clone().map(std::path::absolute).transpose()?;
        let load = Load {
            name: name.clone(),
            object: self.object.clone(),
            operation,
            key: key.map(str::to_owned),
            results,
            parts,
        };
        self.ask(ctx, client, &load)?;
        loads.keep(&load)?;
        scratch.keep();
        send::run(ctx, out, load, usize::from(self.parallel), &self.waiting).await
    }

    fn open(&self) -> anyhow::Result<Source> {
        let Some(name) = &self.input else { return Ok(Source::held("no rows", "")?) };
        Ok(Source::open(name).map_err(|error| Failure::usage(format!("cannot read {name}: {error}")))?)
    }

    /// Reads all rows once, and finds out what columns they have and what is wrong with them.
    async fn check(
        &self,
        ctx: &Ctx,
        source: &mut Source,
        operation: Operation,
        key: Option<&str>,
    ) -> anyhow::Result<Columns> {
        let name = source.to_string();
        let unreadable = |error| Failure::usage(format!("{name}: {error}"));
        let only = matches!(operation, Operation::Delete | Operation::HardDelete).then_some("Id");
        let rows = source.rows(Blank::Absent).map_err(unreadable)?;
        let mut columns = Columns::new(rows.header(), self.blank_is_null, only);
        if rows.header().is_none() {
            for row in rows {
                columns.learn(&row.map_err(unreadable)?);
            }
        }
        if columns.names.is_empty() {
            return Err(Failure::usage(format!("{name}: there is no column to send")).into());
        }
        if self.no_preflight {
            return Ok(columns);
        }
        let object = describe::one(&self.object, Freshness::Renewed, ctx).await?;
        let (kind, mut flaws) = (preflight::kind(operation, key), Flaws::default());
        let mut preflight = Preflight::new(Rules { object: &object, kind: &kind }, &columns, &mut flaws);
        for row in source.rows(Blank::Absent).map_err(unreadable)? {
            let row = row.map_err(unreadable)?;
            flaws.add(&row, &preflight.flaws(&row, &columns));
        }
        preflight.end(&mut flaws).context("keeping the keys of the rows aside")?;
        flaws.judge(&name)?;
        Ok(columns)
    }

    /// Deletes are asked about; other loads where the org's policy says so.
    fn ask(&self, ctx: &Ctx, client: &Client, load: &Load) -> anyhow::Result<()> {
        let call = ingest::create_call(&load.object, load.operation, load.key.as_deref());
        let request = client.request(&call)?;
        let verb = match load.operation {
            Operation::Delete => "Delete",
            Operation::HardDelete => "Delete for good",
            _ => return self.consent.cover(ctx, client, &request, "the same with --yes"),
        };
        let rows: u64 = load.parts.iter().map(|part| part.rows).sum();
        let records = if rows == 1 { "record" } else { "records" };
        let deed = format!("{verb} {rows} {} {records}", load.object);
        self.consent.harm(ctx, client, &Harm { deed, request: &request, again: "the same with --yes" })
    }
}
