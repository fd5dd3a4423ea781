//! What is around the records, and what is no query for records.

use super::*;

#[test]
fn tooling_has_a_frame_of_its_own_and_its_own_objects() {
    let tooling = |query| call("/services/data/v67.0/tooling/query", &[("q", query)]);
    assert_eq!(
        ORG.send(&tooling("SELECT Name FROM ApexClass"), None).expect("is answered"),
        r#"{"size":1,"totalSize":1,"done":true,"queryLocator":null,"entityTypeName":"ApexClass","records":[{"attributes":{"type":"ApexClass","url":"/services/data/v67.0/tooling/sobjects/ApexClass/01p000000000001AAA"},"Name":"Echo"}]}"#
    );
    assert_eq!(refusal("SELECT Name FROM ApexClass").0, "INVALID_TYPE");
    let page = ORG.json(&tooling("SELECT Id FROM User"), Some(1));
    assert_eq!((&page["size"], &page["queryLocator"]), (&1.into(), &page["nextRecordsUrl"]));
    let next = page["nextRecordsUrl"].as_str().expect("there is more");
    assert_eq!(ORG.json(&call(next, &[]), None)["done"], true);
}

#[test]
fn explain_names_an_index_where_the_filter_has_one() {
    let plans = |query| ORG.json(&call("/services/data/v67.0/query", &[("explain", query)]), None)["plans"].take();
    let scan = plans("SELECT Id FROM Account WHERE Industry = 'x'");
    assert_eq!((scan.as_array().map(Vec::len), &scan[0]["leadingOperationType"]), (Some(1), &"TableScan".into()));
    assert_eq!((&scan[0]["sobjectType"], &scan[0]["sobjectCardinality"]), (&"Account".into(), &4.into()));
    let index = plans("SELECT Id FROM Account WHERE Name = 'x' AND Industry = 'y'");
    assert_eq!(
        (&index[0]["leadingOperationType"], &index[0]["fields"]),
        (&"Index".into(), &serde_json::json!(["Name"]))
    );
    assert_eq!(index[1]["leadingOperationType"], "TableScan");
    let fault = |query| {
        ORG.send(&call("/services/data/v67.0/query", &[("explain", query)]), None).expect_err("is refused").code
    };
    assert_eq!((fault("SELECT Id FROM Foo"), fault("00O000000000001")), ("INVALID_TYPE", "INVALID_ID_FIELD"));
}

#[test]
fn looking_leaves_a_mark() {
    let org = Org::named("marks");
    let seen = |query: &str| org.json(&soql(query), None)["records"][0]["LastViewedDate"].take();
    let acme = "FROM Account WHERE Name = 'Acme'";
    assert_eq!(seen(&format!("SELECT LastViewedDate {acme} FOR VIEW")), Value::Null);
    assert_eq!(seen(&format!("SELECT LastViewedDate {acme} FOR REFERENCE")), "2024-05-15T19:00:00.000+0000");
    assert_eq!(seen("SELECT LastViewedDate FROM Account WHERE LastReferencedDate = null"), Value::Null);
}
