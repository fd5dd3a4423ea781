//! Aggregates, GROUP BY and HAVING.

use super::*;

#[test]
fn counts() {
    assert_eq!(text("SELECT COUNT() FROM Contact"), r#"{"totalSize":4,"done":true,"records":[]}"#);
    assert_eq!(json("SELECT COUNT() FROM Contact WHERE Account.Name = 'acme' LIMIT 1")["totalSize"], 1);
    assert_eq!(
        text("SELECT COUNT(Id) FROM Account"),
        r#"{"totalSize":1,"done":true,"records":[{"attributes":{"type":"AggregateResult"},"expr0":3}]}"#
    );
    assert_eq!(values("SELECT COUNT(Industry), COUNT_DISTINCT(OwnerId) FROM Account"), ["2 2"]);
}

#[test]
fn totals_are_exact_and_ignore_null() {
    assert_eq!(
        values("SELECT SUM(Amount), AVG(Amount) a, MIN(Amount), MAX(CloseDate) FROM Opportunity"),
        ["6.1 3.05 1.10 2024-05-15"]
    );
    assert_eq!(values("SELECT SUM(AnnualRevenue) s FROM Account"), ["1000000000000000999.1"]);
    assert_eq!(values("SELECT SUM(Amount), COUNT(Id) FROM Opportunity WHERE Name = 'x'"), ["null 0"]);
    assert_eq!(values("SELECT MAX(NumberOfEmployees), MIN(Name) FROM Account"), ["12 100%_sure"]);
}

#[test]
fn groups_go_by_field_alias_or_number() {
    assert_eq!(
        text(
            "SELECT StageName, COUNT(Id), Account.Name, SUM(Amount) total, MAX(Amount) FROM Opportunity GROUP BY StageName, Account.Name ORDER BY Account.Name DESC, StageName LIMIT 1"
        ),
        r#"{"totalSize":1,"done":true,"records":[{"attributes":{"type":"AggregateResult"},"StageName":"Prospecting","expr0":1,"Name":"Acme","total":1.1,"expr1":1.10}]}"#
    );
}

#[test]
fn groups_are_filtered_and_sorted_by_aggregates() {
    let query = "SELECT OwnerId o, COUNT(Id) FROM Contact GROUP BY OwnerId";
    assert_eq!(values(&format!("{query} HAVING COUNT(Id) > 2")).len(), 0);
    assert_eq!(
        values(&format!("{query} HAVING COUNT(Id) > 1 AND OwnerId = '005000000000001'")),
        ["005000000000001AAA 2"]
    );
    let query = "SELECT AccountId FROM Contact GROUP BY AccountId ORDER BY COUNT(Id) DESC, AccountId NULLS LAST";
    assert_eq!(values(query), ["001000000000001AAA", "null", "001000000000002AAA"]);
    assert_eq!(values("SELECT Name FROM Account GROUP BY Name HAVING Name LIKE 'acme%'"), ["Acme", "ACME Ünit"]);
}

#[test]
fn dates_are_grouped_by_function() {
    let query = "SELECT CALENDAR_YEAR(CloseDate), COUNT(Id) n FROM Opportunity GROUP BY CALENDAR_YEAR(CloseDate) ORDER BY CALENDAR_YEAR(CloseDate)";
    assert_eq!(values(query), ["2023 1", "2024 2"]);
    assert_eq!(
        values("SELECT CALENDAR_MONTH(CloseDate) m, COUNT(Id) FROM Opportunity GROUP BY CloseDate"),
        ["12 1", "4 1", "5 1"]
    );
    let query =
        "SELECT DAY_ONLY(convertTimezone(CreatedDate)) d FROM Account GROUP BY DAY_ONLY(convertTimezone(CreatedDate))";
    assert_eq!(values(query), ["2023-01-31", "2024-05-14", "2024-05-15"]);
    assert_eq!(values("SELECT FORMAT(SUM(Amount)) FROM Opportunity"), ["$6.10"]);
}

#[test]
fn rollups_and_cubes_add_totals() {
    let query = "SELECT StageName, OwnerId, GROUPING(OwnerId) g, COUNT(Id) FROM Opportunity GROUP BY";
    let (ada, two) = ("005000000000001AAA", "005000000000002AAA");
    let mut rolled = vec![
        format!("Closed Won {ada} 0 1"),
        format!("Closed Won {two} 0 1"),
        format!("Prospecting {ada} 0 1"),
        "Closed Won null 1 2".to_owned(),
        "Prospecting null 1 1".to_owned(),
        "null null 1 3".to_owned(),
    ];
    assert_eq!(values(&format!("{query} ROLLUP(StageName, OwnerId)")), rolled);
    rolled.extend([format!("null {ada} 0 2"), format!("null {two} 0 1")]);
    let mut cubed = values(&format!("{query} CUBE(StageName, OwnerId)"));
    rolled.sort();
    cubed.sort();
    assert_eq!(cubed, rolled);
    let totals =
        "SELECT StageName, COUNT(Id) FROM Opportunity GROUP BY ROLLUP(StageName) HAVING GROUPING(StageName) = 1";
    assert_eq!(values(totals), ["null 3"]);
}
