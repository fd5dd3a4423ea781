//! Many rows in calls of 200.

use super::{count, signed_in};
use crate::support::{Org, Reply, Request, Sandbox};
use std::fmt::Write;

fn csv(header: &str, rows: impl Iterator<Item = String>) -> String {
    rows.fold(format!("{header}\n"), |mut text, row| {
        writeln!(text, "{row}").expect("a String takes everything");
        text
    })
}

#[test]
fn ten_thousand_rows_of_which_37_fail_are_mended_and_done() {
    let (_demo, sandbox) = signed_in(&[]);
    sandbox.write("new.csv", csv("Name", (0..10_000).map(|n| format!("Row {n}"))));
    let out = sandbox.run(&["record", "create", "Account", "--input", "new.csv", "--jq", ".[].id", "--parallel", "2"]);
    assert_eq!((out.code, out.stderr.as_str()), (0, "10000 rows done\n"));
    let ids: Vec<_> = out.stdout.lines().collect();
    assert_eq!(ids.len(), 10_000);

    let bad = |n: usize| n % 270 == 100;
    let rows =
        ids.iter().enumerate().map(|(n, id)| format!("{id},{}", if bad(n) { "w".repeat(90) } else { format!("S{n}") }));
    sandbox.write("change.csv", csv("Id,Site", rows));
    let update = ["record", "update", "Account", "--no-preflight", "--csv", "--input"];
    let out = sandbox.run(&[&update[..], &["change.csv", "--failed", "failed.csv"]].concat());
    let failed = out.stdout.lines().filter(|line| line.contains(",failed,STRING_TOO_LONG,")).count();
    assert_eq!((out.code, failed, out.stdout.lines().count()), (3, 37, 10_001), "{}", out.stderr);
    assert!(
        out.stderr.contains("37 of 10000 rows failed: STRING_TOO_LONG (37), rows 101, 371, 641, 911, "),
        "{}",
        out.stderr
    );
    assert!(out.stderr.contains(", 9821: "), "{}", out.stderr);
    assert_eq!(count(&sandbox, "Account WHERE Site LIKE 'S%'"), "9963");

    let text = std::fs::read_to_string(sandbox.path("failed.csv")).expect("is there");
    assert!(text.starts_with("Id,Site,_error\n") && text.lines().count() == 38, "{text}");
    assert!(text.contains(",STRING_TOO_LONG: Account Site: data value too large"), "{text}");
    sandbox.write("failed.csv", text.replace(&"w".repeat(90), "Smended"));
    let out = sandbox.run(&[&update[..], &["failed.csv"]].concat());
    assert_eq!((out.code, out.stderr.as_str()), (0, "37 rows done\n"), "{}", out.show());
    assert_eq!(count(&sandbox, "Account WHERE Site LIKE 'S%'"), "10000");
}

