//! Every reason for which a record is not written, word for word.

use super::*;

#[test]
fn fields_that_cannot_be_written_are_refused() {
    let trial = Trial::new();
    for (text, expected) in [
        (
            r#"POST Account {"Name":"x","foo":1}"#,
            "400 INVALID_FIELD No such column 'foo' on sobject of type Account null",
        ),
        (
            r#"POST Account {"Id":"001000000000001AAA","Name":"x"}"#,
            "400 INVALID_FIELD The Id field should not be specified in the sobject data. null",
        ),
        (
            r#"PATCH Account/001000000000001AAA {"Id":"001000000000001AAA","Name":"x"}"#,
            "400 INVALID_FIELD The Id field should not be specified in the sobject data. null",
        ),
        (
            r#"POST Account {"MasterRecordId":null,"CreatedDate":"2024-01-01","Name":"x"}"#,
            "400 INVALID_FIELD_FOR_INSERT_UPDATE Unable to create/update fields: MasterRecordId, CreatedDate. Please \
             check the security settings of this field and verify that it is read/write for your profile or \
             permission set. [\"MasterRecordId\",\"CreatedDate\"]",
        ),
        (
            r#"PATCH InvoiceLine__c/a01000000000001 {"Invoice__c":"a00000000000001"}"#,
            "400 INVALID_FIELD_FOR_INSERT_UPDATE Unable to create/update fields: Invoice__c. Please check the security \
             settings of this field and verify that it is read/write for your profile or permission set. \
             [\"Invoice__c\"]",
        ),
    ] {
        assert_eq!(trial.refused(text), expected);
    }
}

