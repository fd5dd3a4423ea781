//! The named dates of SOQL (`TODAY`, `LAST_N_MONTHS:3`) as ranges of days around a given one.

use jiff::{Span, ToSpan, civil::Date};

/// The days from the first up to, but not including, the second. `None` where the name, or its number, is not one.
pub fn range(name: &str, n: Option<u32>, today: Date) -> Option<(Date, Date)> {
    let (name, n) = match name {
        "LAST_90_DAYS" => ("LAST_N_DAYS", Some(90)),
        "NEXT_90_DAYS" => ("NEXT_N_DAYS", Some(90)),
        name => (name, n.map(i64::from)),
    };
    let name = name.replace("FISCAL_", "");
    let (from, length, unit) = match (name.split('_').collect::<Vec<_>>().as_slice(), n) {
        (["YESTERDAY"], None) => (-1, 1, "DAY"),
        (["TODAY"], None) => (0, 1, "DAY"),
        (["TOMORROW"], None) => (1, 1, "DAY"),
        // Today is one of the last days, while this week is none of the last weeks.
        (["LAST", "N", "DAYS"], Some(n)) => (-n, n + 1, "DAY"),
        (["LAST", "N", units], Some(n)) => (-n, n, units.strip_suffix('S')?),
        (["NEXT", "N", units], Some(n)) => (1, n, units.strip_suffix('S')?),
        (["N", units, "AGO"], Some(n)) => (-n, 1, units.strip_suffix('S')?),
        (["THIS", unit], None) => (0, 1, *unit),
        (["LAST", unit], None) => (-1, 1, *unit),
        (["NEXT", unit], None) => (1, 1, *unit),
        _ => return None,
    };
    let unit = Unit::of(unit)?;
    let start = unit.start(today)?.checked_add(unit.times(from)?).ok()?;
    Some((start, start.checked_add(unit.times(length)?).ok()?))
}

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Unit {
    fn of(name: &str) -> Option<Self> {
        match name {
            "DAY" => Some(Self::Day),
            "WEEK" => Some(Self::Week),
            "MONTH" => Some(Self::Month),
            "QUARTER" => Some(Self::Quarter),
            "YEAR" => Some(Self::Year),
            _ => None,
        }
    }

    /// The first day of the unit around `day`; weeks begin on Sunday.
    fn start(self, day: Date) -> Option<Date> {
        match self {
            Self::Day => Some(day),
            Self::Week => day.checked_sub(i64::from(day.weekday().to_sunday_zero_offset()).days()).ok(),
            Self::Month => Some(day.first_of_month()),
            Self::Quarter => Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok(),
            Self::Year => Some(day.first_of_year()),
        }
    }

    fn times(self, n: i64) -> Option<Span> {
        match self {
            Self::Day => Span::new().try_days(n),
            Self::Week => Span::new().try_weeks(n),
            Self::Month => Span::new().try_months(n),
            Self::Quarter => Span::new().try_months(n * 3),
            Self::Year => Span::new().try_years(n),
        }
        .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On Wednesday, 15 May 2024.
    fn days_of(name: &str, n: Option<u32>) -> String {
        let today = jiff::civil::date(2024, 5, 15);
        range(name, n, today).map_or_else(String::new, |(from, to)| format!("{from} {to}"))
    }

    #[test]
    fn plain_literals() {
        for (name, days) in [
            ("YESTERDAY", "2024-05-14 2024-05-15"),
            ("TODAY", "2024-05-15 2024-05-16"),
            ("TOMORROW", "2024-05-16 2024-05-17"),
            ("LAST_WEEK", "2024-05-05 2024-05-12"),
            ("THIS_WEEK", "2024-05-12 2024-05-19"),
            ("NEXT_WEEK", "2024-05-19 2024-05-26"),
            ("LAST_MONTH", "2024-04-01 2024-05-01"),
            ("THIS_MONTH", "2024-05-01 2024-06-01"),
            ("NEXT_MONTH", "2024-06-01 2024-07-01"),
            ("LAST_90_DAYS", "2024-02-15 2024-05-16"),
            ("NEXT_90_DAYS", "2024-05-16 2024-08-14"),
            ("THIS_QUARTER", "2024-04-01 2024-07-01"),
            ("LAST_FISCAL_QUARTER", "2024-01-01 2024-04-01"),
            ("NEXT_QUARTER", "2024-07-01 2024-10-01"),
            ("THIS_YEAR", "2024-01-01 2025-01-01"),
            ("LAST_YEAR", "2023-01-01 2024-01-01"),
            ("NEXT_FISCAL_YEAR", "2025-01-01 2026-01-01"),
        ] {
            assert_eq!(days_of(name, None), days, "{name}");
        }
    }

    #[test]
    fn literals_with_a_number() {
        for (name, n, days) in [
            ("LAST_N_DAYS", 3, "2024-05-12 2024-05-16"),
            ("NEXT_N_DAYS", 3, "2024-05-16 2024-05-19"),
            ("N_DAYS_AGO", 3, "2024-05-12 2024-05-13"),
            ("LAST_N_WEEKS", 2, "2024-04-28 2024-05-12"),
            ("N_WEEKS_AGO", 2, "2024-04-28 2024-05-05"),
            ("NEXT_N_MONTHS", 2, "2024-06-01 2024-08-01"),
            ("N_MONTHS_AGO", 5, "2023-12-01 2024-01-01"),
            ("LAST_N_QUARTERS", 2, "2023-10-01 2024-04-01"),
            ("LAST_N_YEARS", 2, "2022-01-01 2024-01-01"),
            ("N_FISCAL_YEARS_AGO", 1, "2023-01-01 2024-01-01"),
            ("NEXT_N_FISCAL_QUARTERS", 1, "2024-07-01 2024-10-01"),
        ] {
            assert_eq!(days_of(name, Some(n)), days, "{name}:{n}");
        }
    }

    #[test]
    fn other_names_and_absurd_numbers_are_none() {
        assert_eq!(["SOMEDAY", "LAST_N_DAYS", "THIS_DECADE", "N_AGO"].map(|name| days_of(name, None)), [""; 4]);
        assert_eq!(days_of("LAST_N_YEARS", Some(999_999)), "");
        assert_eq!(days_of("TODAY", Some(1)), "");
    }
}
