//! Literals: from the text of one token to the value meant, and for strings back again.

use super::ast::{Scalar, Span};
use jiff::civil;

/// The text meant by a string in its quotes. The error is the range of an escape that SOQL does not have.
pub fn string(quoted: &str) -> Result<String, Span> {
    let inner = &quoted[1..quoted.len() - 1];
    if !inner.contains('\\') {
        return Ok(inner.to_owned());
    }
    // In UTF-16, because `\uD83D\uDE00` is one character.
    let mut units = Vec::with_capacity(inner.len());
    let mut at = 0;
    while let Some(c) = inner[at..].chars().next() {
        let len = if c == '\\' { escape(&inner[at..], &mut units) } else { Some(push(c, &mut units)) };
        at += len.ok_or_else(|| at + 1..at + 2 + inner[at + 1..].chars().next().map_or(0, char::len_utf8))?;
    }
    Ok(String::from_utf16_lossy(&units))
}

fn push(c: char, units: &mut Vec<u16>) -> usize {
    units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
    c.len_utf8()
}

/// Reads the escape that `text` begins with and returns its length.
fn escape(text: &str, units: &mut Vec<u16>) -> Option<usize> {
    let meant = match text.as_bytes().get(1)?.to_ascii_lowercase() {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 0x08,
        b'f' => 0x0C,
        mark @ (b'"' | b'\'' | b'\\') => mark,
        wildcard @ (b'_' | b'%') => {
            units.extend([u16::from(b'\\'), u16::from(wildcard)]);
            return Some(2);
        }
        b'u' => {
            let digits = text.get(2..6).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
            units.push(u16::from_str_radix(digits, 16).ok()?);
            return Some(6);
        }
        _ => return None,
    };
    units.push(u16::from(meant));
    Some(2)
}

/// The string literal that means `value`, whatever it holds.
pub fn quote(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('\'');
    for c in value.chars() {
        match c {
            '\'' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.extend(format!("\\u{:04X}", u32::from(c)).chars()),
            c => quoted.push(c),
        }
    }
    quoted.push('\'');
    quoted
}

/// A number, a date or a time.
pub fn number(text: &str) -> Option<Scalar> {
    let typed = text.to_owned();
    if is_number(text) {
        Some(Scalar::Number(typed))
    } else if fits(text, "0000-00-00") && text.parse::<civil::Date>().is_ok() {
        Some(Scalar::Date(typed))
    } else {
        is_datetime(text).then_some(Scalar::DateTime(typed))
    }
}

fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    [whole, fraction].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

fn is_datetime(text: &str) -> bool {
    let Some((local, rest)) = text.split_at_checked(19) else { return false };
    let zone = rest.strip_prefix('.').map_or(rest, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    fits(local, "0000-00-00T00:00:00")
        && local.parse::<civil::DateTime>().is_ok()
        && !rest.starts_with(".Z")
        && ["Z", "+00:00", "-00:00", "+0000", "-0000"].iter().any(|form| fits(zone, form))
}

/// Whether `text` has a digit wherever `form` has one and is the same elsewhere.
fn fits(text: &str, form: &str) -> bool {
    let fit = |(a, b): (u8, u8)| if b == b'0' { a.is_ascii_digit() } else { a == b };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(fit)
}

/// `TODAY` or `LAST_N_DAYS:30`; the grammar has checked the name.
pub fn relative_date(text: &str) -> Option<Scalar> {
    let (name, n) = match text.split_once(':') {
        Some((name, n)) => (name, Some(n.trim().parse().ok()?)),
        None => (text, None),
    };
    Some(Scalar::DateLiteral { name: name.trim().to_ascii_uppercase(), n })
}

/// `USD5000`
pub fn currency(text: &str) -> Option<Scalar> {
    let (code, digits) = text.split_at_checked(3)?;
    let money = code.bytes().all(|b| b.is_ascii_alphabetic()) && is_number(digits);
    money.then(|| Scalar::Currency { code: code.to_ascii_uppercase(), digits: digits.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_resolved_except_those_of_like() {
        assert_eq!(
            string(r"'it\'s \N\\ \u00e9 \uD83D\uDE00 100\% a\_b'").as_deref(),
            Ok("it's \n\\ é 😀 100\\% a\\_b")
        );
        assert_eq!(string(r"'a\qb'"), Err(2..4));
        assert_eq!(string(r"'\u12'"), Err(1..3));
        assert_eq!(string(r"'\é'"), Err(1..4));
    }

    #[test]
    fn quoting_leaves_no_way_out() {
        assert_eq!(quote("it's\\\n\u{0}\u{9f}é"), r"'it\'s\\\n\u0000\u009Fé'");
    }

    #[test]
    fn numbers_keep_their_digits() {
        for text in ["0", "-1.50", "+9007199254740993"] {
            assert_eq!(number(text), Some(Scalar::Number(text.to_owned())));
        }
        for text in ["1.", "1e5", "--1", "10AND"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn dates_and_times_must_exist() {
        assert_eq!(number("9999-12-31"), Some(Scalar::Date("9999-12-31".to_owned())));
        assert_eq!(number("2023-02-29"), None);
        let fraction = format!("2024-05-01T10:00:00.{}Z", "1".repeat(30));
        for text in ["2024-05-01T10:00:00Z", "2024-05-01T10:00:00.000+02:00", "2024-05-01T10:00:00-0800", &fraction] {
            assert_eq!(number(text), Some(Scalar::DateTime(text.to_owned())));
        }
        for text in ["2024-05-01T10:00:00", "2024-05-01T25:00:00Z", "2024-05-01T10:00:00.Z", "2024-05-01 10:00:00Z"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
