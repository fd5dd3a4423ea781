//! Decimal numbers as Apex counts: exact sums and products that keep their digits behind the point, quotients of 34
//! digits. What needs more than 38 digits is `None`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// Digits of a quotient.
const DIGITS: usize = 34;

#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    units: i128,
    /// Digits behind the point.
    scale: u32,
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Self { units: number.into(), scale: 0 }
    }
}

impl FromStr for Decimal {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = whole.trim_start_matches(['-', '+']);
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if digits.len() + fraction.len() == 0 || !plain(digits) || !plain(fraction) || whole.len() - digits.len() > 1 {
            return Err(());
        }
        let units = format!("{whole}{fraction}").parse().map_err(|_| ())?;
        Ok(Self { units, scale: u32::try_from(fraction.len()).map_err(|_| ())? })
    }
}

impl Decimal {
    pub fn is_zero(self) -> bool {
        self.units == 0
    }

    pub fn negated(self) -> Option<Self> {
        Some(Self { units: self.units.checked_neg()?, ..self })
    }

    pub fn plus(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.beside(other)?;
        Some(Self { units: left.checked_add(right)?, scale })
    }

    pub fn times(self, other: Self) -> Option<Self> {
        Some(Self { units: self.units.checked_mul(other.units)?, scale: self.scale + other.scale })
    }

    /// By anything but zero. A quotient that ends has no more digits behind the point than it needs.
    pub fn over(self, other: Self) -> Option<Self> {
        let (left, right, _) = self.beside(other)?;
        let negative = (left < 0) != (right < 0);
        let (left, right) = (left.unsigned_abs(), right.unsigned_abs());
        let (mut units, mut rest, mut scale) = (left / right, left % right, 0);
        let least = self.scale.saturating_sub(other.scale);
        while (rest > 0 || scale < least) && units.to_string().len() < DIGITS {
            rest = rest.checked_mul(10)?;
            units = units * 10 + rest / right;
            rest %= right;
            scale += 1;
        }
        units += u128::from(rest.checked_mul(2)? >= right);
        let units = i128::try_from(units).ok()?;
        Some(Self { units: if negative { -units } else { units }, scale })
    }

    pub fn compare(self, other: Self) -> Ordering {
        match self.beside(other) {
            Some((left, right, _)) => left.cmp(&right),
            // Only one of them has that many digits before the point.
            None => (self.units / power(self.scale)).cmp(&(other.units / power(other.scale))),
        }
    }

    /// Both as units of the finer one.
    fn beside(self, other: Self) -> Option<(i128, i128, u32)> {
        let scale = self.scale.max(other.scale);
        let fine = |it: Self| it.units.checked_mul(10_i128.checked_pow(scale - it.scale)?);
        Some((fine(self)?, fine(other)?, scale))
    }
}

fn power(scale: u32) -> i128 {
    10_i128.checked_pow(scale).unwrap_or(i128::MAX)
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let scale = self.scale as usize;
        let digits = format!("{:0>width$}", self.units.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let sign = if self.units < 0 { "-" } else { "" };
        if scale == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().expect("is a number")
    }

    #[test]
    fn digits_are_kept() {
        let shown = |it: Option<Decimal>| it.expect("fits").to_string();
        assert_eq!(shown(number("1.10").plus(number("2"))), "3.10");
        assert_eq!(shown(number("-0.05").times(number("1.10"))), "-0.0550");
        assert_eq!(shown(number("10").over(number("4"))), "2.5");
        assert_eq!(shown(number("2").over(number("-3"))), format!("-0.{}7", "6".repeat(33)));
        assert_eq!(shown(number("1.00").over(number("2"))), "0.50");
        assert_eq!(number("1.0").compare(number("1")), Ordering::Equal);
        assert_eq!(number("-1.1").compare(number("-1")), Ordering::Less);
        assert!(number(&"9".repeat(38)).times(number("10")).is_none());
        for text in ["", ".", "-", "1e3", "--1", "x"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }
}
