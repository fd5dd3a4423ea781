//! The date functions of SOQL (`CALENDAR_YEAR`, `DAY_ONLY`, …) over the texts that date columns hold.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Every date function, in upper case.
pub const FUNCTIONS: [&str; 13] = [
    "CALENDAR_MONTH",
    "CALENDAR_QUARTER",
    "CALENDAR_YEAR",
    "DAY_IN_MONTH",
    "DAY_IN_WEEK",
    "DAY_IN_YEAR",
    "DAY_ONLY",
    "FISCAL_MONTH",
    "FISCAL_QUARTER",
    "FISCAL_YEAR",
    "HOUR_IN_DAY",
    "WEEK_IN_MONTH",
    "WEEK_IN_YEAR",
];

/// What `function` says of the date or datetime `value`, seen from the zone called `zone` (UTC where it is empty).
/// The fiscal year is the calendar year, as in an org that never changed it.
pub fn part(function: &str, value: &str, zone: &str) -> Option<String> {
    let (date, hour) = local(value, zone)?;
    let weeks = |days: i16| (days - 1) / 7 + 1;
    let number = match function {
        "CALENDAR_YEAR" | "FISCAL_YEAR" => date.year(),
        "CALENDAR_QUARTER" | "FISCAL_QUARTER" => i16::from((date.month() - 1) / 3 + 1),
        "CALENDAR_MONTH" | "FISCAL_MONTH" => i16::from(date.month()),
        "DAY_IN_MONTH" => i16::from(date.day()),
        "DAY_IN_WEEK" => i16::from(date.weekday().to_sunday_one_offset()),
        "DAY_IN_YEAR" => date.day_of_year(),
        "WEEK_IN_MONTH" => weeks(i16::from(date.day())),
        "WEEK_IN_YEAR" => weeks(date.day_of_year()),
        "HOUR_IN_DAY" => i16::from(hour?),
        "DAY_ONLY" => return Some(date.to_string()),
        _ => return None,
    };
    Some(number.to_string())
}

fn local(value: &str, zone: &str) -> Option<(Date, Option<i8>)> {
    let zone = if zone.is_empty() || value.len() == 10 { TimeZone::UTC } else { TimeZone::get(zone).ok()? };
    if value.len() == 10 {
        return Some((value.parse().ok()?, None));
    }
    let there = value.parse::<Timestamp>().ok()?.to_zoned(zone);
    Some((there.date(), Some(there.hour())))
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn every_function_reads_its_part() {
        let of = |function| part(function, "2024-08-31T22:30:00.000Z", "").unwrap_or_default();
        let parts = super::FUNCTIONS.map(of);
        assert_eq!(parts, ["8", "3", "2024", "31", "7", "244", "2024-08-31", "8", "3", "2024", "22", "5", "35"]);
    }

    #[test]
    fn a_zone_moves_the_day_of_a_datetime_but_not_of_a_date() {
        let tokyo = |function, value| part(function, value, "Asia/Tokyo");
        assert_eq!(tokyo("DAY_ONLY", "2024-08-31T22:30:00.000Z").as_deref(), Some("2024-09-01"));
        assert_eq!(tokyo("DAY_IN_MONTH", "2024-08-31").as_deref(), Some("31"));
        assert_eq!(tokyo("HOUR_IN_DAY", "2024-08-31"), None);
    }
}
