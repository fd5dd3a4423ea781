//! `sfo query` from flags to bytes.

mod fields;
mod lists;
mod long;
mod orgs;

use crate::support::{Org, Reply, Sandbox};

fn two_pages() -> Org {
    Org::new(|request, _| match request.target.rsplit('/').next() {
        Some("0r8-1") => Reply::json(
            200,
            r#"{"totalSize":2,"done":true,"records":[{"attributes":{"type":"A","url":"/a/2"},"Id":"2","N":9007199254740993}]}"#,
        ),
        _ => Reply::json(
            200,
            r#"{"totalSize":2,"done":false,"nextRecordsUrl":"/services/data/v67.0/query/0r8-1","records":[{"attributes":{"type":"A","url":"/a/1"},"Id":"1","N":1.10}]}"#,
        ),
    })
}

#[test]
fn all_pages_come_and_digits_stay() {
    let org = two_pages();
    let out = org.sandbox().run(&["query", "SELECT Id, N FROM A"]);
    assert_eq!(
        out.show(),
        "exit 0\n--- stdout ---\n[\n{\"Id\":\"1\",\"N\":1.10},\n{\"Id\":\"2\",\"N\":9007199254740993}\n]\n"
    );
}

#[test]
fn a_limit_stops_before_the_next_page() {
    let org = two_pages();
    let out = org.sandbox().run(&["query", "SELECT Id, N FROM A", "--limit", "1", "--csv"]);
    assert_eq!((out.code, out.stdout.as_str()), (0, "Id,N\n1,1.10\n"));
    assert_eq!(org.requests().len(), 1);
    assert_eq!(org.requests()[0].header("sforce-query-options"), Some("batchSize=200"));
}

#[test]
fn raw_keeps_the_envelope_of_all_pages() {
    let org = two_pages();
    let out = org.sandbox().run(&[
        "query",
        "SELECT Id, N FROM A",
        "--raw",
        "--jq",
        "[.totalSize, .done, .records[].attributes.url]",
    ]);
    assert_eq!(out.stdout, "[2,true,\"/a/1\",\"/a/2\"]\n", "{}", out.show());
}

