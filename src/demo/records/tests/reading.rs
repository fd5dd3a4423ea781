//! What a record looks like, and when it is not sent at all.

use super::*;
use serde_json::json;

const ACCOUNT: &str = "001000000000001AAA";

#[test]
fn a_record_has_all_fields_in_describe_order() {
    let trial = Trial::new();
    let record = json(&trial.send(&format!("GET Account/{ACCOUNT}")));
    let keys: Vec<&str> = record.as_object().expect("a record").keys().map(String::as_str).collect();
    let account = trial.org.schema.object("Account").expect("is there");
    let fields: Vec<&str> = account.fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(keys[0], "attributes");
    assert_eq!(keys[1..], fields);
    let url = format!("/services/data/v67.0/sobjects/Account/{ACCOUNT}");
    assert_eq!(record["attributes"], json!({"type": "Account", "url": url}));
}

#[test]
fn wanted_fields_come_as_they_were_asked_for() {
    let trial = Trial::new();
    let (status, text) = trial.says("GET User/005000000000001?fields=name,Username,Profile.Name");
    let expected = concat!(
        r#"{"attributes":{"type":"User","url":"/services/data/v67.0/sobjects/User/005000000000001AAA"},"#,
        r#""Name":"Robin Vale","Username":"test@example.com","Profile":{"attributes":{"type":"Profile","#,
        r#""url":"/services/data/v67.0/sobjects/Profile/00e000000000001AAA"},"Name":"System Administrator"},"#,
        r#""Id":"005000000000001AAA"}"#
    );
    assert_eq!((status, text.as_str()), (200, expected));
    let refused = trial.refused(&format!("GET Account/{ACCOUNT}?fields=Nope"));
    assert_eq!(
        refused,
        "400 INVALID_FIELD No such column 'Nope' on entity 'Account'. If you are attempting to use a custom field, be \
         sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the \
         appropriate names. null"
    );
}

#[test]
fn a_record_that_is_not_there_is_told_from_a_wrong_id() {
    let trial = Trial::new();
    let missing = r#"[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]"#;
    for path in ["GET Account/001000000000ZZZ", "GET Nope/001000000000001", "GET ApexClass/01p000000000001"] {
        assert_eq!(trial.says(path), (404, missing.to_owned()), "{path}");
    }
    for (path, expected) in [
        (
            "GET Account/003000000000001AAA",
            r#"400 MALFORMED_ID Account ID: id value of incorrect type: 003000000000001AAA ["Id"]"#,
        ),
        ("GET Account/001000000000001AAB", "400 MALFORMED_ID malformed id 001000000000001AAB []"),
        (
            "GET Account/short",
            "404 NOT_FOUND Provided external ID field does not exist or is not accessible: short null",
        ),
    ] {
        assert_eq!(trial.refused(path), expected);
    }
}

#[test]
fn an_account_that_the_caller_knows_is_not_sent_again() {
    let trial = Trial::new();
    let path = format!("GET Account/{ACCOUNT}");
    let reply = trial.send(&path);
    let tag = header(&reply, "ETag").expect("a tag").to_owned();
    assert_eq!(trial.answer(&with(("if-none-match", &tag), &path)).status, 304);
    let change = format!(r#"PATCH Account/{ACCOUNT} {{"Phone":"1"}}"#);
    assert_eq!(trial.answer(&with(("if-match", "\"other\""), &change)).status, 412);
    assert_eq!(trial.answer(&with(("if-match", &tag), &change)).status, 204);
    assert_eq!(trial.answer(&with(("if-none-match", &tag), &path)).status, 200);
    let contact = trial.send("GET Contact/003000000000001AAA");
    assert_eq!((header(&contact, "ETag"), header(&contact, "Last-Modified").is_some()), (None, true));
}

#[test]
fn every_object_can_be_read_whole() {
    let trial = Trial::new();
    for object in trial.org.schema.objects() {
        let sql = format!("SELECT \"Id\" FROM \"{}\" LIMIT 1", object.name);
        let id: Result<String, _> = trial.org.store.read(|records| records.query_row(&sql, [], |row| row.get(0)));
        let Ok(id) = id else { continue };
        let mut call = call(&format!("GET {}/{id}", object.name));
        call.path.insert(3, "tooling".to_owned());
        let reply = trial.answer(&call);
        assert!(matches!(reply.status, 200) || reply.body.ends_with(b"\"fields\":[]}]"), "{} {id}", object.name);
    }
}
