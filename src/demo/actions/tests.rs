//! Actions listed, described and run as callers do it, with what they leave in the records.

use crate::demo::{
    Options,
    trial::{Trial, header, json},
};
use serde_json::{Value, json};

const CASE: &str = "500000000000001AAA";
const USER: &str = "005000000000001AAA";

fn trial(name: &str) -> Trial {
    Trial::signed_in(&format!("actions-{name}"), Options::default())
}

/// Status and results of an invocation.
fn run(trial: &Trial, path: &str, inputs: &Value) -> (u16, Value) {
    let reply = trial.call("POST", &format!("actions/{path}"), &json!({"inputs": inputs}).to_string());
    (reply.status, json(&reply))
}

fn records(trial: &Trial, soql: &str) -> Value {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", soql).finish();
    let mut body = json(&trial.call("GET", &format!("query?{query}"), ""));
    for record in body["records"].as_array_mut().expect("records") {
        record.as_object_mut().expect("an object").shift_remove("attributes");
    }
    body["records"].take()
}

fn code(result: &Value) -> &Value {
    &result["errors"][0]["statusCode"]
}

#[test]
fn lists_lead_from_the_root_to_every_action() {
    let trial = trial("lists");
    let get = |path: &str| json(&trial.call("GET", path, ""));
    assert_eq!(get("actions")["custom"], "/services/data/v67.0/actions/custom");
    let families = get("actions/custom");
    assert_eq!(families["quickAction"], "/services/data/v67.0/actions/custom/quickAction");
    let objects = get("actions/custom/quickAction");
    assert_eq!(
        objects,
        json!({
            "Account": "/services/data/v67.0/actions/custom/quickAction/Account",
            "Case": "/services/data/v67.0/actions/custom/quickAction/Case",
        })
    );
    let expected = json!({"actions": [{
        "label": "New Contact", "name": "NewContact", "type": "QUICKACTION",
        "url": "/services/data/v67.0/actions/custom/quickAction/Account/NewContact",
    }]});
    assert_eq!(get("actions/custom/quickAction/Account"), expected);
    assert_eq!(get("actions/standard")["actions"].as_array().map(Vec::len), Some(12));
    assert_eq!(trial.call("GET", "actions/custom/flow/Nothing", "").status, 404);
    assert_eq!(trial.call("GET", "actions/custom/nothing", "").status, 404);
    assert_eq!(trial.call("POST", "actions/custom/flow/Nothing", r#"{"inputs":[{}]}"#).status, 404);
}

#[test]
fn a_description_has_every_key_and_is_sent_once() {
    let trial = trial("describe");
    let reply = trial.call("GET", "actions/custom/flow/Close_Case", "");
    let body = json(&reply);
    let keys: Vec<&String> = body.as_object().expect("an object").keys().collect();
    assert!(keys.is_sorted() && keys.len() == 13, "{keys:?}");
    let input = json!({
        "apexClass": null, "byteLength": 0, "description": null, "label": "Case", "maxOccurs": 1, "name": "caseId",
        "picklistValues": null, "required": true, "sobjectType": "Case", "type": "ID",
    });
    assert_eq!(body["inputs"][0], input);
    let address = "services/data/v67.0/actions/custom/flow/Close_Case";
    for (name, value) in
        [("if-none-match", header(&reply, "ETag")), ("if-modified-since", header(&reply, "Last-Modified"))]
    {
        assert_eq!(trial.send("GET", address, &[(name, value)], "").status, 304, "{name}");
    }
}

#[test]
fn results_keep_the_order_of_their_inputs() {
    let trial = trial("mixed");
    let inputs = json!([
        {"caseId": CASE, "reason": "Solved"}, {"reason": "which?"}, {"caseId": CASE}, {"caseId": CASE, "nothing": 1},
    ]);
    let (status, results) = run(&trial, "custom/flow/Close_Case", &inputs);
    assert_eq!(status, 200);
    assert_eq!(results[0]["outputValues"]["result"], "Case 00001001 is closed");
    assert_eq!(results[0]["outputValues"]["Flow__InterviewStatus"], "Finished");
    assert_eq!(results[0]["outputValues"]["Flow__InterviewGuid"].as_str().map(str::len), Some(36));
    let codes: Vec<&Value> = (1..4).map(|at| code(&results[at])).collect();
    assert_eq!(codes, ["REQUIRED_FIELD_MISSING", "FLOW_EXCEPTION", "INVALID_API_INPUT"]);
    assert_eq!(results[1]["errors"][0]["fields"], json!(["caseId"]));
    assert!(results[1]["outputValues"].is_null());
    let left = "SELECT Status, IsClosed, (SELECT CommentBody FROM CaseComments WHERE CommentBody = 'Solved') FROM Case \
                WHERE Id = '500000000000001AAA'";
    let left = records(&trial, left);
    assert_eq!((&left[0]["Status"], &left[0]["CaseComments"]["totalSize"]), (&json!("Closed"), &json!(1)));
}

#[test]
fn nothing_but_failures_is_status_400_and_a_body_without_inputs_an_error() {
    let trial = trial("failures");
    let (status, results) = run(&trial, "custom/flow/Close_Case", &json!([{}, {"caseId": "500000000000zzzAAA"}]));
    assert_eq!((status, code(&results[0])), (400, &json!("REQUIRED_FIELD_MISSING")));
    let refused = trial.call("POST", "actions/custom/flow/Close_Case", r#"{"caseId":"x"}"#);
    assert_eq!((refused.status, json(&refused)[0]["errorCode"].clone()), (400, json!("INVALID_API_INPUT")));
    let (status, results) = run(&trial, "standard/choosePricebook", &json!([{"recordId": CASE}]));
    assert_eq!((status, code(&results[0])), (400, &json!("FUNCTIONALITY_NOT_ENABLED")));
    let (_, results) = run(&trial, "standard/contentWorkspaceEnableFolders", &json!([{"contentWorkspaceId": CASE}]));
    assert_eq!(code(&results[0]), "INVALID_CROSS_REFERENCE_KEY");
}

#[test]
fn messages_are_kept_and_not_sent() {
    let trial = trial("messages");
    let mail = json!({
        "emailSubject": "Hello", "emailBody": "There", "emailAddresses": "a@b.example, c@d.example",
        "relatedRecordId": CASE, "recipientId": "003000000000001AAA", "logEmailOnSend": true,
    });
    let wrong = json!({"emailSubject": "Hello", "emailBody": "There", "emailAddressesArray": ["nobody"]});
    let nobody = json!({"emailSubject": "Hello", "emailBody": "There"});
    let (_, results) = run(&trial, "standard/emailSimple", &json!([mail, wrong, nobody]));
    assert!(results[0]["isSuccess"] == true && results[0]["outputValues"].is_null(), "{results}");
    assert_eq!(
        (code(&results[1]), code(&results[2])),
        (&json!("INVALID_EMAIL_ADDRESS"), &json!("REQUIRED_FIELD_MISSING"))
    );
    assert_eq!(run(&trial, "custom/emailAlert/Case/Case_Closed_Notice", &json!([{"SObjectRowId": CASE}])).0, 200);
    let note = json!({
        "customNotifTypeId": "0ML000000000001GAA", "recipientIds": [USER], "title": "Look", "body": "Here", "targetId": CASE,
    });
    assert_eq!(run(&trial, "standard/customNotificationAction", &json!([note])).0, 200);
    assert_eq!(
        run(&trial, "custom/sendNotification/Demo_Alert", &json!([{"recipientIds": [USER], "recordId": CASE}])).0,
        200
    );
    let kept = records(&trial, "SELECT Name, Channel__c, Action__c, To__c, Subject__c FROM Outbox__c ORDER BY Name");
    assert_eq!(kept.as_array().map(Vec::len), Some(4));
    assert_eq!(
        kept[0],
        json!({
            "Name": "OUT-00001", "Channel__c": "Email", "Action__c": "emailSimple",
            "To__c": "a@b.example, c@d.example, petra.yarrowby@meridianholdings.example", "Subject__c": "Hello",
        })
    );
    assert_eq!(kept[1]["Action__c"], "Case.Case_Closed_Notice");
    let logged = records(&trial, "SELECT Status FROM Task WHERE Subject = 'Email: Hello' AND Who.Name != null");
    assert_eq!(logged, json!([{"Status": "Completed"}]));
}

#[test]
fn a_post_goes_to_the_feed_of_its_subject() {
    let trial = trial("feed");
    let inputs = json!([
        {"subjectNameOrId": CASE, "text": "One"},
        {"subjectNameOrId": "test@example.com", "type": "User", "text": "Two"},
        {"subjectNameOrId": "test@example.com", "text": "Three"},
    ]);
    let (_, results) = run(&trial, "standard/chatterPost", &inputs);
    assert_eq!(code(&results[2]), "REQUIRED_FIELD_MISSING");
    let posts = records(&trial, "SELECT Id, ParentId, Body FROM FeedItem ORDER BY Id");
    assert_eq!((&posts[0]["Id"], &posts[0]["ParentId"]), (&results[0]["outputValues"]["feedItemId"], &json!(CASE)));
    assert_eq!(posts[1]["ParentId"], USER);
}

#[test]
fn an_approval_waits_for_the_one_who_was_asked() {
    let trial = trial("approval");
    let submission =
        json!({"objectId": "006000000000002AAA", "comment": "Please", "nextApproverIds": ["005000000000002AAA"]});
    let (_, results) = run(&trial, "standard/submit", &json!([submission, submission, {"objectId": CASE}]));
    let outputs = &results[0]["outputValues"];
    assert_eq!((&outputs["instanceStatus"], &outputs["actorIds"]), (&json!("Pending"), &json!(["005000000000002AAA"])));
    assert_eq!((code(&results[1]), code(&results[2])), (&json!("ALREADY_IN_PROCESS"), &json!("NO_APPLICABLE_PROCESS")));
    let waiting = "SELECT ActorId, ProcessInstance.TargetObjectId, ProcessInstance.ProcessDefinition.DeveloperName \
                   FROM ProcessInstanceWorkitem";
    let waiting = records(&trial, waiting);
    assert_eq!(waiting[0]["ActorId"], "005000000000002AAA");
    assert_eq!(waiting[0]["ProcessInstance"]["ProcessDefinition"]["DeveloperName"], "Discount_Approval");
    let steps = records(&trial, "SELECT StepStatus, Comments FROM ProcessInstanceStep");
    assert_eq!(steps, json!([{"StepStatus": "Started", "Comments": "Please"}]));
}

#[test]
fn a_permission_set_is_active_until_it_is_not() {
    let trial = trial("session");
    let active = || records(&trial, "SELECT UserId FROM SessionPermSetActivation").as_array().map(Vec::len);
    let input = json!([{"PermSetName": "Month_End"}, {"PermSetName": "sfo_users"}, {"PermSetName": "Nothing"}]);
    let (_, results) = run(&trial, "standard/activateSessionPermSet", &input);
    assert_eq!((code(&results[1]), code(&results[2])), (&json!("INVALID_INPUT"), &json!("INVALID_INPUT")));
    run(&trial, "standard/activateSessionPermSet", &input);
    assert_eq!(active(), Some(1));
    run(&trial, "standard/deactivateSessionPermSet", &input);
    assert_eq!(active(), Some(0));
}

#[test]
fn leads_amounts_and_tasks_change() {
    let trial = trial("changes");
    let leads = json!([{"leadId": "00Q000000000001EAA"}, {"leadId": "003000000000001AAA"}]);
    let (_, results) = run(&trial, "standard/invocableApplyLeadAssignmentRules", &leads);
    assert_eq!(code(&results[1]), "MALFORMED_ID");
    let owner = records(&trial, "SELECT Owner.Name FROM Lead WHERE Id = '00Q000000000001EAA'");
    assert_eq!(owner[0]["Owner"]["Name"], "New Leads");
    let raise = |id: &str, preview: bool| json!({"opportunityId": id, "percent": 10, "preview": preview});
    let raises = json!([
        raise("006000000000002AAA", true),
        raise("006000000000002AAA", false),
        raise("006000000000001AAA", false)
    ]);
    let (_, results) = run(&trial, "custom/apex/RaiseAmount", &raises);
    assert_eq!(results[1]["outputValues"]["amount"].to_string(), "0.11");
    assert_eq!(code(&results[2]), "UNKNOWN_EXCEPTION");
    let calls = json!([{"contactIds": ["003000000000001AAA", "003000000000002AAA"], "subject": "Ring", "dueDate": "2030-01-02"}]);
    let (_, results) = run(&trial, "custom/flow/Plan_Calls", &calls);
    assert_eq!(results[0]["outputValues"]["count"], 2);
    let tasks = records(&trial, "SELECT ActivityDate FROM Task WHERE Subject = 'Ring'");
    assert_eq!(tasks, json!([{"ActivityDate": "2030-01-02"}, {"ActivityDate": "2030-01-02"}]));
    let contact = |name: Value| json!({"attributes": {"type": "Contact"}, "LastName": name});
    let several = json!({"accountId": "001000000000001AAA", "contacts": [contact(json!("Ada")), contact(json!("Bo"))]});
    let half = json!({"accountId": "001000000000001AAA", "contacts": [contact(json!("Cy")), contact(json!(null))]});
    let (_, results) = run(&trial, "custom/flow/Add_Contacts", &json!([several, half]));
    assert_eq!(results[0]["outputValues"]["contactIds"].as_array().map(Vec::len), Some(2), "{results}");
    assert_eq!(code(&results[1]), "REQUIRED_FIELD_MISSING");
    let made =
        "SELECT LastName FROM Contact WHERE LastName IN ('Ada', 'Bo', 'Cy') AND Account.Name != null ORDER BY Id";
    assert_eq!(records(&trial, made), json!([{"LastName": "Ada"}, {"LastName": "Bo"}]));
    let (_, results) = run(&trial, "custom/apex/EchoAction", &json!([{"echo": ["a", "b"]}]));
    assert_eq!(results[0]["outputValues"]["output"], json!(["a", "b"]));
}

#[test]
fn a_quick_action_makes_a_record_by_either_way() {
    let trial = trial("quick");
    let get = |path: &str| json(&trial.call("GET", path, ""));
    assert_eq!(get("quickActions")[0]["name"], "Account.NewContact");
    let listed = get("sobjects/Account/quickActions");
    assert_eq!(listed.as_array().map(Vec::len), Some(1));
    let place = listed[0]["urls"]["describe"]
        .as_str()
        .and_then(|url| url.strip_prefix("/services/data/v67.0/"))
        .expect("a url");
    assert_eq!(
        (&get(place)["targetSobjectType"], &get(place)["targetParentField"]),
        (&json!("Contact"), &json!("AccountId"))
    );
    let defaults = get("sobjects/Case/quickActions/LogCall/defaultValues/500000000000001AAA");
    assert_eq!((&defaults["WhatId"], &defaults["Status"]), (&json!(CASE), &json!("Completed")));
    let body = json!({"contextId": "001000000000001AAA", "record": {"LastName": "Quick"}});
    let done = trial.call("POST", "quickActions/Account.NewContact", &body.to_string());
    assert_eq!((done.status, json(&done)["success"].clone()), (201, json!(true)));
    let (_, results) = run(
        &trial,
        "custom/quickAction/Account/NewContact",
        &json!([{"contextId": "001000000000001AAA", "LastName": "Quick"}, {"contextId": "001000000000001AAA"}]),
    );
    assert_eq!(
        (&results[0]["actionName"], code(&results[1])),
        (&json!("Account.NewContact"), &json!("REQUIRED_FIELD_MISSING"))
    );
    let made = records(&trial, "SELECT AccountId FROM Contact WHERE LastName = 'Quick'");
    assert_eq!(made.as_array().map(Vec::len), Some(2));
    assert_eq!(trial.call("POST", "quickActions/Account.NewContact", "{}").status, 400);
    assert_eq!(trial.call("GET", "sobjects/Account/quickActions/LogCall", "").status, 404);
}
