//! The SELECT list and what it looks like in a record.

use super::*;
use serde_json::json as value;

#[test]
fn attributes_come_first_and_names_in_their_own_spelling() {
    assert_eq!(
        text("select name, id from account limit 1"),
        r#"{"totalSize":1,"done":true,"records":[{"attributes":{"type":"Account","url":"/services/data/v67.0/sobjects/Account/001000000000001AAA"},"Name":"Acme","Id":"001000000000001AAA"}]}"#
    );
}

#[test]
fn paths_through_one_parent_are_one_object_where_the_first_of_them_stands() {
    let record = first("SELECT Owner.Name, Name, Owner.Profile.Name, Parent.Name FROM Account LIMIT 1");
    let keys: Vec<_> = record.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["attributes", "Owner", "Name", "Parent"]);
    assert_eq!(record["Owner"]["attributes"]["type"], "User");
    assert_eq!(record["Owner"]["Profile"]["Name"], "Standard");
    assert_eq!(record["Parent"], Value::Null);
}

#[test]
fn parents_are_followed_five_levels_up() {
    let record = first("SELECT Contact.Account.Owner.Profile.CreatedBy.Name FROM Case");
    assert_eq!(record["Contact"]["Account"]["Owner"]["Profile"]["CreatedBy"], Value::Null);
    assert_eq!(record["Contact"]["Account"]["Owner"]["Profile"]["attributes"]["type"], "Profile");
}

#[test]
fn aliases_and_the_objects_name_may_begin_a_path() {
    assert_eq!(values("SELECT c.LastName FROM Contact c, c.Account a WHERE a.Name = 'Acme'"), ["Ash", "Beech"]);
    assert_eq!(values("SELECT Contact.LastName FROM Contact WHERE Contact.Id = '003000000000004'"), ["Dogwood"]);
    assert_eq!(first("SELECT a.Name FROM Contact c, c.Account a LIMIT 1")["Account"]["Name"], "Acme");
}

#[test]
fn values_keep_their_digits_and_their_types() {
    assert_eq!(
        text("SELECT AnnualRevenue, NumberOfEmployees, IsDeleted, CreatedDate FROM Account WHERE Name = 'acme ünit'"),
        r#"{"totalSize":1,"done":true,"records":[{"attributes":{"type":"Account","url":"/services/data/v67.0/sobjects/Account/001000000000002AAA"},"AnnualRevenue":999999999999999999.0,"NumberOfEmployees":9,"IsDeleted":false,"CreatedDate":"2024-05-15T08:00:00.000+0000"}]}"#
    );
    assert_eq!(values("SELECT Amount__c, TaxAmount__c FROM Invoice__c"), ["1.10 0.21", "20.0 null", "null null"]);
    assert_eq!(values("SELECT Iban__c FROM Invoice__c WHERE Name = 'INV-1'"), ["*****1234"]);
}

#[test]
fn compound_fields_are_objects_or_null() {
    let records = json("SELECT BillingAddress FROM Account WHERE Name LIKE 'Acme%'")["records"].take();
    assert_eq!(
        records[0]["BillingAddress"].to_string(),
        r#"{"city":"Berlin","country":null,"geocodeAccuracy":null,"latitude":52.5,"longitude":13.4,"postalCode":null,"state":null,"street":null}"#
    );
    assert_eq!(records[1]["BillingAddress"], Value::Null);
    let place = first("SELECT Warehouse__c FROM Invoice__c")["Warehouse__c"].take();
    assert_eq!(place, value!({"latitude": 52.5, "longitude": 13.4}));
}

#[test]
fn a_file_is_an_address() {
    let address = "/services/data/v67.0/sobjects/ContentVersion/068000000000001AAA/VersionData";
    assert_eq!(values("SELECT VersionData FROM ContentVersion"), [address, "null"]);
}

#[test]
fn a_parent_of_several_types_is_a_name_at_its_own_address() {
    let record = first("SELECT Who.Name, Who.Type, What.Name, Owner.Name, Owner.Username FROM Task");
    let attributes =
        |kind: &str, id: &str| value!({"type": "Name", "url": format!("/services/data/v67.0/sobjects/{kind}/{id}")});
    assert_eq!(record["Who"]["attributes"], attributes("Contact", "003000000000001AAA"));
    assert_eq!((&record["Who"]["Name"], &record["Who"]["Type"]), (&value!("Ash"), &value!("Contact")));
    assert_eq!(record["What"]["attributes"], attributes("Account", "001000000000001AAA"));
    assert_eq!(record["Owner"]["Username"], "ada@example.com");
    let whats =
        values("SELECT Subject FROM Task WHERE What.Type IN ('Account', 'Opportunity') ORDER BY What.Name DESC");
    assert_eq!(whats, ["Email", "Call"]);
    assert_eq!(values("SELECT CaseNumber FROM Case WHERE Owner.Name = 'queue'"), ["00001002"]);
}