#[test]
fn children_are_completed_at_every_depth() {
    let org = Org::new(|request, _| {
        let list = |next: &str, rows: &str| {
            let next = if next.is_empty() {
                String::new()
            } else {
                format!(r#""nextRecordsUrl":"/services/data/v67.0/query/{next}","#)
            };
            format!(r#"{{"totalSize":2,"done":{},{next}"records":[{rows}]}}"#, next.is_empty())
        };
        let row = |id: u8, kids: &str| format!(r#"{{"attributes":{{"type":"C"}},"Id":{id},"Kids":{kids}}}"#);
        Reply::json(
            200,
            &match request.target.rsplit('/').next() {
                Some("kids") => list("", &row(3, &list("grandkids", &row(4, "null")))),
                Some("grandkids") => list("", &row(5, "null")),
                _ => list("", &row(1, &list("kids", &row(2, "null")))).replacen(":2,", ":1,", 1),
            },
        )
    });
    let out =
        org.sandbox().run(&["query", "SELECT Id, (SELECT Id, (SELECT Id FROM Kids) FROM Kids) FROM A", "-f", "ndjson"]);
    let expected =
        r#"{"Id":1,"Kids":[{"Id":2,"Kids":null},{"Id":3,"Kids":[{"Id":4,"Kids":null},{"Id":5,"Kids":null}]}]}"#;
    assert_eq!(out.stdout, format!("{expected}\n"), "{}", out.show());
}

#[test]
fn counting_asks_for_the_count_alone() {
    let org = Org::always(r#"{"totalSize":14,"done":true,"records":[]}"#);
    let out = org.sandbox().run(&["query", "SELECT Id, Name FROM Account ORDER BY Name", "--count"]);
    assert_eq!(out.show(), "exit 0\n--- stdout ---\n14\n");
    let doubled = org.sandbox().run(&["query", "SELECT COUNT() FROM Account", "--jq", ". * 2"]);
    assert_eq!(doubled.show(), "exit 0\n--- stdout ---\n28\n");
    assert_eq!(org.requests()[0].target, "/services/data/v67.0/query?q=SELECT%20COUNT%28%29%20FROM%20Account");
}

#[test]
fn flags_choose_the_endpoint() {
    let org = Org::always(r#"{"totalSize":0,"done":true,"records":[]}"#);
    let sandbox = org.sandbox();
    assert_eq!(sandbox.run(&["query", "SELECT Id FROM A", "--all-rows"]).code, 0);
    assert_eq!(sandbox.run(&["query", "SELECT Id FROM A", "--tooling", "--api-version", "60.0"]).code, 0);
    let targets: Vec<_> = org.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(
        targets,
        [
            "/services/data/v67.0/queryAll?q=SELECT%20Id%20FROM%20A",
            "/services/data/v60.0/tooling/query?q=SELECT%20Id%20FROM%20A"
        ]
    );
}

#[test]
fn no_rows_are_no_error_unless_asked_for() {
    let org = Org::always(r#"{"totalSize":0,"done":true,"records":[]}"#);
    let sandbox = org.sandbox();
    assert_eq!(sandbox.run(&["query", "SELECT Id FROM A", "--csv"]).show(), "exit 0\n--- stdout ---\nId\n");
    assert_eq!(sandbox.run(&["query", "SELECT Id FROM A"]).show(), "exit 0\n--- stdout ---\n[]\n");
    assert_eq!(sandbox.run(&["query", "SELECT Id FROM A", "--fail-empty"]).code, 5);
}

#[test]
fn a_query_comes_from_a_file_or_stdin() {
    let org = Org::always(r#"{"totalSize":1,"done":true,"records":[{"Id":"1"}]}"#);
    let sandbox = org.sandbox();
    sandbox.write("q.soql", "SELECT Id\nFROM A\n");
    assert_eq!(sandbox.run(&["query", "@q.soql", "--jq", ".[].Id"]).stdout, "1\n");
    assert_eq!(sandbox.run_with(&["query", "-", "--jq", ".[].Id"], "SELECT Id FROM A").stdout, "1\n");
}

#[test]
fn values_are_bound_and_cannot_break_out() {
    let org = Org::always(r#"{"totalSize":0,"done":true,"records":[]}"#);
    let sandbox = org.sandbox();
    let out = sandbox.run(&[
        "query",
        "SELECT Id FROM A WHERE N = :n AND D > :d",
        "--bind",
        "n=x' OR Name != '",
        "--bind",
        "d:=TODAY",
    ]);
    assert_eq!(out.code, 0, "{}", out.show());
    let sent = percent_encoding::percent_decode_str(&org.requests()[0].target).decode_utf8_lossy().into_owned();
    assert!(sent.ends_with(r"SELECT Id FROM A WHERE N = 'x\' OR Name != \'' AND D > TODAY"), "{sent}");
}

#[test]
fn an_output_file_is_replaced_only_by_a_whole_result() {
    let org = Org::new(|_, before| match before {
        0 => Reply::json(200, r#"{"totalSize":1,"done":true,"records":[{"Id":"1"}]}"#),
        _ => Reply::json(400, r#"[{"message":"no","errorCode":"INVALID_FIELD"}]"#),
    });
    let sandbox = org.sandbox();
    let args = ["query", "SELECT Id FROM A", "--csv", "--output", "rows.csv"];
    assert_eq!(sandbox.run(&args).show(), "exit 0\n");
    assert_eq!(sandbox.run(&args).code, 1);
    assert_eq!(std::fs::read_to_string(sandbox.path("rows.csv")).expect("was written"), "Id\n1\n");
    let left: Vec<_> =
        std::fs::read_dir(sandbox.path(".")).expect("is a folder").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left, ["rows.csv"]);
}

#[cfg(unix)]
#[test]
fn a_reader_who_leaves_is_no_error() {
    use std::process::Stdio;
    let rows: Vec<_> = (0..20_000).map(|n| format!(r#"{{"Id":"{n:018}"}}"#)).collect();
    let body = format!(r#"{{"totalSize":20000,"done":true,"records":[{}]}}"#, rows.join(","));
    let org = Org::new(move |_, _| Reply::json(200, &body));
    let mut child = org
        .sandbox()
        .command(&["query", "SELECT Id FROM A", "--csv"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn the_version_needs_nothing_and_nobody() {
    let out = Sandbox::new().set("SFO_HOME", "/nonexistent").run(&["--version"]);
    assert_eq!(out.show(), format!("exit 0\n--- stdout ---\nsfo {}\n", env!("CARGO_PKG_VERSION")));
}
