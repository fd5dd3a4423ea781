//! Lists of a file in a query.

use crate::support::{Org, Reply, Request, Sandbox};
use percent_encoding::percent_decode_str;

fn soql(request: &Request) -> String {
    let text = percent_decode_str(&request.target).decode_utf8_lossy().into_owned();
    text.split_once("q=").map(|(_, soql)| soql.to_owned()).unwrap_or_default()
}

/// An org in which `Email` is in every value that is asked for, but `gone`: rows in reverse order, in capitals.
fn people() -> Org {
    Org::new(|request, _| {
        assert!(request.target.len() < 16_000, "{} bytes", request.target.len());
        let soql = soql(request);
        let list = soql.split_once("IN (").and_then(|(_, rest)| rest.split_once(')')).expect("has a list").0;
        let values = list.split(',').map(|value| value.trim_matches('\'')).filter(|value| !value.starts_with("gone"));
        let row = |value: &str| {
            format!(r#"{{"attributes":{{"type":"Contact"}},"Name":"{value}","Email":"{}"}}"#, value.to_uppercase())
        };
        let rows: Vec<_> = values.map(row).collect::<Vec<_>>().into_iter().rev().collect();
        Reply::json(200, &format!(r#"{{"totalSize":{},"done":true,"records":[{}]}}"#, rows.len(), rows.join(",")))
    })
}

const IN: &str = "SELECT Name FROM Contact WHERE Email IN :l";

#[test]
fn a_short_list_is_one_request_in_the_order_of_the_list() {
    let org = people();
    let sandbox = org.sandbox();
    sandbox.write("l.csv", "Id,Email\n1,b@x\n2,a@x\n3,b@x\n4,\n5,gone@x\n");
    let out = sandbox.run(&["query", IN, "--in", "l=l.csv:email", "--csv", "--report-missing"]);
    assert_eq!(out.show(), "exit 0\n--- stdout ---\nName\nb@x\na@x\n--- stderr ---\n1 not found: gone@x\n");
    assert_eq!(org.requests().len(), 1);
    assert_eq!(soql(&org.requests()[0]), "SELECT Name, Email FROM Contact WHERE Email IN ('b@x','a@x','gone@x')");
}

#[test]
fn a_long_list_is_split_and_comes_back_in_its_order() {
    let org = people();
    let sandbox = org.sandbox();
    let values: Vec<_> = (0..3000).map(|n| format!("person{:04}@example.com", n * 7 % 3000)).collect();
    sandbox.write("l.txt", values.join("\r\n"));
    let out = sandbox.run(&["query", IN, "--in", "l=l.txt", "--csv", "--report-missing=gone.txt"]);
    assert_eq!(out.code, 0, "{}", out.show());
    let rows: Vec<_> = out.stdout.lines().skip(1).collect();
    assert_eq!(rows, values);
    assert!(org.requests().len() > 5);
    assert_eq!(std::fs::read_to_string(sandbox.path("gone.txt")).expect("is written"), "");
    let count = sandbox.run(&["query", "SELECT COUNT() FROM Contact WHERE Email IN :l", "--in", "l=l.txt"]);
    assert_eq!(count.stdout, "3000\n", "{}", count.show());
}

#[test]
fn a_value_cannot_leave_its_quotes_and_stdin_will_do() {
    let org = people();
    let out = org.sandbox().run_with(&["query", IN, "--in", "l=-", "--show-query"], "x') OR (Name != '\n");
    assert_eq!(out.stdout, "SELECT Name, Email FROM Contact WHERE Email IN ('x\\') OR (Name != \\'')\n");
    assert_eq!(org.sandbox().run_with(&["query", IN, "--in", "l=-"], "a@x\n").code, 0);
}

#[test]
fn what_is_no_sum_of_its_parts_is_refused() {
    let org = people();
    let sandbox = org.sandbox();
    let values: Vec<_> = (0..6000).map(|n| format!("person{n}@example.com")).collect();
    sandbox.write("l.txt", values.join("\n"));
    for (soql, part) in [
        ("SELECT Id FROM Contact WHERE Email NOT IN :l", "leaves out"),
        ("SELECT Id FROM Contact WHERE Email IN :l ORDER BY Name", "ORDER BY"),
        ("SELECT Id FROM Contact WHERE Email IN :l LIMIT 5", "LIMIT"),
        ("SELECT COUNT(Id) n FROM Contact WHERE Email IN :l", "sums"),
        ("SELECT Id FROM Contact WHERE Email = :l", "does not say IN :l"),
        ("SELECT Id FROM Contact", "does not say IN :l"),
    ] {
        let out = sandbox.run(&["query", soql, "--in", "l=l.txt", "-f", "table"]);
        assert!(out.code == 2 && out.stderr.contains(part), "{soql}: {}", out.show());
    }
    for (flag, part) in [
        ("l=nowhere.txt", "cannot read nowhere.txt"),
        ("l=l.txt:Email", "no column `Email`"),
        ("x=l.txt", "does not say IN :x"),
    ] {
        let soql = if flag.starts_with('x') { "SELECT Id FROM Contact" } else { IN };
        let out = sandbox.run(&["query", soql, "--in", flag, "-f", "table"]);
        assert!(out.code == 2 && out.stderr.contains(part), "{flag}: {}", out.show());
    }
    assert!(org.requests().is_empty());
    sandbox.run_with(&["query", "SELECT Id FROM Contact WHERE Email NOT IN :l ORDER BY Name", "--in", "l=-"], "a@x");
    assert_eq!(soql(&org.requests()[0]), "SELECT Id FROM Contact WHERE Email NOT IN ('a@x') ORDER BY Name");
}

#[test]
fn a_row_that_answers_to_two_parts_comes_once() {
    let org = Org::new(|_, _| {
        Reply::json(200, r#"{"totalSize":1,"done":true,"records":[{"Name":"A","Email":"b","Id":"003"}]}"#)
    });
    let sandbox = org.sandbox();
    let values: Vec<_> = (0..2000).map(|n| format!("person{n}@example.com")).collect();
    sandbox.write("l.txt", values.join("\n"));
    let out =
        sandbox.run(&["query", "SELECT Name FROM Contact WHERE Email IN :l OR Name = 'A'", "--in", "l=l.txt", "--csv"]);
    assert_eq!(out.show(), "exit 0\n--- stdout ---\nName\nA\n");
    assert!(org.requests().len() > 1);
}

const FIRST: &str = r#"{"totalSize":1,"done":true,"records":[{"Name":"A","Email":"person0@example.com"}]}"#;

#[test]
fn one_part_that_fails_is_an_error_and_a_short_one_a_partial_result() {
    let values: Vec<_> = (0..2000).map(|n| format!("person{n}@example.com")).collect();
    let run = |second: Reply| {
        let second = std::sync::Mutex::new(Some(second));
        let org = Org::new(move |request, _| {
            if soql(request).contains("person0@") {
                return Reply::json(200, FIRST);
            }
            let empty = || Reply::json(200, r#"{"totalSize":0,"done":true,"records":[]}"#);
            second.lock().expect("no holder panics").take().unwrap_or_else(empty)
        });
        let sandbox = org.sandbox();
        sandbox.write("l.txt", values.join("\n"));
        sandbox.run(&["query", IN, "--in", "l=l.txt", "--json"])
    };
    let refused = run(Reply::json(400, r#"[{"message":"no","errorCode":"INVALID_FIELD"}]"#));
    assert_eq!(refused.code, 1, "{}", refused.show());
    assert!(serde_json::from_str::<serde_json::Value>(&refused.stdout).is_err(), "half a result parsed");
    let short = run(Reply::json(200, r#"{"totalSize":2,"done":true,"records":[]}"#));
    assert!(short.code == 3 && short.stderr.contains("promised 3 rows and delivered 1"), "{}", short.show());
}

#[test]
fn the_field_says_whether_digits_are_a_number() {
    let sandbox = Sandbox::shared();
    let show = |field: &str, value: &str| {
        let soql = format!("SELECT Id FROM Account WHERE {field} IN :l");
        sandbox.run_with(&["-o", "demo", "query", &soql, "--in", "l=-", "--show-query", "-f", "table"], value)
    };
    assert!(show("NumberOfEmployees", "12").stdout.contains("IN (12)"));
    assert!(show("BillingPostalCode", "12").stdout.contains("IN ('12')"));
    assert!(show("Owner.CreatedDate", "2024-05-01T10:00:00Z").stdout.contains("IN (2024-05-01T10:00:00Z)"));
    let wrong = show("NumberOfEmployees", "12\ntwelve");
    assert!(wrong.code == 2 && wrong.stderr.contains("`twelve` in the list is not a number"), "{}", wrong.show());
}
