//! Rows in, bytes out. Has never heard of Salesforce: a row is a JSON object, a column is a dotted path.

mod columns;
mod delimited;
mod json;
mod layout;
mod lookahead;
mod markdown;
mod pretty;
mod style;
mod table;
mod tree;
mod vertical;

#[cfg(test)]
mod sample;

pub use columns::Columns;
pub use style::{Children, Envelope, Style};

use crate::record::Value;
use lookahead::Lookahead;
use std::io::{self, Write};

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Table,
    Json,
    Ndjson,
    Csv,
    Tsv,
    Markdown,
    Vertical,
}

/// What became of the rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub rows: u64,
    /// Columns that did not fit the terminal.
    pub left_out: Vec<String>,
}

impl Written {
    fn rows(rows: u64) -> Self {
        Self { rows, left_out: Vec::new() }
    }
}

/// Takes rows one at a time and turns them into bytes.
pub trait Sink {
    fn row(&mut self, record: Value) -> io::Result<()>;

    /// Writes what is still held back and says what was written.
    fn finish(self: Box<Self>) -> io::Result<Written>;
}

/// The sink for a format. Nothing reaches `out` before the first row or `finish`.
pub fn sink(format: Format, columns: Columns, style: Style, out: Box<dyn Write>) -> Box<dyn Sink> {
    match format {
        Format::Json => Box::new(json::Array::new(style, out)),
        Format::Ndjson => Box::new(json::Lines::new(style, out)),
        _ if columns.is_open() => {
            Lookahead::boxed(columns::ENOUGH, move |rows| Ok(sink(format, columns.learned(rows), style, out)))
        }
        Format::Csv => Box::new(delimited::Delimited::new(b',', &columns, style, out)),
        Format::Tsv => Box::new(delimited::Delimited::new(b'\t', &columns, style, out)),
        Format::Table => table::sink(columns, style, out),
        Format::Markdown => Box::new(markdown::Markdown::new(&columns, style, out)),
        Format::Vertical => Box::new(vertical::Vertical::new(&columns, style, out)),
    }
}
