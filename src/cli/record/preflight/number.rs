//! Numbers as people write them down, and as JSON does.

/// The number as JSON has it, with its digits as they are; `None` for what is no number.
pub fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = rest.split_once(['e', 'E']).map_or((rest, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_is_good = exponent.is_none_or(|exponent| {
        let power = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !power.is_empty() && digits(power)
    });
    let any = !whole.is_empty() || fraction.is_some_and(|fraction| !fraction.is_empty());
    if !any || !digits(whole) || !fraction.is_none_or(digits) || !exponent_is_good {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = fraction.filter(|fraction| !fraction.is_empty()).map_or_else(String::new, |f| format!(".{f}"));
    let exponent = exponent.map_or_else(String::new, |exponent| format!("e{exponent}"));
    Some(format!("{sign}{whole}{fraction}{exponent}"))
}

/// Digits before the point of a plain number; `None` where an exponent moves it.
pub fn whole_digits(plain: &str) -> Option<usize> {
    let whole = plain.trim_start_matches('-').split('.').next()?;
    let moved = plain.contains('e');
    (!moved).then(|| whole.trim_start_matches('0').len())
}

/// Whether a plain number has anything but zeros behind its point.
pub fn is_broken(plain: &str) -> bool {
    !plain.contains('e') && plain.split_once('.').is_some_and(|(_, fraction)| fraction.bytes().any(|byte| byte != b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        for (text, want) in [
            ("12", "12"),
            (" -1.10 ", "-1.10"),
            ("+007", "7"),
            (".5", "0.5"),
            ("5.", "5"),
            ("1E+3", "1e+3"),
            ("9007199254740993", "9007199254740993"),
            ("-0", "-0"),
        ] {
            assert_eq!(plain(text).as_deref(), Some(want), "{text}");
            assert!(serde_json::from_str::<serde_json::Number>(want).is_ok(), "{want}");
        }
        for text in ["", "x", "1,000", "1 000", "0x1", "1e", "--1", "NaN", ".", "1.2.3", "€5"] {
            assert_eq!(plain(text), None, "{text}");
        }
    }

    #[test]
    fn digits_are_counted_where_they_stand() {
        assert_eq!((whole_digits("-0012.5"), whole_digits("0.5"), whole_digits("1e9")), (Some(2), Some(0), None));
        assert!(is_broken("1.5") && !is_broken("1.00") && !is_broken("15e-1"));
    }
}
