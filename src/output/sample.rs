//! For tests of formats: runs rows through a sink and returns what it wrote.

use super::{Columns, Format, Style, Written, sink};
use crate::record::Value;
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

/// Rows that break naive writers.
pub const HOSTILE: [&str; 5] = [
    r#"{"Id":1,"Name":"a \"quoted\", b","Note":"line 1\r\nline 2\nline 3\rend"}"#,
    r#"{"Id":22,"Name":"=cmd|' /C calc'!A0","Note":"\u001b[2J\u0007\u0000\u007f\u009b31m"}"#,
    r#"{"Id":333,"Name":"日本 👩‍👩‍👧‍👦 é","Note":"\u202egnp.exe"}"#,
    r#"{"Id":4.50,"Name":null,"Note":"a|b\\|c <b>"}"#,
    r#"{"Id":9007199254740993,"Name":"","Note":"\ud83d\ude00"}"#,
];

#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What the format makes of the rows. The path `*` opens the columns.
pub fn print(format: Format, paths: &[&str], style: Style, rows: &[&str]) -> String {
    run(format, paths, style, rows).expect("a Vec takes everything").0
}

pub fn run(format: Format, paths: &[&str], style: Style, rows: &[&str]) -> io::Result<(String, Written)> {
    let out = Shared::default();
    let asked = paths.iter().filter(|path| **path != "*").map(ToString::to_string).collect();
    let mut sink = sink(format, Columns::new(asked, paths.contains(&"*")), style, Box::new(out.clone()));
    for row in rows {
        sink.row(Value::parse(row).expect("parses"))?;
    }
    let written = sink.finish()?;
    let text = String::from_utf8(out.0.take()).expect("is text");
    Ok((text, written))
}
