//! Collections as callers send them: order, partial failure, all or none, limits, reading back.

use crate::demo::{
    Options,
    trial::{Trial, json, text},
};
use serde_json::{Value, json};

fn trial(name: &str) -> Trial {
    Trial::signed_in(&format!("collections-{name}"), Options::default())
}

fn records(records: &Value, all_or_none: bool) -> String {
    json!({"allOrNone": all_or_none, "records": records}).to_string()
}

fn send(trial: &Trial, method: &str, path: &str, body: &str) -> Value {
    let reply = trial.call(method, path, body);
    assert_eq!(reply.status, 200, "{}", text(&reply));
    json(&reply)
}

/// The ids of records that are made.
fn made(trial: &Trial, list: &Value) -> Vec<String> {
    let items = send(trial, "POST", "composite/sobjects", &records(list, true));
    let items = items.as_array().expect("a list").iter();
    items.map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
}

fn count(trial: &Trial, object: &str, named: &str) -> u64 {
    let reply = trial.call("GET", &format!("query?q=SELECT+COUNT()+FROM+{object}+WHERE+Name+LIKE+'{named}'"), "");
    json(&reply)["totalSize"].as_u64().expect("a number")
}

#[test]
fn each_record_has_its_own_outcome_in_order() {
    let trial = trial("partial");
    let list = json!([
        {"attributes": {"type": "Account"}, "Name": "Many 1"},
        {"attributes": {"type": "contact"}, "FirstName": "No"},
        {"attributes": {"type": "Account"}, "Name": "Many 2", "foo": 1},
        {"attributes": {"type": "Account"}, "Name": "Dup"},
        {"attributes": {"type": "Nope"}},
        {"Name": "x"},
        {"attributes": {"type": "Account"}, "Name": "Many 3"},
    ]);
    let items = send(&trial, "POST", "composite/sobjects", &records(&list, false));
    let failed = |code: &str, message: &str, fields: &[&str]| json!({"success": false, "errors": [{"statusCode": code, "message": message, "fields": fields}]});
    assert_eq!(
        items.as_array().expect("a list")[1..6],
        [
            failed("REQUIRED_FIELD_MISSING", "Required fields are missing: [LastName]", &["LastName"]),
            failed("INVALID_FIELD", "No such column 'foo' on sobject of type Account", &[]),
            failed("DUPLICATES_DETECTED", "Use one of these records?", &[]),
            failed("INVALID_TYPE", "sObject type 'Nope' is not supported.", &[]),
            failed("INVALID_TYPE", "Must send a concrete entity type.", &[]),
        ]
    );
    for (at, name) in [(0, "Many 1"), (6, "Many 3")] {
        let id = items[at]["id"].as_str().expect("an id");
        assert_eq!(items[at].to_string(), format!(r#"{{"id":"{id}","success":true,"errors":[]}}"#));
        assert_eq!(json(&trial.call("GET", &format!("sobjects/Account/{id}"), ""))["Name"], name);
    }
    let headers = [("sforce-duplicate-rule-header", "allowSave=true")];
    let body = records(&json!([{"attributes": {"type": "Account"}, "Name": "Dup"}]), false);
    let reply = trial.send("POST", "services/data/v67.0/composite/sobjects", &headers, &body);
    assert_eq!(json(&reply)[0]["success"], true);
}

#[test]
fn all_or_none_takes_everything_back() {
    let trial = trial("all-or-none");
    let list = json!([
        {"attributes": {"type": "Account"}, "Name": "Whole 1"},
        {"attributes": {"type": "Account"}},
    ]);
    let items = send(&trial, "POST", "composite/sobjects", &records(&list, true));
    let rolled_back = json!([{
        "statusCode": "ALL_OR_NONE_OPERATION_ROLLED_BACK",
        "message": "Record rolled back because not all records were valid and the request was using AllOrNone header",
        "fields": [],
    }]);
    assert_eq!(items[0], json!({"success": false, "errors": rolled_back}));
    assert_eq!(items[1]["errors"][0]["statusCode"], "REQUIRED_FIELD_MISSING");
    assert_eq!(count(&trial, "Account", "Whole%25"), 0);
    let [id] = made(&trial, &json!([{"attributes": {"type": "Account"}, "Name": "Kept"}])).try_into().expect("one");
    let list = json!([
        {"attributes": {"type": "Account"}, "id": id, "Name": "Changed"},
        {"attributes": {"type": "Account"}, "Name": "No id"},
    ]);
    let items = send(&trial, "PATCH", "composite/sobjects", &records(&list, true));
    assert_eq!(items[0], json!({"id": id, "success": false, "errors": rolled_back}));
    assert_eq!(
        items[1]["errors"][0],
        json!({"statusCode": "MISSING_ARGUMENT", "message": "Id not specified in an update call", "fields": []})
    );
    let items = send(&trial, "PATCH", "composite/sobjects", &records(&list, false));
    assert_eq!(items[0], json!({"id": id, "success": true, "errors": []}));
    assert_eq!((count(&trial, "Account", "Changed"), count(&trial, "Account", "Kept")), (1, 0));
}

#[test]
fn records_are_put_by_a_key() {
    let trial = trial("upsert");
    let of = |key: &str, name: &str| json!({"attributes": {"type": "Account"}, "externalId__c": key, "Name": name});
    let body = records(&json!([of("K1", "One"), of("K2", "Two"), of("k2", "Three"), of("", "Four")]), false);
    let items = send(&trial, "PATCH", "composite/sobjects/Account/ExternalId__c", &body);
    assert_eq!(items[0]["created"], true);
    let twice = json!([{
        "statusCode": "DUPLICATE_VALUE",
        "message": "Duplicate external id specified: k2",
        "fields": ["ExternalId__c"],
    }]);
    assert_eq!((&items[1]["success"], &items[2]["errors"]), (&json!(false), &twice));
    assert_eq!(items[3]["errors"][0]["message"], "ExternalId__c not specified");
    let body = records(&json!([of("K1", "Again")]), false);
    let again = send(&trial, "PATCH", "composite/sobjects/Account/ExternalId__c", &body);
    assert_eq!(again[0], json!({"id": items[0]["id"], "success": true, "errors": [], "created": false}));
    let list = json!([
        {"attributes": {"type": "Account"}, "Id": null, "Name": "New"},
        {"attributes": {"type": "Account"}, "Id": items[0]["id"], "Name": "Old"},
        {"attributes": {"type": "Account"}, "Id": "001000000000ZZZ", "Name": "None"},
    ]);
    let items = send(&trial, "PATCH", "composite/sobjects/Account/Id", &records(&list, false));
    assert_eq!((&items[0]["created"], &items[1]["created"]), (&json!(true), &json!(false)));
    assert_eq!(items[2]["errors"][0]["statusCode"], "INVALID_CROSS_REFERENCE_KEY");
    assert_eq!(trial.call("PATCH", "composite/sobjects/Account/Phone", &body).status, 404);
}

#[test]
fn ids_of_several_objects_are_deleted() {
    let trial = trial("delete");
    let list = json!([
        {"attributes": {"type": "Account"}, "Name": "Gone"},
        {"attributes": {"type": "Lead"}, "LastName": "Gone", "Company": "x"},
    ]);
    let ids = made(&trial, &list);
    let path = |all_or_none: bool| {
        format!("composite/sobjects?ids={},001000000000ZZZ,{},bad&allOrNone={all_or_none}", ids[0], ids[1])
    };
    let items = send(&trial, "DELETE", &path(true), "");
    assert_eq!(items[2]["errors"][0]["statusCode"], "ALL_OR_NONE_OPERATION_ROLLED_BACK");
    let items = send(&trial, "DELETE", &path(false), "");
    assert_eq!(items[2], json!({"id": ids[1], "success": true, "errors": []}));
    let codes = [1, 3].map(|at| items[at]["errors"][0]["statusCode"].clone());
    assert_eq!(codes, ["INVALID_CROSS_REFERENCE_KEY", "MALFORMED_ID"]);
    let items = send(&trial, "DELETE", &path(false), "");
    assert_eq!(items[0]["errors"][0]["statusCode"], "ENTITY_IS_DELETED");
}

#[test]
fn records_come_in_the_order_of_their_ids_with_holes() {
    let trial = trial("retrieve");
    let ids = made(
        &trial,
        &json!([{"attributes": {"type": "Account"}, "Name": "A"}, {"attributes": {"type": "Account"}, "Name": "B"}]),
    );
    let path = format!(
        "composite/sobjects/Account?ids={},001000000000ZZZ,003000000000001AAA,{}&fields=Name,Owner.Name",
        ids[1], ids[0]
    );
    let reply = trial.call("GET", &path, "");
    let record = |id: &str, name: &str| {
        format!(
            r#"{{"attributes":{{"type":"Account","url":"/services/data/v67.0/sobjects/Account/{id}"}},"Name":"{name}","Id":"{id}"}}"#
        )
    };
    let owner = json(&reply)[0]["Owner"]["Name"].clone();
    assert_eq!(owner, "Robin Vale");
    let body = json!({"ids": [ids[0], "bad", ids[1]], "fields": ["Name"]}).to_string();
    let reply = trial.call("POST", "composite/sobjects/Account", &body);
    assert_eq!(text(&reply), format!("[{},null,{}]", record(&ids[0], "A"), record(&ids[1], "B")));
    trial.call("DELETE", &format!("sobjects/Account/{}", ids[0]), "");
    assert_eq!(json(&trial.call("POST", "composite/sobjects/Account", &body))[0], Value::Null);
    let refused = trial.call("GET", &format!("composite/sobjects/Account?ids={}&fields=Nope", ids[1]), "");
    assert_eq!((refused.status, &json(&refused)[0]["errorCode"]), (400, &json!("INVALID_FIELD")));
}

#[test]
fn a_call_has_limits() {
    let trial = trial("limits");
    let of = |kind: &str| json!({"attributes": {"type": kind}});
    let alternating: Value = (0..11).map(|at| of(if at % 2 == 0 { "Account" } else { "Lead" })).collect();
    let many: Value = (0..201).map(|_| of("Account")).collect();
    for (list, expected) in [
        (json!([]), r#"[{"message":"At least 1 record is required","errorCode":"REQUIRED_FIELD_MISSING"}]"#),
        (
            many,
            r#"[{"message":"record limit reached. cannot submit more than 200 records into this call","errorCode":"EXCEEDED_ID_LIMIT"}]"#,
        ),
        (
            alternating,
            r#"[{"message":"Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.","errorCode":"EXCEEDED_MAX_TYPES_LIMIT"}]"#,
        ),
    ] {
        let reply = trial.call("POST", "composite/sobjects", &records(&list, false));
        assert_eq!((reply.status, text(&reply)), (400, expected));
    }
    let ids = vec!["001000000000001"; 2_001];
    let body = json!({"ids": ids, "fields": ["Id"]}).to_string();
    assert_eq!(trial.call("POST", "composite/sobjects/Account", &body).status, 400);
}
