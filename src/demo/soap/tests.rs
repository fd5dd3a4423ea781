//! SOAP calls as they arrive, and what they do.

use crate::demo::{
    Options,
    trial::{Trial, json, text},
};
use serde_json::{Value, json};

fn trial(name: &str) -> Trial {
    Trial::signed_in(&format!("soap-{name}"), Options::default())
}

/// Status and text of the answer to a call in a session.
fn send(trial: &Trial, session: &str, body: &str) -> (u16, String) {
    let envelope = format!(
        r#"<?xml version="1.0"?><env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com"><env:Header><SessionHeader><sessionId>{session}</sessionId></SessionHeader></env:Header><env:Body>{body}</env:Body></env:Envelope>"#
    );
    let headers = [("content-type", "text/xml"), ("soapaction", "\"\"")];
    let reply = trial.send("POST", "services/Soap/u/67.0", &headers, &envelope);
    (reply.status, text(&reply).to_owned())
}

fn made(trial: &Trial, object: &str, body: &Value) -> String {
    let reply = trial.call("POST", &format!("sobjects/{object}"), &body.to_string());
    json(&reply)["id"].as_str().expect("an id").to_owned()
}

fn status(trial: &Trial, object: &str, id: &str) -> u16 {
    trial.call("GET", &format!("sobjects/{object}/{id}"), "").status
}

#[test]
fn what_was_deleted_comes_back_with_its_children_and_references() {
    let trial = trial("undelete");
    let account = made(&trial, "Account", &json!({"Name": "Back", "ExternalId__c": "back"}));
    let contact = made(&trial, "Contact", &json!({"LastName": "x", "AccountId": account}));
    let case = made(&trial, "Case", &json!({"AccountId": account}));
    trial.call("DELETE", &format!("sobjects/Account/{account}"), "");
    let bin = trial.call("GET", &format!("queryAll?q=SELECT+IsDeleted+FROM+Contact+WHERE+Id='{contact}'"), "");
    assert_eq!(json(&bin)["records"][0]["IsDeleted"], true);
    let (code, said) =
        send(&trial, &trial.token, &format!("<undelete><ids>{account}</ids><ids>001000000000001AAA</ids></undelete>"));
    assert_eq!(code, 200);
    let results = format!(
        "<undeleteResponse><result><id>{account}</id><success>true</success></result><result><errors><message>Entity \
         is not in the recycle bin</message><statusCode>UNDELETE_FAILED</statusCode></errors>\
         <id>001000000000001AAA</id><success>false</success></result></undeleteResponse>"
    );
    assert!(said.contains(&results), "{said}");
    assert_eq!((status(&trial, "Account", &account), status(&trial, "Contact", &contact)), (200, 200));
    let case = json(&trial.call("GET", &format!("sobjects/Case/{case}?fields=AccountId"), ""));
    assert_eq!(case["AccountId"], account.as_str());
}

#[test]
fn a_key_that_was_taken_keeps_a_record_in_the_bin() {
    let trial = trial("taken");
    let body = json!({"Name": "Key", "ExternalId__c": "taken"});
    let old = made(&trial, "Account", &body);
    trial.call("DELETE", &format!("sobjects/Account/{old}"), "");
    made(&trial, "Account", &body);
    let (_, said) = send(&trial, &trial.token, &format!("<undelete><ids>{old}</ids></undelete>"));
    assert!(said.contains("<statusCode>DUPLICATE_VALUE</statusCode>"), "{said}");
    assert_eq!(status(&trial, "Account", &old), 404);
    let (_, said) = send(&trial, &trial.token, &format!("<emptyRecycleBin><ids>{old}</ids></emptyRecycleBin>"));
    assert!(said.contains(&format!("<id>{old}</id><success>true</success>")), "{said}");
    let (_, said) = send(&trial, &trial.token, &format!("<undelete><ids>{old}</ids></undelete>"));
    assert!(said.contains("<statusCode>INVALID_CROSS_REFERENCE_KEY</statusCode>"), "{said}");
}

#[test]
fn the_winner_of_a_merge_takes_the_children() {
    let trial = trial("merge");
    let [winner, loser] = ["Winner", "Loser"].map(|name| made(&trial, "Account", &json!({"Name": name})));
    let contact = made(&trial, "Contact", &json!({"LastName": "x", "AccountId": loser}));
    let request = format!(
        "<merge><request><masterRecord><type>Account</type><Id>{winner}</Id><Phone>1 &amp; 2</Phone></masterRecord>\
         <recordToMergeIds>{loser}</recordToMergeIds></request></merge>"
    );
    let (_, said) = send(&trial, &trial.token, &request);
    let result = format!(
        "<result><id>{winner}</id><mergedRecordIds>{loser}</mergedRecordIds><success>true</success>\
         <updatedRelatedIds>{contact}</updatedRelatedIds></result>"
    );
    assert!(said.contains(&result), "{said}");
    let account = json(&trial.call("GET", &format!("sobjects/Account/{winner}"), ""));
    assert_eq!(account["Phone"], "1 & 2");
    let contact = json(&trial.call("GET", &format!("sobjects/Contact/{contact}?fields=AccountId"), ""));
    assert_eq!(contact["AccountId"], winner.as_str());
    let bin = trial.call("GET", &format!("queryAll?q=SELECT+MasterRecordId+FROM+Account+WHERE+Id='{loser}'"), "");
    assert_eq!(json(&bin)["records"][0]["MasterRecordId"], winner.as_str());
    let (_, said) = send(&trial, &trial.token, &request);
    assert!(said.contains("<statusCode>ENTITY_IS_DELETED</statusCode>"), "{said}");
}

#[test]
fn a_call_that_means_nothing_is_a_fault() {
    let trial = trial("faults");
    let (code, said) = send(&trial, "wrong", "<undelete/>");
    assert_eq!(code, 500);
    assert!(said.contains("<faultcode>sf:INVALID_SESSION_ID</faultcode><faultstring>INVALID_SESSION_ID: "), "{said}");
    let (_, said) = send(&trial, &trial.token, "<fly/>");
    assert!(
        said.contains("<faultstring>No operation available for request {urn:partner.soap.sforce.com}fly</faultstring>")
    );
    let reply = trial.send("POST", "services/Soap/u/67.0", &[], "<a>");
    assert_eq!(reply.status, 500);
    let many = "<ids>001000000000001AAA</ids>".repeat(201);
    assert!(send(&trial, &trial.token, &format!("<undelete>{many}</undelete>")).1.contains("sf:EXCEEDED_ID_LIMIT"));
}
