//! Approvals submitted and decided as callers do it.

use crate::demo::{
    Options,
    trial::{Trial, json},
};
use serde_json::{Value, json};

const OPPORTUNITY: &str = "006000000000002AAA";

fn trial(name: &str) -> Trial {
    Trial::signed_in(&format!("approval-{name}"), Options::default())
}

fn decide(trial: &Trial, requests: &Value) -> (u16, Value) {
    let reply = trial.call("POST", "process/approvals", &json!({"requests": requests}).to_string());
    (reply.status, json(&reply))
}

fn count(trial: &Trial, from: &str) -> Value {
    let soql = format!("SELECT COUNT() FROM {from}");
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", &soql).finish();
    json(&trial.call("GET", &format!("query?{query}"), ""))["totalSize"].take()
}

#[test]
fn the_active_processes_are_listed_by_their_objects() {
    let list = json(&trial("list").call("GET", "process/approvals", ""));
    assert_eq!(list["approvals"]["Opportunity"][0]["name"], "Discount approval");
    assert_eq!(list["approvals"]["Invoice__c"][0]["sortOrder"], 1);
    assert_eq!(list["approvals"]["Contract"], Value::Null, "an inactive one");
}

#[test]
fn a_decision_ends_the_approval_for_everybody_asked() {
    let trial = trial("decide");
    let both = ["005000000000002AAA", "005000000000003AAA"];
    let submit = json!([{"actionType": "Submit", "contextId": OPPORTUNITY, "nextApproverIds": both}]);
    let (status, results) = decide(&trial, &submit);
    assert_eq!((status, &results[0]["instanceStatus"], &results[0]["success"]), (200, &json!("Pending"), &json!(true)));
    let item = &results[0]["newWorkitemIds"][1];
    let approve = json!([
        {"actionType": "Nod", "contextId": item},
        {"actionType": "Approve", "contextId": item, "comments": "Fine"},
        {"actionType": "Reject", "contextId": item},
    ]);
    let (status, results) = decide(&trial, &approve);
    assert_eq!(status, 200);
    assert_eq!(results[0]["errors"][0]["statusCode"], "INVALID_INPUT");
    assert_eq!((&results[1]["instanceStatus"], &results[1]["entityId"]), (&json!("Approved"), &json!(OPPORTUNITY)));
    assert_eq!(results[2]["success"], false, "it is decided");
    assert_eq!(count(&trial, "ProcessInstanceWorkitem"), 0);
    assert_eq!(count(&trial, "ProcessInstance WHERE Status = 'Approved' AND CompletedDate != NULL"), 1);
    assert_eq!(count(&trial, "ProcessInstanceStep WHERE StepStatus = 'Approved'"), 1);
    assert_eq!(decide(&trial, &submit).0, 200, "a decided record may come again");
}

#[test]
fn where_all_fails_the_status_says_so() {
    let (status, results) =
        decide(&trial("fails"), &json!([{"actionType": "Submit", "contextId": "500000000000001AAA"}]));
    assert_eq!((status, &results[0]["errors"][0]["statusCode"]), (400, &json!("NO_APPLICABLE_PROCESS")));
}
