//! Sets of fields in the select list.

use crate::support::{Org, Reply, Sandbox};

const ACCOUNT: &str = r#"{"name":"Account","childRelationships":[{"relationshipName":"Contacts","childSObject":"Contact","field":"AccountId","cascadeDelete":false}],"fields":[
    {"name":"Id","type":"id"},{"name":"Name","type":"string","createable":true},
    {"name":"BillingCity","type":"string","createable":true,"compoundFieldName":"BillingAddress"},
    {"name":"BillingAddress","type":"address"},{"name":"Logo","type":"base64"},
    {"name":"OwnerId","type":"reference","referenceTo":["User"],"relationshipName":"Owner"},
    {"name":"Level__c","type":"picklist","custom":true,"updateable":true}]}"#;
const CONTACT: &str = r#"{"name":"Contact","fields":[{"name":"Id","type":"id"},{"name":"LastName","type":"string","createable":true,"compoundFieldName":"Name"},{"name":"Name","type":"string"}]}"#;
const USER: &str = r#"{"name":"User","fields":[{"name":"Id","type":"id"},{"name":"Email","type":"email"}]}"#;

fn org() -> Org {
    Org::new(|request, _| match request.target.as_str() {
        "/services/data/v67.0/sobjects/Account/describe" => Reply::json(200, ACCOUNT),
        "/services/data/v67.0/sobjects/Contact/describe" => Reply::json(200, CONTACT),
        "/services/data/v67.0/sobjects/User/describe" => Reply::json(200, USER),
        target if target.contains("/query?q=") => Reply::json(200, r#"{"totalSize":0,"done":true,"records":[]}"#),
        _ => Reply::json(404, r#"[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]"#),
    })
}

/// What a query is sent as.
fn shown(soql: &str) -> String {
    let org = org();
    let out = org.sandbox().run(&["query", soql, "--show-query", "-q"]);
    assert_eq!(out.code, 0, "{}", out.show());
    assert!(org.requests().iter().all(|request| request.target.ends_with("/describe")), "asked for data");
    out.stdout
}

#[test]
fn sets_become_the_names_of_the_description() {
    for (typed, sent) in [
        ("SELECT * FROM Account", "SELECT Id, Name, BillingCity, OwnerId, Level__c FROM Account"),
        ("SELECT Name, a.* FROM Account a", "SELECT Name, Id, BillingCity, OwnerId, Level__c FROM Account a"),
        ("SELECT Owner.*, {custom} FROM Account", "SELECT Owner.Id, Owner.Email, Level__c FROM Account"),
        ("SELECT Id, {writable} FROM Account", "SELECT Id, Name, BillingCity, Level__c FROM Account"),
        ("SELECT {* -billing* -OWNERID} FROM Account", "SELECT Id, Name, Level__c FROM Account"),
        (
            "SELECT {Owner.* -Id}, (SELECT * FROM Contacts WHERE Name = '*') FROM Account LIMIT 3",
            "SELECT Owner.Email, (SELECT Id, LastName, Name FROM Contacts WHERE Name = '*') FROM Account LIMIT 3",
        ),
    ] {
        assert_eq!(shown(typed), format!("{sent}\n"), "{typed}");
    }
}

#[test]
fn a_file_is_left_out_and_that_is_told() {
    let org = org();
    let out = org.sandbox().run(&["query", "SELECT * FROM Account", "--csv"]);
    let said = "left out, because a file is its value: Logo\n";
    let head = "Id,Name,BillingCity,OwnerId,Level__c\n";
    assert_eq!(out.show(), format!("exit 0\n--- stdout ---\n{head}--- stderr ---\n{said}"));
    let targets: Vec<_> = org.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets.len(), 2);
    assert!(targets[1].ends_with("SELECT%20Id%2C%20Name%2C%20BillingCity%2C%20OwnerId%2C%20Level__c%20FROM%20Account"));
}

#[test]
fn what_is_not_there_is_named() {
    let org = org();
    let run = |soql: &str| org.sandbox().run(&["query", soql, "-f", "table"]);
    for (soql, code, part) in [
        ("SELECT Ownr.* FROM Account", 5, "Account has no relationship `Ownr`; did you mean `Owner`?"),
        ("SELECT {* -Nam} FROM Account", 5, "Account has no field `Nam`; did you mean `Name`?"),
        ("SELECT Id, (SELECT * FROM Contact) FROM Account", 5, "did you mean `Contacts`?"),
        ("SELECT Id, {Name} FROM Account", 2, "SELECT Id, {Name} FROM Account\n           ^"),
        ("SELECT {custom} FROM Contact", 2, "Contact has no such fields"),
    ] {
        let out = run(soql);
        assert!(out.code == code && out.stdout.is_empty() && out.stderr.contains(part), "{soql}: {}", out.show());
    }
    let tooling = org.sandbox().run(&["query", "SELECT * FROM ApexClass", "--tooling"]);
    assert!(tooling.code == 2 && tooling.stderr.contains("Tooling"), "{}", tooling.show());
}

#[test]
fn parents_of_several_kinds_have_no_fields_of_their_own() {
    let out = Sandbox::shared().run(&["-o", "demo", "query", "SELECT Owner.* FROM Case", "-f", "table"]);
    assert!(out.code == 2 && out.stderr.contains("name the fields, or use TYPEOF"), "{}", out.show());
}

#[test]
fn a_fault_is_shown_where_it_was_typed() {
    let org = Org::new(|request, _| {
        if request.target.ends_with("/describe") {
            Reply::json(200, ACCOUNT)
        } else {
            let message = "\\nLevel__c FROM Account WHERE Nam = 1\\n^\\nERROR at Row:1:Column:68\\nNo such column";
            Reply::json(400, &format!(r#"[{{"message":"{message}","errorCode":"INVALID_FIELD"}}]"#))
        }
    });
    let out =
        org.sandbox().run(&["query", "SELECT * FROM Account WHERE Nam = :n", "--bind", "n:=1", "-f", "table", "-q"]);
    assert_eq!(out.code, 1, "{}", out.show());
    let lines: Vec<_> = out.stderr.lines().collect();
    assert_eq!(
        lines[1..3],
        ["SELECT * FROM Account WHERE Nam = :n", "                            ^"],
        "{}",
        out.show()
    );
}

#[test]
fn the_demo_org_knows_every_name_it_describes() {
    let sandbox = Sandbox::shared();
    for soql in [
        "SELECT * FROM Account",
        "SELECT {writable}, Owner.* FROM Contact",
        "SELECT Name, (SELECT {* -Description} FROM Opportunities) FROM Account",
        "SELECT * FROM Invoice__c",
        "SELECT * FROM ContentVersion",
    ] {
        let out = sandbox.run(&["-o", "demo", "query", soql, "--limit", "300", "--jq", "length", "-q"]);
        assert!(out.code == 0 && out.stdout.trim() != "0", "{soql}: {}", out.show());
    }
}
