//! Bytes in, rows out: records one at a time, from JSON, lines of JSON or delimited text, whichever the first bytes
//! show. Holds one record at a time. Has never heard of Salesforce: what a record means is not known here.

mod delimited;
mod error;
mod head;
mod header;
mod json;
mod source;

pub use error::Error;
pub use header::{Found, Header, quote};
pub use source::Source;

use delimited::Delimited;
use json::Json;
use std::io::{BufRead, BufReader, Read};

const BUFFER: usize = 64 * 1024;
/// What stands in a cell for a value that is to be emptied.
pub const NULL_CELL: &str = "#N/A";

/// How records are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One array of objects.
    Array,
    /// Objects one after another, in lines or not; a single object too.
    Lines,
    /// A header and cells, with this byte between them.
    Delimited(u8),
}

/// What an empty cell means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Blank {
    /// Nothing is said of the field.
    #[default]
    Absent,
    /// The field is to be emptied.
    Null,
}

/// One record, and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Counts records, from 1.
    pub number: u64,
    /// Where it starts, from 1.
    pub line: u64,
    /// A JSON object: as it came, or made of cells, all of them text and dotted columns nested.
    pub json: String,
    /// The cells as they came, where the input has a header.
    pub cells: Option<csv::StringRecord>,
}

/// The records of an input, in order.
pub struct Rows<'r> {
    reader: Reader<'r>,
    number: u64,
}

enum Reader<'r> {
    Json(Json<Box<dyn BufRead + Send + 'r>>),
    Delimited(Box<Delimited<Box<dyn BufRead + Send + 'r>>>),
}

impl<'r> Rows<'r> {
    /// Looks at the first bytes and reads on from there.
    pub fn new(mut read: impl Read + Send + 'r, blank: Blank) -> Result<Self, Error> {
        let head = head::read(&mut read)?;
        let format = head::format(&head)?;
        let whole: Box<dyn BufRead + Send> =
            Box::new(BufReader::with_capacity(BUFFER, std::io::Cursor::new(head).chain(read)));
        let reader = match format {
            Format::Delimited(delimiter) => Reader::Delimited(Box::new(Delimited::new(whole, delimiter, blank)?)),
            Format::Array | Format::Lines => Reader::Json(Json::new(whole, format)),
        };
        Ok(Self { reader, number: 0 })
    }

    pub fn format(&self) -> Format {
        match &self.reader {
            Reader::Json(json) => json.format(),
            Reader::Delimited(delimited) => Format::Delimited(delimited.delimiter()),
        }
    }

    /// The names above the cells, where the input has them.
    pub fn header(&self) -> Option<&[String]> {
        match &self.reader {
            Reader::Json(_) => None,
            Reader::Delimited(delimited) => Some(delimited.names()),
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, Error>;

    /// The next record; after an error there is no use in asking for more.
    fn next(&mut self) -> Option<Self::Item> {
        self.number += 1;
        let next = match &mut self.reader {
            Reader::Json(json) => json.next(self.number),
            Reader::Delimited(delimited) => delimited.next(self.number),
        };
        next.transpose()
    }
}

#[cfg(test)]
mod tests;
