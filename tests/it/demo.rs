//! The demo org behind `-o demo`, and values that are hard on purpose on their way through every format.

use crate::support::{Outcome, Sandbox};
use serde_json::Value;

fn query(soql: &str, more: &[&str]) -> Outcome {
    let out = Sandbox::shared().run(&[&["-o", "demo", "query", soql], more].concat());
    assert_eq!((out.code, out.stderr.as_str()), (0, ""), "{}", out.show());
    out
}

fn json(soql: &str) -> Vec<Value> {
    serde_json::from_str(&query(soql, &["--json"]).stdout).expect("is JSON")
}

#[test]
fn the_first_command_of_the_readme_prints_five_accounts() {
    let rows = json("SELECT Id, Name, Industry FROM Account LIMIT 5");
    assert_eq!(rows.len(), 5);
    let keys: Vec<_> = rows[0].as_object().expect("is a record").keys().collect();
    assert_eq!(keys, ["Id", "Name", "Industry"]);
}

#[test]
fn parents_go_five_levels_up_and_nulls_are_said() {
    let rows = json(
        "SELECT Name, Parent.Parent.Parent.Parent.Parent.Name FROM Account WHERE Name LIKE 'Meridian%' ORDER BY Name",
    );
    let top = |row: &Value| row.pointer("/Parent/Parent/Parent/Parent/Parent/Name").cloned();
    assert!(rows.iter().any(|row| top(row) == Some("Meridian Holdings".into())), "{rows:?}");
    assert!(rows.iter().any(|row| row["Parent"].is_null()));
}

#[test]
fn children_are_lists_and_absent_children_null() {
    let rows = json("SELECT Name, (SELECT LastName FROM Contacts) FROM Account");
    let longest = rows.iter().filter_map(|row| row["Contacts"].as_array()).map(Vec::len).max();
    assert!(longest > Some(40));
    assert!(rows.iter().any(|row| row["Name"] == "Empty Rooms" && row["Contacts"].is_null()));
}

/// csv and json must agree on every cell of a query, read back by an independent parser.
#[test]
fn csv_and_json_tell_the_same() {
    let soql = "SELECT Id, Name, Description, AnnualRevenue, Parent.Name, Owner.Name FROM Account ORDER BY Id";
    let rows = json(soql);
    let text = query(soql, &["--csv"]).stdout;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().expect("has a header").clone();
    assert_eq!(
        headers.iter().collect::<Vec<_>>(),
        ["Id", "Name", "Description", "AnnualRevenue", "Parent.Name", "Owner.Name"]
    );
    let lines: Vec<_> = reader.records().collect::<Result<_, _>>().expect("is csv");
    assert_eq!(lines.len(), rows.len());
    for (line, row) in lines.iter().zip(&rows) {
        for (path, cell) in headers.iter().zip(line) {
            let value = path.split('.').fold(row, |value, part| &value[part]);
            let expected = match value {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(cell, expected, "{path} of {row}");
        }
    }
}

#[test]
fn a_table_shows_control_bytes_and_lets_none_through() {
    for (format, kept) in [("table", "\n"), ("vertical", "\n\t"), ("markdown", "\n")] {
        let out = query("SELECT Name, Description, Site FROM Account", &["--format", format]);
        let steering = |c: char| {
            (c.is_control() && !kept.contains(c)) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!out.stdout.contains(steering), "{format}: {:?}", out.stdout.chars().find(|c| steering(*c)));
    }
}

#[test]
fn long_numbers_and_trailing_zeros_survive() {
    let out = query("SELECT FIELDS(ALL) FROM Invoice__c LIMIT 200", &["-f", "ndjson"]);
    for digits in ["9007199254740993", "999999999999999999", "1.10", "1500000.00"] {
        assert!(out.stdout.contains(&format!(":{digits}")), "{digits}");
    }
}

#[test]
fn deleted_rows_are_shown_when_asked_for() {
    let count = |more: &[&str]| {
        query("SELECT Id FROM Account", &[&["--count"], more].concat()).stdout.trim().parse::<u32>().ok()
    };
    assert!(count(&["--all-rows"]) > count(&[]));
}

#[test]
fn plans_are_rows() {
    let out = query("SELECT Id FROM Account WHERE Name = 'x'", &["--explain", "--csv"]);
    assert!(out.stdout.starts_with("leadingOperationType,relativeCost,"), "{}", out.show());
    assert!(out.stdout.contains("TableScan"), "{}", out.show());
}

#[test]
fn explode_makes_a_line_for_each_child() {
    let out = query(
        "SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName LIMIT 3) FROM Account WHERE Name = 'Meridian Holdings'",
        &["--csv", "--children", "explode"],
    );
    let lines: Vec<_> = out.stdout.lines().collect();
    assert_eq!(lines[0], "Name,Contacts.LastName");
    assert!(lines.len() > 1 && lines[1..].iter().all(|line| line.starts_with("Meridian Holdings,")), "{}", out.show());
}

#[test]
fn many_processes_may_start_on_an_empty_home() {
    let sandbox = Sandbox::new();
    let children: Vec<_> = (0..6)
        .map(|_| {
            let mut command = sandbox.command(&["-o", "demo", "query", "SELECT Id FROM Account", "--count"]);
            command.stdout(std::process::Stdio::piped()).spawn().expect("starts")
        })
        .collect();
    let counts: Vec<_> = children.into_iter().map(|child| child.wait_with_output().expect("ends").stdout).collect();
    assert!(counts[0].len() > 1 && counts.iter().all(|count| *count == counts[0]), "{counts:?}");
}

#[test]
fn a_damaged_store_is_named_and_a_reset_mends_it() {
    let sandbox = Sandbox::new();
    let first = sandbox.run(&["demo", "info", "--jq", ".store"]);
    let file = first.stdout.trim().to_owned();
    std::fs::write(&file, "never a database, only some text that is long enough").expect("is ours");
    for args in
        [&["demo", "info"][..], &["demo", "serve", "--port", "0"], &["-o", "demo", "query", "SELECT Id FROM Account"]]
    {
        let out = sandbox.run(&[args, &["--format", "table"]].concat());
        assert_eq!((out.code, out.stdout.as_str()), (1, ""), "{}", out.show());
        assert!(out.stderr.contains(&format!("error: the demo org's store {file} is damaged: ")), "{}", out.show());
        assert!(out.stderr.ends_with("hint: sfo demo reset\n"), "{}", out.show());
    }
    assert_eq!(sandbox.run(&["demo", "reset", "--yes"]).code, 0);
    let count = sandbox.run(&["-o", "demo", "query", "SELECT Id FROM Account", "--count"]);
    assert_eq!((count.code, count.stdout.as_str()), (0, "30\n"), "{}", count.show());
}