#[test]
fn failed_rows_come_back_as_they_went_in() {
    let (_demo, sandbox) = signed_in(&[]);
    let create = |input: &str| {
        let args = ["record", "create", "Account", "--input", "-", "--failed", "failed", "--no-preflight"];
        let out = sandbox.run_with(&args, input);
        (out.code, std::fs::read_to_string(sandbox.path("failed")).expect("is written"))
    };
    let why = "JSON_PARSER_ERROR: Cannot deserialize instance of int from VALUE_STRING value x";
    assert_eq!(
        create("Name;NumberOfEmployees;_error\n\"A;1\";x;old\nB;2;\n"),
        (3, format!("Name;NumberOfEmployees;_error\n\"A;1\";x;{why}\n"))
    );
    let row = r#"{"Name":"A","NumberOfEmployees":"x"}"#;
    let kept = format!(r#"{{"Name":"A","NumberOfEmployees":"x","_error":"{why}"}}"#);
    assert_eq!(create(&format!("[{row},\n{row}]")), (1, format!("[\n{kept},\n{kept}\n]\n")));
    assert_eq!(create(&format!("{row}\n{{\"Name\":\"C\"}}\n")), (3, format!("{kept}\n")));
    assert_eq!(create("[{\"Name\":\"D\"}]"), (0, "[]\n".to_owned()));
}

#[test]
fn all_or_none_takes_back_what_was_good() {
    let (_demo, sandbox) = signed_in(&[]);
    let args = ["record", "create", "Account", "--input", "-", "--all-or-none", "--no-preflight", "-f", "table"];
    let out = sandbox.run_with(&args, "Name,NumberOfEmployees\nAllA,1\nAllB,x\n");
    assert_eq!(out.code, 1, "{}", out.show());
    assert!(out.stderr.contains("ALL_OR_NONE_OPERATION_ROLLED_BACK (1), row 1: Record rolled back"), "{}", out.show());
    assert_eq!(count(&sandbox, "Account WHERE Name LIKE 'All%'"), "0");
    let out = sandbox.run_with(&args, &csv("Name", (0..201).map(|n| format!("All{n}"))));
    assert!(out.code == 2 && out.stderr.contains("there are 201"), "{}", out.show());
}

#[test]
fn upserts_deletes_and_undeletes_go_by_rows_too() {
    let (_demo, sandbox) = signed_in(&[]);
    let run =
        |args: &[&str], input: &str| sandbox.run_with(&[&["record"], args, &["--input", "-", "--csv"]].concat(), input);
    let out = run(&["upsert", "Account", "ExternalId__c"], "ExternalId__c,Name\nERP-00001,Changed\nMANY-1,New\n");
    let words: Vec<_> = out.stdout.lines().skip(1).filter_map(|line| line.split(',').nth(2)).collect();
    assert_eq!((out.code, words), (0, vec!["updated", "created"]), "{}", out.show());
    let ids = sandbox.run(&["query", "SELECT Id FROM Lead ORDER BY Id LIMIT 3", "--csv"]).stdout;
    let before: u32 = count(&sandbox, "Lead").parse().expect("a number");
    assert_eq!(run(&["delete", "Lead"], &ids).code, 6);
    let out = run(&["delete", "Lead", "--yes"], &ids);
    assert_eq!((out.code, count(&sandbox, "Lead")), (0, (before - 3).to_string()), "{}", out.show());
    let out = run(&["undelete", "Lead"], &ids);
    assert_eq!((out.code, out.stdout.matches("undeleted").count()), (0, 3), "{}", out.show());
    assert_eq!(count(&sandbox, "Lead"), before.to_string());
    let lines: Vec<_> = ids.lines().skip(1).collect();
    let out = sandbox.run(&[&["record", "delete", "Lead", "--yes", "--csv"], &lines[..]].concat());
    assert_eq!((out.code, out.stdout.matches("deleted").count()), (0, 3), "{}", out.show());
}

/// Answers each record of a collection with an Id.
fn saved(request: &Request) -> Reply {
    let rows = request.body.matches("attributes").count();
    let item = r#"{"id":"001000000000001AAA","success":true,"errors":[]}"#;
    Reply::json(200, &format!("[{}]", vec![item; rows].join(",")))
}

const CREATE: [&str; 7] = ["record", "create", "Account", "--input", "-", "--no-preflight", "-f"];

#[test]
fn calls_have_200_rows_and_go_in_order_where_that_is_asked_for() {
    let org = Org::new(|request, _| saved(request));
    let args = [&CREATE[..], &["ndjson", "--parallel", "1"]].concat();
    let out = org.sandbox().run_with(&args, &csv("Name", (0..450).map(|n| format!("Row{n}"))));
    assert_eq!((out.code, out.stdout.lines().count()), (0, 450), "{}", out.stderr);
    let requests = org.requests();
    let sizes: Vec<_> = requests.iter().map(|request| request.body.matches("attributes").count()).collect();
    assert_eq!(sizes, [200, 200, 50]);
    assert!(requests[1].body.contains("\"Row200\"") && requests[2].body.contains("\"Row449\""));
}

#[test]
fn rows_are_split_by_size_before_the_org_would_refuse_them() {
    let org = Org::new(|request, _| saved(request));
    let long = "x".repeat(3 << 20);
    let out = org.sandbox().run_with(&[&CREATE[..], &["json"]].concat(), &csv("Name", (0..5).map(|_| long.clone())));
    assert_eq!(out.code, 0, "{}", out.stderr);
    assert_eq!(org.requests().len(), 3);
}

#[test]
fn a_connection_that_breaks_leaves_rows_that_nobody_knows_of() {
    let org = Org::new(|request, before| if before == 1 { saved(request).cut(150) } else { saved(request) });
    let sandbox = org.sandbox();
    let args = [&CREATE[..], &["ndjson", "--parallel", "1", "--failed", "left.csv"]].concat();
    let out = sandbox.run_with(&args, &csv("Name", (1..=1000).map(|n| format!("Row{n}"))));
    let told = |status: &str| out.stdout.matches(&format!("\"status\":\"{status}\"")).count();
    assert_eq!((out.code, told("created"), told("unknown"), told("unsent")), (3, 200, 200, 600), "{}", out.stderr);
    assert!(out.stderr.contains("200 of 1000 rows done, 200 unknown, 600 not sent"), "{}", out.stderr);
    assert!(
        out.stderr.contains("unknown, rows 201-400: ") && out.stderr.contains("not sent: rows 401-1000"),
        "{}",
        out.stderr
    );
    assert_eq!(org.requests().len(), 2);
    let left = std::fs::read_to_string(sandbox.path("left.csv")).expect("is there");
    assert_eq!(left.lines().count(), 801);
    // What may have been created is not created once more by a slip.
    let again = [&CREATE[..], &["table"]].concat();
    let out = sandbox.run_with(&again, &left);
    assert!(out.code == 2 && out.stderr.contains("row 1 (line 2), _error: nobody knows"), "{}", out.show());
    assert_eq!(org.requests().len(), 2);
}

#[test]
fn an_org_that_refuses_more_calls_is_not_pressed() {
    let limit = r#"[{"errorCode":"REQUEST_LIMIT_EXCEEDED","message":"TotalRequests Limit exceeded."}]"#;
    let rows = csv("Name", (1..=600).map(|n| format!("Row{n}")));
    let run = |good: usize| {
        let org = Org::new(move |request, before| if before < good { saved(request) } else { Reply::json(403, limit) });
        let out = org.sandbox().run_with(&[&CREATE[..], &["ndjson", "--parallel", "1"]].concat(), &rows);
        assert_eq!(org.requests().len(), good + 1);
        out
    };
    let out = run(1);
    assert!(out.code == 3 && out.stderr.contains("200 of 600 rows done, 400 not sent"), "{}", out.stderr);
    let out = run(0);
    assert!(out.code == 8 && out.stderr.contains("REQUEST_LIMIT_EXCEEDED"), "{}", out.stderr);
}

#[test]
fn an_answer_about_other_rows_is_not_believed() {
    let org = Org::always(r#"[{"id":"001000000000001AAA","success":true,"errors":[]}]"#);
    let out = org.sandbox().run_with(&[&CREATE[..], &["ndjson"]].concat(), "Name\nA\nB\n");
    assert!(out.code == 3 && out.stderr.contains("0 of 2 rows done, 2 unknown"), "{}", out.show());
}

#[test]
fn a_reader_that_left_does_not_stop_the_work() {
    let (_demo, sandbox) = signed_in(&[]);
    let rows = csv("Name", (0..3000).map(|n| format!("Left {n}")));
    sandbox.write("rows.csv", rows);
    let mut command = sandbox.command(&["record", "create", "Account", "--input", "rows.csv", "-f", "ndjson", "-q"]);
    let mut child = command.stdout(std::process::Stdio::piped()).spawn().expect("starts");
    drop(child.stdout.take());
    assert!(child.wait().is_ok_and(|status| status.success()));
    assert_eq!(count(&sandbox, "Account WHERE Name LIKE 'Left %'"), "3000");
}

#[test]
fn what_is_wrong_with_rows_is_named_before_anything_is_sent() {
    let refused = |args: &[&str], input: &str| {
        let out = Sandbox::new()
            .run_with(&[&["-o", "demo", "record"], args, &["--input", "-", "-f", "table"]].concat(), input);
        assert_eq!((out.code, out.stdout.as_str()), (2, ""), "{}", out.show());
        out.stderr
    };
    insta::assert_snapshot!(refused(&["update", "Account"], "Id,Name\n001,A\n,B\n001000000000001AAA,C\n"), @r"
    error: stdin: 2 things are wrong, and nothing was sent
      row 1 (line 2), Id: `001` is no Id
      row 2 (line 3), Id: the record has no Id
    ");
    insta::assert_snapshot!(refused(&["create", "Account"], "Name,Site\nA,B\nC\n"), @"error: stdin: line 3: 1 cells under a header of 2; is a quote not closed?");
    insta::assert_snapshot!(refused(&["delete", "Account", "--yes"], "{\"Id\":\"001000000000001AAA\"}\n{\"Id\":"), @"error: stdin: line 2: the object that starts here does not end");
    let out = Sandbox::new().run(&["-o", "demo", "record", "create", "Account", "--input", "no.csv", "-f", "table"]);
    assert!(out.code == 2 && out.stderr.contains("cannot read no.csv"), "{}", out.show());
}

#[test]
fn what_a_query_finds_is_changed_or_deleted_after_a_yes() {
    let (_demo, sandbox) = signed_in(&[]);
    let leads =
        |condition: &str| count(&sandbox, &format!("Lead WHERE {condition}")).parse::<usize>().expect("a number");
    let soql = "SELECT Id, Name FROM Lead WHERE Status = 'Open - Not Contacted'";
    let found = leads("Status = 'Open - Not Contacted'");
    assert!(found > 0);
    let update = ["record", "update", "Lead", "--query", soql, "Company=Changed", "NumberOfEmployees:=7"];
    let out = sandbox.run(&[&update[..], &["-f", "table"]].concat());
    assert!(out.code == 6 && leads("Company = 'Changed'") == 0, "{}", out.show());
    let out = sandbox.run(&[&update[..], &["--yes", "--csv"]].concat());
    assert_eq!((out.code, leads("Company = 'Changed' AND NumberOfEmployees = 7")), (0, found), "{}", out.show());
    assert_eq!(out.stdout.matches(",updated,").count(), found);
    let delete = ["record", "delete", "Lead", "--yes", "--query"];
    let out = sandbox.run(&[&delete[..], &["SELECT Name FROM Lead"]].concat());
    assert!(out.code == 2 && out.stderr.contains("has to select Id"), "{}", out.show());
    let out = sandbox.run(&[&delete[..], &["SELECT Id FROM Contact"]].concat());
    assert!(out.code == 2 && out.stderr.contains("is no Id of Lead: those begin with 00Q"), "{}", out.show());
    let out = sandbox.run(&[&delete[..], &["SELECT Id FROM Lead WHERE Company = 'Changed'"]].concat());
    assert_eq!((out.code, leads("Company = 'Changed'")), (0, 0), "{}", out.show());
    let out = sandbox.run(&[&delete[..], &["SELECT Id FROM Lead WHERE Company = 'Changed'"]].concat());
    assert_eq!((out.code, out.stdout.as_str()), (0, "[]\n"), "{}", out.show());
}

/// An outcome of each record, by the name it brings.
fn locked_once(request: &Request, before: usize) -> Reply {
    let rows = request.body.split("attributes").skip(1).map(|row| match before {
        0 if row.contains("Held") => {
            r#"{"success":false,"errors":[{"statusCode":"UNABLE_TO_LOCK_ROW","message":"unable to obtain","fields":[]}]}"#
        }
        _ => r#"{"id":"001000000000001AAA","success":true,"errors":[]}"#,
    });
    Reply::json(200, &format!("[{}]", rows.collect::<Vec<_>>().join(",")))
}

#[test]
fn a_row_that_somebody_else_held_is_sent_again_by_itself() {
    let org = Org::new(locked_once);
    let out = org.sandbox().run_with(&[&CREATE[..], &["csv"]].concat(), "Name\nA\nHeld\nB\n");
    assert_eq!((out.code, out.stdout.matches(",created,").count()), (0, 3), "{}", out.show());
    let requests = org.requests();
    assert_eq!((requests.len(), requests[1].body.matches("attributes").count()), (2, 1));
    let org = Org::new(locked_once);
    let out = org.sandbox().run_with(&[&CREATE[..], &["csv", "--retries", "0"]].concat(), "Name\nA\nHeld\n");
    assert!(out.code == 3 && out.stderr.contains("UNABLE_TO_LOCK_ROW (1), row 2"), "{}", out.show());
}

#[test]
fn a_lost_answer_is_no_loss_where_twice_is_as_good_as_once() {
    let org = Org::new(|request, before| if before == 0 { saved(request).cut(150) } else { saved(request) });
    let update = ["record", "update", "Account", "--input", "-", "--no-preflight", "--csv"];
    let out = org.sandbox().run_with(&update, "Id,Name\n001000000000001AAA,A\n");
    assert_eq!((out.code, org.requests().len()), (0, 2), "{}", out.show());
}
