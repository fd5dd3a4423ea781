//! Pages, locators and the child rows' own.

use super::*;

/// An org of its own with `count` contacts of one account.
fn org(name: &str, count: usize) -> Org {
    let org = Org::named(name);
    let contact = |n: usize| format!("('003{n:012}AAA', 'C{n:04}', '001000000000003AAA', '{ADA}')");
    let rows: Vec<_> = (100..100 + count).map(contact).collect();
    org.execute(&format!(
        r#"INSERT INTO "Contact" ("Id", "LastName", "AccountId", "OwnerId") VALUES {}"#,
        rows.join(", ")
    ));
    org
}

fn size(answer: &Value) -> usize {
    answer["records"].as_array().map_or(0, Vec::len)
}

fn next(answer: &Value) -> Option<Call> {
    answer["nextRecordsUrl"].as_str().map(|url| call(url, &[]))
}

#[test]
fn pages_follow_each_other_to_the_end() {
    let org = org("pages", 10);
    let query = soql("SELECT LastName FROM Contact WHERE LastName LIKE 'C0%' ORDER BY LastName DESC");
    let mut page = org.json(&query, Some(4));
    let mut names = Vec::new();
    loop {
        assert_eq!((&page["totalSize"], page["done"] == true), (&10.into(), next(&page).is_none()));
        names.extend(page["records"].as_array().into_iter().flatten().map(|record| record["LastName"].to_string()));
        let Some(call) = next(&page) else { break };
        page = org.json(&call, Some(4));
    }
    let expected: Vec<_> = (100..110).rev().map(|n| format!("\"C{n:04}\"")).collect();
    assert_eq!(names, expected);
}

#[test]
fn a_locator_takes_any_position_of_its_own_rows_and_user() {
    let org = org("locators", 10);
    let first = org.json(&soql("SELECT Id FROM Contact WHERE LastName LIKE 'C0%'"), Some(4));
    let url = first["nextRecordsUrl"].as_str().expect("there is more").to_owned();
    assert!(url.starts_with("/services/data/v67.0/query/0r8") && url.ends_with("-4"), "{url}");
    let at = |position: &str| call(&url.replace("-4", position), &[]);
    assert_eq!(size(&org.json(&at("-1"), Some(2))), 2);
    assert_eq!(org.json(&at("-10"), None)["done"], true);
    let all = call(&url.replace("/query/", "/queryAll/"), &[]);
    assert_eq!(size(&org.json(&all, None)), 6);
    let other = Call { user: "005000000000002AAA".to_owned(), ..at("-4") };
    for wrong in [at("-11"), at("-x"), at(""), at("0-4"), other] {
        let fault = org.send(&wrong, None).expect_err("is refused");
        assert_eq!((fault.status, fault.code), (400, "INVALID_QUERY_LOCATOR"));
    }
}

#[test]
fn ids_are_those_of_the_first_page_and_values_those_of_now() {
    let org = org("snapshot", 4);
    let first = org.json(&soql("SELECT LastName FROM Contact WHERE LastName LIKE 'C0%'"), Some(1));
    org.execute("UPDATE \"Contact\" SET \"IsDeleted\" = 1 WHERE \"LastName\" = 'C0101'");
    org.execute("UPDATE \"Contact\" SET \"LastName\" = 'New' WHERE \"LastName\" = 'C0102'");
    let rest = org.json(&next(&first).expect("there is more"), None);
    assert_eq!((&rest["totalSize"], rest["done"] == true, size(&rest)), (&4.into(), true, 2));
    assert_eq!(rest["records"][0]["LastName"], "New");
}

#[test]
fn child_rows_have_pages_of_their_own_at_every_depth() {
    let org = org("children", 5);
    let query = "SELECT Name, (SELECT Name, (SELECT LastName FROM Contacts) FROM ChildAccounts) FROM Account WHERE Name = 'Acme'";
    org.execute("UPDATE \"Contact\" SET \"AccountId\" = NULL WHERE \"LastName\" = 'Cedar'");
    org.execute("UPDATE \"Account\" SET \"ParentId\" = '001000000000001AAA' WHERE \"Name\" = '100%_sure'");
    let answer = org.json(&soql(query), Some(2));
    let children = &answer["records"][0]["ChildAccounts"];
    assert_eq!((&children["totalSize"], children["done"] == true), (&2.into(), true));
    let contacts = &children["records"][1]["Contacts"];
    assert_eq!((&contacts["totalSize"], contacts["done"] == false, size(contacts)), (&5.into(), true, 2));
    let keys: Vec<_> = contacts.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["totalSize", "done", "nextRecordsUrl", "records"]);
    let rest = org.json(&next(contacts).expect("there is more"), Some(9));
    assert_eq!((size(&rest), rest["done"] == true, &rest["totalSize"]), (3, true, &5.into()));
    assert_eq!(rest["records"][0]["LastName"], "C0102");
}

#[test]
fn child_rows_and_long_texts_make_pages_smaller() {
    let org = org("smaller", 450);
    let batch = |size: &str, query: &str| {
        let headers = vec![("sforce-query-options".to_owned(), format!("batchSize={size}"))];
        org.json(&Call { headers, ..soql(query) }, None)
    };
    let plain = "SELECT LastName FROM Contact";
    assert_eq!(["1", "300", "9999"].map(|wanted| size(&batch(wanted, plain))), [200, 300, 454]);
    let invoice = |n: usize| format!("('a00{n:012}AAA', 'x', 'y')");
    let rows: Vec<_> = (100..350).map(invoice).collect();
    org.execute(&format!(r#"INSERT INTO "Invoice__c" ("Id", "Terms__c", "Letter__c") VALUES {}"#, rows.join(", ")));
    assert_eq!(size(&batch("2000", "SELECT Terms__c, Letter__c FROM Invoice__c")), 200);
    assert_eq!(size(&batch("2000", "SELECT Terms__c FROM Invoice__c")), 253);
    let answer = batch("200", "SELECT (SELECT Id FROM Contacts) FROM Account ORDER BY Name");
    assert_eq!((size(&answer), &answer["records"][0]["Contacts"]["totalSize"]), (1, &450.into()));
    assert_eq!(size(&answer["records"][0]["Contacts"]), 200);
}

#[test]
fn an_offset_gives_one_page() {
    let org = org("offset", 20);
    let answer = org.json(&soql("SELECT Id FROM Contact OFFSET 1"), Some(5));
    assert_eq!((size(&answer), answer["done"] == true), (23, true));
}
