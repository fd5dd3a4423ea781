//! Every way to ask wrongly: what is said, with which code, and that nothing is sent or printed.

use crate::support::{Outcome, Sandbox};

fn demo(args: &[&str]) -> Outcome {
    Sandbox::shared().run(&[&["-o", "demo", "--format", "table"], args].concat())
}

fn refused(out: &Outcome, code: i32, words: &[&str]) {
    assert_eq!((out.code, out.stdout.as_str()), (code, ""), "{}", out.show());
    for word in words {
        assert!(out.stderr.contains(word), "no `{word}` in\n{}", out.show());
    }
}

#[test]
fn a_query_starts_with_select_and_closes_its_quotes() {
    refused(&demo(&["query", "Account"]), 2, &["error: a query starts with SELECT", "hint: sfo help soql"]);
    refused(&demo(&["query", ""]), 2, &["error: the query is empty"]);
    let out = demo(&["query", "SELECT Id FROM Account WHERE Name = 'O"]);
    refused(&out, 2, &["error: a quote is not closed", "                                    ^\n"]);
}

#[test]
fn the_orgs_errors_point_into_what_was_typed() {
    let out = demo(&["query", "SELECT Id,\n  Nam\nFROM Account"]);
    refused(
        &out,
        1,
        &["error: INVALID_FIELD: No such column 'Nam' on entity 'Account'", "line 2:   Nam\n          ^\n"],
    );
    let out = demo(&["query", "SELECT Id FROM Acount"]);
    refused(&out, 5, &["sObject type 'Acount' is not supported", "               ^\n"]);
    let out =
        demo(&["query", "SELECT Id FROM Account WHERE Name = :long AND Nam = 'x'", "--bind", "long=0123456789012345"]);
    refused(
        &out,
        1,
        &["SELECT Id FROM Account WHERE Name = :long AND Nam = 'x'\n                                              ^\n"],
    );
}

#[test]
fn flags_are_checked_before_anything_is_sent() {
    refused(&demo(&["query", "SELECT Id FROM Account", "--frmat", "json"]), 2, &["--frmat"]);
    let out = Sandbox::new().run(&["query", "SELECT Id FROM Account", "--format", "yaml"]);
    refused(&out, 2, &["yaml", "ndjson"]);
    let out = Sandbox::new().run(&["-o", "demo", "query", "SELECT Id FROM Account", "--jq", ".["]);
    refused(&out, 2, &["--jq: expected"]);
    let out = Sandbox::new().set("SFO_FORMAT", "yaml").run(&["-o", "demo", "query", "SELECT Id FROM Account"]);
    refused(&out, 2, &["SFO_FORMAT"]);
    refused(&demo(&["query", "SELECT Id FROM Account WHERE Name = :n"]), 2, &["`:n`", "--bind"]);
    refused(&demo(&["query", "@missing.soql"]), 2, &["missing.soql"]);
}

#[test]
fn an_output_that_cannot_be_written_is_known_before_the_request() {
    let out = demo(&["query", "SELECT Id FROM Account", "--output", "no/such/folder/x.csv"]);
    refused(&out, 2, &["no/such/folder/x.csv"]);
}

#[test]
fn an_org_must_be_named_and_known() {
    let sandbox = Sandbox::new();
    refused(&sandbox.run(&["query", "SELECT Id FROM Account"]), 2, &["no org is chosen"]);
    let out = sandbox.run(&["-o", "devv", "query", "SELECT Id FROM Account", "--format", "table"]);
    refused(&out, 2, &["error: no such org `devv`", "hint: "]);
    let half = Sandbox::new().set("SFO_ACCESS_TOKEN", "x");
    refused(&half.run(&["query", "SELECT Id FROM Account"]), 2, &["SFO_INSTANCE_URL"]);
    let evil = Sandbox::new().set("SFO_ACCESS_TOKEN", "x").set("SFO_INSTANCE_URL", "https://evil.example");
    refused(&evil.run(&["query", "SELECT Id FROM Account"]), 2, &["not a Salesforce domain"]);
}

#[test]
fn a_corrupt_file_is_named_with_line_and_key() {
    let sandbox = Sandbox::new();
    sandbox.write("config/orgs.toml", "default = \"dev\"\n\n[orgs.dev]\nusername = 5\n");
    let out = sandbox.run(&["query", "SELECT Id FROM Account"]);
    refused(&out, 2, &["orgs.toml", "line 4, key `username`"]);
    let sandbox = Sandbox::new();
    sandbox.write(".sfo.toml", "orgg = \"demo\"\n");
    refused(&sandbox.run(&["query", "SELECT Id FROM Account"]), 2, &[".sfo.toml", "line 1, key `orgg`"]);
}

#[test]
fn errors_for_scripts_are_one_object() {
    let out = Sandbox::shared().run(&["-o", "demo", "query", "SELECT Nam FROM Account"]);
    let error: serde_json::Value = serde_json::from_str(&out.stderr).expect("is JSON");
    assert_eq!(error["error"]["code"], "INVALID_FIELD");
    assert_eq!(error["error"]["status"], 400);
    assert_eq!(error["error"]["exitCode"], out.code);
    assert!(error["error"]["message"].as_str().is_some_and(|text| text.contains("ERROR at Row:1:Column:8")));
}
