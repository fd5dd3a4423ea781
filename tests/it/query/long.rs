//! SOQL that is too long for a URL.

use crate::support::{Org, Reply, Request};
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
