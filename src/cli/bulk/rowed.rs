//! The results of a job as rows: page after page, a few rows of it at a time.

use super::typed::Typed;
use crate::api::bulk::{Job, Page, PagePlace, Pages};
use crate::api::{self, Client, Rows};
use crate::ctx::Ctx;
use crate::output::Columns;
use csv::{Reader, ReaderBuilder, StringRecord};
use std::io::Read;
use std::sync::Arc;

/// Rows at a time.
const FEW: usize = 500;

pub struct Rowed {
    pages: Pages,
    delimiter: u8,
    /// Of the page that is being read.
    reader: Option<Reader<Box<dyn Read + Send>>>,
    /// `None` where there is no header.
    typed: Option<Typed>,
    record: StringRecord,
}

impl Rowed {
    pub async fn start(ctx: &Ctx, client: &Arc<Client>, job: &Job, place: PagePlace) -> anyhow::Result<Self> {
        let pages = Pages::start(Arc::clone(client), job, place).await?;
        let delimiter = job.column_delimiter.byte();
        let mut rowed = Self { pages, delimiter, reader: None, typed: None, record: StringRecord::new() };
        if rowed.turn().await?
            && let Some(reader) = &mut rowed.reader
        {
            let names: Vec<_> =
                reader.headers().map_err(|error| unreadable(&error))?.iter().map(str::to_owned).collect();
            if !names.is_empty() {
                rowed.typed = Some(Typed::new(ctx, job.object.as_deref(), names).await?);
            }
        }
        Ok(rowed)
    }

    /// The columns that the header names.
    pub fn columns(&self) -> Option<Columns> {
        self.typed.as_ref().map(|typed| Columns::new(typed.names().to_vec(), false))
    }

    /// The next few rows, or `None` behind the last.
    pub async fn next(&mut self) -> anyhow::Result<Option<Rows>> {
        loop {
            let rows = self.some()?;
            if rows.len() > 0 {
                return Ok(Some(rows));
            }
            if !self.turn().await? {
                return Ok(None);
            }
        }
    }

    /// Rows of the open page; none at its end.
    fn some(&mut self) -> anyhow::Result<Rows> {
        let mut rows = Rows::default();
        let (Some(reader), Some(typed)) = (&mut self.reader, &self.typed) else { return Ok(rows) };
        while rows.len() < FEW && reader.read_record(&mut self.record).map_err(|error| unreadable(&error))? {
            rows.push(&typed.json(&self.record));
        }
        Ok(rows)
    }

    /// Opens the next page; `false` behind the last.
    async fn turn(&mut self) -> anyhow::Result<bool> {
        let Some((_, page)) = self.pages.next().await? else { return Ok(false) };
        let text: Box<dyn Read + Send> = Box::new(Page::text(page, true)?);
        self.reader = Some(ReaderBuilder::new().delimiter(self.delimiter).from_reader(text));
        Ok(true)
    }
}

fn unreadable(error: &csv::Error) -> api::Error {
    api::Error::Unreadable(format!("a page of results: {error}"))
}
