//! Numbers as people and orgs write them down, with every digit that they have.

use std::borrow::Cow;

/// Exponents beyond this are of no number that an org holds.
const MOST: i32 = 400;

/// The parts of a number.
#[derive(Clone, Copy, Debug)]
pub struct Number<'t> {
    negative: bool,
    whole: &'t str,
    fraction: &'t str,
    exponent: Option<&'t str>,
}

impl<'t> Number<'t> {
    /// `None` for what is no number.
    pub fn read(text: &'t str) -> Option<Self> {
        let text = text.trim();
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = rest.split_once(['e', 'E']).map_or((rest, None), |(m, e)| (m, Some(e)));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let power_is_good = exponent.is_none_or(|exponent| {
            let power = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
            !power.is_empty() && digits(power)
        });
        let any = !whole.is_empty() || !fraction.is_empty();
        (any && digits(whole) && digits(fraction) && power_is_good).then(|| {
            let whole = whole.trim_start_matches('0');
            Self { negative, whole, fraction, exponent }
        })
    }

    /// As JSON has it.
    pub fn json(&self) -> String {
        let exponent = self.exponent.map_or_else(String::new, |exponent| format!("e{exponent}"));
        format!("{}{exponent}", self.joined(self.whole, self.fraction))
    }

    /// In plain digits; `None` where there would be too many of them.
    pub fn plain(&self) -> Option<String> {
        self.shifted().map(|(whole, fraction)| self.joined(&whole, &fraction))
    }

    /// The same with a decimal at least.
    pub fn decimal(&self) -> Option<String> {
        let (whole, fraction) = self.shifted()?;
        Some(self.joined(&whole, if fraction.is_empty() { "0" } else { &fraction }))
    }

    /// Digits before the point, however it is written.
    pub fn whole_digits(&self) -> Option<usize> {
        self.shifted().map(|(whole, _)| whole.trim_start_matches('0').len())
    }

    /// Whether it has anything but zeros behind its point.
    pub fn is_broken(&self) -> bool {
        self.shifted().is_some_and(|(_, fraction)| fraction.bytes().any(|byte| byte != b'0'))
    }

    fn joined(&self, whole: &str, fraction: &str) -> String {
        let whole = whole.trim_start_matches('0');
        let (sign, whole) = (if self.negative { "-" } else { "" }, if whole.is_empty() { "0" } else { whole });
        let point = if fraction.is_empty() { "" } else { "." };
        [sign, whole, point, fraction].concat()
    }

    /// The digits before and behind the point, which has moved as far as the exponent says.
    fn shifted(&self) -> Option<(Cow<'t, str>, Cow<'t, str>)> {
        let Some(exponent) = self.exponent else { return Some((self.whole.into(), self.fraction.into())) };
        let by: i32 = exponent.parse().ok().filter(|by: &i32| by.abs() < MOST)?;
        let places = by.unsigned_abs() as usize;
        // A mantissa has a decimal even where the number has none.
        let fraction = if by != 0 && self.fraction == "0" { "" } else { self.fraction };
        Some(if by >= 0 {
            let fraction = format!("{fraction:0<places$}");
            (format!("{}{}", self.whole, &fraction[..places]).into(), fraction[places..].to_owned().into())
        } else {
            let whole = format!("{:0>width$}", self.whole, width = places + 1);
            let at = whole.len() - places;
            (whole[..at].to_owned().into(), format!("{}{fraction}", &whole[at..]).into())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn told<T>(text: &str, tell: impl Fn(Number) -> T) -> Option<T> {
        Number::read(text).map(tell)
    }

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
            assert_eq!(told(text, |number| number.json()).as_deref(), Some(want), "{text}");
            assert!(serde_json::from_str::<serde_json::Number>(want).is_ok(), "{want}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", "x", "1,000", "1 000", "0x1", "1e", "E5", "--1", "NaN", ".", "1.2.3", "€5", "$5"] {
            assert!(Number::read(text).is_none(), "{text}");
        }
        assert_eq!(told("1E999", |number| (number.json(), number.plain())), Some(("1e999".to_owned(), None)));
    }

    #[test]
    fn exponents_are_written_out() {
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
            assert_eq!(told(text, |number| number.decimal().expect("is short")).as_deref(), Some(want), "{text}");
        }
        for (text, want) in [("42", "42"), ("1.0E3", "1000"), ("4.0", "4.0")] {
            assert_eq!(told(text, |number| number.plain().expect("is short")).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn digits_are_counted_where_they_stand() {
        for (text, digits, broken) in
            [("-0012.5", 2, true), ("0.5", 0, true), ("1e9", 10, false), ("1.00", 1, false), ("15e-1", 1, true)]
        {
            let seen = told(text, |number| (number.whole_digits(), number.is_broken()));
            assert_eq!(seen, Some((Some(digits), broken)), "{text}");
        }
    }
}
