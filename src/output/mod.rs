//! Rows in, bytes out. Has never heard of Salesforce: a row is a JSON object, a column is a dotted path.

mod columns;
mod delimited;
pub mod jq;
mod json;
mod layout;
mod lookahead;
mod markdown;
mod pretty;
mod style;
mod table;
mod tree;
mod vertical;
mod zone;

#[cfg(test)]
mod sample;

pub use columns::Columns;
pub use style::{Children, Envelope, Style};

use crate::record::Value;
use delimited::Delimited;
use lookahead::Lookahead;
use markdown::Markdown;
use std::io::{self, Write};
use vertical::Vertical;
use zone::Zoned;

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

impl Format {
    /// Whether programs are to read it.
    pub fn is_machine(self) -> bool {
        matches!(self, Self::Json | Self::Ndjson | Self::Csv | Self::Tsv)
    }
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

/// The sink for a format; a jq filter makes it JSON whatever the format. Nothing reaches `out` before the first row or
/// `finish`.
pub fn sink(format: Format, columns: Columns, mut style: Style, out: Box<dyn Write>) -> Box<dyn Sink> {
    if let Some(zone) = style.zone.take() {
        return Zoned::boxed(zone, sink(format, columns, style, out));
    }
    match (format, style.jq.take()) {
        (Format::Ndjson, Some(filter)) => Box::new(jq::Each::new(filter, style, out)),
        (_, Some(filter)) => Box::new(jq::Whole::new(filter, style, out)),
        (Format::Ndjson, None) => Box::new(json::Lines::new(style, out)),
        (Format::Json, None) => Box::new(json::Array::new(style, out)),
        _ if columns.is_open() => {
            Lookahead::boxed(columns::ENOUGH, move |rows| Ok(sink(format, columns.learned(rows), style, out)))
        }
        (Format::Csv, None) => Box::new(Delimited::new(b',', &columns, style, out)),
        (Format::Tsv, None) => Box::new(Delimited::new(b'\t', &columns, style, out)),
        (Format::Table, None) => table::sink(columns, style, out),
        (Format::Markdown, None) => Box::new(Markdown::new(&columns, style, out)),
        (Format::Vertical, None) => Box::new(Vertical::new(&columns, style, out)),
    }
}

/// Writes one JSON value that is no list of rows: indented on a terminal, as it came elsewhere, or what a filter makes
/// of it.
pub fn document(value: Value, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match &style.jq {
        Some(filter) => filter.apply(value.text(), style, out)?,
        None => json::document(value, style, out)?,
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::sample::print;
    use super::*;
    use proptest::prelude::*;

    fn scalar() -> impl Strategy<Value = serde_json::Value> {
        prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            // Without `-0`, which the jq crate reads as 0.
            "0|-?[1-9][0-9]{0,20}|-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,8}|[eE][+-]?[0-9]{1,2})"
                .prop_map(|digits| serde_json::from_str(&digits).expect("a number")),
            any::<String>().prop_map(Into::into),
        ]
    }

    fn object<V: Strategy<Value = serde_json::Value>>(value: V) -> impl Strategy<Value = serde_json::Value> {
        prop::collection::btree_map("[A-Z][a-z]{0,3}_", value, 1..6).prop_map(|members| members.into_iter().collect())
    }

    fn record() -> impl Strategy<Value = serde_json::Value> {
        object(prop_oneof![4 => scalar(), 1 => object(prop_oneof![4 => scalar(), 1 => object(scalar())])])
    }

    /// Dotted path and cell text of every value that is no object.
    fn leaves(prefix: &str, object: &serde_json::Value, into: &mut Vec<(String, String)>) {
        for (key, value) in object.as_object().expect("an object") {
            let path = format!("{prefix}{key}");
            match value {
                serde_json::Value::Object(_) => leaves(&format!("{path}."), value, into),
                serde_json::Value::Null => into.push((path, String::new())),
                serde_json::Value::String(text) => into.push((path, text.clone())),
                other => into.push((path, other.to_string())),
            }
        }
    }

    proptest! {
        #[test]
        fn every_record_comes_back_digit_for_digit(record in record(), pretty: bool) {
            let compact = serde_json::to_string(&record).expect("writes");
            let text = if pretty { serde_json::to_string_pretty(&record).expect("writes") } else { compact.clone() };
            let mut want = Vec::new();
            leaves("", &record, &mut want);
            let (paths, cells): (Vec<_>, Vec<_>) = want.iter().map(|(path, cell)| (&**path, &**cell)).unzip();

            for asked in [&paths[..], &["*"]] {
                let csv = print(Format::Csv, asked, Style::default(), &[&text]);
                let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes()).into_records();
                let mut next = || rows.next().expect("a row").expect("well formed").iter().map(str::to_owned).collect::<Vec<_>>();
                prop_assert_eq!(next(), &*paths);
                prop_assert_eq!(next(), &*cells);
            }
            prop_assert_eq!(print(Format::Ndjson, &[], Style::default(), &[&text]), format!("{compact}\n"));
            prop_assert_eq!(print(Format::Json, &[], Style::default(), &[&text]), format!("[\n{compact}\n]\n"));
            let terminal = Style { width: Some(80), ..Style::default() };
            let shown: serde_json::Value = serde_json::from_str(&print(Format::Json, &[], terminal, &[&text])).expect("is json");
            prop_assert_eq!(&shown[0], &record);
            let jq = Some(".[]".parse().expect("is a filter"));
            prop_assert_eq!(print(Format::Json, &[], Style { jq, ..Style::default() }, &[&text]), format!("{compact}\n"));
        }
    }
}