#[test]
fn typeof_takes_the_branch_of_the_parents_type() {
    let query =
        "SELECT TYPEOF What WHEN Account THEN Name, Owner.Name WHEN Opportunity THEN Amount ELSE Name END FROM Task";
    let records = json(query)["records"].take();
    assert_eq!(records[0]["What"]["attributes"]["type"], "Account");
    assert_eq!(records[0]["What"]["Owner"]["Name"], "Ada One");
    assert_eq!(records[1]["What"]["Amount"], value!(5.0));
    assert_eq!(
        (&records[2]["What"]["attributes"]["type"], &records[2]["What"]["Name"]),
        (&value!("Name"), &value!("00001001"))
    );
    let none = json("SELECT TYPEOF Who WHEN Lead THEN Name END FROM Task")["records"].take();
    assert_eq!((&none[0]["Who"], &none[1]["Who"]["Name"]), (&Value::Null, &value!("Lea Dee")));
}

#[test]
fn fields_stands_for_all_standard_or_custom_ones() {
    let keys =
        |query: &str| first(query).as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect::<Vec<_>>();
    let all = keys("SELECT FIELDS(ALL) FROM Invoice__c LIMIT 200");
    let standard = keys("SELECT FIELDS(STANDARD) FROM Invoice__c");
    let custom = keys("SELECT Id, FIELDS(CUSTOM) FROM Invoice__c WHERE Id IN ('a00000000000001')");
    assert!(all.contains(&"Id".to_owned()) && all.contains(&"Warehouse__Latitude__s".to_owned()));
    assert!(standard.contains(&"CreatedDate".to_owned()) && !standard.iter().any(|key| key.contains("__")));
    assert_eq!(standard.len() + custom.len(), all.len() + 2);
}

#[test]
fn labels_formats_and_currencies_go_by_the_fields_name_or_an_alias() {
    let record = first("SELECT PublishStatus, toLabel(PublishStatus) label FROM ContentDocument");
    assert_eq!((&record["PublishStatus"], &record["label"]), (&value!("P"), &value!("Published")));
    assert_eq!(first("SELECT toLabel(PublishStatus) FROM ContentDocument")["PublishStatus"], "Published");
    assert_eq!(values("SELECT Title FROM ContentDocument WHERE toLabel(PublishStatus) = 'published'"), ["Paper"]);
    let query = "SELECT FORMAT(Amount), FORMAT(CloseDate) day, convertCurrency(Amount) raw FROM Opportunity LIMIT 1";
    assert_eq!(values(query), ["$5.00 5/15/2024 5.0"]);
    assert_eq!(values("SELECT FORMAT(convertCurrency(Amount)) x FROM Opportunity LIMIT 1"), ["$5.00"]);
}

#[test]
fn distances_are_selected_filtered_and_sorted() {
    let there = "DISTANCE(Warehouse__c, GEOLOCATION(48.8, 2.3), 'km')";
    let query = format!("SELECT Name FROM Invoice__c WHERE {there} < 5000 ORDER BY {there}");
    assert_eq!(values(&query), ["INV-2", "INV-1"]);
    let km = first("SELECT DISTANCE(BillingAddress, GEOLOCATION(48.8, 2.3), 'km') FROM Account")["expr0"].take();
    let mi = first("SELECT DISTANCE(BillingAddress, GEOLOCATION(48.8, 2.3), 'mi') d FROM Account")["d"].take();
    let (km, mi) = (km.as_f64().expect("is a number"), mi.as_f64().expect("is a number"));
    assert!((km - 880.0).abs() < 10.0 && (km / mi - 1.609).abs() < 0.001, "{km} {mi}");
}

#[test]
fn child_rows_are_lists_of_their_own() {
    let record =
        first("SELECT Name, (SELECT LastName FROM Contacts WHERE LastName > 'b' ORDER BY LastName) FROM Account");
    assert_eq!(record["Contacts"]["totalSize"], 1);
    assert_eq!(record["Contacts"]["done"], true);
    assert_eq!(record["Contacts"]["records"][0]["LastName"], "Beech");
    let none = json("SELECT (SELECT Id FROM Contacts) FROM Account WHERE Name LIKE '100%'");
    assert_eq!(none["records"][0]["Contacts"], Value::Null);
    let lines = first("SELECT (SELECT Name, Total__c, Invoice__r.Name FROM Lines__r) FROM Invoice__c");
    assert_eq!(lines["Lines__r"]["records"][0]["Total__c"].to_string(), "1.1");
    assert_eq!(lines["Lines__r"]["records"][1]["Invoice__r"]["Name"], "INV-1");
}

#[test]
fn child_rows_have_child_rows() {
    let query = "SELECT Name, (SELECT Name, (SELECT LastName, (SELECT CaseNumber FROM Cases) FROM Contacts) FROM ChildAccounts), \
                 (SELECT Subject FROM Tasks) FROM Account";
    let record = first(query);
    assert_eq!(record["ChildAccounts"]["records"][0]["Contacts"]["records"][0]["LastName"], "Cedar");
    assert_eq!(record["ChildAccounts"]["records"][0]["Contacts"]["records"][0]["Cases"], Value::Null);
    assert_eq!(record["Tasks"]["records"][0]["Subject"], "Call");
}
