//! Records of the uploaded data as the lines they stand on, read from the middle of the data on. Ends of lines have to
//! be those that the job was created with.

use crate::demo::bulk::{
    cell,
    job::{Job, LineEnding},
    table::{self, Text},
};
use csv::StringRecord;
use rusqlite::Connection;

/// Bytes that are read at most; a single record is never as long.
const MOST: usize = 4 << 20;

/// Why a job cannot go on, in the words of its `errorMessage`.
pub type Reason = String;

/// Records, and the byte behind them.
#[derive(Debug, PartialEq, Eq)]
pub struct Lines {
    pub records: Vec<StringRecord>,
    pub end: u64,
}

/// Reads up to `most` records from byte `at` on; none only where the data end.
pub fn read(records: &Connection, job: &Job, at: u64, most: u64) -> rusqlite::Result<Result<Lines, Reason>> {
    let mut text = Vec::new();
    loop {
        let (length, count) = cell::lines(&text, most);
        if count == most || count > 0 && text.len() >= MOST {
            text.truncate(length);
            break;
        }
        if text.len() >= MOST {
            return Ok(Err(format!("InvalidBatch : The record at byte {at} is too long; a quote may not be closed")));
        }
        let next = at + u64::try_from(text.len()).unwrap_or_default();
        let piece = table::piece(records, job.number, Text::Data, next)?;
        let rest = piece.as_ref().and_then(|(first, bytes)| bytes.get(usize::try_from(next - first).ok()?..));
        match rest {
            Some(rest) if !rest.is_empty() => text.extend_from_slice(rest),
            _ => break,
        }
    }
    let end = at + u64::try_from(text.len()).unwrap_or_default();
    Ok(parse(&text, job.delimiter.byte(), job.line_ending).map(|records| Lines { records, end }))
}

fn parse(text: &[u8], delimiter: u8, ending: LineEnding) -> Result<Vec<StringRecord>, Reason> {
    let foreign = || {
        let setting = if ending == LineEnding::Lf { "LF" } else { "CRLF" };
        format!("ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is {setting}")
    };
    let count = fitting(text, ending).ok_or_else(foreign)?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text);
    let records: Vec<_> = reader.records().collect::<Result<_, _>>().map_err(|error| match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "ClientInputError : The data is not encoded in UTF-8".to_owned(),
        _ => format!("InvalidBatch : Failed to parse CSV: {error}"),
    })?;
    // A lone carriage return ends a record for whoever reads, but no line.
    if records.len() > count { Err(foreign()) } else { Ok(records) }
}

/// The number of lines, if each of them ends as it should. The last may have no end.
fn fitting(text: &[u8], ending: LineEnding) -> Option<usize> {
    let (mut rest, mut count) = (text, 0);
    while !rest.is_empty() {
        let (length, found) = cell::lines(rest, 1);
        let (line, more) = rest.split_at(if found == 0 { rest.len() } else { length });
        let crlf = line.ends_with(b"\r\n");
        if found > 0 && crlf != (ending == LineEnding::Crlf) {
            return None;
        }
        (rest, count) = (more, count + 1);
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, ending: LineEnding) -> Result<Vec<Vec<String>>, Reason> {
        let records = parse(text.as_bytes(), b',', ending)?;
        Ok(records.iter().map(|record| record.iter().map(str::to_owned).collect()).collect())
    }

    #[test]
    fn line_ends_are_those_of_the_job() {
        use LineEnding::{Crlf, Lf};
        let foreign = |setting: &str| {
            Err(format!(
                "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is {setting}"
            ))
        };
        let two = Ok(vec![vec!["a".to_owned()], vec!["b".to_owned()]]);
        for (text, ending, expected) in [
            ("a\nb\n", Lf, two.clone()),
            ("a\nb", Lf, two.clone()),
            ("a\r\nb\r\n", Crlf, two.clone()),
            ("a\r\nb", Crlf, two.clone()),
            ("a\n\nb\n", Lf, two),
            ("a\r\nb\r\n", Lf, foreign("LF")),
            ("a\nb\r\n", Lf, foreign("LF")),
            ("a\rb\r", Lf, foreign("LF")),
            ("a\nb\n", Crlf, foreign("CRLF")),
            ("\"a\r\n\"\n", Lf, Ok(vec![vec!["a\r\n".to_owned()]])),
        ] {
            assert_eq!(cells(text, ending), expected, "{text:?}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(parse(b"a\xff\n", b',', LineEnding::Lf).is_err_and(|reason| reason.contains("UTF-8")));
    }
}
