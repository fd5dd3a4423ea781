//! Dates in WHERE, where days begin in the user's time zone, and date functions, where they do not.

use super::*;

fn accounts(condition: &str) -> Vec<String> {
    values(&format!("SELECT Name FROM Account WHERE CreatedDate {condition}"))
}

#[test]
fn a_day_begins_where_the_user_is() {
    assert_eq!(accounts("= TODAY"), ["ACME Ünit"]);
    assert_eq!(accounts("= YESTERDAY"), ["Acme"]);
    assert_eq!(accounts("< TODAY"), ["Acme", "100%_sure"]);
    assert_eq!(accounts("<= YESTERDAY"), ["Acme", "100%_sure"]);
    assert_eq!(accounts("> YESTERDAY"), ["ACME Ünit"]);
    assert_eq!(accounts(">= YESTERDAY"), ["Acme", "ACME Ünit"]);
    assert_eq!(accounts("!= TODAY"), ["Acme", "100%_sure"]);
    assert_eq!(accounts("IN (TODAY, LAST_YEAR)"), ["ACME Ünit", "100%_sure"]);
    assert_eq!(accounts("= LAST_N_DAYS:1"), ["Acme", "ACME Ünit"]);
}

#[test]
fn moments_compare_across_offsets() {
    assert_eq!(accounts("= 2024-05-15T08:30:00+02:00"), ["Acme"]);
    assert_eq!(accounts("> 2024-05-15T06:30:00.000Z"), ["ACME Ünit"]);
    assert_eq!(accounts("< 2024-01-01T00:00:00Z"), ["100%_sure"]);
}

#[test]
fn dates_have_no_zone() {
    let opportunities = |condition: &str| values(&format!("SELECT Name FROM Opportunity WHERE CloseDate {condition}"));
    assert_eq!(opportunities("= 2024-05-15"), ["One"]);
    assert_eq!(opportunities("= TODAY"), ["One"]);
    assert_eq!(opportunities("= LAST_MONTH"), ["Two"]);
    assert_eq!(opportunities("= LAST_N_DAYS:15"), ["One", "Two"]);
    assert_eq!(opportunities("< THIS_YEAR"), ["Three"]);
}

#[test]
fn date_functions_filter_in_utc_or_the_users_zone() {
    let contacts = |condition: &str| values(&format!("SELECT Name FROM Account WHERE {condition}"));
    assert_eq!(contacts("DAY_IN_MONTH(CreatedDate) = 15"), ["Acme", "ACME Ünit"]);
    assert_eq!(contacts("DAY_IN_MONTH(convertTimezone(CreatedDate)) = 15"), ["ACME Ünit"]);
    assert_eq!(contacts("DAY_ONLY(CreatedDate) > 2024-01-01"), ["Acme", "ACME Ünit"]);
    assert_eq!(contacts("HOUR_IN_DAY(CreatedDate) IN (8, 12)"), ["ACME Ünit", "100%_sure"]);
    assert_eq!(values("SELECT Name FROM Opportunity WHERE CALENDAR_QUARTER(CloseDate) = 4"), ["Three"]);
}
