//! WHERE, ORDER BY, LIMIT and OFFSET.

use super::*;

fn accounts(condition: &str) -> Vec<String> {
    values(&format!("SELECT Name FROM Account WHERE {condition}"))
}

const ALL: [&str; 3] = ["Acme", "ACME Ünit", "100%_sure"];

#[test]
fn text_compares_without_case_unless_the_field_says_otherwise() {
    assert_eq!(accounts("Name = 'ACME '"), ["Acme"]);
    assert_eq!(accounts("Name IN ('acme ünit', 'ACME')"), ["Acme", "ACME Ünit"]);
    assert_eq!(accounts("Name > 'acme'"), ["ACME Ünit"]);
    assert_eq!(values("SELECT Name FROM Invoice__c WHERE Reference__c = 'ABC'"), ["INV-2"]);
}

#[test]
fn like_knows_its_wildcards_and_their_escapes() {
    assert_eq!(accounts("Name LIKE 'acme%'"), ["Acme", "ACME Ünit"]);
    assert_eq!(accounts("Name LIKE '100\\%\\_%'"), ["100%_sure"]);
    assert_eq!(accounts("NOT Name LIKE '_cme'"), ["ACME Ünit", "100%_sure"]);
    assert_eq!(accounts("(NOT Industry LIKE 'b%')"), ["ACME Ünit", "100%_sure"]);
}

#[test]
fn null_is_unequal_to_everything_but_null() {
    assert_eq!(accounts("Industry = null"), ["ACME Ünit"]);
    assert_eq!(accounts("Industry != NULL"), ["Acme", "100%_sure"]);
    assert_eq!(accounts("Industry = ''"), ["ACME Ünit"]);
    assert_eq!(accounts("Industry != 'Banking'"), ["ACME Ünit", "100%_sure"]);
    assert_eq!(accounts("Industry <> 'Banking'"), ["ACME Ünit", "100%_sure"]);
    assert_eq!(accounts("Industry NOT IN ('Banking')"), ["ACME Ünit", "100%_sure"]);
    assert_eq!(accounts("Industry IN ('Banking', null)"), ["Acme", "ACME Ünit"]);
    assert_eq!(accounts("NOT (Industry = 'Banking' OR Industry = 'Apparel')"), ["ACME Ünit"]);
    assert_eq!(accounts("AnnualRevenue < 5 OR AnnualRevenue >= 5"), ["Acme", "ACME Ünit"]);
}

#[test]
fn a_missing_parent_is_null_and_its_checkbox_is_not_ticked() {
    let cases = |condition: &str| values(&format!("SELECT CaseNumber FROM Case WHERE {condition}"));
    assert_eq!(cases("Contact.LastName = null"), ["00001002"]);
    assert_eq!(cases("Contact.IsEmailBounced = false"), ["00001001", "00001002"]);
    assert_eq!(cases("Contact.IsEmailBounced = null"), ["00001001", "00001002"]);
    assert_eq!(cases("Contact.IsEmailBounced = true").len(), 0);
    assert_eq!(cases("Contact.Account.Owner.Name = 'ada one' OR Contact.LastName = null").len(), 2);
}

#[test]
fn numbers_compare_by_value() {
    assert_eq!(accounts("NumberOfEmployees > 9"), ["Acme"]);
    assert_eq!(accounts("AnnualRevenue = 1000.1"), ["Acme"]);
    assert_eq!(accounts("AnnualRevenue > 999999999999999998"), ["ACME Ünit"]);
    assert_eq!(accounts("AnnualRevenue IN (1000.100, 5)"), ["Acme"]);
    assert_eq!(values("SELECT Name FROM Opportunity WHERE Amount > USD1.1"), ["One"]);
    assert_eq!(values("SELECT Name FROM Invoice__c WHERE TaxAmount__c < 1"), ["INV-1"]);
}

#[test]
fn ids_are_the_same_with_15_and_18_characters() {
    assert_eq!(accounts("Id = '001000000000001'"), ["Acme"]);
    assert_eq!(accounts("Id IN ('001000000000001AAA', '001000000000003')"), ["Acme", "100%_sure"]);
    assert_eq!(accounts("OwnerId != '005000000000001'"), ["ACME Ünit"]);
    assert_eq!(accounts("Id >= '001000000000002' AND Id < '001000000000003'"), ["ACME Ünit"]);
    assert_eq!(accounts("ParentId = null"), ["Acme", "100%_sure"]);
}

