//! What the org remembers of changes, and the ways that lead from one record to others.

use super::*;
use serde_json::json;

const ACCOUNT: &str = "001000000000001AAA";

/// Field, type, old and new value of every change of a record, in order.
fn changes(trial: &Trial, record: &str) -> Vec<Value> {
    let reply = trial.send(&format!("GET {record}/Histories?fields=Field,DataType,OldValue,NewValue,CreatedById"));
    let body = json(&reply);
    assert_eq!(reply.status, 200, "{body}");
    let rows = body["records"].as_array().expect("records").iter();
    rows.map(|row| {
        assert_eq!(row["CreatedById"], MAIN_USER);
        json!([row["Field"], row["DataType"], row["OldValue"], row["NewValue"]])
    })
    .collect()
}

#[test]
fn changes_are_kept_with_their_values() {
    let trial = Trial::new();
    let id = trial.made(r#"Opportunity {"Name":"a","StageName":"Prospecting","CloseDate":"2026-01-31","Amount":1.10}"#);
    let path = format!("Opportunity/{id}");
    let update = |body: &str| assert_eq!(trial.says(&format!("PATCH {path} {body}")), (204, String::new()));
    update(r#"{"Amount":"1.1","CloseDate":"2026-01-31","NextStep":"call"}"#);
    update(r#"{"Amount":9007199254740993,"StageName":"Closed Won"}"#);
    update(r#"{"OwnerId":"005000000000002AAA","Amount":null}"#);
    let owner = |id: &str| trial.field("User", id, "Name");
    let (old, new) = (owner(MAIN_USER), owner("005000000000002AAA"));
    let expected = json!([
        ["created", "Text", null, null],
        ["StageName", "DynamicEnum", "Prospecting", "Closed Won"],
        ["Amount", "Currency", 1.1, 9_007_199_254_740_993_i64],
        ["Probability", "Percent", 10, 100],
        ["Amount", "Currency", 9_007_199_254_740_993_i64, null],
        ["Owner", "Text", old, new],
        ["Owner", "EntityId", MAIN_USER, "005000000000002AAA"],
    ]);
    let text = |values: &[Value]| values.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    let found = text(&changes(&trial, &path)).replace("1.10", "1.1").replace(".00", "").replace(".0", "");
    assert_eq!(found, text(expected.as_array().expect("a list")));
}

#[test]
fn of_long_texts_only_that_they_changed_is_kept_and_nothing_of_a_refused_change() {
    let trial = Trial::new();
    let id = trial.made(r#"Account {"Name":"a"}"#);
    let path = format!("Account/{id}");
    assert_eq!(trial.send(&format!(r#"PATCH {path} {{"Description":"secret"}}"#)).status, 204);
    assert_eq!(trial.send(&format!(r#"PATCH {path} {{"Phone":"1","Rating":7}}"#)).status, 400);
    let expected = [json!(["created", "Text", null, null]), json!(["Description", "TextArea", null, null])];
    assert_eq!(changes(&trial, &path), expected);
}

#[test]
fn histories_of_different_objects_have_different_ids_and_go_with_their_record() {
    let trial = Trial::new();
    let account = trial.made(r#"Account {"Name":"a"}"#);
    let case = trial.made(r#"Case {"Subject":"a"}"#);
    let id = |record: &str| json(&trial.send(&format!("GET {record}/Histories?fields=Id")))["records"][0]["Id"].clone();
    let (first, second) = (id(&format!("Account/{account}")), id(&format!("Case/{case}")));
    assert_ne!(first, second);
    assert!(first.as_str().is_some_and(|id| id.starts_with("017")), "{first}");
    let entry = format!("GET CaseHistory/{}", second.as_str().expect("an id"));
    assert_eq!(trial.send(&entry).status, 200);
    assert_eq!(trial.send(&format!("DELETE Case/{case}")).status, 204);
    assert_eq!(trial.send(&entry).status, 404);
    assert_eq!(trial.send(&format!("DELETE AccountHistory/{}", first.as_str().expect("an id"))).status, 400);
}

#[test]
fn parents_are_records_and_children_the_rows_of_a_query() {
    let trial = Trial::new();
    let contact = trial.made(&format!(r#"Contact {{"LastName":"x","AccountId":"{ACCOUNT}"}}"#));
    let parent = trial.says(&format!("GET Contact/{contact}/account?fields=Name"));
    assert_eq!(parent, trial.says(&format!("GET Account/{ACCOUNT}?fields=Name")));
    let owner = json(&trial.send(&format!("GET Contact/{contact}/Account/Owner?fields=Username")));
    assert_eq!(owner["attributes"]["type"], "User");
    let account = trial.made(r#"Account {"Name":"Empty"}"#);
    let none = json(&trial.send(&format!("GET Account/{account}/Contacts")));
    assert_eq!(none, json!({"totalSize": 0, "done": true, "records": []}));
    let children = json(&trial.send(&format!("GET Account/{ACCOUNT}/Contacts?fields=LastName")));
    assert!(children["records"].as_array().is_some_and(|rows| rows.iter().any(|row| row["LastName"] == "x")));
    for (path, status) in [
        (format!("GET Account/{account}/Parent"), 404),
        (format!("GET Account/{account}/Nothing"), 404),
        (format!("GET Account/{account}/Contacts/Owner"), 404),
        (format!(r#"PATCH Account/{account}/Contacts {{"LastName":"y"}}"#), 405),
    ] {
        assert_eq!(trial.send(&path).status, status, "{path}");
    }
}

#[test]
fn a_parent_is_changed_and_deleted_by_the_way_to_it() {
    let trial = Trial::new();
    let account = trial.made(r#"Account {"Name":"a"}"#);
    let contact = trial.made(&format!(r#"Contact {{"LastName":"x","AccountId":"{account}"}}"#));
    assert_eq!(trial.send(&format!(r#"PATCH Contact/{contact}/Account {{"Name":"b"}}"#)).status, 204);
    assert_eq!(trial.field("Account", &account, "Name"), "b");
    assert_eq!(trial.send(&format!("DELETE Contact/{contact}/Account")).status, 204);
    assert_eq!(trial.send(&format!("GET Account/{account}")).status, 404);
}

#[test]
fn a_key_leads_on_too() {
    let trial = Trial::new();
    trial.made(r#"Invoice__c {"Ext__c":"W 1"}"#);
    let owner = json(&trial.send("GET Invoice__c/Ext__c/W%201/Owner?fields=Id"));
    assert_eq!(owner["Id"], MAIN_USER);
}
