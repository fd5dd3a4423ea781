//! A place in a query, shown: its line, and a caret under the column. Measures display columns and lets no
//! control character through.

use unicode_width::UnicodeWidthChar;

/// Display columns of the query shown at most, and those of them before the caret.
const WIDTH: usize = 76;
const BEFORE: usize = 44;
const CUT: &str = "...";

/// Two lines without a line feed at the end. Of a query with several lines, the line is numbered.
pub fn underline(query: &str, offset: usize) -> String {
    let offset = offset.min(query.len());
    let start = query.bytes().take(offset).rposition(|byte| byte == b'\n').map_or(0, |at| at + 1);
    let line = query[start..].lines().next().unwrap_or_default();
    let caret = line.char_indices().take_while(|(at, c)| start + at + c.len_utf8() <= offset).count();
    let cells: Vec<char> = line.chars().map(visible).collect();
    let (left, right) = window(&cells, caret);

    let (before, after) = (&cells[left..caret], &cells[caret..right]);
    let mut shown = label(query, start);
    shown.push_str(if left > 0 { CUT } else { "" });
    shown.extend(before);
    let indent = shown.chars().map(width).sum::<usize>();
    shown.extend(after);
    shown.push_str(if right < cells.len() { CUT } else { "" });
    format!("{shown}\n{:indent$}^", "")
}

fn label(query: &str, start: usize) -> String {
    if query.trim_end().contains('\n') {
        format!("line {}: ", 1 + query.bytes().take(start).filter(|byte| *byte == b'\n').count())
    } else {
        String::new()
    }
}

/// The range of `cells` to show. A line that is too long gives way behind the caret first.
fn window(cells: &[char], caret: usize) -> (usize, usize) {
    if cells.iter().copied().map(width).sum::<usize>() <= WIDTH {
        return (0, cells.len());
    }
    let before = fitting(cells[..caret].iter().rev(), BEFORE);
    let used = cells[caret - before..caret].iter().copied().map(width).sum::<usize>();
    let after = fitting(cells[caret..].iter(), WIDTH - used);
    (caret - before, caret + after)
}

/// How many of `cells` fit into `columns`.
fn fitting<'c>(cells: impl Iterator<Item = &'c char>, columns: usize) -> usize {
    let mut used = 0;
    let fits = |cell: &&char| {
        used += width(**cell);
        used <= columns
    };
    cells.take_while(fits).count()
}

fn width(c: char) -> usize {
    c.width().unwrap_or_default()
}

/// A stand-in for characters that move the cursor or turn the text around.
fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '\u{2421}',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_caret_stands_under_the_token() {
        assert_eq!(underline("SELECT Nam FROM Account", 7), "SELECT Nam FROM Account\n       ^");
        assert_eq!(underline("SELECT '会社', x", 17), "SELECT '会社', x\n               ^");
        assert_eq!(underline("a\x1b[2J\tb", 6), "a\u{241b}[2J b\n      ^");
        assert_eq!(underline("abc", 99), "abc\n   ^");
    }

    #[test]
    fn lines_are_numbered_where_there_are_several() {
        assert_eq!(underline("SELECT Id\r\nFROM Acount\n", 16), "line 2: FROM Acount\n             ^");
        assert_eq!(underline("SELECT Id\n", 7), "SELECT Id\n       ^");
    }

    #[test]
    fn long_lines_are_cut_around_the_caret() {
        let query = format!("SELECT {}Shoesize{} FROM Account", "Name, ".repeat(20), ", Name".repeat(20));
        let shown = underline(&query, query.find("Shoesize").expect("it is there"));
        assert_eq!(shown, format!("..., {}Shoesize{}...\n{:47}^", "Name, ".repeat(7), ", Name".repeat(4), ""));
    }

    proptest! {
        #[test]
        fn any_text_can_be_shown(query in any::<String>(), offset in 0..200usize) {
            let shown = underline(&query, offset);
            prop_assert_eq!(shown.lines().count(), 2);
            prop_assert!(!shown.chars().any(|c| c.is_control() && c != '\n'));
        }
    }
}
