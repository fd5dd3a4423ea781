//! Composite requests, graphs, batches and trees as callers send them.

use crate::demo::{
    Options,
    trial::{Trial, header, json, text},
};
use serde_json::{Value, json};

const SOBJECTS: &str = "/services/data/v67.0/sobjects";

fn trial(name: &str) -> Trial {
    Trial::signed_in(&format!("composite-{name}"), Options::default())
}

fn send(trial: &Trial, path: &str, body: &Value) -> (u16, Value) {
    let reply = trial.call("POST", path, &body.to_string());
    (reply.status, json(&reply))
}

/// The answers to the parts of one composite request.
fn answers(trial: &Trial, all_or_none: bool, parts: &Value) -> Vec<Value> {
    let (status, mut body) = send(trial, "composite", &json!({"allOrNone": all_or_none, "compositeRequest": parts}));
    assert_eq!(status, 200, "{body}");
    body["compositeResponse"].as_array_mut().expect("answers").drain(..).collect()
}

fn statuses(answers: &[Value]) -> Vec<u64> {
    answers.iter().map(|answer| answer["httpStatusCode"].as_u64().expect("a status")).collect()
}

fn part(method: &str, url: &str, name: &str, body: &Value) -> Value {
    json!({"method": method, "url": url, "referenceId": name, "body": body})
}

fn count(trial: &Trial, object: &str) -> Value {
    json(&trial.call("GET", &format!("query?q=SELECT+COUNT()+FROM+{object}"), ""))["totalSize"].take()
}

#[test]
fn parts_use_what_earlier_ones_answered() {
    let trial = trial("chain");
    let query = "/services/data/v67.0/query?q=SELECT Id, Name FROM Account WHERE Id = '@{made.id}'";
    let found = answers(
        &trial,
        true,
        &json!([
            part("POST", &format!("{SOBJECTS}/Account"), "made", &json!({"Name": "A & B"})),
            part("GET", &format!("{SOBJECTS}/Account/@{{made.id}}?fields=Name,Fax"), "row", &Value::Null),
            part(
                "POST",
                &format!("{SOBJECTS}/Contact"),
                "contact",
                &json!({"LastName": "@{row.Name}", "AccountId": "@{row.Id}", "Fax": "@{row.Fax}"})
            ),
            part("GET", query, "found", &Value::Null),
            part(
                "PATCH",
                &format!("{SOBJECTS}/Account/@{{found.records[0].Id}}"),
                "changed",
                &json!({"Description": "was @{found.records[0].Name}"})
            ),
            part(
                "POST",
                "/services/data/v67.0/composite/sobjects",
                "many",
                &json!({"records": [{"attributes": {"type": "Lead"}, "LastName": "L", "Company": "C"}]})
            ),
            part("DELETE", &format!("{SOBJECTS}/Lead/@{{many[0].id}}"), "gone", &Value::Null),
        ]),
    );
    assert_eq!(statuses(&found), [201, 200, 201, 200, 204, 200, 204]);
    let id = found[0]["body"]["id"].as_str().expect("an id");
    assert_eq!(
        found[0].to_string(),
        format!(
            r#"{{"body":{{"id":"{id}","success":true,"errors":[]}},"httpHeaders":{{"Location":"{SOBJECTS}/Account/{id}"}},"httpStatusCode":201,"referenceId":"made"}}"#
        )
    );
    assert_eq!((&found[4]["body"], &found[3]["body"]["totalSize"]), (&Value::Null, &json!(1)));
    let account = json(&trial.call("GET", &format!("sobjects/Account/{id}"), ""));
    assert_eq!(account["Description"], "was A & B");
    let contact = found[2]["body"]["id"].as_str().expect("an id");
    assert_eq!(json(&trial.call("GET", &format!("sobjects/Contact/{contact}"), ""))["LastName"], "A & B");
}

#[test]
fn parts_fail_by_themselves_or_together() {
    let trial = trial("failing");
    let before = count(&trial, "Account");
    let parts = json!([
        part("POST", &format!("{SOBJECTS}/Account"), "good", &json!({"Name": "Good"})),
        part("POST", &format!("{SOBJECTS}/Nope"), "unknown", &json!({"Name": "x"})),
        part("GET", &format!("{SOBJECTS}/Account/@{{unknown.id}}"), "hangs", &Value::Null),
        part("GET", "/services/data/v67.0/query?q=SELECT Nope FROM Account", "wrong", &Value::Null),
        part("POST", &format!("{SOBJECTS}/Account"), "last", &json!({"Name": "Last"})),
    ]);
    let halted = json!([{
        "errorCode": "PROCESSING_HALTED",
        "message": "The transaction was rolled back since another operation in the same transaction failed.",
    }]);
    let unknown = json!([{"errorCode": "NOT_FOUND", "message": "The requested resource does not exist"}]);
    let together = answers(&trial, true, &parts);
    assert_eq!(statuses(&together), [400, 404, 400, 400, 400]);
    assert_eq!(together[1]["body"], unknown);
    for at in [0, 2, 3, 4] {
        assert_eq!((&together[at]["body"], &together[at]["httpHeaders"]), (&halted, &json!({})));
    }
    assert_eq!(count(&trial, "Account"), before);
    let alone = answers(&trial, false, &parts);
    assert_eq!(statuses(&alone), [201, 404, 400, 400, 201]);
    assert_eq!(alone[1]["body"], unknown);
    let message = "Invalid reference specified. No value for unknown.id found in unknown";
    assert_eq!(alone[2]["body"], json!([{"errorCode": "PROCESSING_HALTED", "message": message}]));
    assert_eq!(alone[3]["body"][0]["errorCode"], "INVALID_FIELD");
    assert_eq!(count(&trial, "Account"), json!(before.as_u64().map(|before| before + 2)));
}

