//! csv and tsv after RFC 4180: a header always, quotes where a value needs them (a lone CR does). Lines end in LF, not in
//! the CRLF of the RFC: that is what readers and shells of today expect and what other tools write.

use super::{Columns, Sink, Style, Written, tree::Tree};
use crate::record::{Kind, Value};
use crate::text::{is_hidden, visible_lines};
use std::borrow::Cow;
use std::io::{self, Write};

const BUFFER: usize = 64 * 1024;

pub struct Delimited {
    writer: csv::Writer<Marked>,
    tree: Tree,
    style: Style,
    rows: u64,
}

impl Delimited {
    pub fn new(delimiter: u8, columns: &Columns, style: Style, out: Box<dyn Write>) -> Self {
        let mark: &[u8] = if style.bom { "\u{feff}".as_bytes() } else { b"" };
        let writer =
            csv::WriterBuilder::new().delimiter(delimiter).buffer_capacity(BUFFER).from_writer(Marked { mark, out });
        Self { writer, tree: Tree::new(columns, style.children), style, rows: 0 }
    }

    fn header(&mut self) -> io::Result<()> {
        let headers = self.tree.headers();
        if headers.is_empty() { Ok(()) } else { self.writer.write_record(headers).map_err(cause) }
    }
}

impl Sink for Delimited {
    fn row(&mut self, record: Value) -> io::Result<()> {
        if self.rows == 0 {
            self.tree.spell(record);
            self.header()?;
        }
        self.rows += 1;
        let Self { writer, tree, style, .. } = self;
        tree.rows(record, &mut |cells| {
            for cell in cells {
                writer.write_field(field(style, *cell).as_bytes()).map_err(cause)?;
            }
            writer.write_record(None::<&[u8]>).map_err(cause)
        })
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        if self.rows == 0 {
            self.header()?;
        }
        self.writer.flush()?;
        Ok(Written::rows(self.rows))
    }
}

fn field<'a>(style: &'a Style, value: Value<'a>) -> Cow<'a, str> {
    let text = style.cell(value);
    let formula = || value.kind() == Kind::String && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if style.formula_guard && formula() { Cow::Owned(format!("'{text}")) } else { text };
    // A terminal would obey what a file keeps.
    if style.width.is_some() && text.contains(is_hidden) { visible_lines(&text).into_owned().into() } else { text }
}

/// The io error inside a csv error, so that whoever looks for a reader who left finds it.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Puts a mark before the first byte, but not before there is one.
struct Marked {
    mark: &'static [u8],
    out: Box<dyn Write>,
}

impl Write for Marked {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(std::mem::take(&mut self.mark))?;
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{HOSTILE, print};
    use super::*;
    use crate::output::{Children, Format};

    fn csv(paths: &[&str], style: Style, rows: &[&str]) -> String {
        print(Format::Csv, paths, style, rows)
    }

    #[test]
    fn what_needs_quotes_gets_them() {
        let rows = [r#"{"a":"x,y","b":"say \"hi\""}"#, r#"{"a":"1\n2","b":"1\r2"}"#, r#"{"a":"\t=;","b":"007"}"#];
        let want = "a,b\n\"x,y\",\"say \"\"hi\"\"\"\n\"1\n2\",\"1\r2\"\n\t=;,007\n";
        assert_eq!(csv(&["a", "b"], Style::default(), &rows), want);
        assert_eq!(print(Format::Tsv, &["a", "b"], Style::default(), &rows[2..]), "a\tb\n\"\t=;\"\t007\n");
    }

    #[test]
    fn the_header_stands_even_above_no_rows() {
        assert_eq!(csv(&["Id", "Owner.Name"], Style::default(), &[]), "Id,Owner.Name\n");
        assert_eq!(print(Format::Csv, &["*"], Style::default(), &[]), "");
    }

    #[test]
    fn a_null_parent_empties_its_columns_and_null_can_be_named() {
        let rows = [r#"{"Id":1,"Owner":null,"X":""}"#, r#"{"Id":2.50,"Owner":{"Name":"O","Role":null},"X":true}"#];
        let paths = ["id", "owner.name", "owner.role", "x"];
        assert_eq!(csv(&paths, Style::default(), &rows), "Id,Owner.name,Owner.role,X\n1,,,\n2.50,O,,true\n");
        let style = Style { null_as: Some("NULL".into()), ..Style::default() };
        assert_eq!(csv(&paths, style, &rows), "Id,Owner.name,Owner.role,X\n1,NULL,NULL,\n2.50,O,NULL,true\n");
    }

    #[test]
    fn one_empty_column_is_not_an_empty_line() {
        assert_eq!(csv(&["a"], Style::default(), &[r#"{"a":null}"#]), "a\n\"\"\n");
    }

    #[test]
    fn a_mark_comes_first_if_wanted() {
        let style = Style { bom: true, ..Style::default() };
        assert_eq!(csv(&["a"], style, &[r#"{"a":1}"#]), "\u{feff}a\n1\n");
    }

    #[test]
    fn formulas_are_defused_in_text_but_not_in_numbers() {
        let style = Style { formula_guard: true, ..Style::default() };
        let rows = [r#"{"a":"=cmd|' /C calc'!A0","b":-1}"#, r#"{"a":"@x","b":"-1"}"#, r#"{"a":"a=b","b":"\t"}"#];
        assert_eq!(csv(&["a", "b"], style, &rows), "a,b\n'=cmd|' /C calc'!A0,-1\n'@x,'-1\na=b,'\t\n");
    }

    #[test]
    fn a_terminal_gets_marks_where_a_file_gets_the_bytes() {
        let rows = [r#"{"a":"x\u001b[2J\u0007\ny"}"#];
        let style = Style { width: Some(80), ..Style::default() };
        assert_eq!(csv(&["a"], style, &rows), "a\n\"x␛[2J␇\ny\"\n");
        assert_eq!(csv(&["a"], Style::default(), &rows), "a\n\"x\u{1b}[2J\u{7}\ny\"\n");
    }

    #[test]
    fn child_rows_are_json_a_number_or_rows() {
        let rows = [r#"{"Id":1,"Kids":[{"N":"a"},{"N":"b"}]}"#, r#"{"Id":2,"Kids":null}"#];
        let with = |children| csv(&["Id", "Kids[].N"], Style { children, ..Style::default() }, &rows);
        assert_eq!(with(Children::Json), "Id,Kids\n1,\"[{\"\"N\"\":\"\"a\"\"},{\"\"N\"\":\"\"b\"\"}]\"\n2,\n");
        assert_eq!(with(Children::Count), "Id,Kids\n1,2\n2,0\n");
        assert_eq!(with(Children::Explode), "Id,Kids.N\n1,a\n1,b\n2,\n");
    }

    #[test]
    fn open_columns_come_from_the_rows() {
        let rows = [r#"{"Id":1,"Owner":null}"#, r#"{"Id":2,"Owner":{"Name":"O"}}"#];
        assert_eq!(csv(&["*"], Style::default(), &rows), "Id,Owner.Name\n1,\n2,O\n");
    }

    #[test]
    fn hostile_values_come_back_whole() {
        let text = csv(&["Id", "Name", "Note"], Style::default(), &HOSTILE);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let read: Vec<_> = reader.records().map(|row| row.expect("reads")).collect();
        for (row, source) in read.iter().zip(HOSTILE) {
            let source = Value::parse(source).expect("parses");
            let want: Vec<_> = source.members().map(|(_, value)| Style::default().cell(value).into_owned()).collect();
            assert_eq!(row.iter().collect::<Vec<_>>(), want);
        }
        assert_eq!(read.len(), HOSTILE.len());
    }
}
