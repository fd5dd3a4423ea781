//! What `FORMAT()` makes of a value: the text that a person of the user's locale, en-US, would read.

use crate::demo::{schema::Kind, store::decimal};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

pub fn text(kind: Kind, value: &str, zone: &TimeZone) -> String {
    let formatted = match kind {
        Kind::Int | Kind::Double => Some(thousands(value.strip_suffix(".0").unwrap_or(value))),
        Kind::Percent => Some(format!("{}%", thousands(value.strip_suffix(".0").unwrap_or(value)))),
        Kind::Currency => Some(money(value)),
        Kind::Date => value.parse::<Date>().ok().map(|date| date.strftime("%-m/%-d/%Y").to_string()),
        Kind::DateTime => time(value, zone),
        _ => None,
    };
    formatted.unwrap_or_else(|| value.to_owned())
}

fn time(value: &str, zone: &TimeZone) -> Option<String> {
    let there = value.parse::<Timestamp>().ok()?.to_zoned(zone.clone());
    Some(there.strftime("%-m/%-d/%Y, %-I:%M %p").to_string())
}

fn money(value: &str) -> String {
    let rounded = decimal::round(value, 2);
    let (whole, fraction) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let amount = thousands(&format!("{whole}.{fraction:0<2}"));
    amount.strip_prefix('-').map_or_else(|| format!("${amount}"), |amount| format!("-${amount}"))
}

fn thousands(digits: &str) -> String {
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    fraction.map_or_else(|| text.clone(), |fraction| format!("{text}.{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_in_the_locale() {
        let zone = TimeZone::get("America/Los_Angeles").expect("is known");
        for (kind, value, read) in [
            (Kind::Int, "1234567", "1,234,567"),
            (Kind::Double, "5.0", "5"),
            (Kind::Currency, "-1234.5", "-$1,234.50"),
            (Kind::Currency, "1.10", "$1.10"),
            (Kind::Percent, "7.5", "7.5%"),
            (Kind::Date, "2024-05-01", "5/1/2024"),
            (Kind::DateTime, "2024-05-01T20:05:00.000Z", "5/1/2024, 1:05 PM"),
            (Kind::String, "as it is", "as it is"),
        ] {
            assert_eq!(text(kind, value, &zone), read);
        }
    }
}
