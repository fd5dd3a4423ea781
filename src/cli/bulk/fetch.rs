//! From the results of a job to the output: the org's own bytes where they are wanted as they are, else row by row.

use super::memory::{Kept, Memory, Partial};
use super::rowed::Rowed;
use crate::api::Client;
use crate::api::bulk::{Job, PagePlace, Pages};
use crate::cli::query::rows;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::output::{Columns, Format, Written};
use crate::soql;
use crate::term::Out;
use std::io::{self, Write};
use std::sync::Arc;

/// Pages on their way at a time, unless the user says otherwise.
const WIDTH: u8 = 4;

/// How results are fetched.
#[derive(clap::Args)]
pub struct Fetching {
    /// Pages of results on their way at a time
    #[arg(long, value_name = "N", default_value_t = WIDTH, value_parser = clap::value_parser!(u8).range(1..=25))]
    parallel: u8,
    /// Rows a page, as a wish; without it the org decides
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    page_size: Option<u32>,
}

impl Default for Fetching {
    fn default() -> Self {
        Self { parallel: WIDTH, page_size: None }
    }
}

impl Fetching {
    pub fn width(&self) -> usize {
        self.parallel.into()
    }

    pub fn place(&self, after: Option<String>) -> PagePlace {
        PagePlace { width: self.parallel.into(), rows: self.page_size, after }
    }
}

/// Writes all results of a complete job, or those behind what an earlier run has written to the same file.
pub async fn run(
    ctx: &Ctx,
    job: &Job,
    fetching: &Fetching,
    out: Out,
    (memory, mut kept): (&Memory, Kept),
) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let rows = if is_raw(ctx, job) {
        let begun = kept.partial.get_or_insert_default().clone();
        if begun.page.is_none()
            && let Some((path, file)) = out.keep()
        {
            kept.partial = Some(Partial { path, file, ..begun });
            let _ = memory.keep(&kept);
        }
        copy(ctx, client, job, fetching, &out, (memory, &mut kept)).await?
    } else {
        write(ctx, client, job, fetching, &out, &kept).await?
    };
    out.finish()?;
    kept.partial = None;
    let _ = memory.keep(&kept);
    judge(job, rows)
}

/// Whether the job's file is what the output is to be.
pub fn is_raw(ctx: &Ctx, job: &Job) -> bool {
    let wanted = match ctx.format {
        Format::Csv => b',',
        Format::Tsv => b'\t',
        _ => return false,
    };
    job.column_delimiter.byte() == wanted
}

/// Copies page after page, and remembers after each how far it came.
async fn copy(
    ctx: &Ctx,
    client: &Arc<Client>,
    job: &Job,
    fetching: &Fetching,
    out: &Out,
    (memory, kept): (&Memory, &mut Kept),
) -> anyhow::Result<u64> {
    let mut out = out.clone();
    let progress = ctx.term.progress("rows");
    let partial = kept.partial.get_or_insert_default();
    let mut pages = Pages::start(Arc::clone(client), job, fetching.place(partial.page.clone())).await?;
    while let Some((location, page)) = pages.next().await? {
        let partial = kept.partial.get_or_insert_default();
        partial.rows += page.rows;
        if page.is_blank() && partial.bytes == 0 {
            partial.bytes += header(kept.soql.as_deref(), job, &mut out)?;
        } else {
            partial.bytes += io::copy(&mut page.text(partial.bytes == 0)?, &mut out)?;
        }
        partial.page = Some(location);
        progress.set(partial.rows);
        if !partial.file.as_os_str().is_empty() {
            out.flush()?;
            let _ = memory.keep(kept);
        }
    }
    Ok(kept.partial.as_ref().map_or(0, |partial| partial.rows))
}

/// Some orgs answer a query without rows with nothing at all; its columns are known all the same.
fn header(soql: Option<&str>, job: &Job, out: &mut Out) -> io::Result<u64> {
    let delimiter = char::from(job.column_delimiter.byte()).to_string();
    let columns = asked(soql);
    let names: Vec<_> = columns.paths().iter().map(|path| format!("\"{path}\"")).collect();
    let line = if names.is_empty() { String::new() } else { format!("{}\n", names.join(&delimiter)) };
    out.write_all(line.as_bytes())?;
    Ok(line.len() as u64)
}

fn asked(soql: Option<&str>) -> Columns {
    soql.and_then(|text| soql::parse(text).ok()).map(|tree| rows::columns(Some(&tree))).unwrap_or_default()
}

async fn write(
    ctx: &Ctx,
    client: &Arc<Client>,
    job: &Job,
    fetching: &Fetching,
    out: &Out,
    kept: &Kept,
) -> anyhow::Result<u64> {
    let mut rowed = Rowed::start(ctx, client, job, fetching.place(None)).await?;
    let columns = rowed.columns().unwrap_or_else(|| asked(kept.soql.as_deref()));
    let mut sink = ctx.sink(out, columns, |_| ());
    let progress = ctx.term.progress("rows");
    let mut count = 0;
    while let Some(rows) = rowed.next().await? {
        for row in rows.iter() {
            sink.row(row)?;
            count += 1;
        }
        progress.set(count);
    }
    drop(progress);
    let Written { left_out, .. } = sink.finish()?;
    ctx.end_rows(out, &Written { rows: count, left_out }, Ok(()))?;
    Ok(count)
}

/// A result that is not what the job said it is, is an error whatever was written.
pub fn judge(job: &Job, delivered: u64) -> anyhow::Result<()> {
    let promised = job.processed();
    if delivered == promised {
        return Ok(());
    }
    let text = format!("job {} promised {promised} rows and delivered {delivered}", job.id);
    Err(Failure::new(Exit::Partial, text).into())
}
