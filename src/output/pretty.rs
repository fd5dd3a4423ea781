//! JSON for eyes: indented, coloured, and unable to steer the terminal. Digits and keys stay as they came.

use crate::record::{Kind, Value};
use crate::text::is_hidden;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

const KEY: &str = "\x1b[1;34m";
const STRING: &str = "\x1b[32m";
const NULL: &str = "\x1b[2m";
const PLAIN: &str = "\x1b[0m";

/// Writes a value whose first line is already indented to `level`.
pub fn write(out: &mut dyn Write, value: Value, level: usize, color: bool) -> io::Result<()> {
    match value.kind() {
        Kind::Array => {
            let items = value.items().map(|item| (None, item));
            block(out, ['[', ']'], items, level, color)
        }
        Kind::Object => {
            let members = value.members().map(|(key, member)| (Some(key), member));
            block(out, ['{', '}'], members, level, color)
        }
        Kind::String => paint(out, STRING, &tame(value.text()), color),
        Kind::Null => paint(out, NULL, value.text(), color),
        Kind::Number | Kind::Bool => out.write_all(value.text().as_bytes()),
    }
}

fn block<'a>(
    out: &mut dyn Write,
    [open, close]: [char; 2],
    parts: impl Iterator<Item = (Option<&'a str>, Value<'a>)>,
    level: usize,
    color: bool,
) -> io::Result<()> {
    write!(out, "{open}")?;
    let mut empty = true;
    for (key, value) in parts {
        let comma = if empty { "" } else { "," };
        write!(out, "{comma}\n{:1$}", "", 2 * level + 2)?;
        if let Some(key) = key {
            paint(out, KEY, &format!("\"{}\"", tame(key)), color)?;
            out.write_all(b": ")?;
        }
        write(out, value, level + 1, color)?;
        empty = false;
    }
    if !empty {
        write!(out, "\n{:1$}", "", 2 * level)?;
    }
    write!(out, "{close}")
}

fn paint(out: &mut dyn Write, paint: &str, text: &str, color: bool) -> io::Result<()> {
    if color { write!(out, "{paint}{text}{PLAIN}") } else { out.write_all(text.as_bytes()) }
}

/// The same JSON text with its raw control and direction characters written as escapes. Not for indented text, where
/// line ends are no part of a string.
pub fn tame(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for char in text.chars() {
        match char {
            char if is_hidden(char) => write!(out, "\\u{:04x}", u32::from(char)).expect("a String takes everything"),
            char => out.push(char),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pretty(text: &str, color: bool) -> String {
        let mut out = Vec::new();
        write(&mut out, Value::parse(text).expect("parses"), 0, color).expect("writes");
        String::from_utf8(out).expect("is text")
    }

    #[test]
    fn nested_values_are_indented_and_digits_kept() {
        let text = r#"{"a":[1.10,{}],"b":{"c":[]},"d":"x"}"#;
        let want = "{\n  \"a\": [\n    1.10,\n    {}\n  ],\n  \"b\": {\n    \"c\": []\n  },\n  \"d\": \"x\"\n}";
        assert_eq!(pretty(text, false), want);
    }

    #[test]
    fn colours_end_where_they_should() {
        let want =
            "{\n  \x1b[1;34m\"a\"\x1b[0m: \x1b[2mnull\x1b[0m,\n  \x1b[1;34m\"b\"\x1b[0m: \x1b[32m\"x\"\x1b[0m\n}";
        assert_eq!(pretty(r#"{"a":null,"b":"x"}"#, true), want);
    }

    #[test]
    fn strings_cannot_steer_the_terminal() {
        assert_eq!(pretty("\"\u{9b}2J\u{202e}\"", false), r#""\u009b2J\u202e""#);
    }
}
