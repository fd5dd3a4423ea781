//! JSON as the rows brought it: an array with one row a line, or lines alone. Values are never rewritten; only on a
//! terminal are they indented, coloured, and what would steer the terminal escaped.

use super::{Sink, Style, Written, pretty};
use crate::record::Value;
use std::borrow::Cow;
use std::io::{self, Write};

/// One array. Cut short by an error it stays open: half a result must not parse as a whole one.
pub struct Array {
    style: Style,
    out: Box<dyn Write>,
    rows: u64,
}

impl Array {
    pub fn new(style: Style, out: Box<dyn Write>) -> Self {
        Self { style, out, rows: 0 }
    }
}

impl Sink for Array {
    fn row(&mut self, record: Value) -> io::Result<()> {
        if self.rows == 0 {
            writeln!(self.out, "{}[", self.style.around().0)?;
        } else {
            self.out.write_all(b",\n")?;
        }
        self.rows += 1;
        if self.style.width.is_none() {
            return self.out.write_all(one_line(record).as_bytes());
        }
        self.out.write_all(b"  ")?;
        pretty::write(&mut self.out, record, 1, self.style.color)
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        let (head, tail) = self.style.around();
        match self.rows {
            0 => writeln!(self.out, "{head}[]{tail}")?,
            _ => writeln!(self.out, "\n]{tail}")?,
        }
        self.out.flush()?;
        Ok(Written::rows(self.rows))
    }
}

/// One row a line.
pub struct Lines {
    style: Style,
    out: Box<dyn Write>,
    rows: u64,
}

impl Lines {
    pub fn new(style: Style, out: Box<dyn Write>) -> Self {
        Self { style, out, rows: 0 }
    }
}

impl Sink for Lines {
    fn row(&mut self, record: Value) -> io::Result<()> {
        self.rows += 1;
        let line = one_line(record);
        let line = if self.style.width.is_some() { pretty::tame(&line) } else { Cow::Borrowed(&*line) };
        self.out.write_all(line.as_bytes())?;
        self.out.write_all(b"\n")
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        self.out.flush()?;
        Ok(Written::rows(self.rows))
    }
}

/// One value that is no list of rows.
pub fn document(value: Value, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match style.width {
        Some(_) => pretty::write(out, value, 0, style.color)?,
        None => out.write_all(value.text().as_bytes())?,
    }
    out.write_all(b"\n")
}

/// The text of a value without line ends or other space between its parts; as it is if it has no line ends.
pub fn one_line(value: Value<'_>) -> Cow<'_, str> {
    let text = value.text();
    if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut quoted = false;
    let mut escaped = false;
    out.extend(text.chars().filter(|char| {
        quoted ^= *char == '"' && !escaped;
        escaped = *char == '\\' && !escaped;
        quoted || !char.is_ascii_whitespace()
    }));
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::super::sample::print;
    use super::*;
    use crate::output::{Envelope, Format};

    #[test]
    fn a_pipe_gets_one_row_a_line_as_it_came() {
        let rows = [r#"{"Id":1.10,"O":{"N":null}}"#, r#"{"Id":9007199254740993,"O":null}"#];
        let want = "[\n{\"Id\":1.10,\"O\":{\"N\":null}},\n{\"Id\":9007199254740993,\"O\":null}\n]\n";
        assert_eq!(print(Format::Json, &[], Style::default(), &rows), want);
        assert_eq!(print(Format::Json, &[], Style::default(), &[]), "[]\n");
    }

    #[test]
    fn the_envelope_goes_around_the_array() {
        let envelope = Envelope { head: r#"{"done":true,"records":"#.into(), tail: "}".into() };
        let style = Style { envelope: Some(envelope), ..Style::default() };
        assert_eq!(print(Format::Json, &[], style.clone(), &["{}"]), "{\"done\":true,\"records\":[\n{}\n]}\n");
        assert_eq!(print(Format::Json, &[], style, &[]), "{\"done\":true,\"records\":[]}\n");
    }

    #[test]
    fn a_terminal_gets_an_indented_array() {
        let style = Style { width: Some(80), ..Style::default() };
        let want = "[\n  {\n    \"Id\": 1\n  },\n  {}\n]\n";
        assert_eq!(print(Format::Json, &[], style, &[r#"{"Id":1}"#, "{}"]), want);
    }

    #[test]
    fn a_line_is_a_line_however_the_reply_was_laid_out() {
        let rows = ["{\n  \"a\": \"x \\\" \\\\\",\r\n  \"b\": [1, 2]\n}", r#"{"a": 1}"#];
        let want = "{\"a\":\"x \\\" \\\\\",\"b\":[1,2]}\n{\"a\": 1}\n";
        assert_eq!(print(Format::Ndjson, &[], Style::default(), &rows), want);
        assert_eq!(print(Format::Ndjson, &[], Style::default(), &[]), "");
    }
}
