//! Cuts rows into the data of jobs: comma-separated lines that end in a line feed, whatever the input was, below the
//! limit of an upload, each with the header. They are packed at once: less to keep, and less to send.

use super::cells::Columns;
use super::load::{self, Part, Stage};
use crate::cli::many::Flaws;
use crate::error::Failure;
use crate::input::Rows;
use csv::{Writer, WriterBuilder};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs::File;
use std::io;
use std::path::PathBuf;

/// Bytes of one upload: the org takes 150 MB after it has unpacked them and made base64 of them (`spec/rest.md` 8.2).
const MOST: u64 = 100_000_000;
/// Written at a time.
const BLOCK: usize = 64 << 10;

pub struct Cutter<'c> {
    columns: &'c Columns,
    /// Rows and bytes of one job.
    most: (u64, u64),
    /// Where the data of a job go.
    place: &'c dyn Fn(usize) -> PathBuf,
    parts: Vec<Part>,
    open: Option<Writer<GzEncoder<File>>>,
    bytes: u64,
}

impl<'c> Cutter<'c> {
    pub fn new(columns: &'c Columns, most: Option<u64>, place: &'c dyn Fn(usize) -> PathBuf) -> Self {
        let most = (most.unwrap_or(u64::MAX), MOST);
        Self { columns, most, place, parts: Vec::new(), open: None, bytes: 0 }
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
        let (size, (rows, bytes)) = (size(cells), self.most);
        let full = self.parts.last().is_some_and(|part| part.rows >= rows) || self.bytes + size > bytes;
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
        let mut writer =
            WriterBuilder::new().buffer_capacity(BLOCK).from_writer(GzEncoder::new(file, Compression::fast()));
        writer.write_record(&self.columns.names)?;
        self.bytes = size(&self.columns.names);
        self.open = Some(writer);
        self.parts.push(Part { rows: 0, job: None, stage: Stage::Open });
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        let Some(writer) = self.open.take() else { return Ok(()) };
        writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?.finish().map(drop)
    }
}

/// Bytes of a line at most: quotes around each cell, those within it twice, and what stands behind it.
fn size(cells: &[impl AsRef<str>]) -> u64 {
    let cell = |cell: &str| cell.len() + memchr::memchr_iter(b'"', cell.as_bytes()).count() + 3;
    cells.iter().map(|text| cell(text.as_ref()) as u64).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Blank, Source};
    use flate2::read::GzDecoder;
    use std::io::Read;

    /// The data of each part.
    fn parts(input: &str, rows: Option<u64>, bytes: u64) -> Vec<(u64, String)> {
        let folder = tempfile::tempdir().expect("a folder");
        let place = |part: usize| folder.path().join(format!("{part}.gz"));
        let mut source = Source::held("rows", input).expect("is kept");
        let rows_of = source.rows(Blank::Absent).expect("are rows");
        let columns = Columns::new(rows_of.header(), false, None);
        let mut cutter = Cutter::new(&columns, rows, &place);
        cutter.most.1 = bytes;
        let read = |(at, part): (usize, &Part)| {
            let mut text = String::new();
            let packed = File::open(place(at)).expect("is there");
            GzDecoder::new(packed).read_to_string(&mut text).expect("is packed text");
            (part.rows, text)
        };
        cutter.run(rows_of, "rows").expect("are cut").iter().enumerate().map(read).collect()
    }

    #[test]
    fn cuts_are_between_rows_and_below_the_limits() {
        let input = "Name,Text\na,\"1\n2\"\nb,\"say \"\"x\"\"\"\nc,\nd,é\n";
        assert_eq!(parts(input, None, 1_000), [(4, input.to_owned())]);
        let want = ["a,\"1\n2\"\n", "b,\"say \"\"x\"\"\"\n", "c,\nd,é\n"];
        let cut = parts(input, None, 35);
        let texts: Vec<_> = cut.iter().map(|(_, text)| text.strip_prefix("Name,Text\n").expect("a header")).collect();
        assert_eq!((texts.as_slice(), cut[2].0), (&want[..], 2));
        assert!(cut.iter().all(|(_, text)| text.len() <= 35), "{cut:?}");
        let counts: Vec<_> = parts(input, Some(3), 1_000).iter().map(|(rows, _)| *rows).collect();
        assert_eq!(counts, [3, 1]);
    }

    #[test]
    fn a_row_beyond_the_limit_goes_alone() {
        let cut = parts("Name\na\nbbbbbbbbbbbbbbbbbbbb\nc\n", None, 16);
        assert_eq!(cut.iter().map(|(rows, _)| *rows).collect::<Vec<_>>(), [1, 1, 1]);
    }
}
