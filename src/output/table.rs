//! Rows as a plain table for a terminal. The first rows decide the widths, then rows flow in constant memory; that is why
//! this is no table crate: those want all rows before the first line.

use super::layout::{GAP, Slot, fit};
use super::{Columns, Lookahead, Sink, Style, Written, tree::Tree};
use crate::record::Value;
use crate::text::{cut, visible, width};
use std::borrow::Cow;
use std::io::{self, Write};
use std::iter::repeat_n;

/// Rows that decide the widths: as many as the first page of a reply has.
const ENOUGH: usize = 2_000;
const BOLD: &str = "\x1b[1m";
const PLAIN: &str = "\x1b[0m";

pub fn sink(columns: Columns, style: Style, out: Box<dyn Write>) -> Box<dyn Sink> {
    Lookahead::boxed(ENOUGH, move |rows| Ok(Box::new(Table::start(&columns, rows, style, out)?)))
}

struct Table {
    tree: Tree,
    slots: Vec<Slot>,
    style: Style,
    out: Box<dyn Write>,
    /// The line being put together, kept for its memory.
    line: String,
    written: Written,
}

impl Table {
    fn start(columns: &Columns, rows: &[Value], style: Style, out: Box<dyn Write>) -> io::Result<Self> {
        let mut tree = Tree::new(columns, style.children);
        for row in rows {
            tree.spell(*row);
        }
        let headers = tree.headers();
        let slots = fit(measure(&tree, &headers, rows, &style)?, style.width);
        let left_out = headers[slots.len()..].to_vec();
        let written = Written { rows: 0, left_out };
        let mut table = Self { tree, slots, style, out, line: String::new(), written };
        table.header(&headers)?;
        Ok(table)
    }

    fn header(&mut self, headers: &[String]) -> io::Result<()> {
        if headers.is_empty() {
            return Ok(());
        }
        set(&mut self.line, &self.slots, headers.iter().map(Cow::from), self.style.width.is_some());
        let (bold, plain) = if self.style.color { (BOLD, PLAIN) } else { ("", "") };
        writeln!(self.out, "{bold}{}{plain}", self.line)?;
        let rule: Vec<_> = self.slots.iter().map(|slot| "─".repeat(slot.width)).collect();
        writeln!(self.out, "{}", rule.join(&" ".repeat(GAP)))
    }
}

impl Sink for Table {
    fn row(&mut self, record: Value) -> io::Result<()> {
        self.written.rows += 1;
        let Self { tree, slots, style, out, line, .. } = self;
        tree.rows(record, &mut |cells| {
            let texts = cells.iter().map(|cell| shown(style, *cell));
            set(line, slots, texts, style.width.is_some());
            writeln!(out, "{line}")
        })
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        self.out.flush()?;
        Ok(self.written)
    }
}

/// The widest cell of each column, and whether it holds numbers only.
fn measure(tree: &Tree, headers: &[String], rows: &[Value], style: &Style) -> io::Result<Vec<Slot>> {
    let mut slots: Vec<_> = headers.iter().map(|name| Slot { width: width(name), number: true }).collect();
    let mut filled = vec![false; slots.len()];
    for row in rows {
        tree.rows(*row, &mut |cells| {
            for ((slot, filled), cell) in slots.iter_mut().zip(&mut filled).zip(cells) {
                slot.width = slot.width.max(width(&shown(style, *cell)));
                slot.number &= cell.is_null() || style.is_number(*cell);
                *filled |= !cell.is_null();
            }
            Ok(())
        })?;
    }
    slots.iter_mut().zip(filled).for_each(|(slot, filled)| slot.number &= filled);
    Ok(slots)
}

fn shown<'a>(style: &'a Style, value: Value<'a>) -> Cow<'a, str> {
    match style.cell(value) {
        Cow::Borrowed(text) => visible(text),
        Cow::Owned(text) => Cow::Owned(visible(&text).into_owned()),
    }
}

/// Puts cells side by side. Without a terminal nothing is cut: a long value then pushes the rest.
fn set<'c>(line: &mut String, slots: &[Slot], cells: impl Iterator<Item = Cow<'c, str>>, may_cut: bool) {
    line.clear();
    for (at, (slot, cell)) in slots.iter().zip(cells).enumerate() {
        let cell = if may_cut && !slot.number { cut(&cell, slot.width) } else { Cow::Borrowed(&*cell) };
        let padding = slot.width.saturating_sub(width(&cell));
        let (before, after) = if slot.number { (padding, 0) } else { (0, padding) };
        let gap = if at == 0 { 0 } else { GAP };
        line.extend(repeat_n(' ', gap + before));
        line.push_str(&cell);
        line.extend(repeat_n(' ', after));
    }
    line.truncate(line.trim_end().len());
}

#[cfg(test)]
mod tests {
    use super::super::sample::{HOSTILE, print, run};
    use super::*;
    use crate::output::Format;

    fn table(paths: &[&str], width: Option<usize>, rows: &[&str]) -> String {
        print(Format::Table, paths, Style { width, ..Style::default() }, rows)
    }

    #[test]
    fn numbers_stand_right_and_text_left() {
        let rows = [r#"{"Id":"a","N":1.50,"O":{"X":"x"}}"#, r#"{"Id":"bcd","N":22,"O":null}"#];
        let want = "Id      N  O.X\n───  ────  ───\na    1.50  x\nbcd    22\n";
        assert_eq!(table(&["Id", "N", "O.X"], Some(80), &rows), want);
    }

    #[test]
    fn no_rows_leave_the_header() {
        assert_eq!(table(&["Id", "Name"], Some(80), &[]), "Id  Name\n──  ────\n");
        assert_eq!(table(&["*"], Some(80), &[]), "");
    }

    #[test]
    fn a_value_can_neither_break_nor_shift_a_line() {
        let want = r#"              Id  Name                Note
────────────────  ──────────────────  ────────────────────────
               1  a "quoted", b       line 1↵line 2↵line 3␍end
              22  =cmd|' /C calc'!A0  ␛[2J␇␀␡\u{9b}31m
             333  日本 👩‍👩‍👧‍👦 é           \u{202e}gnp.exe
            4.50                      a|b\|c <b>
9007199254740993                      😀
"#;
        assert_eq!(table(&["Id", "Name", "Note"], Some(80), &HOSTILE), want);
    }

    #[test]
    fn what_does_not_fit_is_left_out_and_named() {
        let rows = [r#"{"A":"0123456789abcdef","B":"short","C":"x"}"#];
        let style = Style { width: Some(12), ..Style::default() };
        let (text, written) = run(Format::Table, &["A", "B", "C"], style, &rows).expect("writes");
        assert_eq!(text, "A\n────────────\n0123456789a…\n");
        assert_eq!(written, Written { rows: 1, left_out: vec!["B".into(), "C".into()] });
    }

    #[test]
    fn a_pipe_gets_whole_values() {
        let long = "x".repeat(500);
        let row = format!(r#"{{"A":"{long}"}}"#);
        assert_eq!(table(&["A"], None, &[&row]), format!("A\n{}\n{long}\n", "─".repeat(500)));
    }

    #[test]
    fn widths_stand_once_rows_flow() {
        let mut rows = vec![r#"{"A":"ab","B":1}"#; ENOUGH];
        rows.push(r#"{"A":"abcdef","B":12}"#);
        let text = table(&["A", "B"], Some(80), &rows);
        assert_eq!(text.lines().count(), ENOUGH + 3);
        assert_eq!(text.lines().last(), Some("a…  12"));
    }
}
