//! SOQL that is too long for a URL.

use crate::support::{Demo, Org, Reply, Request, Sandbox};
use serde_json::{Value, json};

/// A query of this many bytes.
fn long(bytes: usize) -> String {
    format!("SELECT Id FROM A WHERE N = '{}'", "x".repeat(bytes - 29))
}

/// The SOQL inside a composite request, after a look at the rest of it.
fn inner(request: &Request) -> String {
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/services/data/v67.0/composite"));
    let body: Value = serde_json::from_str(&request.body).expect("is JSON");
    let part = &body["compositeRequest"][0];
    assert_eq!((part["method"].as_str(), body["compositeRequest"].as_array().map(Vec::len)), (Some("GET"), Some(1)));
    let url = part["url"].as_str().expect("is text").strip_prefix("/services/data/v67.0/query?q=").expect("a query");
    percent_encoding::percent_decode_str(url).decode_utf8_lossy().into_owned()
}

fn composite(status: u16, body: &Value) -> Reply {
    let part = json!({"body": body, "httpHeaders": {}, "httpStatusCode": status, "referenceId": "q"});
    Reply::json(200, &json!({ "compositeResponse": [part] }).to_string())
}

#[test]
fn it_goes_into_an_envelope_and_its_further_pages_are_fetched_as_ever() {
    const NEXT: &str = "/services/data/v67.0/query/0r8-1";
    let org = Org::new(|request, _| match request.target.as_str() {
        NEXT => Reply::json(200, r#"{"totalSize":2,"done":true,"records":[{"Id":"2"}]}"#),
        _ => composite(200, &json!({"totalSize": 2, "done": false, "nextRecordsUrl": NEXT, "records": [{"Id": "1"}]})),
    });
    let soql = long(50_000);
    let out = org.sandbox().run(&["query", &soql, "--csv", "--page-size", "300"]);
    assert_eq!(out.show(), "exit 0\n--- stdout ---\nId\n1\n2\n");
    assert_eq!(inner(&org.requests()[0]), soql);
    assert!(org.requests()[0].body.contains(r#""httpHeaders":{"sforce-query-options":"batchSize=300"}"#));
    assert_eq!(org.requests().len(), 2);
}

#[test]
fn a_refusal_inside_is_a_refusal() {
    let org = Org::new(|request, _| {
        let message = format!("\nSELECT Id FROM A WHERE N\n^\nERROR at Row:1:Column:{}\nNo such column 'N'", 24);
        assert!(inner(request).starts_with("SELECT"));
        composite(400, &json!([{"message": message, "errorCode": "INVALID_FIELD"}]))
    });
    let out = org.sandbox().run(&["query", &long(20_000), "-f", "table"]);
    assert_eq!((out.code, out.stdout.as_str()), (1, ""), "{}", out.show());
    let lines: Vec<_> = out.stderr.lines().collect();
    assert_eq!(lines[0], "error: INVALID_FIELD: No such column 'N'");
    assert_eq!(lines[2].find('^'), lines[1].find("N ="), "{}", out.show());
}

#[test]
fn a_read_only_org_answers_it() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    demo.sign_in(&sandbox, "dev");
    assert_eq!(sandbox.run(&["org", "policy", "dev", "read-only"]).code, 0);
    let list = vec!["'Meridian Holdings'"; 2000].join(",");
    let soql = format!("SELECT Name FROM Account WHERE Name IN ({list})");
    let out = sandbox.run(&["-o", "dev", "query", &soql, "--csv", "-v"]);
    assert_eq!((out.code, out.stdout.as_str()), (0, "Name\nMeridian Holdings\n"), "{}", out.stderr);
    assert!(out.stderr.contains("/composite 200"), "{}", out.stderr);
}

#[test]
fn it_is_as_safe_to_repeat_as_any_read() {
    let org = Org::new(|_, before| match before {
        0 => Reply::json(503, ""),
        _ => composite(200, &json!({"totalSize": 0, "done": true, "records": []})),
    });
    assert_eq!(org.sandbox().run(&["query", &long(20_000)]).stdout, "[]\n");
    assert_eq!(org.requests().len(), 2);
}

#[test]
fn an_older_org_gets_the_envelope_of_its_own_version() {
    let org = Org::new(|request, _| match request.target.as_str() {
        "/services/data/" => Reply::json(200, r#"[{"version":"62.0"}]"#),
        "/services/data/v62.0/composite" if request.body.contains("/services/data/v62.0/query") => {
            composite(200, &json!({"totalSize": 0, "done": true, "records": []}))
        }
        target if target.contains("v67.0") => Reply::json(404, "[]"),
        _ => composite(404, &json!([{"message": "not there", "errorCode": "NOT_FOUND"}])),
    });
    let out = org.sandbox().run(&["query", &long(20_000)]);
    assert_eq!(out.stdout, "[]\n", "{}", out.show());
}

/// What an org answers that has a value for every field: its name in lower case.
fn echo(request: &Request, ids: &[&str]) -> Reply {
    let short = request.target.split_once("query?q=").map(|(_, soql)| soql);
    let short = short.map(|soql| percent_encoding::percent_decode_str(soql).decode_utf8_lossy().into_owned());
    let (soql, short) = (short.clone().unwrap_or_else(|| inner(request)), short.is_some());
    assert!(soql.len() <= 100_000, "{} characters", soql.len());
    let (list, rest) = soql.split_once(" FROM A").expect("asks A");
    let asked = |id: &&&str| !rest.contains("Id IN") || rest.contains(**id);
    let row = |id: &&str| {
        let value = |name: &str| {
            (name.to_owned(), if name == "Id" { json!(id) } else { json!(format!("{id} {name}").to_lowercase()) })
        };
        Value::Object(list["SELECT ".len()..].split(", ").map(value).collect())
    };
    // Later parts come in another order.
    let mut rows: Vec<_> = ids.iter().filter(asked).map(row).collect();
    if rest.contains("Id IN") {
        rows.reverse();
    }
    let page = json!({"totalSize": rows.len(), "done": true, "records": rows});
    if short { Reply::json(200, &page.to_string()) } else { composite(200, &page) }
}

#[test]
fn a_list_of_fields_that_fits_nowhere_comes_in_parts_that_are_joined() {
    let names: Vec<_> = (0..4000).map(|n| format!("Field{n:030}__c")).collect();
    let soql = format!("SELECT {} FROM A", names.join(", "));
    let org = Org::new(|request, _| echo(request, &["001B", "001A", "001C"]));
    let sandbox = org.sandbox();
    sandbox.write("q.soql", &soql);
    let out = sandbox.run(&["query", "@q.soql", "--csv"]);
    assert_eq!(out.code, 0, "{}", out.stderr);
    let lines: Vec<Vec<&str>> = out.stdout.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(lines[0], names);
    for (line, id) in lines[1..].iter().zip(["001b", "001a", "001c"]) {
        let want: Vec<_> = names.iter().map(|name| format!("{id} {}", name.to_lowercase())).collect();
        assert_eq!(*line, want);
    }
    assert_eq!(lines.len(), 4);
    assert!(org.requests().len() > 1);
    let json = sandbox.run(&["query", "@q.soql", "--jq", ".[0] | has(\"Id\"), length"]);
    assert_eq!(json.stdout, "false\n4000\n", "{}", json.stderr);
}

#[test]
fn a_row_of_which_a_part_is_missing_is_a_shortfall() {
    let names: Vec<_> = (0..4000).map(|n| format!("Field{n:030}__c")).collect();
    let org = Org::new(|request, before| match before {
        0 => echo(request, &["001A", "001B"]),
        _ => echo(request, &["001B"]),
    });
    let sandbox = org.sandbox();
    sandbox.write("q.soql", format!("SELECT Id, {} FROM A", names.join(", ")));
    let out = sandbox.run(&["query", "@q.soql", "--jq", ".[].Id"]);
    assert_eq!((out.code, out.stdout.as_str()), (3, "001B\n"), "{}", out.stderr);
    assert!(out.stderr.contains("promised 2 rows and delivered 1"), "{}", out.stderr);
}

#[test]
fn the_tooling_api_has_no_such_way() {
    let org = Org::always(r#"{"totalSize":0,"done":true,"records":[]}"#);
    let sandbox = org.sandbox();
    let out = sandbox.run(&["query", &long(20_000), "--tooling", "-f", "table"]);
    assert_eq!((out.code, out.stdout.as_str()), (2, ""));
    assert!(out.stderr.contains("too long for the Tooling API"), "{}", out.show());
    assert_eq!(sandbox.run(&["query", &long(10_000)]).code, 0);
    assert_eq!(org.requests().len(), 1);
}
