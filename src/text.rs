//! Text as a terminal shows it: how wide it is, where to cut it, and how to keep it from steering the terminal.
//! A leaf of its own because both `output` (values) and `term` (messages) need it and neither may use the other.

use std::borrow::Cow;
use std::fmt::Write;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Stands for what was cut away.
const ELLIPSIS: &str = "…";

/// The text on one line, with a visible mark in place of everything that would move the cursor or reorder the line.
pub fn visible(text: &str) -> Cow<'_, str> {
    marked(text, false)
}

/// Like [`visible`], but line ends and tabs stay.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    marked(text, true)
}

/// Whether a terminal would obey this character instead of showing it.
pub fn is_hidden(char: char) -> bool {
    matches!(char, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn marked(text: &str, keep_lines: bool) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\t' if keep_lines => out.push(char),
            '\n' => out.push('↵'),
            char if is_hidden(char) => mark(&mut out, char),
            char => out.push(char),
        }
    }
    Cow::Owned(out)
}

/// The control pictures of Unicode where there is one, the number of the character elsewhere.
fn mark(out: &mut String, char: char) {
    let code = u32::from(char);
    match char {
        '\u{7f}' => out.push('␡'),
        '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + code)),
        _ => write!(out, "\\u{{{code:x}}}").expect("a String takes everything"),
    }
}

/// Terminal columns the text takes.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// The text, cut between two characters as people see them so that it takes at most `room` columns.
pub fn cut(text: &str, room: usize) -> Cow<'_, str> {
    if width(text) <= room {
        return Cow::Borrowed(text);
    }
    let mut left = room.saturating_sub(1);
    let fits = |cluster: &&str| {
        let rest = left.checked_sub(width(cluster));
        left = rest.unwrap_or(left);
        rest.is_some()
    };
    let len: usize = text.graphemes(true).take_while(fits).map(str::len).sum();
    Cow::Owned(format!("{}{ELLIPSIS}", &text[..len]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_marks() {
        assert_eq!(visible("plain é 日本"), "plain é 日本");
        assert_eq!(visible("a\r\nb\nc\rd\te"), "a↵b↵c␍d␉e");
        assert_eq!(visible("\0\u{1b}[2J\u{1f}\u{7f}"), "␀␛[2J␟␡");
        assert_eq!(visible("\u{9b}31m \u{202e}abc\u{2066}"), "\\u{9b}31m \\u{202e}abc\\u{2066}");
        assert_eq!(visible_lines("a\r\n\u{1b}b\t\n"), "a\n␛b\t\n");
    }

    #[test]
    fn width_is_what_a_terminal_shows() {
        assert_eq!(width("abc"), 3);
        assert_eq!(width("日本"), 4);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("👩‍👩‍👧‍👦"), 2);
    }

    #[test]
    fn cutting_never_splits_what_people_see_as_one() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdefg", 6), "abcde…");
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 5), "👩‍👩‍👧‍👦👩‍👩‍👧‍👦…");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
    }
}
