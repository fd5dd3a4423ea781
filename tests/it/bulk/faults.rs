//! A bad day: resets, refusals and spent tokens in the middle of jobs. Every row comes or goes once all the same.

use crate::support::{Demo, Sandbox};

const ROWS: usize = 2_000;

/// A demo org with these faults, and somebody who is signed in to it.
fn bad_day(faults: &[&str]) -> (Demo, Sandbox) {
    let flags: Vec<&str> = faults.iter().flat_map(|fault| ["--fail", fault]).chain(["--page-size", "300"]).collect();
    let (demo, sandbox) = (Demo::serve(&flags), Sandbox::new());
    demo.sign_in(&sandbox, "bad");
    (demo, sandbox)
}

fn rows() -> String {
    (0..ROWS).map(|n| format!("Row {n}\n")).fold("LastName\n".to_owned(), |all, row| all + &row)
}

#[test]
fn rows_go_in_and_come_out_once_on_a_bad_day() {
    let (_demo, sandbox) = bad_day(&[
        "POST /services/data/*/jobs/ingest=503x1",
        "PUT /services/data/*/jobs/ingest/*/batches=resetx1@2",
        "PATCH /services/data/*/jobs/ingest/*=resetx1@3",
        "GET /services/data/*/jobs/ingest/*=503x2@2",
        "POST /services/data/*/jobs/query=503x1",
        "GET /services/data/*/jobs/query/*/results*=resetx2@3",
        "GET /services/data/*/jobs/query/*/resultPages*=503x1",
        "GET /services/data/*/jobs/query/*/results*=401x1@6",
    ]);
    let insert = ["-o", "bad", "bulk", "insert", "Contact", "--input", "-", "--split", "700"];
    let out = sandbox.run_with(&insert, &rows());
    assert_eq!(out.code, 0, "{}", out.show());
    let told: serde_json::Value = serde_json::from_str(&out.stdout).expect("is JSON");
    assert_eq!(told["done"], ROWS, "{told}");
    let soql = "SELECT LastName FROM Contact WHERE LastName LIKE 'Row %' ORDER BY Id";
    let out = sandbox.run(&["-o", "bad", "bulk", "query", soql, "--csv"]);
    assert_eq!(out.code, 0, "{}", out.show());
    let mut names: Vec<_> = out.stdout.lines().skip(1).collect();
    assert_eq!(names.len(), ROWS);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), ROWS);
}

#[test]
fn a_query_that_was_killed_goes_on_behind_its_last_whole_page() {
    let (_demo, sandbox) = bad_day(&["GET /services/data/*/jobs/query/*/results*=400x1@5"]);
    let insert = ["-o", "bad", "bulk", "insert", "Contact", "--input", "-", "-q"];
    assert_eq!(sandbox.run_with(&insert, &rows()).code, 0);
    let soql = "SELECT LastName FROM Contact WHERE LastName LIKE 'Row %' ORDER BY Id";
    let whole = sandbox.run(&["-o", "bad", "query", soql, "--csv"]).stdout;
    let query = ["-o", "bad", "bulk", "query", soql, "--csv", "--output", "rows.csv", "--parallel", "1"];
    let cut = sandbox.run(&query);
    assert!(cut.code == 1 && !sandbox.path("rows.csv").exists(), "{}", cut.show());
    let out = sandbox.run(&["-o", "bad", "bulk", "resume", "--csv"]);
    assert!(out.code == 0 && out.stderr.contains("1200 rows are there already"), "{}", out.show());
    let text = std::fs::read_to_string(sandbox.path("rows.csv")).expect("is there");
    assert_eq!(text.replace('"', ""), whole);
}

/// `/dev/full` is a disk without room.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_the_job_lives_on() {
    let (_demo, sandbox) = bad_day(&[]);
    for (command, resumes) in [(&["query"][..], false), (&["bulk", "query"], true)] {
        let mut run = sandbox.command(&[&["-o", "bad"], command, &["SELECT Id FROM Account", "--csv"]].concat());
        let disk = std::fs::File::options().write(true).open("/dev/full").expect("is there");
        let out = run.stdout(disk).output().expect("runs");
        let told = String::from_utf8_lossy(&out.stderr);
        assert_eq!(out.status.code(), Some(1), "{told}");
        assert!(told.contains("No space left on device"), "{told}");
        assert_eq!(told.contains("go on with it: sfo -o bad bulk resume 750"), resumes, "{told}");
    }
}

/// Four answers of a worker that is away: from the first to the last of them, the client waits for some five seconds.
#[test]
fn a_worker_that_is_away_for_seconds_costs_no_row() {
    for (fault, command) in [
        ("GET /services/data/*/query/*=503x4@3", &["query"][..]),
        ("GET /services/data/*/jobs/query/*/results*=503x4@3", &["bulk", "query"]),
    ] {
        let (demo, sandbox) =
            (Demo::serve(&["--fail", fault, "--page-size", "300", "--rows", "Contact=2000"]), Sandbox::new());
        demo.sign_in(&sandbox, "away");
        let read = || sandbox.run(&[&["-o", "away", "-q"], command, &["SELECT Id FROM Contact", "--csv"]].concat());
        let out = read();
        let mut ids: Vec<_> = out.stdout.lines().skip(1).collect();
        assert_eq!((out.code, ids.len()), (0, ROWS), "{}", out.show());
        // By now the worker is there again.
        assert!(out.stdout == read().stdout);
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), ROWS);
    }
}
