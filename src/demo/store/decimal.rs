//! Decimal numbers as the digits they are written in, compared, rounded and added without losing one.
//! Knows nothing of fields; plain notation (`-12.50`) everywhere but in [`plain`], which makes it.

use std::cmp::Ordering;

/// Sign, digits before the point without leading zeros, digits behind it without trailing zeros.
fn split(text: &str) -> (bool, &str, &str) {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let zero = whole.is_empty() && fraction.is_empty();
    (text.starts_with('-') && !zero, whole, fraction)
}

pub fn compare(left: &str, right: &str) -> Ordering {
    let (left_negative, left_whole, left_fraction) = split(left);
    let (right_negative, right_whole, right_fraction) = split(right);
    let size = (left_whole.len(), left_whole, left_fraction).cmp(&(right_whole.len(), right_whole, right_fraction));
    match (left_negative, right_negative) {
        (false, false) => size,
        (true, true) => size.reverse(),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
    }
}

/// The number in plain notation, its trailing zeros kept; `None` where `text` is no number or has an absurd exponent.
pub fn plain(text: &str) -> Option<String> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok().filter(|n| n.abs() <= 400)?),
        None => (text, 0),
    };
    let unsigned = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && fraction.is_empty() || !digits(whole) || !digits(fraction) {
        return None;
    }
    let sign = if mantissa.starts_with('-') { "-" } else { "" };
    Some(format!("{sign}{}", shift(whole, fraction, exponent)))
}

/// Moves the point between `whole` and `fraction` by `places` to the right.
fn shift(whole: &str, fraction: &str, places: i32) -> String {
    let mut digits = format!("{whole}{fraction}");
    let mut point = i32::try_from(whole.len()).unwrap_or(i32::MAX).saturating_add(places);
    if point < 1 {
        digits.insert_str(0, &"0".repeat(usize::try_from(1 - point).unwrap_or(0)));
        point = 1;
    }
    let point = usize::try_from(point).unwrap_or(0);
    if digits.len() < point {
        digits.push_str(&"0".repeat(point - digits.len()));
    }
    let fraction = digits.split_off(point);
    let whole = digits.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

/// Rounds half away from zero to at most `scale` digits behind the point.
pub fn round(text: &str, scale: usize) -> String {
    let Some((whole, fraction)) = text.split_once('.').filter(|(_, fraction)| fraction.len() > scale) else {
        return text.to_owned();
    };
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes().take(scale)).collect();
    if fraction.as_bytes()[scale] >= b'5' {
        increment(&mut digits);
    }
    let point = digits.len() - scale;
    let text: String = digits.into_iter().map(char::from).collect();
    let (whole, fraction) = text.split_at(point);
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

fn increment(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
    digits.insert(0, b'1');
}

/// With at least one digit behind the point, as the org writes every number that is not an int field.
pub fn fractional(mut text: String) -> String {
    if !text.contains('.') {
        text.push_str(".0");
    }
    text
}

const PLACES: usize = 18;

/// An exact total. Numbers that together need more than 38 digits count as far as they fit.
#[derive(Default)]
pub struct Sum {
    units: i128,
    pub count: u32,
}

impl Sum {
    pub fn add(&mut self, text: &str) {
        let rounded = round(text, PLACES);
        let (whole, fraction) = rounded.split_once('.').unwrap_or((&rounded, ""));
        let units = format!("{whole}{fraction:0<PLACES$}").parse().unwrap_or(0);
        self.units = self.units.saturating_add(units);
        self.count += 1;
    }

    pub fn total(&self) -> String {
        let digits = format!("{:0>width$}", self.units.unsigned_abs(), width = PLACES + 1);
        let (whole, fraction) = digits.split_at(digits.len() - PLACES);
        let sign = if self.units < 0 { "-" } else { "" };
        let fraction = fraction.trim_end_matches('0');
        format!("{sign}{whole}.{}", if fraction.is_empty() { "0" } else { fraction })
    }

    /// As a double, like the org's own.
    pub fn average(&self) -> String {
        let total: f64 = self.total().parse().unwrap_or(0.0);
        fractional((total / f64::from(self.count.max(1))).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_by_value_and_not_by_text() {
        for (left, right) in [("9", "10"), ("-10", "-9"), ("-1", "0"), ("1.10", "1.101")] {
            assert_eq!(compare(left, right), Ordering::Less, "{left} {right}");
            assert_eq!(compare(right, left), Ordering::Greater, "{left} {right}");
        }
        for (left, right) in [("1.10", "1.1"), ("-0", "0.00"), ("+5", "5.0"), ("007", "7")] {
            assert_eq!(compare(left, right), Ordering::Equal, "{left} {right}");
        }
        assert_eq!(compare("999999999999999999", "999999999999999998"), Ordering::Greater);
    }

    #[test]
    fn exponents_are_written_out_and_digits_kept() {
        let plain = |text| plain(text).unwrap_or_default();
        assert_eq!(
            ["1.10", "1E+2", "1.5e3", "25e-3", "-2.50E1", "0010", ".5"].map(plain),
            ["1.10", "100", "1500", "0.025", "-25.0", "10", "0.5"]
        );
        assert_eq!(["abc", "", "1e999", "1.2.3", "-"].map(plain), [""; 5]);
    }

    #[test]
    fn rounding_is_half_away_from_zero_and_carries() {
        assert_eq!(
            [("1.005", 2), ("9.99", 1), ("-0.5", 0), ("1.10", 2)].map(|(text, scale)| round(text, scale)),
            ["1.01", "10.0", "-1", "1.10"]
        );
    }

    #[test]
    fn totals_are_exact() {
        let mut sum = Sum::default();
        for text in ["0.1", "0.2", "999999999999999999", "-0.3"] {
            sum.add(text);
        }
        assert_eq!((sum.total().as_str(), sum.count), ("999999999999999999.0", 4));
        let mut half = Sum::default();
        half.add("1");
        half.add("2.0");
        assert_eq!(half.average(), "1.5");
        let mut negative = Sum::default();
        negative.add("-0.05");
        assert_eq!(negative.total(), "-0.05");
    }
}
