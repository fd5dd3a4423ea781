//! Rows in, bytes out. Has never heard of Salesforce: a row is a JSON object, a column is a dotted path.

use crate::record::Value;
use std::io;

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

/// Takes rows one at a time and turns them into bytes.
pub trait Sink {
    fn row(&mut self, record: Value) -> io::Result<()>;

    /// Writes what is still held back and says what was written.
    fn finish(self: Box<Self>) -> io::Result<Written>;
}
