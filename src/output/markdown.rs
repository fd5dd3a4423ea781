//! Rows as a table of GitHub's markdown. Only what would end a cell or start a tag is escaped; emphasis is not, so that
//! `Amount__c` stays readable in the source.

use super::{Columns, Sink, Style, Written, tree::Tree};
use crate::record::Value;
use crate::text::visible;
use std::io::{self, Write};

pub struct Markdown {
    tree: Tree,
    style: Style,
    out: Box<dyn Write>,
    rows: u64,
}

impl Markdown {
    pub fn new(columns: &Columns, style: Style, out: Box<dyn Write>) -> Self {
        Self { tree: Tree::new(columns, style.children), style, out, rows: 0 }
    }

    fn header(&mut self) -> io::Result<()> {
        let headers = self.tree.headers();
        if headers.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "| {} |", headers.join(" | "))?;
        writeln!(self.out, "|{}", " --- |".repeat(headers.len()))
    }
}

impl Sink for Markdown {
    fn row(&mut self, record: Value) -> io::Result<()> {
        if self.rows == 0 {
            self.tree.spell(record);
            self.header()?;
        }
        self.rows += 1;
        let Self { tree, style, out, .. } = self;
        tree.rows(record, &mut |cells| {
            for cell in cells {
                write!(out, "| {} ", escaped(&style.cell(*cell)))?;
            }
            out.write_all(b"|\n")
        })
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        if self.rows == 0 {
            self.header()?;
        }
        self.out.flush()?;
        Ok(Written::rows(self.rows))
    }
}

fn escaped(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let line = visible(line.strip_suffix('\r').unwrap_or(line));
        line.replace('\\', "\\\\").replace('|', "\\|").replace('<', "\\<")
    });
    lines.collect::<Vec<_>>().join("<br>")
}

#[cfg(test)]
mod tests {
    use super::super::sample::{HOSTILE, print};
    use super::*;
    use crate::output::Format;

    #[test]
    fn no_value_can_end_its_cell() {
        let want = r#"| Id | Name | Note |
| --- | --- | --- |
| 1 | a "quoted", b | line 1<br>line 2<br>line 3␍end |
| 22 | =cmd\|' /C calc'!A0 | ␛[2J␇␀␡\\u{9b}31m |
| 333 | 日本 👩‍👩‍👧‍👦 é | \\u{202e}gnp.exe |
| 4.50 |  | a\|b\\\|c \<b> |
| 9007199254740993 |  | 😀 |
"#;
        assert_eq!(print(Format::Markdown, &["id", "name", "note"], Style::default(), &HOSTILE), want);
    }

    #[test]
    fn no_rows_leave_the_header() {
        assert_eq!(print(Format::Markdown, &["Id", "X"], Style::default(), &[]), "| Id | X |\n| --- | --- |\n");
    }
}