#[test]
fn values_that_do_not_fit_are_refused() {
    let trial = Trial::new();
    let long = "x".repeat(41);
    for (text, expected) in [
        ("POST Contact {}".to_owned(), r#"400 REQUIRED_FIELD_MISSING Required fields are missing: [LastName] ["LastName"]"#.to_owned()),
        (
            r#"POST Opportunity {"Name":""}"#.to_owned(),
            "400 REQUIRED_FIELD_MISSING Required fields are missing: [Name, StageName, CloseDate] \
             [\"Name\",\"StageName\",\"CloseDate\"]"
                .to_owned(),
        ),
        (
            r#"PATCH Account/001000000000001AAA {"Name":null}"#.to_owned(),
            r#"400 REQUIRED_FIELD_MISSING Required fields are missing: [Name] ["Name"]"#.to_owned(),
        ),
        (
            r#"POST Contact {"LastName":"x","Email":"not an email"}"#.to_owned(),
            r#"400 INVALID_EMAIL_ADDRESS Email: invalid email address: not an email ["Email"]"#.to_owned(),
        ),
        (
            r#"POST Invoice__c {"Status__c":"Disputed"}"#.to_owned(),
            r#"400 INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST Status: bad value for restricted picklist field: Disputed ["Status__c"]"#.to_owned(),
        ),
        (
            r#"POST Invoice__c {"Channels__c":"Email;Pigeon"}"#.to_owned(),
            r#"400 INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST Channels: bad value for restricted picklist field: Pigeon ["Channels__c"]"#.to_owned(),
        ),
        (
            format!(r#"POST Account {{"Name":"x","BillingCity":"{long}"}}"#),
            format!(r#"400 STRING_TOO_LONG Billing City: data value too large: {long} (max length=40) ["BillingCity"]"#),
        ),
        (
            r#"POST Account {"Name":"x","Discount__c":1000}"#.to_owned(),
            r#"400 NUMBER_OUTSIDE_VALID_RANGE Discount: value outside of valid range on numeric field: 1000 ["Discount__c"]"#.to_owned(),
        ),
        (
            r#"POST Account {"Name":"x","CreditLimit__c":"many"}"#.to_owned(),
            "400 JSON_PARSER_ERROR Cannot deserialize instance of currency from VALUE_STRING value many null".to_owned(),
        ),
        (
            r#"POST Account {"Name":"x","RenewalDate__c":"2024-02-30"}"#.to_owned(),
            "400 JSON_PARSER_ERROR Cannot deserialize instance of date from VALUE_STRING value 2024-02-30 null".to_owned(),
        ),
    ] {
        assert_eq!(trial.refused(&text), expected);
    }
}

#[test]
fn parents_and_keys_are_checked_against_the_records() {
    let trial = Trial::new();
    let deleted = trial.made(r#"Account {"Name":"Gone","ExternalId__c":"U0"}"#);
    trial.send(&format!("DELETE Account/{deleted}"));
    let holder = trial.made(r#"Account {"Name":"Holder","ExternalId__c":"U1"}"#);
    let short = &holder[..15];
    for (text, expected) in [
        (
            r#"POST Contact {"LastName":"x","AccountId":"003000000000001AAA"}"#.to_owned(),
            r#"400 MALFORMED_ID Account ID: id value of incorrect type: 003000000000001AAA ["AccountId"]"#.to_owned(),
        ),
        (
            r#"POST Contact {"LastName":"x","AccountId":"nobody"}"#.to_owned(),
            r#"400 MALFORMED_ID Account ID: id value of incorrect type: nobody ["AccountId"]"#.to_owned(),
        ),
        (
            r#"POST Contact {"LastName":"x","AccountId":"001000000000ZZZ"}"#.to_owned(),
            "400 INVALID_CROSS_REFERENCE_KEY invalid cross reference id []".to_owned(),
        ),
        (
            format!(r#"POST Contact {{"LastName":"x","AccountId":"{deleted}"}}"#),
            "400 ENTITY_IS_DELETED entity is deleted []".to_owned(),
        ),
        (
            r#"POST Account {"Name":"x","ExternalId__c":"u1"}"#.to_owned(),
            format!(
                "400 DUPLICATE_VALUE duplicate value found: ExternalId__c duplicates value on record with id: {short} []"
            ),
        ),
    ] {
        assert_eq!(trial.refused(&text), expected);
    }
    trial.made(r#"Account {"Name":"x","ExternalId__c":"U0"}"#);
    assert_eq!(trial.send(&format!(r#"PATCH Account/{holder} {{"ExternalId__c":"U1"}}"#)).status, 204);
}

#[test]
fn all_faults_of_a_record_come_together() {
    let trial = Trial::new();
    let reply = trial.says(r#"POST Contact {"Email":"bad","CleanStatus":"Odd"}"#);
    let expected = concat!(
        r#"[{"message":"Email: invalid email address: bad","errorCode":"INVALID_EMAIL_ADDRESS","fields":["Email"]},"#,
        r#"{"message":"Clean Status: bad value for restricted picklist field: Odd","#,
        r#""errorCode":"INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST","fields":["CleanStatus"]},"#,
        r#"{"message":"Required fields are missing: [LastName]","errorCode":"REQUIRED_FIELD_MISSING","fields":["LastName"]}]"#
    );
    assert_eq!(reply, (400, expected.to_owned()));
}

#[test]
fn bodies_that_are_no_json_object_are_refused() {
    let trial = Trial::new();
    for (body, message) in [
        ("", "The HTTP entity body is required, but this request has no entity body."),
        ("{x}", "Unexpected character ('x' (code 120)): expected a valid value at [line:1, column:2]"),
        ("{\"Name\":", "Unexpected end-of-input at [line:1, column:8]"),
        ("[]", "The request body has to be a JSON object at [line:1, column:1]"),
    ] {
        assert_eq!(trial.refused(&format!("POST Account {body}")), format!("400 JSON_PARSER_ERROR {message} null"));
    }
}

#[test]
fn some_objects_are_the_orgs_own() {
    let trial = Trial::new();
    for (text, done) in [
        ("POST ContentDocument {}", "inserted: Content Document"),
        ("DELETE User/005000000000002AAA", "deleted: User"),
        ("PATCH ConnectedApplication/0H4000000000001 {}", "updated: Connected App"),
    ] {
        assert_eq!(trial.refused(text), format!("400 INVALID_TYPE_FOR_OPERATION entity type cannot be {done} null"));
    }
}

#[test]
fn duplicates_are_shown_unless_they_may_be_saved() {
    let trial = Trial::new();
    let text = r#"POST Account {"Name":"Dup Incorporated"}"#;
    let reply = trial.send(text);
    let body = json(&reply);
    let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!((reply.status, keys(&body[0]).as_str()), (400, "duplicateResult errorCode message"));
    assert_eq!(
        (&body[0]["errorCode"], &body[0]["message"]),
        (&"DUPLICATES_DETECTED".into(), &"Use one of these records?".into())
    );
    let result = &body[0]["duplicateResult"];
    assert_eq!(keys(result), "allowSave duplicateRule duplicateRuleEntityType errorMessage matchResults");
    let record = |body: &Value| body[0]["duplicateResult"]["matchResults"][0]["matchRecords"][0]["record"].clone();
    assert_eq!(keys(&record(&body)), "attributes Id");
    let header = "sforce-duplicate-rule-header";
    let detailed = trial.answer(&with((header, "allowSave=false; includeRecordDetails=true"), text));
    assert_eq!(keys(&record(&json(&detailed))), "attributes Id Name");
    assert_eq!(trial.answer(&with((header, "allowSave=true"), text)).status, 201);
    assert_eq!(trial.send(r#"POST Lead {"LastName":"Dupont","Company":"x"}"#).status, 400);
    assert_eq!(
        trial.send(r#"POST Opportunity {"Name":"Dup","StageName":"Qualification","CloseDate":"2030-01-01"}"#).status,
        201
    );
}
