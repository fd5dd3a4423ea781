//! Values as the cells of a file: in quotes, and large numbers with an exponent.

use crate::demo::schema::Kind;
use std::borrow::Cow;

/// Appends one cell in quotes.
pub fn write(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            out.extend_from_slice(b"\"\"");
        }
        out.extend_from_slice(part.as_bytes());
    }
    out.push(b'"');
}

/// Appends one line.
pub fn write_line<'a>(cells: impl IntoIterator<Item = &'a str>, delimiter: u8, end: &str, out: &mut Vec<u8>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(delimiter);
        }
        write(cell, out);
    }
    out.extend_from_slice(end.as_bytes());
}

/// The org's files give numbers of ten millions and more, and those below a thousandth, with an exponent. Every digit
/// stays.
pub fn number(kind: Kind, text: Cow<str>) -> Cow<str> {
    if matches!(kind, Kind::Double | Kind::Currency | Kind::Percent) {
        scientific(&text).map_or(text, Cow::Owned)
    } else {
        text
    }
}

fn scientific(text: &str) -> Option<String> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let all = format!("{whole}{fraction}");
    let zeros = all.len() - all.trim_start_matches('0').len();
    let first = all.get(zeros..=zeros)?;
    let exponent = i64::try_from(whole.len()).ok()? - i64::try_from(zeros).ok()? - 1;
    let rest = &all[zeros + 1..];
    let rest = if rest.is_empty() { "0" } else { rest };
    (!(-3..7).contains(&exponent)).then(|| format!("{sign}{first}.{rest}E{exponent}"))
}

/// The bytes of the first whole lines of `text`, and how many lines those are; no more than `most`. A line end between
/// quotes ends none.
pub fn lines(text: &[u8], most: u64) -> (usize, u64) {
    let (mut quoted, mut end, mut count) = (false, 0, 0);
    for at in memchr::memchr2_iter(b'"', b'\n', text) {
        if count == most {
            break;
        }
        match text[at] {
            b'"' => quoted = !quoted,
            _ if quoted => (),
            _ => (end, count) = (at + 1, count + 1),
        }
    }
    (end, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_and_small_numbers_get_an_exponent_and_keep_their_digits() {
        for (plain, written) in [
            ("9999999.99", "9999999.99"),
            ("10000000", "1.0000000E7"),
            ("-12345678.90", "-1.234567890E7"),
            ("9007199254740993.0", "9.0071992547409930E15"),
            ("0.001", "0.001"),
            ("0.0005", "5.0E-4"),
            ("0.0", "0.0"),
            ("1.10", "1.10"),
        ] {
            assert_eq!(number(Kind::Double, plain.into()), written);
            assert_eq!(number(Kind::Int, plain.into()), plain);
        }
    }

    #[test]
    fn lines_end_outside_of_quotes() {
        let text = b"\"a\nb\",\"c\"\"\n\"\n\"d\"\n\"e\"\n";
        assert_eq!(lines(text, 1), (13, 1));
        assert_eq!(lines(text, 2), (17, 2));
        assert_eq!(lines(text, 9), (text.len(), 3));
        assert_eq!(lines(text, 0), (0, 0));
        assert_eq!(lines(b"a\nb", 2), (2, 1));
    }
}