#[test]
fn a_collection_that_loses_a_record_takes_all_back() {
    let trial = trial("lossy");
    let before = count(&trial, "Account");
    let records =
        json!({"records": [{"attributes": {"type": "Account"}, "Name": "x"}, {"attributes": {"type": "Account"}}]});
    let parts = json!([
        part("POST", &format!("{SOBJECTS}/Account"), "good", &json!({"Name": "Good"})),
        part("POST", "/services/data/v67.0/composite/sobjects", "many", &records),
    ]);
    let together = answers(&trial, true, &parts);
    assert_eq!(statuses(&together), [400, 200]);
    assert_eq!(together[1]["body"][0]["errors"][0]["statusCode"], "ALL_OR_NONE_OPERATION_ROLLED_BACK");
    assert_eq!(count(&trial, "Account"), before);
}

#[test]
fn conditions_of_a_part_are_its_own() {
    let trial = trial("conditions");
    let since = |name: &str, headers: &Value| json!({"method": "GET", "url": SOBJECTS, "referenceId": name, "httpHeaders": headers});
    let found = answers(
        &trial,
        false,
        &json!([
            since("known", &json!({"If-Modified-Since": "Tue, 01 Jan 2199 00:00:00 GMT"})),
            since("refused", &json!({"accept": "application/xml"})),
            since("new", &json!({})),
        ]),
    );
    assert_eq!(statuses(&found), [304, 400, 200]);
    assert_eq!(found[0]["body"], Value::Null);
    assert!(found[0]["httpHeaders"]["Last-Modified"].is_string(), "{}", found[0]);
}

#[test]
fn a_composite_request_has_limits() {
    let trial = trial("limits");
    let many = |count: usize, url: &str| -> Value {
        (0..count).map(|at| part("GET", url, &format!("r{at}"), &Value::Null)).collect()
    };
    let query = "/services/data/v67.0/query?q=SELECT Id FROM Account";
    for (parts, code, message) in [
        (many(26, SOBJECTS), "LIMIT_EXCEEDED", "The request can’t contain more than 25 operations."),
        (
            many(6, query),
            "LIMIT_EXCEEDED",
            "The request can’t contain more than 5 query or sObject Collections operations.",
        ),
        (
            json!([part("GET", SOBJECTS, "a.b", &Value::Null)]),
            "INVALID_INPUT",
            "Provided referenceId ('a.b') must start with a letter or a number, and it can contain only letters, \
             numbers and underscores ('_').",
        ),
    ] {
        let found = answers(&trial, false, &parts);
        assert_eq!((found.len(), &found[0]["referenceId"]), (1, &Value::Null));
        assert_eq!(
            (&found[0]["body"][0]["errorCode"], &found[0]["body"][0]["message"]),
            (&json!(code), &json!(message))
        );
    }
    assert_eq!(trial.call("POST", "composite", "{}").status, 400);
    let list = trial.call("GET", "composite", "");
    assert_eq!(json(&list)["graph"], "/services/data/v67.0/composite/graph");
}

#[test]
fn graphs_are_whole_each() {
    let trial = trial("graph");
    let before = count(&trial, "Account");
    let made = |name: &str| part("POST", &format!("{SOBJECTS}/Account"), "made", &json!({"Name": name}));
    let wrong = part("POST", &format!("{SOBJECTS}/Contact"), "wrong", &json!({"AccountId": "@{made.id}"}));
    let right =
        part("POST", &format!("{SOBJECTS}/Contact"), "right", &json!({"LastName": "x", "AccountId": "@{made.id}"}));
    let graphs = json!({"graphs": [
        {"graphId": "1", "compositeRequest": [made("One"), right]},
        {"graphId": "2", "compositeRequest": [made("Two"), wrong]},
    ]});
    let (status, body) = send(&trial, "composite/graph", &graphs);
    assert_eq!(status, 200, "{body}");
    let graphs = &body["graphs"];
    assert_eq!((&graphs[0]["isSuccessful"], &graphs[1]["isSuccessful"]), (&json!(true), &json!(false)));
    assert_eq!(graphs[0]["graphResponse"]["compositeResponse"][1]["httpStatusCode"], 201);
    let failed = &graphs[1]["graphResponse"]["compositeResponse"];
    assert_eq!(failed[0]["body"][0]["errorCode"], "PROCESSING_HALTED");
    assert_eq!(failed[1]["body"][0]["errorCode"], "REQUIRED_FIELD_MISSING");
    assert_eq!(count(&trial, "Account"), json!(before.as_u64().map(|before| before + 1)));
    let query = part("GET", "/services/data/v67.0/query?q=x", "q", &Value::Null);
    for graph in
        [json!({"graphId": "a.b", "compositeRequest": []}), json!({"graphId": "a", "compositeRequest": [query]})]
    {
        assert_eq!(send(&trial, "composite/graph", &json!({"graphs": [graph]})).0, 400);
    }
}

