//! Cuts rows into the data of jobs: comma-separated lines that end in a line feed, whatever the input was, below the
//! limit of an upload, each with the header.

use super::cells::Columns;
use super::load::{self, Part, Stage};
use crate::cli::many::Flaws;
use crate::error::Failure;
use crate::input::Rows;
use csv::{Writer, WriterBuilder};
use std::fs::File;
use std::io;
use std::path::PathBuf;

/// Bytes of one upload: the org takes 150 MB after it has made base64 of them (`spec/rest.md` 8.2).
const MOST: u64 = 100_000_000;

pub struct Cutter<'c> {
    columns: &'c Columns,
    /// Rows of one job.
    most: u64,
    /// Where the data of a job go.
    place: &'c dyn Fn(usize) -> PathBuf,
    parts: Vec<Part>,
    open: Option<Writer<File>>,
    bytes: u64,
}

impl<'c> Cutter<'c> {
    pub fn new(columns: &'c Columns, most: Option<u64>, place: &'c dyn Fn(usize) -> PathBuf) -> Self {
        Self { columns, most: most.unwrap_or(u64::MAX), place, parts: Vec::new(), open: None, bytes: 0 }
    }

    /// Takes all rows.
    pub fn run(mut self, rows: Rows, name: &str) -> anyhow::Result<Vec<Part>> {
        let mut flaws = Flaws::default();
        for row in rows {
            let row = row.map_err(|error| Failure::usage(format!("{name}: {error}")))?;
            match self.columns.cells(&row) {
                Ok(cells) => self.write(&cells)?,
                Err(flaw) => flaws.add(&row, &[flaw]),
            }
        }
        flaws.judge(name)?;
        self.close()?;
        Ok(self.parts)
    }

    fn write(&mut self, cells: &[impl AsRef<str>]) -> io::Result<()> {
        let size = size(cells);
        let full = self.parts.last().is_some_and(|part| part.rows >= self.most) || self.bytes + size > MOST;
        if self.open.is_none() || full {
            self.next()?;
        }
        self.bytes += size;
        if let (Some(part), Some(writer)) = (self.parts.last_mut(), &mut self.open) {
            part.rows += 1;
            writer.write_record(cells.iter().map(|cell| cell.as_ref().as_bytes()))?;
        }
        Ok(())
    }

    /// Opens the data of another job.
    fn next(&mut self) -> io::Result<()> {
        self.close()?;
        let file = load::create(&(self.place)(self.parts.len()))?;
        let mut writer = WriterBuilder::new().buffer_capacity(64 << 10).from_writer(file);
        writer.write_record(&self.columns.names)?;
        self.bytes = size(&self.columns.names);
        self.open = Some(writer);
        self.parts.push(Part { rows: 0, job: None, stage: Stage::Open });
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        self.open.take().map_or(Ok(()), |mut writer| writer.flush())
    }
}

/// Bytes of a line at most: quotes around each cell, those within it twice, and what stands behind it.
fn size(cells: &[impl AsRef<str>]) -> u64 {
    let cell = |cell: &str| cell.len() + memchr::memchr_iter(b'"', cell.as_bytes()).count() + 3;
    cells.iter().map(|text| cell(text.as_ref()) as u64).sum()
}
