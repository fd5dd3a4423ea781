//! What a write does to the record and around it.

use super::*;
use crate::demo::id;
use serde_json::json;

#[test]
fn a_new_record_has_the_next_id_and_an_address() {
    let trial = Trial::new();
    let first = trial.made(r#"Account {"Name":"One"}"#);
    let reply = trial.send(r#"POST account {"name":"Two","attributes":{"type":"Account"}}"#);
    let second = json(&reply)["id"].as_str().expect("an id").to_owned();
    assert_eq!(reply.status, 201);
    assert_eq!(reply.body, format!(r#"{{"id":"{second}","success":true,"errors":[]}}"#).as_bytes());
    assert_eq!(header(&reply, "Location"), Some(format!("/services/data/v67.0/sobjects/Account/{second}").as_str()));
    assert_eq!(id::counter(&second), id::counter(&first).map(|counter| counter + 1));
    assert_eq!(trial.field("Account", &second, "Name"), "Two");
}

#[test]
fn the_org_fills_in_what_is_left_open() {
    let trial = Trial::new();
    let id = trial.made(r#"Account {"Name":"Open"}"#);
    let record = json(&trial.send(&format!("GET Account/{id}")));
    for field in ["OwnerId", "CreatedById", "LastModifiedById"] {
        assert_eq!(record[field], MAIN_USER, "{field}");
    }
    assert_eq!(record["CreatedDate"], record["SystemModstamp"]);
    assert!(
        record["CreatedDate"].as_str().is_some_and(|time| time.ends_with(".000+0000")),
        "{}",
        record["CreatedDate"]
    );
    assert_eq!((&record["IsDeleted"], &record["Active__c"]), (&json!(false), &json!(true)));
    let case = trial.made(r#"Case {"ContactId":"003000000000001AAA"}"#);
    let case = json(&trial.send(&format!("GET Case/{case}?fields=Status,Priority,CaseNumber,ContactEmail,AccountId")));
    assert_eq!((&case["Status"], &case["Priority"]), (&json!("New"), &json!("Medium")));
    assert_eq!(case["CaseNumber"].as_str().map(str::len), Some(8));
    assert_eq!(case["ContactEmail"], "petra.yarrowby@meridianholdings.example");
    assert_eq!(case["AccountId"], "001000000000001AAA");
    let contact = trial.made(r#"Contact {"FirstName":"Ada","LastName":"Byron"}"#);
    assert_eq!(trial.field("Contact", &contact, "Name"), "Ada Byron");
}

#[test]
fn a_user_needs_what_tells_the_org_who_it_is() {
    let trial = Trial::new();
    let refused = trial.refused(r#"POST User {"Username":"a@b.example"}"#);
    assert!(
        refused.starts_with(
            "400 REQUIRED_FIELD_MISSING Required fields are missing: [LastName, Email, Alias, TimeZoneSidKey, \
             LocaleSidKey, EmailEncodingKey, ProfileId, LanguageLocaleKey] "
        ),
        "{refused}"
    );
    let id = trial.made(
        r#"User {"Username":"n@x.example","LastName":"New","Email":"n@x.example","Alias":"new","TimeZoneSidKey":"GMT",
        "LocaleSidKey":"en_US","EmailEncodingKey":"UTF-8","LanguageLocaleKey":"en_US","ProfileId":"00e000000000001"}"#,
    );
    let user = json(&trial.send(&format!("GET User/{id}?fields=Name,IsActive,CommunityNickname,UserType")));
    assert_eq!((&user["Name"], &user["IsActive"]), (&json!("New"), &json!(true)));
    assert_eq!((&user["CommunityNickname"], &user["UserType"]), (&json!("n"), &json!("Standard")));
}

#[test]
fn auto_numbers_go_on_from_the_highest() {
    let trial = Trial::new();
    let number = |id: &str| -> u64 {
        let name = trial.field("Invoice__c", id, "Name");
        name.as_str().and_then(|name| name.strip_prefix("INV-")?.parse().ok()).expect("a number")
    };
    let (first, second) = (trial.made("Invoice__c {}"), trial.made("Invoice__c {}"));
    assert_eq!(number(&second), number(&first) + 1);
    assert_eq!(trial.field("Invoice__c", &second, "Status__c"), "Draft");
    let highest: String = trial
        .org
        .store
        .read(|records| records.query_row("SELECT max(\"Name\") FROM \"Invoice__c\"", [], |row| row.get(0)))
        .expect("a number");
    assert_eq!(highest, format!("INV-{:05}", number(&second)));
}

#[test]
fn an_opportunity_follows_its_stage() {
    let trial = Trial::new();
    let id = trial.made(r#"Opportunity {"Name":"Deal","CloseDate":"2030-01-31","StageName":"Value Proposition"}"#);
    let shown = || {
        let record = json(&trial.send(&format!(
            "GET Opportunity/{id}?fields=Probability,ForecastCategoryName,ForecastCategory,IsClosed,IsWon,LastStageChangeDate"
        )));
        let members = record.as_object().expect("a record").iter();
        members.skip(1).take(5).map(|(_, value)| value.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown(), r#"50.0 "Pipeline" "Pipeline" false false"#);
    assert_eq!(trial.send(&format!(r#"PATCH Opportunity/{id} {{"StageName":"Closed Won"}}"#)).status, 204);
    assert_eq!(shown(), r#"100.0 "Closed" "Closed" true true"#);
    assert!(trial.field("Opportunity", &id, "LastStageChangeDate").is_string());
    trial.send(&format!(r#"PATCH Opportunity/{id} {{"Probability":33,"StageName":"Closed Won"}}"#));
    assert_eq!(trial.field("Opportunity", &id, "Probability").to_string(), "33.0");
}

#[test]
fn an_update_changes_what_it_names() {
    let trial = Trial::new();
    let id = trial.made(r#"Account {"Name":"Old","Phone":"1","CreditLimit__c":10,"Products__c":"Support;Billing"}"#);
    let reply = trial.send(&format!(r#"PATCH Account/{id} {{"Name":"New","Phone":null,"CreditLimit__c":"12.345"}}"#));
    assert_eq!((reply.status, reply.body.len()), (204, 0));
    let record = trial.says(&format!("GET Account/{id}?fields=Name,Phone,CreditLimit__c,Products__c")).1;
    let members = r#""Name":"New","Phone":null,"CreditLimit__c":12.35,"Products__c":"Billing;Support","#;
    assert!(record.contains(members), "{record}");
}

#[test]
fn what_is_deleted_is_gone_with_its_children() {
    let trial = Trial::new();
    let account = trial.made(r#"Account {"Name":"Parent"}"#);
    let contact = trial.made(&format!(r#"Contact {{"LastName":"Child","AccountId":"{account}"}}"#));
    let case = trial.made(&format!(r#"Case {{"AccountId":"{account}"}}"#));
    let invoice = trial.made(&format!(r#"Invoice__c {{"Account__c":"{account}"}}"#));
    assert_eq!(trial.says(&format!("DELETE Account/{account}")), (204, String::new()));
    let gone = r#"[{"message":"entity is deleted","errorCode":"ENTITY_IS_DELETED","fields":[]}]"#.to_owned();
    for text in [
        format!("DELETE Account/{account}"),
        format!("GET Account/{account}"),
        format!(r#"PATCH Account/{account} {{"Name":"Back"}}"#),
        format!("GET Contact/{contact}"),
    ] {
        assert_eq!(trial.says(&text), (404, gone.clone()), "{text}");
    }
    assert_eq!(trial.field("Case", &case, "AccountId"), Value::Null);
    assert_eq!(trial.field("Invoice__c", &invoice, "Account__c"), Value::Null);
    let again = trial.made(r#"Account {"Name":"Next"}"#);
    assert!(again > account);
}

#[test]
fn a_file_brings_its_document() {
    let trial = Trial::new();
    let body =
        r#"{"PathOnClient":"notes/a.txt","VersionData":"aGVsbG8=","FirstPublishLocationId":"001000000000001AAA"}"#;
    let id = trial.made(&format!("ContentVersion {body}"));
    let version = json(&trial.send(&format!("GET ContentVersion/{id}")));
    assert_eq!(version["VersionData"], format!("/services/data/v67.0/sobjects/ContentVersion/{id}/VersionData"));
    assert_eq!(
        (&version["Title"], &version["ContentSize"], &version["FileType"]),
        (&json!("a"), &json!(5), &json!("TEXT"))
    );
    let reply = trial.send(&format!("GET ContentVersion/{id}/VersionData"));
    assert_eq!((reply.status, reply.body.as_slice()), (200, b"hello".as_slice()));
    let document = version["ContentDocumentId"].as_str().expect("a document").to_owned();
    assert_eq!(trial.field("ContentDocument", &document, "LatestPublishedVersionId"), id);
    let body = format!(r#"{{"PathOnClient":"b.csv","VersionData":"YQ==","ContentDocumentId":"{document}"}}"#);
    let newer = trial.made(&format!("ContentVersion {body}"));
    assert_eq!(trial.field("ContentVersion", &newer, "VersionNumber"), "2");
    assert_eq!(trial.field("ContentVersion", &id, "IsLatest"), false);
    assert_eq!(trial.field("ContentDocument", &document, "LatestPublishedVersionId"), newer);
}

#[test]
fn a_refused_file_leaves_no_document() {
    let trial = Trial::new();
    let documents = || -> u32 {
        let sql = "SELECT count(*) FROM \"ContentDocument\"";
        trial.org.store.read(|records| records.query_row(sql, [], |row| row.get(0))).expect("a number")
    };
    let before = documents();
    let refused = trial.refused(r#"POST ContentVersion {"VersionData":"YQ=="}"#);
    assert_eq!(refused, r#"400 REQUIRED_FIELD_MISSING Required fields are missing: [Title] ["Title"]"#);
    assert_eq!(documents(), before);
}
