//! One record at a time.

use super::{ACCOUNT, count, signed_in};
use crate::support::{Org, Outcome, Reply, Sandbox};

fn demo(args: &[&str]) -> Outcome {
    Sandbox::shared().run(&[&["-o", "demo"], args].concat())
}

#[test]
fn a_record_is_read_by_id_and_by_key() {
    let out = demo(&["record", "get", "account", "ExternalId__c=ERP-00001", "--fields", "Name,AnnualRevenue"]);
    insta::assert_snapshot!(out.show(), @r#"
    exit 0
    --- stdout ---
    {"Name":"Meridian Holdings","AnnualRevenue":12500000.0,"Id":"001000000000001AAA"}
    "#);
    let all = demo(&["record", "get", "Account", ACCOUNT, "--jq", ".BillingCity, has(\"attributes\")"]);
    assert_eq!((all.code, all.stdout.lines().count()), (0, 2), "{}", all.show());
    let raw = demo(&["record", "get", "Account", ACCOUNT, "--raw", "--jq", ".attributes.type"]);
    assert_eq!(raw.stdout, "Account\n", "{}", raw.show());
}

#[test]
fn several_records_are_rows_and_what_is_not_there_is_named() {
    let other = "001000000000002AAA";
    let get = ["record", "get", "Account", ACCOUNT, other, "--fields", "Name", "--csv"];
    assert_eq!(demo(&get).stdout.lines().count(), 3);
    let out = demo(&["record", "get", "Account", ACCOUNT, "ExternalId__c=no", "--fields", "Name", "-f", "table"]);
    assert_eq!((out.code, out.stdout.lines().count()), (3, 3), "{}", out.show());
    assert!(out.stderr.contains("NOT_FOUND") && out.stderr.contains("ExternalId__c=no"), "{}", out.show());
    let out = demo(&["record", "get", "Account", "ExternalId__c=no", "-f", "table"]);
    assert_eq!(out.code, 5);
    insta::assert_snapshot!(out.stderr, @"error: NOT_FOUND: The requested resource does not exist (Account ExternalId__c=no)");
}

#[test]
fn every_format_tells_what_was_done() {
    let (_demo, sandbox) = signed_in(&[]);
    let update =
        |format: &str| sandbox.run(&["record", "update", "Account", ACCOUNT, "Site=North", "-f", format]).stdout;
    assert_eq!(update("json"), format!("{{\"id\":\"{ACCOUNT}\",\"status\":\"updated\"}}\n"));
    assert_eq!(update("ndjson"), update("json"));
    assert_eq!(update("csv"), format!("id,status\n{ACCOUNT},updated\n"));
    assert_eq!(update("tsv"), format!("id\tstatus\n{ACCOUNT}\tupdated\n"));
    assert!(
        update("table").contains(ACCOUNT)
            && update("markdown").contains(ACCOUNT)
            && update("vertical").contains(ACCOUNT)
    );
}

#[test]
fn values_have_the_types_that_were_typed() {
    let (_demo, sandbox) = signed_in(&[]);
    sandbox.write("notes.txt", "two\nlines");
    let fields = ["Name=12", "NumberOfEmployees:=12", "Active__c:=false", "Phone:=null", "Notes__c=@notes.txt"];
    let out = sandbox.run(&[&["record", "create", "Account", "--jq", ".id"], &fields[..]].concat());
    assert_eq!(out.code, 0, "{}", out.show());
    let wanted = "Name,NumberOfEmployees,Active__c,Phone,Notes__c";
    let out = sandbox.run(&["record", "get", "Account", out.stdout.trim(), "--fields", wanted]);
    let want = r#"{"Name":"12","NumberOfEmployees":12,"Active__c":false,"Phone":null,"Notes__c":"two\nlines","#;
    assert!(out.stdout.starts_with(want), "{}", out.show());
}

#[test]
fn a_record_lives_from_create_to_undelete() {
    let (_demo, sandbox) = signed_in(&[]);
    let run = |args: &[&str]| sandbox.run(&[&["record"], args, &["--jq", ".status"]].concat());
    let key = "ExternalId__c=NEW-1";
    for (args, said) in [
        (&["upsert", "Account", key, "Name=One"][..], "created"),
        (&["upsert", "Account", key, "Name=Two"], "updated"),
        (&["update", "Account", key, "Site=x"], "updated"),
    ] {
        assert_eq!(run(args).stdout.trim(), said, "{args:?}");
    }
    let out = run(&["update", "Account", "ExternalId__c=NEW-2", "Site=x"]);
    assert!(out.code == 5 && out.stderr.contains("ExternalId__c=NEW-2"), "{}", out.show());
    let id = sandbox.run(&["record", "get", "Account", key, "--jq", ".Id"]).stdout.trim().to_owned();
    let out = sandbox.run(&["record", "delete", "Account", key, "--yes"]);
    assert_eq!(out.stdout, format!("{{\"id\":\"{id}\",\"status\":\"deleted\"}}\n"), "{}", out.show());
    let gone = run(&["delete", "Account", &id, "--yes"]);
    assert!(gone.code == 5 && gone.stderr.contains("ENTITY_IS_DELETED"), "{}", gone.show());
    assert_eq!(count(&sandbox, "Account WHERE ExternalId__c = 'NEW-1'"), "0");
    assert_eq!(run(&["undelete", "Account", &id]).stdout.trim(), "undeleted");
    assert_eq!(count(&sandbox, "Account WHERE ExternalId__c = 'NEW-1' AND Name = 'Two'"), "1");
    let out = run(&["undelete", "Account", &id]);
    assert!(out.code == 1 && out.stderr.contains("UNDELETE_FAILED") && out.stderr.contains(&id), "{}", out.show());
}

#[test]
fn a_merge_moves_what_belongs_to_the_others() {
    let (_demo, sandbox) = signed_in(&[]);
    let ids = sandbox.run(&["query", "SELECT Id FROM Account ORDER BY Id LIMIT 2", "--jq", ".[].Id"]).stdout;
    let (winner, loser) = ids.trim().split_once('\n').expect("two ids");
    let contacts =
        |id: &str| count(&sandbox, &format!("Contact WHERE AccountId = '{id}'")).parse::<u32>().expect("a number");
    let both = contacts(winner) + contacts(loser);
    let out = sandbox.run(&["record", "merge", "Account", winner, loser, "--yes", "--jq", ".status"]);
    assert_eq!((out.code, out.stdout.trim()), (0, "merged"), "{}", out.show());
    assert_eq!((contacts(winner), contacts(loser)), (both, 0));
    let out = sandbox.run(&["record", "merge", "Account", winner, loser, "--yes", "-f", "table"]);
    assert!(out.code == 5 && out.stderr.contains("ENTITY_IS_DELETED"), "{}", out.show());
}

#[test]
fn what_a_duplicate_is_like_is_named_and_can_be_overruled() {
    let (_demo, sandbox) = signed_in(&[]);
    let create = ["record", "create", "Account", "Name=Dup Corp", "-f", "table"];
    let out = sandbox.run(&create);
    assert_eq!((out.code, out.stdout.as_str()), (1, ""), "{}", out.show());
    insta::assert_snapshot!(out.stderr, @r"
    error: DUPLICATES_DETECTED: Use one of these records? Account 001000000000001AAA `Meridian Holdings` (rule Standard_Account_Duplicate_Rule)
    hint: --allow-duplicates
    ");
    let out = sandbox.run(&[&create[..], &["--allow-duplicates"]].concat());
    assert_eq!(out.code, 0, "{}", out.show());
}

#[test]
fn a_record_that_somebody_changed_meanwhile_is_left_alone() {
    let (_demo, sandbox) = signed_in(&[]);
    let update = |args: &[&str]| {
        sandbox.run(&[&["record", "update", "Account", ACCOUNT, "Site=x", "-f", "table"], args].concat())
    };
    let out = update(&["--if-unmodified-since", "2001-01-01T00:00:00Z"]);
    assert!(out.code == 1 && out.stderr.contains("PRECONDITION_FAILED"), "{}", out.show());
    assert_eq!(update(&["--if-match", "\"other\""]).code, 1);
    assert_eq!(update(&["--if-unmodified-since", "2099-01-01T00:00:00.000+0000"]).code, 0);
    assert_eq!(update(&["--if-unmodified-since", "soon"]).code, 2);
}

#[test]
fn rules_of_the_org_are_asked_for_in_headers() {
    let org = Org::always(r#"{"id":"001000000000001AAA","success":true,"errors":[]}"#);
    let flags = ["--no-assignment", "--allow-duplicates"];
    let out = org.sandbox().run(&[&["record", "create", "Case", "Subject=x"], &flags[..]].concat());
    assert_eq!(out.code, 0, "{}", out.show());
    let requests = org.requests();
    assert_eq!(requests[0].header("sforce-auto-assign"), Some("FALSE"));
    assert_eq!(requests[0].header("sforce-duplicate-rule-header"), Some("allowSave=true; includeRecordDetails=true"));
    assert_eq!((requests[0].method.as_str(), requests[0].body.as_str()), ("POST", r#"{"Subject":"x"}"#));
}

#[test]
fn a_key_of_several_records_names_them() {
    let path = "/services/data/v67.0/sobjects/Account/";
    let body = format!(r#"["{path}001000000000001AAA","{path}001000000000002AAA"]"#);
    let org = Org::new(move |_, _| Reply::json(300, &body));
    for args in [
        &["get", "Account", "Ext__c=E"][..],
        &["update", "Account", "Ext__c=E", "Name=x"],
        &["upsert", "Account", "Ext__c=E", "Name=x"],
        &["delete", "Account", "Ext__c=E", "--yes"],
    ] {
        let out = org.sandbox().run(&[&["record"], args, &["-f", "table"]].concat());
        let want = "error: 2 Account records have Ext__c=E: 001000000000001AAA, 001000000000002AAA\n";
        assert!(out.code == 1 && out.stderr.starts_with(want), "{}", out.show());
    }
}

#[test]
fn a_dry_run_shows_the_request_and_sends_nothing() {
    let dry = |args: &[&str]| demo(&[&["record"], args, &["--dry-run"]].concat());
    let out = dry(&["update", "Account", "ExternalId__c=a/b", "Name=x", "AnnualRevenue:=1.10"]);
    let mut lines = out.stdout.lines();
    let first = lines.next().unwrap_or_default();
    assert!(
        first.starts_with("PATCH http://localhost") && first.ends_with("/ExternalId__c/a%2Fb?updateOnly=true"),
        "{}",
        out.show()
    );
    assert_eq!(lines.last(), Some(r#"{"Name":"x","AnnualRevenue":1.10}"#));
    let out = dry(&["undelete", "Account", ACCOUNT]);
    assert!(out.stdout.contains("<sessionId>****</sessionId>"), "{}", out.show());
    let out = dry(&["delete", "Account", ACCOUNT]);
    assert!(out.code == 0 && out.stdout.starts_with("DELETE "), "{}", out.show());
}

#[test]
fn what_cannot_be_meant_is_refused_before_anything_is_sent() {
    for (args, why) in [
        (&["get", "Account", "001"][..], "an Id has 15"),
        (&["get", "Account", "001000000000001AAB"], "an Id has 15"),
        (&["get", "../Account", ACCOUNT], "a name is made of"),
        (&["get", "Account", "Ext__c=.."], "cannot stand in an address"),
        (&["update", "Account", ACCOUNT], "no field is to be changed"),
        (&["update", "Account", ACCOUNT, "Name"], "is no field"),
        (&["update", "Account"], "ID|FIELD=VALUE"),
        (&["create", "Account", "A=1", "A=2"], "more than once"),
        (&["create", "Account", "N:=yes"], "is no JSON"),
        (&["create", "Account", "Name=x", "--input", "x.csv"], "--input"),
        (&["delete", "Account", ACCOUNT, "Ext__c=E"], "a key names one"),
        (&["upsert", "Account", "Ext__c", "Name=x"], "a key is FIELD=VALUE"),
        (&["create", "Account", "Name=x", "--failed", "f.csv"], "about many rows"),
    ] {
        let out = Sandbox::new().run(&[&["-o", "demo", "record"], args].concat());
        assert!(out.code == 2 && out.stderr.contains(why) && out.stdout.is_empty(), "{args:?}\n{}", out.show());
    }
}
