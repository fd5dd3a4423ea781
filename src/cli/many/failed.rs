//! The rows that were not done, in the form in which they came and with the reason beside each, so that they can be
//! mended and taken as an input again.

use super::{ERROR, feed::Shape, is_remark};
use crate::input::{Format, Row};
use crate::record::Value;
use crate::term::Out;
use std::io::{self, Write};

pub struct Failed {
    out: Out,
    form: Form,
    rows: u64,
}

enum Form {
    /// With the places of the columns that are kept.
    Delimited {
        writer: Box<csv::Writer<Out>>,
        kept: Vec<usize>,
    },
    Array,
    Lines,
}

impl Failed {
    pub fn new(out: Out, shape: &Shape) -> io::Result<Self> {
        let form = match shape.format {
            Format::Array => Form::Array,
            Format::Lines => Form::Lines,
            Format::Delimited(delimiter) => {
                let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out.clone());
                let names = shape.header.iter().enumerate().filter(|(_, name)| !is_remark(name));
                let (kept, mut names): (Vec<_>, Vec<_>) = names.map(|(at, name)| (at, name.as_str())).unzip();
                names.push(ERROR);
                writer.write_record(names)?;
                Form::Delimited { writer: Box::new(writer), kept }
            }
        };
        Ok(Self { out, form, rows: 0 })
    }

    pub fn row(&mut self, row: &Row, why: &str) -> io::Result<()> {
        let first = self.rows == 0;
        self.rows += 1;
        match &mut self.form {
            Form::Delimited { writer, kept } => {
                let cells = row.cells.as_ref();
                let cell = |at: &usize| cells.and_then(|cells| cells.get(*at)).unwrap_or_default();
                Ok(writer.write_record(kept.iter().map(cell).chain([why]))?)
            }
            Form::Array => write!(self.out, "{}{}", if first { "[\n" } else { ",\n" }, remarked(row, why)),
            Form::Lines => writeln!(self.out, "{}", remarked(row, why)),
        }
    }

    /// Puts the file in its place, whether there are rows or not: an old one would be taken for news.
    pub fn finish(mut self) -> io::Result<()> {
        match &mut self.form {
            Form::Delimited { writer, .. } => writer.flush()?,
            Form::Array if self.rows == 0 => writeln!(self.out, "[]")?,
            Form::Array => writeln!(self.out, "\n]")?,
            Form::Lines => {}
        }
        self.out.finish()
    }
}

/// The record as it came but for remarks of earlier runs, with this one behind its members.
fn remarked(row: &Row, why: &str) -> String {
    let members = Value::trusted(&row.json).members().filter(|(name, _)| !is_remark(name));
    let members = members.map(|(name, value)| format!("\"{name}\":{},", value.text()));
    format!("{{{}\"{ERROR}\":{}}}", members.collect::<String>(), serde_json::Value::from(why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_keeps_its_digits_and_loses_old_remarks() {
        let json = r#"{"N": 1.10,"_error":"old","A":{"B":"x"}}"#.to_owned();
        let row = Row { number: 1, line: 1, json, cells: None };
        assert_eq!(remarked(&row, "E: \"m\""), r#"{"N":1.10,"A":{"B":"x"},"_error":"E: \"m\""}"#);
        let row = Row { json: "{}".to_owned(), ..row };
        assert_eq!(remarked(&row, "E"), r#"{"_error":"E"}"#);
    }
}
