//! One query to several orgs, how much a run may cost, and in which zone times are shown.

use crate::support::{Demo, Org, Reply, Sandbox};

/// A home with logins `a` and `b` to one demo org.
fn two(demo: &Demo) -> Sandbox {
    let sandbox = Sandbox::new();
    demo.sign_in(&sandbox, "a");
    demo.sign_in(&sandbox, "b");
    sandbox
}

const NAMES: &str = "SELECT Name FROM Account ORDER BY Name";

#[test]
fn rows_come_by_org_in_the_order_given() {
    let demo = Demo::serve(&[]);
    let sandbox = two(&demo);
    let out = sandbox.run(&["-o", "b,a", "query", NAMES, "--csv", "--limit", "2", "--stats"]);
    assert_eq!(out.code, 0, "{}", out.show());
    let orgs: Vec<_> = out.stdout.lines().map(|line| line.split(',').next().unwrap_or_default()).collect();
    assert_eq!(orgs, ["_org", "b", "b", "a", "a"]);
    assert!(out.stderr.starts_with("2 requests"), "{}", out.show());
    let json = sandbox.run(&[
        "-o",
        "a,b",
        "query",
        NAMES,
        "--jq",
        "(map(._org) | unique), (.[0] | keys_unsorted)",
        "-f",
        "json",
    ]);
    assert_eq!(json.stdout, "[\"a\",\"b\"]\n[\"_org\",\"Name\"]\n", "{}", json.show());
    let count = sandbox.run(&["-o", "a,b", "query", NAMES, "--count", "--csv"]);
    assert!(count.stdout.starts_with("_org,count\na,"), "{}", count.show());
}

#[test]
fn an_org_that_fails_leaves_the_others() {
    let demo = Demo::serve(&[]);
    let sandbox = two(&demo);
    let out = sandbox.run(&["-o", "a,nobody,b", "query", NAMES, "--json", "--limit", "1"]);
    assert_eq!(out.code, 3, "{}", out.show());
    let rows: serde_json::Value = serde_json::from_str(&out.stdout).expect("the array is whole");
    assert_eq!(rows.as_array().map(Vec::len), Some(2));
    assert!(out.stderr.contains("1 of 3 orgs failed: nobody:"), "{}", out.show());
    let refused = sandbox.run(&["-o", "a,b", "query", "SELECT Nam FROM Account"]);
    assert!(refused.code == 1 && refused.stderr.contains("b: INVALID_FIELD"), "{}", refused.show());
}

#[test]
fn no_other_command_takes_several() {
    let demo = Demo::serve(&[]);
    let sandbox = two(&demo);
    for command in [&["limits"][..], &["describe"], &["auth", "token"], &["org", "show"]] {
        let out = sandbox.run(&[command, &["-o", "a,b"]].concat());
        assert!(out.code == 2 && out.stderr.contains("several orgs"), "{}", out.show());
    }
    let twice = sandbox.run(&["query", NAMES, "-o", "a,a"]);
    assert!(twice.code == 2 && twice.stderr.contains("more than once"), "{}", twice.show());
}

#[test]
fn a_run_sends_no_more_than_it_may() {
    const NEXT: &str = "/services/data/v67.0/query/0r8-1";
    let org = Org::new(|request, _| match request.target.as_str() {
        NEXT => Reply::json(200, r#"{"totalSize":2,"done":true,"records":[{"Id":"2"}]}"#),
        _ => Reply::json(
            200,
            &format!(r#"{{"totalSize":2,"done":false,"nextRecordsUrl":"{NEXT}","records":[{{"Id":"1"}}]}}"#),
        ),
    });
    let run = |most: &str| org.sandbox().run(&["query", "SELECT Id FROM A", "--json", "--max-calls", most]);
    assert_eq!(run("2").code, 0);
    let cut = run("1");
    assert!(cut.code == 6 && cut.stderr.contains("--max-calls 1"), "{}", cut.show());
    assert!(serde_json::from_str::<serde_json::Value>(&cut.stdout).is_err(), "half a result parsed: {}", cut.stdout);
    assert_eq!(run("0").stdout, "");
    assert_eq!(org.requests().len(), 3);
    let demo = Demo::serve(&[]);
    let several = two(&demo).run(&["-o", "a,b", "query", NAMES, "--max-calls", "1", "--json"]);
    assert!(several.code == 3 && several.stderr.contains("1 of 2 orgs failed"), "{}", several.show());
}

#[test]
fn times_are_shown_in_the_zone_that_is_asked_for() {
    let page = r#"{"totalSize":1,"done":true,"records":[{"D":"2024-07-31","T":"2024-07-31T22:30:00.000+0000"}]}"#;
    let org = Org::new(move |request, _| match request.target.as_str() {
        "/services/oauth2/userinfo" => Reply::json(200, r#"{"zoneinfo":"Asia/Kolkata"}"#),
        _ => Reply::json(200, page),
    });
    let run = |zone: &[&str]| org.sandbox().run(&[&["query", "SELECT D, T FROM A", "--csv"], zone].concat());
    assert_eq!(run(&[]).stdout, "D,T\n2024-07-31,2024-07-31T22:30:00.000+0000\n");
    assert_eq!(org.requests().len(), 1);
    assert_eq!(run(&["--tz", "America/New_York"]).stdout, "D,T\n2024-07-31,2024-07-31T18:30:00.000-04:00\n");
    assert_eq!(run(&["--tz", "user"]).stdout, "D,T\n2024-07-31,2024-08-01T04:00:00.000+05:30\n");
    assert_eq!(run(&["--tz", "UTC"]).stdout, "D,T\n2024-07-31,2024-07-31T22:30:00.000+00:00\n");
    let wrong = run(&["--tz", "Berlin"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("Europe/Berlin"), "{}", wrong.show());
}
