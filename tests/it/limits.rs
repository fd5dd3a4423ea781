//! `sfo limits`: used shares, thresholds, rounds, and records counted by the org.

use crate::support::{Org, Reply, Sandbox};

const LIMITS: &str = r#"{"A":{"Max":100,"Remaining":9},"B":{"Max":100,"Remaining":50},"C":{"Max":0,"Remaining":0}}"#;

#[test]
fn limits_are_sorted_by_use_in_every_format() {
    let org = Org::always(LIMITS);
    let sandbox = org.sandbox();
    let csv = "name,max,remaining,usedPercent\nA,100,9,91.0\nB,100,50,50.0\nC,0,0,\n";
    assert_eq!(sandbox.run(&["limits", "--csv"]).stdout, csv);
    assert_eq!(sandbox.run(&["limits", "--jq", ".[0].name"]).stdout, "A\n");
    assert_eq!(
        sandbox.run(&["limits", "--csv", "--match", "b*"]).stdout,
        "name,max,remaining,usedPercent\nB,100,50,50.0\n"
    );
    for format in ["table", "markdown", "vertical", "ndjson", "tsv"] {
        let out = sandbox.run(&["limits", "-f", format]);
        assert!(out.code == 0 && out.stdout.contains("91.0"), "{}", out.show());
    }
}

#[test]
fn too_little_left_is_exit_8() {
    let org = Org::always(LIMITS);
    let sandbox = org.sandbox();
    let out = sandbox.run(&["limits", "--fail-under", "10%", "-f", "table"]);
    assert_eq!(out.code, 8, "{}", out.show());
    assert_eq!(out.stderr, "error: less than 10% is left of A\n");
    assert!(out.stdout.contains('B'));
    assert_eq!(sandbox.run(&["limits", "--fail-under", "9"]).code, 0);
    assert_eq!(sandbox.run(&["limits", "--fail-under", "10%", "--match", "B"]).code, 0);
    // What is misspelt must not pass for enough.
    let out = sandbox.run(&["limits", "--fail-under", "10%", "--match", "Dialy*", "-f", "table"]);
    assert!(out.code == 5 && out.stderr.contains("no limit is called like `Dialy*`"), "{}", out.show());
    assert_eq!(sandbox.run(&["limits", "--match", "Dialy*"]).show(), "exit 0\n--- stdout ---\n[]\n");
}

#[test]
fn shares_too_small_to_show_still_count() {
    let org = Org::always(
        r#"{"A":{"Max":3,"Remaining":3},"B":{"Max":100000,"Remaining":9999},"C":{"Max":9999,"Remaining":9998}}"#,
    );
    let out = org.sandbox().run(&["limits", "--csv", "--fail-under", "10"]);
    assert_eq!(out.stdout, "name,max,remaining,usedPercent\nB,100000,9999,90.0\nC,9999,9998,0.0\nA,3,3,0.0\n");
    assert_eq!(out.code, 8, "{}", out.show());
}

/// An org with half left at first, and a twentieth ever after.
fn filling_up() -> Org {
    Org::new(|_, before| {
        let left = if before == 0 { 50 } else { 5 };
        Reply::json(200, &format!(r#"{{"A":{{"Max":100,"Remaining":{left}}}}}"#))
    })
}

#[test]
fn a_watch_writes_a_line_each_round_until_too_little_is_left() {
    let org = filling_up();
    let out = org.sandbox().run(&["limits", "--watch", "1s", "--fail-under", "10%"]);
    assert_eq!(out.code, 8, "{}", out.show());
    let rows: Vec<serde_json::Value> =
        out.stdout.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    let remaining: Vec<_> = rows.iter().map(|row| row["remaining"].as_i64()).collect();
    assert_eq!(remaining, [Some(50), Some(5)]);
    assert!(rows[0]["time"].as_str() < rows[1]["time"].as_str(), "{}", out.show());
    assert_eq!(org.requests().len(), 2);
}

#[cfg(unix)]
#[test]
fn a_watch_ends_by_an_interrupt() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    let org = Org::always(LIMITS);
    let sandbox = org.sandbox();
    let mut command = sandbox.command(&["limits", "--watch", "--match", "A"]);
    let mut child = command.stdout(Stdio::piped()).spawn().expect("the binary starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("is piped")).read_line(&mut line).expect("reads");
    assert!(line.contains(r#""name":"A""#), "{line}");
    let status = Command::new("kill").args(["-s", "INT", &child.id().to_string()]).status();
    assert!(status.expect("there is kill").success());
    assert_eq!(child.wait().expect("ends").code(), Some(130));
}

#[test]
fn a_watch_that_cannot_end_well_is_refused() {
    let run = |args: &[&str]| Sandbox::shared().run(&[&["-o", "demo", "limits", "--watch"], args].concat());
    for (args, part) in [
        (&["500ms"][..], "once a second at most"),
        (&["5s", "--csv"], "--watch writes tables or ndjson"),
        (&["5s", "--output", "limits.json"], "--watch has no end"),
        (&["5s", "--records"], "cannot be used with"),
    ] {
        let out = run(args);
        assert!(out.code == 2 && out.stderr.contains(part), "{}", out.show());
    }
}

#[test]
fn records_are_counted_by_the_org() {
    let run = |args: &[&str]| Sandbox::shared().run(&[&["-o", "demo", "limits", "--csv", "--records"], args].concat());
    assert_eq!(run(&["invoice__c,Profile"]).stdout, "name,count\nInvoice__c,13\nProfile,4\n");
    // The org leaves out what it has none of.
    assert_eq!(run(&["Profile,feeditem"]).stdout, "name,count\nProfile,4\nFeedItem,0\n");
    let all = run(&[]).stdout;
    assert!(all.contains("\nInvoice__c,13\n") && !all.contains("FeedItem"), "{all}");
    let matching = run(&["--match", "invoice*"]).stdout;
    assert!(
        matching.starts_with("name,count\nInvoiceLine__c,") && matching.ends_with("\nInvoice__c,13\n"),
        "{matching}"
    );
    let out = run(&["Profile,Acount"]);
    assert!(out.code == 5 && out.stderr.contains("no object `Acount`; did you mean `Account`?"), "{}", out.show());
    let out = run(&["Account&x=y"]);
    assert!(out.code == 2 && out.stderr.contains("objects are names"), "{}", out.show());
}

#[test]
fn what_a_command_cost_is_told_at_its_end() {
    let sandbox = Sandbox::new();
    let left = |args: &[&str]| {
        let out = sandbox.run(&[&["-o", "demo", "--stats"], args].concat());
        assert_eq!(out.code, 0, "{}", out.show());
        let told = out.stderr.lines().last().expect("tells").to_owned();
        let left = told.rsplit(", ").next().and_then(|part| part.split(' ').next()?.parse::<i64>().ok());
        (told, left.expect("names what is left"))
    };
    let (told, first) = left(&["limits", "--match", "DailyApiRequests"]);
    // Two requests with the one that signs in, which is no API call.
    assert!(told.starts_with("2 requests, ") && told.ends_with(" of 15000 API calls left"), "{told}");
    let (_, second) = left(&["query", "SELECT Id FROM Profile"]);
    assert_eq!(first - second, 1);
    let out = sandbox.run(&["-o", "demo", "limits", "--match", "DailyApiRequests", "--jq", ".[0].remaining"]);
    assert_eq!(out.stdout.trim().parse::<i64>().ok(), Some(second - 1), "{}", out.show());
}
