//! `--jq`: an embedded jq. Values go in as text and numbers come out with the digits they came with. A filter sees its
//! input and nothing else: no environment, no files, no modules.

mod error;
mod sinks;

pub use error::{Error, Failed};
pub use sinks::{Each, Whole};

use super::{Style, pretty};
use crate::record::Value;
use crate::text::visible_lines;
use error::{unknown, unreadable};
use jaq_core::data::JustLut;
use jaq_core::load::{self, Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars};
use jaq_json::{Val, read, write};
use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;
use std::sync::Arc;

const ROWS: &str = include_str!("rows.jq");

/// A filter that is known to be well formed.
#[derive(Clone)]
pub struct Filter(Arc<jaq_core::Filter<JustLut<Val>>>);

impl fmt::Debug for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Filter")
    }
}

impl FromStr for Filter {
    type Err = Error;

    fn from_str(code: &str) -> Result<Self, Error> {
        let arena = Arena::default();
        let rows = load::parse(ROWS, |parser| parser.defs()).expect("every use of a filter reads it");
        let defs = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs()).chain(rows);
        let main =
            Loader::new(defs).load(&arena, File { code, path: () }).map_err(|errors| unreadable(code, &errors))?;
        load::import(&main, |_| Err("files are not read".to_owned())).map_err(|errors| unreadable(code, &errors))?;
        let funs = jaq_core::funs().chain(jaq_std::funs().filter(|fun| fun.0 != "env")).chain(jaq_json::funs());
        let filter = Compiler::default().with_funs(funs).compile(main).map_err(|errors| unknown(code, &errors))?;
        Ok(Self(Arc::new(filter)))
    }
}

impl Filter {
    /// Writes what the filter makes of one JSON text: strings raw, other values as JSON, each on a line of its own.
    pub fn apply(&self, json: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let input = read::parse_single(json.as_bytes()).map_err(|error| failed(&error))?;
        let ctx = Ctx::<JustLut<Val>>::new(&self.0.lut, Vars::new([]));
        for result in self.0.id.run((ctx, input)) {
            match result.map_err(jaq_core::Exn::get_err) {
                Ok(value) => put(&value, style, out)?,
                Err(Ok(error)) => return Err(failed(&error)),
                // `halt`: the filter has said all it wants to say.
                Err(Err(_)) => return Ok(()),
            }
        }
        Ok(())
    }
}

fn failed(error: &dyn fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, Failed::new(&error.to_string()))
}

fn put(value: &Val, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if let Val::TStr(text) = value {
        return put_raw(text, style, out);
    }
    let mut bytes = Vec::new();
    write::write(&mut bytes, &write::Pp::default(), 0, value)?;
    let text = String::from_utf8_lossy(&bytes);
    match Value::parse(&text) {
        Ok(value) if style.width.is_some() => pretty::write(out, value, 0, style.color)?,
        _ => out.write_all(text.as_bytes())?,
    }
    out.write_all(b"\n")
}

fn put_raw(text: &[u8], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let text = String::from_utf8_lossy(text);
    let text = if style.width.is_some() { visible_lines(&text) } else { Cow::Borrowed(&*text) };
    writeln!(out, "{text}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample::run;
    use crate::output::{Envelope, Format};

    const ROWS: [&str; 2] = [r#"{"Id":"a","N":1.10}"#, r#"{"Id":"b","N":9007199254740993}"#];

    fn filtered(format: Format, filter: &str, style: Style) -> io::Result<String> {
        let jq = Some(filter.parse().expect("is a filter"));
        run(format, &["Id"], Style { jq, ..style }, &ROWS).map(|(text, _)| text)
    }

    fn refused(filter: &str) -> String {
        filter.parse::<Filter>().expect_err("is no filter").to_string()
    }

    #[test]
    fn strings_are_raw_and_digits_stay() {
        let json = |filter| filtered(Format::Json, filter, Style::default()).expect("runs");
        assert_eq!(json(".[].Id"), "a\nb\n");
        assert_eq!(json(".[].N"), "1.10\n9007199254740993\n");
        assert_eq!(json("map({N})"), "[{\"N\":1.10},{\"N\":9007199254740993}]\n");
        assert_eq!(json("length, empty, null"), "2\nnull\n");
        assert_eq!(json("1, halt, 2"), "1\n");
    }

    #[test]
    fn rows_can_be_made_of_values() {
        let row = |filter| filtered(Format::Json, filter, Style::default());
        assert_eq!(row(r#"[.[0].N, "a\"b", null, true] | @csv"#).expect("runs"), "1.10,\"a\"\"b\",,true\n");
        assert_eq!(row(r#"[.[1].N, "a\tb\\\n"] | @tsv"#).expect("runs"), "9007199254740993\ta\\tb\\\\\\n\n");
        assert!(row("@csv").is_err());
    }

    #[test]
    fn json_gives_the_array_ndjson_each_row_raw_the_envelope() {
        assert_eq!(filtered(Format::Table, "length", Style::default()).expect("runs"), "2\n");
        assert_eq!(filtered(Format::Ndjson, ".Id", Style::default()).expect("runs"), "a\nb\n");
        let envelope = Some(Envelope { head: r#"{"size":2,"records":"#.into(), tail: "}".into() });
        let style = Style { envelope, ..Style::default() };
        assert_eq!(filtered(Format::Json, ".size, .records[0].Id", style).expect("runs"), "2\na\n");
    }

    #[test]
    fn a_terminal_gets_indented_and_harmless_text() {
        let style = || Style { width: Some(80), ..Style::default() };
        assert_eq!(filtered(Format::Json, ".[0]", style()).expect("runs"), "{\n  \"Id\": \"a\",\n  \"N\": 1.10\n}\n");
        assert_eq!(filtered(Format::Json, r#""\u001b[2J\n""#, style()).expect("runs"), "␛[2J\n\n");
    }

    #[test]
    fn a_bad_filter_is_refused_with_its_place() {
        assert_eq!(refused(".["), "expected closing bracket at column 3");
        assert_eq!(refused(".a | nope"), "unknown filter `nope` at column 6");
        assert_eq!(refused("é | $x"), "expected token at column 1");
        assert_eq!(refused(". | $x"), "unknown variable `$x` at column 5");
        assert_eq!(refused(".a |"), "expected term at column 5");
    }

    #[test]
    fn a_filter_sees_nothing_but_its_input() {
        assert_eq!(refused("env"), "unknown filter `env` at column 1");
        assert_eq!(refused("$ENV"), "unknown variable `$ENV` at column 1");
        assert_eq!(refused("input"), "unknown filter `input` at column 1");
        assert_eq!(refused("input_filename"), "unknown filter `input_filename` at column 1");
        assert!(refused(r#"include "a"; ."#).starts_with("module loading not supported"));
        assert!(refused(r#"import "a" as $a; $a"#).starts_with("files are not read"));
    }

    #[test]
    fn a_failing_filter_says_why_in_a_typed_error() {
        let error = filtered(Format::Json, ".[].Id | .x", Style::default()).expect_err("strings have no keys");
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
        assert!(matches!(error.get_ref(), Some(inner) if inner.is::<Failed>()));
        assert_eq!(error.to_string(), r#"jq: cannot index "a" with "x""#);
    }
}
