//! Numbers as a job's file spells them: with an exponent where they are large or small. Every digit stays.

/// The number in plain digits, or `None` where it is none. `decimal` numbers have a decimal at least.
pub fn plain(text: &str, decimal: bool) -> Option<String> {
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
    let exponent: i32 =
        exponent.strip_prefix('+').unwrap_or(exponent).parse().ok().filter(|it: &i32| it.abs() < 400)?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return None;
    }
    // A mantissa has a decimal even where the number has none.
    let fraction = if exponent != 0 && fraction == "0" { "" } else { fraction };
    let (whole, fraction) = shift(whole, fraction, exponent);
    let trimmed = whole.trim_start_matches('0');
    let whole = if trimmed.is_empty() { "0" } else { trimmed };
    Some(match fraction.as_str() {
        "" if decimal => format!("{sign}{whole}.0"),
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    })
}

/// Moves the point.
fn shift(whole: &str, fraction: &str, by: i32) -> (String, String) {
    let places = by.unsigned_abs() as usize;
    if by >= 0 {
        let fraction = format!("{fraction:0<places$}");
        (format!("{whole}{}", &fraction[..places]), fraction[places..].to_owned())
    } else {
        let whole = format!("{whole:0>width$}", width = places + 1);
        let at = whole.len() - places;
        (whole[..at].to_owned(), format!("{}{fraction}", &whole[at..]))
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn exponents_are_written_out_and_digits_stay() {
        for (text, want) in [
            ("1.0E7", "10000000.0"),
            ("1.00000000E7", "10000000.0"),
            ("-1.234567890E7", "-12345678.90"),
            ("9.0071992547409930E15", "9007199254740993.0"),
            ("5.0E-4", "0.0005"),
            ("1.25e-4", "0.000125"),
            ("12.5E+1", "125.0"),
            ("0.0", "0.0"),
            ("1.10", "1.10"),
            ("007", "7.0"),
        ] {
            assert_eq!(plain(text, true).as_deref(), Some(want), "{text}");
        }
        assert_eq!(plain("42", false).as_deref(), Some("42"));
        assert_eq!(plain("1.0E3", false).as_deref(), Some("1000"));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", "1,5", "$5", "E5", "1E999", "1.2.3", "0x1", "NaN"] {
            assert_eq!(plain(text, true), None, "{text}");
        }
    }
}
