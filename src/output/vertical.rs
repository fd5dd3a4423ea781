//! One field a line, one block a row: for rows too wide for a table and values of many lines.

use super::layout::GAP;
use super::{Columns, Sink, Style, Written, tree::Tree};
use crate::record::Value;
use crate::text::{visible_lines, width};
use std::io::{self, Write};

/// How long the line between two blocks is.
const RULE: usize = 40;
const BOLD: &str = "\x1b[1m";
const PLAIN: &str = "\x1b[0m";

pub struct Vertical {
    tree: Tree,
    /// Aligned, coloured, ready to be written.
    names: Vec<String>,
    /// Columns before a value.
    indent: usize,
    style: Style,
    out: Box<dyn Write>,
    rows: u64,
    blocks: u64,
}

impl Vertical {
    pub fn new(columns: &Columns, style: Style, out: Box<dyn Write>) -> Self {
        let tree = Tree::new(columns, style.children);
        Self { tree, names: Vec::new(), indent: 0, style, out, rows: 0, blocks: 0 }
    }

    fn align(&mut self) {
        let headers = self.tree.headers();
        let (bold, plain) = if self.style.color { (BOLD, PLAIN) } else { ("", "") };
        let widest = headers.iter().map(|name| width(name)).max().unwrap_or_default();
        let names = headers.iter().map(|name| {
            let padding = widest - width(name);
            format!("{bold}{name}{plain}{:padding$}", "")
        });
        self.names = names.collect();
        self.indent = widest + GAP;
    }
}

impl Sink for Vertical {
    fn row(&mut self, record: Value) -> io::Result<()> {
        if self.rows == 0 {
            self.tree.spell(record);
            self.align();
        }
        self.rows += 1;
        let Self { tree, names, indent, style, out, blocks, .. } = self;
        tree.rows(record, &mut |cells| {
            *blocks += 1;
            writeln!(out, "{:-<RULE$}", format!("-[ {blocks} ]"))?;
            for (name, cell) in names.iter().zip(cells) {
                field(out, name, &style.cell(*cell), *indent)?;
            }
            Ok(())
        })
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        self.out.flush()?;
        Ok(Written::rows(self.rows))
    }
}

fn field(out: &mut dyn Write, name: &str, text: &str, indent: usize) -> io::Result<()> {
    let text = visible_lines(text);
    let mut lines = text.split('\n');
    let first = lines.next().unwrap_or_default();
    let gap = if first.is_empty() { 0 } else { GAP };
    writeln!(out, "{name}{:gap$}{first}", "")?;
    lines.try_for_each(|line| writeln!(out, "{:indent$}{line}", ""))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{HOSTILE, print};
    use super::*;
    use crate::output::Format;

    #[test]
    fn names_are_aligned_and_lines_indented() {
        let want = "\
-[ 1 ]----------------------------------
Id    1
Name  a \"quoted\", b
Note  line 1
      line 2
      line 3␍end
-[ 2 ]----------------------------------
Id    22
Name  =cmd|' /C calc'!A0
Note  ␛[2J␇␀␡\\u{9b}31m
";
        assert_eq!(print(Format::Vertical, &["id", "name", "note"], Style::default(), &HOSTILE[..2]), want);
        assert_eq!(print(Format::Vertical, &["Id"], Style::default(), &[]), "");
    }
}