#[test]
fn a_batch_answers_each_and_counts_each() {
    let trial = trial("batch");
    let parts = json!([
        {"method": "PATCH", "url": "v66.0/sobjects/Account/001000000000001AAA", "richInput": {"Phone": "1"}},
        {"method": "GET", "url": "v67.0/sobjects/Account/001000000000001AAA?fields=Phone"},
        {"method": "GET", "url": "v67.0/sobjects/Nope"},
        {"method": "GET", "url": "v67.0/composite"},
        {"method": "GET", "url": "v67.0/limits"},
    ]);
    let used = |reply: &crate::demo::wire::Reply| -> u64 {
        let (used, _) = header(reply, "Sforce-Limit-Info")["api-usage=".len()..].split_once('/').expect("a count");
        used.parse().expect("a number")
    };
    let before = used(&trial.call("GET", "", ""));
    let reply = trial.call("POST", "composite/batch", &json!({"batchRequests": parts}).to_string());
    let body = json(&reply);
    assert_eq!((reply.status, used(&reply)), (200, before + 5));
    let codes: Vec<_> = (0..5).map(|at| body["results"][at]["statusCode"].as_u64()).collect();
    assert_eq!(codes, [204, 200, 404, 400, 200].map(Some));
    assert_eq!((&body["results"][0]["result"], &body["results"][1]["result"]["Phone"]), (&Value::Null, &json!("1")));
    assert_eq!(body["hasErrors"], true);
    let (_, body) = send(&trial, "composite/batch", &json!({"batchRequests": parts, "haltOnError": true}));
    assert_eq!(
        body["results"][3],
        json!({"statusCode": 412, "result": [{"message": "Batch processing halted per request", "errorCode": "BATCH_PROCESSING_HALTED"}]})
    );
    assert_eq!(body["results"][4]["statusCode"], 412);
}

#[test]
fn a_tree_is_made_level_by_level_or_not_at_all() {
    let trial = trial("tree");
    let before = count(&trial, "Account");
    let record = |kind: &str, name: &str, fields: Value| {
        let mut record = json!({"attributes": {"type": kind, "referenceId": name}});
        record.as_object_mut().expect("members").extend(fields.as_object().expect("members").clone());
        record
    };
    let tree = |last: &str| {
        let contacts = json!({"records": [record("Contact", "c1", json!({"LastName": "x"})), record("Contact", "c2", json!({"LastName": last}))]});
        json!({"records": [record("Account", "a1", json!({"Name": "1", "Contacts": contacts})), record("Account", "a2", json!({"Name": "2"}))]})
    };
    let (status, body) = send(&trial, "composite/tree/Account", &tree(""));
    let error = json!({"statusCode": "REQUIRED_FIELD_MISSING", "message": "Required fields are missing: [LastName]", "fields": ["LastName"]});
    assert_eq!(
        (status, body),
        (400, json!({"hasErrors": true, "results": [{"referenceId": "c2", "errors": [error]}]}))
    );
    assert_eq!(count(&trial, "Account"), before);
    let (status, body) = send(&trial, "composite/tree/Account", &tree("y"));
    assert_eq!((status, &body["hasErrors"]), (201, &json!(false)));
    let names: Vec<_> = (0..4).map(|at| body["results"][at]["referenceId"].as_str().expect("a name")).collect();
    assert_eq!(names, ["a1", "a2", "c1", "c2"]);
    let contact = body["results"][3]["id"].as_str().expect("an id");
    let parent = json(&trial.call("GET", &format!("sobjects/Contact/{contact}"), ""))["AccountId"].take();
    assert_eq!(parent, body["results"][0]["id"]);
    let twice = json!({"records": [record("Account", "a", json!({"Name": "1"})), record("Account", "a", json!({"Name": "2"}))]});
    let (_, body) = send(&trial, "composite/tree/Account", &twice);
    assert_eq!(body["results"][0]["errors"][0]["message"], "Duplicate ReferenceId provided in the request.");
    let empty = trial.call("POST", "composite/tree/Account", r#"{"records":[]}"#);
    assert_eq!(text(&empty), r#"[{"message":"At least 1 record is required","errorCode":"REQUIRED_FIELD_MISSING"}]"#);
}

#[test]
fn tooling_objects_are_in_reach_below_tooling() {
    let trial = trial("tooling");
    let url = "/services/data/v67.0/tooling/query?q=SELECT Id FROM ApexClass";
    let body = json!({"compositeRequest": [part("GET", url, "q", &Value::Null)]});
    let (status, body) = send(&trial, "tooling/composite", &body);
    assert_eq!((status, &body["compositeResponse"][0]["httpStatusCode"]), (200, &json!(200)));
}
