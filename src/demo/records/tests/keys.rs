//! Records named by an external id: the matrix of upsert, and parents in a body.

use super::*;

fn version(text: &str, version: &str) -> Call {
    let mut call = call(text);
    version.clone_into(&mut call.path[2]);
    call
}

#[test]
fn an_upsert_creates_and_then_updates() {
    let trial = Trial::new();
    let created = trial.send(r#"PATCH Account/ExternalId__c/A%201 {"Name":"First"}"#);
    let id = json(&created)["id"].as_str().expect("an id").to_owned();
    let body = |created: bool| format!(r#"{{"id":"{id}","success":true,"errors":[],"created":{created}}}"#);
    assert_eq!((created.status, String::from_utf8_lossy(&created.body).into_owned()), (201, body(true)));
    assert!(header(&created, "Location").is_some_and(|url| url.ends_with(&id)));
    let updated = trial.says(r#"PATCH Account/ExternalId__c/a%201 {"Name":"Second"}"#);
    assert_eq!(updated, (200, body(false)));
    assert_eq!(json(&trial.send("GET Account/externalid__c/A%201?fields=Name"))["Name"], "Second");
    assert_eq!(trial.field("Account", &id, "ExternalId__c"), "A 1");
    let old = trial.answer(&version(r#"PATCH Account/ExternalId__c/A%201 {"Name":"Third"}"#, "v45.0"));
    assert_eq!((old.status, old.body.len()), (204, 0));
    let old = trial.answer(&version(r#"PATCH Account/ExternalId__c/A2 {"Name":"Other"}"#, "v45.0"));
    assert_eq!((old.status, json(&old).get("created")), (201, None));
    assert_eq!(trial.send("DELETE Account/ExternalId__c/A2").status, 204);
    assert_eq!(trial.send("GET Account/ExternalId__c/A2").status, 404);
}

#[test]
fn an_upsert_by_id_updates_or_creates() {
    let trial = Trial::new();
    let reply = trial.send(r#"POST Account/Id {"Name":"By id"}"#);
    let id = json(&reply)["id"].as_str().expect("an id").to_owned();
    assert_eq!((reply.status, json(&reply)["created"].as_bool()), (201, Some(true)));
    assert_eq!(trial.send(&format!(r#"PATCH Account/Id/{id} {{"Name":"Again"}}"#)).status, 204);
    assert_eq!(json(&trial.send(&format!("GET Account/Id/{id}")))["Name"], "Again");
}

#[test]
fn an_upsert_may_be_refused() {
    let trial = Trial::new();
    for (text, expected) in [
        (
            r#"PATCH Account/ExternalId__c/none?updateOnly=true {"Name":"x"}"#,
            "404 NOT_FOUND The requested resource does not exist null",
        ),
        (
            r#"PATCH Account/Foo__c/x {"Name":"x"}"#,
            "404 NOT_FOUND Provided external ID field does not exist or is not accessible: Foo__c null",
        ),
        (
            r#"PATCH Account/Phone/x {"Name":"x"}"#,
            "404 NOT_FOUND Provided external ID field does not exist or is not accessible: Phone null",
        ),
        (
            r#"PATCH Account/ExternalId__c/x {"Name":"x","ExternalId__c":"x"}"#,
            "400 INVALID_FIELD The ExternalId__c field should not be specified in the sobject data. null",
        ),
        (
            r#"PATCH Account/ExternalId__c/x {"Id":"001000000000001AAA"}"#,
            "400 INVALID_FIELD The Id field should not be specified in the sobject data. null",
        ),
    ] {
        assert_eq!(trial.refused(text), expected);
    }
}

#[test]
fn a_key_that_fits_several_gives_their_addresses() {
    let trial = Trial::new();
    let sql =
        "UPDATE \"Invoice__c\" SET \"Ext__c\" = 'TWIN' WHERE \"Id\" IN (SELECT \"Id\" FROM \"Invoice__c\" LIMIT 2)";
    trial.org.store.write(|records| records.execute(sql, [])).expect("two invoices");
    for text in [r"GET Invoice__c/Ext__c/TWIN", r"PATCH Invoice__c/Ext__c/TWIN {}", r"DELETE Invoice__c/Ext__c/TWIN"] {
        let reply = trial.send(text);
        let urls = json(&reply);
        assert_eq!((reply.status, urls.as_array().map(Vec::len)), (300, Some(2)), "{text}");
        assert!(urls[0].as_str().is_some_and(|url| url.starts_with("/services/data/v67.0/sobjects/Invoice__c/a00")));
    }
}

#[test]
fn numbers_are_keys_too() {
    let trial = Trial::new();
    let record = json(&trial.send("GET Invoice__c/LegacyNumber__c/9007199254740993"));
    assert_eq!(record["LegacyNumber__c"].to_string(), "9007199254740993.0");
}

#[test]
fn a_parent_can_be_named_by_its_key() {
    let trial = Trial::new();
    let account = trial.made(r#"Account {"Name":"Parent","ExternalId__c":"P1"}"#);
    let contact = trial.made(r#"Contact {"LastName":"Child","Account":{"ExternalId__c":"P1"}}"#);
    assert_eq!(trial.field("Contact", &contact, "AccountId"), account.as_str());
    let owner = r#""Owner":{"attributes":{"type":"User"},"Username":"mara.lindqvist@demo.example"}"#;
    let invoice = trial.made(&format!(r#"Invoice__c {{{owner},"Account__r":{{"externalid__c":"p1"}}}}"#));
    assert_eq!(trial.field("Invoice__c", &invoice, "OwnerId"), "005000000000002AAA");
    assert_eq!(trial.field("Invoice__c", &invoice, "Account__c"), account.as_str());
    for (text, expected) in [
        (
            r#"POST Contact {"LastName":"x","Account":{"ExternalId__c":"P2"}}"#,
            "400 INVALID_FIELD Foreign key external ID: P2 not found for field ExternalId__c in entity Account null",
        ),
        (
            r#"POST Contact {"LastName":"x","Account":{"Phone":"P2"}}"#,
            "400 INVALID_FIELD Field name provided, Phone does not match an External ID, Salesforce Id, or indexed \
             field for Account null",
        ),
    ] {
        assert_eq!(trial.refused(text), expected);
    }
}
