//! How the client takes what a network and a server can do to it.

use crate::support::{Org, Reply, Request, Sandbox};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

const QUERY: [&str; 4] = ["query", "SELECT Id FROM Account", "--format", "ndjson"];
const ONE: &str = r#"{"totalSize":1,"done":true,"records":[{"attributes":{"type":"Account"},"Id":"001"}]}"#;

fn error(code: &str, message: &str) -> String {
    format!(r#"[{{"message":"{message}","errorCode":"{code}"}}]"#)
}

fn gzip(text: &str) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(text.as_bytes()).expect("memory takes it");
    packer.finish().expect("memory takes it")
}

fn page(records: &str, total: u32, next: Option<&str>) -> String {
    let next = next.map_or_else(String::new, |next| format!(r#""nextRecordsUrl":"{next}","#));
    format!(r#"{{"totalSize":{total},"done":{},{next}"records":[{records}]}}"#, next.is_empty())
}

/// An org whose first page is good and whose second is this.
fn breaking(status: u16, body: String) -> Org {
    Org::new(move |request, _| match request.target.rsplit('/').next() {
        Some("0r8-1") => Reply::json(status, &body),
        _ => Reply::json(200, &page(r#"{"Id":"001"}"#, 2, Some("/services/data/v67.0/query/0r8-1"))),
    })
}

#[test]
fn a_small_query_is_one_request() {
    let org = Org::always(ONE);
    let out = org.sandbox().run(&QUERY);
    assert_eq!((out.code, out.stdout.as_str()), (0, "{\"Id\":\"001\"}\n"), "{}", out.show());
    let requests = org.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].target, "/services/data/v67.0/query?q=SELECT%20Id%20FROM%20Account");
    assert!(requests[0].header("authorization").is_some_and(|bearer| bearer.starts_with("Bearer 00D")));
}

#[test]
fn a_reset_in_mid_body_is_tried_again() {
    let org = Org::new(|_, before| if before == 0 { Reply::json(200, ONE).cut(120) } else { Reply::json(200, ONE) });
    let out = org.sandbox().run(&QUERY);
    assert_eq!((out.code, out.stdout.as_str()), (0, "{\"Id\":\"001\"}\n"), "{}", out.show());
    assert_eq!(org.requests().len(), 2);
}

#[test]
fn a_truncated_gzip_is_an_error_and_never_half_a_result() {
    let org = Org::new(|request, _| {
        assert_eq!(request.header("accept-encoding"), Some("gzip"));
        let body = gzip(ONE);
        Reply::of(200, "application/json", &body[..body.len() - 9], "Content-Encoding: gzip\r\n")
    });
    let out = org.sandbox().run(&QUERY);
    assert_eq!((out.code, out.stdout.as_str()), (7, ""), "{}", out.show());
    assert_eq!(org.requests().len(), 5);
}

#[test]
fn a_gzip_reply_is_read() {
    let org = Org::new(|_, _| Reply::of(200, "application/json", &gzip(ONE), "Content-Encoding: gzip\r\n"));
    assert_eq!(org.sandbox().run(&QUERY).stdout, "{\"Id\":\"001\"}\n");
}

#[test]
fn a_503_is_tried_again() {
    let org = Org::new(|_, before| if before == 0 { Reply::json(503, "") } else { Reply::json(200, ONE) });
    assert_eq!(org.sandbox().run(&QUERY).code, 0);
}

#[test]
fn a_429_waits_as_long_as_it_was_asked_to() {
    let org = Org::new(|_, before| match before {
        0 => Reply::of(429, "application/json", b"[]", "Retry-After: 2\r\n"),
        _ => Reply::json(200, ONE),
    });
    let start = std::time::Instant::now();
    assert_eq!(org.sandbox().run(&QUERY).code, 0);
    assert!(start.elapsed().as_millis() >= 2000);
}

#[test]
fn retries_end_with_the_code_of_the_network() {
    let org = Org::new(|_, _| Reply::json(503, &error("SERVER_UNAVAILABLE", "Server too busy")));
    let out = org.sandbox().run(&QUERY);
    assert_eq!(out.code, 7);
    insta::assert_snapshot!(out.stderr, @r#"{"error":{"code":"SERVER_UNAVAILABLE","message":"Server too busy","status":503,"requestId":null,"hint":null,"exitCode":7}}"#);
    assert_eq!(org.requests().len(), 5);
}

#[test]
fn a_session_that_ends_between_pages_is_an_error_with_an_open_result() {
    let org = breaking(401, error("INVALID_SESSION_ID", "Session expired or invalid"));
    let out = org.sandbox().run(&["query", "SELECT Id FROM Account", "--json"]);
    assert_eq!(out.code, 4, "{}", out.show());
    assert!(serde_json::from_str::<serde_json::Value>(&out.stdout).is_err(), "half a result parsed: {}", out.stdout);
    assert!(out.stderr.contains("INVALID_SESSION_ID"), "{}", out.show());
}

#[test]
fn a_maintenance_page_is_told_as_what_it_is() {
    let org = Org::new(|_, _| Reply::html(200, "<html><head><title>Down for maintenance</title></head></html>"));
    let out = org.sandbox().run(&["query", "SELECT Id FROM Account", "--format", "table"]);
    assert_eq!((out.code, out.stdout.as_str()), (7, ""));
    assert!(out.stderr.contains("web page (HTTP 200): Down for maintenance"), "{}", out.show());
    assert!(!out.stderr.contains("<html>"));
}

#[test]
fn a_spent_locator_is_the_orgs_own_error() {
    let org = breaking(400, error("INVALID_QUERY_LOCATOR", "invalid query locator"));
    let out = org.sandbox().run(&QUERY);
    assert_eq!(out.code, 1);
    assert!(out.stderr.contains("INVALID_QUERY_LOCATOR"), "{}", out.show());
}

#[test]
fn the_token_goes_to_no_other_host() {
    let other = Org::always(ONE);
    let target = format!("{}/steal", other.origin.replace("127.0.0.1", "localhost"));
    let next = target.clone();
    let org = Org::new(move |_, _| Reply::json(200, &page(r#"{"Id":"001"}"#, 2, Some(&next))));
    let out = org.sandbox().run(&QUERY);
    assert_eq!(out.code, 1, "{}", out.show());
    assert!(out.stderr.contains("another host"), "{}", out.show());
    assert!(other.requests().is_empty());
    // The scripted org complains when nobody calls it.
    Sandbox::new().set("SFO_ACCESS_TOKEN", "x").set("SFO_INSTANCE_URL", &other.origin).run(&QUERY);
}

#[test]
fn a_redirect_is_not_followed() {
    let org = Org::new(|_, _| Reply::of(302, "text/plain", b"", "Location: https://login.salesforce.com/\r\n"));
    assert_eq!(org.sandbox().run(&QUERY).code, 7);
    assert_eq!(org.requests().len(), 1);
}

#[test]
fn a_body_of_a_gibibyte_is_refused_without_holding_it() {
    let org = Org::new(|_, _| {
        let block = vec![b' '; 1 << 20];
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        for _ in 0..1024 {
            packer.write_all(&block).expect("memory takes it");
        }
        let body = packer.finish().expect("memory takes it");
        Reply::of(200, "application/json", &body, "Content-Encoding: gzip\r\n")
    });
    let out = org.sandbox().run(&QUERY);
    assert_eq!(out.code, 7, "{}", out.show());
    assert!(out.stderr.contains("longer than the 64 MiB"), "{}", out.show());
    assert_eq!(org.requests().len(), 1);
}

#[test]
fn invalid_utf8_is_an_error() {
    let org = Org::new(|_, _| Reply::of(200, "application/json", b"{\"records\":[{\"N\":\"\xff\"}]}", ""));
    let out = org.sandbox().run(&QUERY);
    assert_eq!((out.code, out.stdout.as_str()), (7, ""));
    assert!(out.stderr.contains("not UTF-8"), "{}", out.show());
}

#[test]
fn fewer_rows_than_promised_is_a_partial_result() {
    let org = Org::new(|_, _| Reply::json(200, &page(r#"{"Id":"001"}"#, 3, None)));
    let out = org.sandbox().run(&QUERY);
    assert_eq!((out.code, out.stdout.as_str()), (3, "{\"Id\":\"001\"}\n"), "{}", out.show());
    assert!(out.stderr.contains("3 rows and delivered 1"), "{}", out.show());
}

#[test]
fn an_older_org_is_asked_in_its_own_version_and_that_is_kept() {
    let answer = |request: &Request, _| match request.target.as_str() {
        "/services/data/" => Reply::json(200, r#"[{"version":"61.0"},{"version":"62.0"}]"#),
        target if target.contains("v62.0") => Reply::json(200, ONE),
        _ => Reply::json(404, r#"[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]"#),
    };
    let org = Org::new(answer);
    let sandbox = org.sandbox();
    assert_eq!(sandbox.run(&QUERY).code, 0);
    assert_eq!(org.requests().len(), 3);
    assert_eq!(sandbox.run(&QUERY).code, 0);
    assert_eq!(org.requests().len(), 4);
}

#[test]
fn an_unreachable_host_is_a_network_error_and_nothing_else() {
    let sandbox = Sandbox::new().set("SFO_ACCESS_TOKEN", "x").set("SFO_INSTANCE_URL", "http://127.0.0.1:9");
    let out = sandbox.run(&QUERY);
    assert_eq!((out.code, out.stdout.as_str()), (7, ""));
    assert!(out.stderr.contains("cannot reach 127.0.0.1:9"), "{}", out.show());
}

#[test]
fn verbose_tells_requests_without_secrets_and_without_the_query() {
    let org = Org::always(ONE);
    let out = org.sandbox().run(&["-vv", "query", "SELECT Id FROM Account WHERE Name = 'confidential'"]);
    assert!(out.stderr.contains("GET /services/data/v67.0/query 200 "), "{}", out.show());
    assert!(out.stderr.contains("> authorization: ****"), "{}", out.show());
    assert!(!out.stderr.contains("confidential"), "{}", out.show());
}

#[test]
fn stats_count_what_went_over_the_wire() {
    let org =
        Org::new(|_, _| Reply::of(200, "application/json", ONE.as_bytes(), "Sforce-Limit-Info: api-usage=18/5000\r\n"));
    let out = org.sandbox().run(&[&["--stats"], &QUERY[..]].concat());
    assert!(out.stderr.starts_with(&format!("1 request, {} bytes received, ", ONE.len())), "{}", out.show());
    assert!(out.stderr.trim_end().ends_with("4982 of 5000 API calls left"), "{}", out.show());
}
