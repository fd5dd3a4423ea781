//! Days, moments and times of day, as orgs read them (`spec/rest.md` 1.7).

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

/// A day of a year that the org knows, at the beginning of a text; what stands behind it.
fn day(text: &str) -> Option<&str> {
    let (day, rest) = text.split_at_checked("2026-03-04".len())?;
    day.parse::<Date>().is_ok_and(|day| (1700..=4000).contains(&day.year())).then_some(rest)
}

/// A date may have a zone or a time behind it.
pub fn is_date(text: &str) -> bool {
    day(text).is_some_and(|rest| {
        let zoned = format!("2026-03-04T00:00:00{rest}");
        rest.is_empty() || is_instant(&zoned) || is_instant(text) || text.parse::<DateTime>().is_ok()
    })
}

/// A day alone means its midnight; in a cell, a time without a zone will do.
pub fn is_moment(text: &str, cell: bool) -> bool {
    day(text).is_some_and(|rest| rest.is_empty() || is_instant(text) || cell && is_date(text))
}

fn is_instant(text: &str) -> bool {
    text.parse::<Timestamp>().is_ok()
}

pub fn is_time_of_day(text: &str) -> bool {
    text.strip_suffix('Z').unwrap_or(text).parse::<Time>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_may_have_a_zone_or_a_time_behind_it() {
        for good in ["2024-02-29", "2024-02-29Z", "2024-02-29+01:00", "2024-02-29T10:00:00", "2024-02-29T10:00:00.000Z"]
        {
            assert!(is_date(good), "{good}");
        }
        for bad in ["", "2024", "2023-02-29", "29.02.2024", "0024-02-29", "4001-01-01", "2024-02-29 soon", "2024-02-2é"]
        {
            assert!(!is_date(bad) && !is_moment(bad, true), "{bad}");
        }
    }

    #[test]
    fn a_moment_has_a_zone_but_in_a_cell() {
        for good in ["2024-05-01", "2024-05-01T10:00:00Z", "2024-05-01T10:00:00.000+0000", "2024-05-01T10:00:00-03:30"]
        {
            assert!(is_moment(good, false), "{good}");
        }
        let without = "2024-05-01T10:00:00";
        assert!(!is_moment(without, false) && is_moment(without, true));
        assert!(is_time_of_day("09:30:00.000Z") && is_time_of_day("09:30:00") && !is_time_of_day("9.30"));
    }
}