#[test]
fn choices_are_included_and_excluded() {
    let invoices = |condition: &str| values(&format!("SELECT Name FROM Invoice__c WHERE Channels__c {condition}"));
    assert_eq!(invoices("INCLUDES ('post;email')"), ["INV-1"]);
    assert_eq!(invoices("INCLUDES ('Email;Portal', 'Portal')"), ["INV-2"]);
    assert_eq!(invoices("EXCLUDES ('Email')"), ["INV-2", "INV-3"]);
    assert_eq!(invoices("= 'Post;Email'"), ["INV-1"]);
}

#[test]
fn subselects_join() {
    assert_eq!(
        accounts("Id IN (SELECT AccountId FROM Opportunity WHERE StageName = 'Closed Won')"),
        ["Acme", "100%_sure"]
    );
    assert_eq!(accounts("Id NOT IN (SELECT AccountId FROM Contact)"), ["100%_sure"]);
    let query = "SELECT LastName FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE Owner.Name = 'Two') \
                 AND Id NOT IN (SELECT ContactId FROM Case)";
    assert_eq!(values(query), ["Cedar"]);
}

#[test]
fn order_is_by_value_with_nulls_first_unless_told_otherwise() {
    let by = |order: &str| values(&format!("SELECT Name FROM Account ORDER BY {order}"));
    assert_eq!(by("NumberOfEmployees"), ["100%_sure", "ACME Ünit", "Acme"]);
    assert_eq!(by("NumberOfEmployees DESC"), ["100%_sure", "Acme", "ACME Ünit"]);
    assert_eq!(by("NumberOfEmployees DESC NULLS LAST"), ["Acme", "ACME Ünit", "100%_sure"]);
    assert_eq!(by("ParentId NULLS LAST"), ["Acme", "100%_sure", "ACME Ünit"]);
    assert_eq!(by("Owner.Name DESC, Name DESC"), ["ACME Ünit", "Acme", "100%_sure"]);
    assert_eq!(values("SELECT Name FROM Opportunity ORDER BY StageName, Amount"), ["Two", "Three", "One"]);
}

#[test]
fn limit_and_offset_cut() {
    assert_eq!(values("SELECT Name FROM Account LIMIT 1 OFFSET 1"), ["ACME Ünit"]);
    assert_eq!(values("SELECT Name FROM Account LIMIT 0").len(), 0);
    assert_eq!(values("SELECT Name FROM Account OFFSET 2"), ["100%_sure"]);
}

#[test]
fn deleted_and_archived_rows_show_only_to_those_who_ask() {
    let every = |query: &str| {
        let answer = ORG.json(&call("/services/data/v67.0/queryAll", &[("q", query)]), None);
        answer["totalSize"].as_u64().unwrap_or(0)
    };
    assert_eq!(accounts("Id != null"), ALL);
    assert_eq!(every("SELECT Id FROM Account"), 4);
    assert_eq!(every("SELECT Id FROM Account WHERE IsDeleted = true"), 1);
    assert_eq!(values("SELECT Name FROM Account WHERE IsDeleted = true ALL ROWS"), ["Deleted"]);
    let all = "SELECT (SELECT Subject FROM Tasks) FROM Account WHERE Name = 'Deleted' ALL ROWS";
    assert_eq!(first(all)["Tasks"]["records"][0]["Subject"], "Gone");
    assert_eq!((values("SELECT Id FROM Task").len(), every("SELECT Id FROM Task")), (3, 5));
}

#[test]
fn scopes_narrow() {
    let within = |scope: &str| values(&format!("SELECT Name FROM Account USING SCOPE {scope}"));
    assert_eq!(within("mine"), ["Acme", "100%_sure"]);
    assert_eq!(within("everything"), ALL);
    assert_eq!(within("delegated").len(), 0);
    assert_eq!(values("SELECT Name FROM Account WITH RecordVisibilityContext (maxDescriptorPerRecord=10)"), ALL);
}

#[test]
fn a_filter_of_thousands_of_tests_is_answered() {
    let tests: Vec<_> = (0..3_000).map(|n| format!("NumberOfEmployees = {n}")).collect();
    assert_eq!(accounts(&tests.join(" OR ")), ["Acme", "ACME Ünit"]);
}
