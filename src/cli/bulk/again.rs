//! The rows that an earlier load has not done, as an input of another one.

use super::load::Shelf;
use super::memory::Memory;
use super::{id, outcomes};
use crate::api::Client;
use crate::api::bulk::ingest::Operation;
use crate::api::bulk::{self, Job};
use crate::cli::many::is_remark;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::input::Source;
use csv::{ByteRecord, Reader, Writer};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Reads them from the org, or from the files of a folder.
pub async fn rows(ctx: &Ctx, earlier: &str, object: &str, operation: Operation) -> anyhow::Result<Source> {
    let mut gathered = Gathered::new()?;
    if id(earlier).is_ok() {
        for job in jobs(ctx, earlier).await? {
            fits(&job, object, operation)?;
            for page in outcomes::not_done(ctx.client().await?, &job).await? {
                gathered.add(page.text(true)?, &job.id)?;
            }
        }
    } else {
        for name in ["failed.csv", "unprocessed.csv"] {
            let path = Path::new(earlier).join(name);
            let file = File::open(&path).map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
            gathered.add(file, &path.display().to_string())?;
        }
    }
    gathered.source(earlier)
}

/// The jobs of the load that a job belongs to.
pub async fn jobs(ctx: &Ctx, id: &str) -> anyhow::Result<Vec<Job>> {
    let client = ctx.client().await?;
    let mut jobs = Vec::new();
    for id in ids(ctx, client, id) {
        jobs.push(bulk::find(client, &id).await?);
    }
    Ok(jobs)
}

/// The ids of the jobs of that load.
pub fn ids(ctx: &Ctx, client: &Client, id: &str) -> Vec<String> {
    let load = Memory::of(ctx, client).find(id).and_then(|kept| Shelf::of(ctx, client).find(&kept.load?));
    let ids = load.map(|load| load.parts.into_iter().filter_map(|part| part.job).collect());
    ids.unwrap_or_else(|| vec![id.to_owned()])
}

/// Rows of one object are no rows of another.
fn fits(job: &Job, object: &str, operation: Operation) -> anyhow::Result<()> {
    let wanted = serde_json::to_value(operation)?;
    let same = job.object.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(object));
    if same && wanted == job.operation.as_str() {
        return Ok(());
    }
    let told = job.object.as_deref().unwrap_or_default();
    Err(Failure::usage(format!("job {} is to {} {told} records", job.id, job.operation)).into())
}

/// Rows of several files with the same columns beside the remarks.
struct Gathered {
    writer: Writer<File>,
    names: Vec<Vec<u8>>,
    rows: u64,
}

impl Gathered {
    fn new() -> anyhow::Result<Self> {
        Ok(Self { writer: Writer::from_writer(tempfile::tempfile()?), names: Vec::new(), rows: 0 })
    }

    fn add(&mut self, text: impl Read, name: &str) -> anyhow::Result<()> {
        let wrong = |error: csv::Error| Failure::usage(format!("{name}: {error}"));
        let mut reader = Reader::from_reader(text);
        let header = reader.byte_headers().map_err(wrong)?.clone();
        let kept = header.iter().enumerate().filter(|(_, name)| !is_remark(&String::from_utf8_lossy(name)));
        let (places, names): (Vec<usize>, Vec<Vec<u8>>) = kept.map(|(at, name)| (at, name.to_vec())).unzip();
        if names.is_empty() {
            return Ok(());
        }
        if self.names.is_empty() {
            self.writer.write_record(&names)?;
            self.names = names;
        } else if self.names != names {
            return Err(Failure::usage(format!("{name} has other columns than the rows before it")).into());
        }
        let mut record = ByteRecord::new();
        while reader.read_byte_record(&mut record).map_err(wrong)? {
            self.writer.write_record(places.iter().map(|at| record.get(*at).unwrap_or_default()))?;
            self.rows += 1;
        }
        Ok(())
    }

    fn source(self, name: &str) -> anyhow::Result<Source> {
        if self.rows == 0 {
            return Err(Failure::new(Exit::NotFound, format!("{name} has no rows that were not done")).into());
        }
        let file = self.writer.into_inner().map_err(|error| Failure::new(Exit::Refused, error.to_string()))?;
        Ok(Source::file(&format!("the rows of {name}"), file))
    }
}
