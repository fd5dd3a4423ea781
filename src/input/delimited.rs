//! Delimited text after RFC 4180, with whatever line ends it has. A row has as many cells as the header.

use super::header::Header;
use super::{Blank, Error, Row};
use csv::{ByteRecord, StringRecord};
use std::io::Read;

pub struct Delimited<R> {
    reader: csv::Reader<R>,
    header: Header,
    delimiter: u8,
    blank: Blank,
    bytes: ByteRecord,
}

impl<R: Read> Delimited<R> {
    pub fn new(read: R, delimiter: u8, blank: Blank) -> Result<Self, Error> {
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(read);
        let names = reader.byte_headers().map_err(cause)?.clone();
        let names = StringRecord::from_byte_record(names).map_err(|_| Error::line(1, "the header is not UTF-8"))?;
        let names = names.iter().map(|name| name.trim().to_owned()).collect();
        let header = Header::new(names).map_err(|why| Error::line(1, why))?;
        Ok(Self { reader, header, delimiter, blank, bytes: ByteRecord::new() })
    }

    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    pub fn names(&self) -> &[String] {
        &self.header.names
    }

    pub fn next(&mut self, number: u64) -> Result<Option<Row>, Error> {
        if !self.reader.read_byte_record(&mut self.bytes).map_err(cause)? {
            return Ok(None);
        }
        let line = self.bytes.position().map_or(0, csv::Position::line);
        let (found, wanted) = (self.bytes.len(), self.header.names.len());
        if found != wanted {
            let unclosed = if found < wanted { "; is a quote not closed?" } else { "" };
            return Err(Error::line(line, format!("{found} cells under a header of {wanted}{unclosed}")));
        }
        let cells = StringRecord::from_byte_record(self.bytes.clone()).map_err(|error| {
            let name = &self.header.names[error.utf8_error().field()];
            Error::line(line, format!("`{name}` is not UTF-8"))
        })?;
        Ok(Some(Row { number, line, json: self.header.json(&cells, self.blank), cells: Some(cells) }))
    }
}

fn cause(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::Read(error),
        other => Error::Read(std::io::Error::other(format!("{other:?}"))),
    }
}
