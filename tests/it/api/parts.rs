//! Failures inside an answer that looks like success, and errors in shapes that only Apex has.

use crate::support::{Org, Reply};

fn part(name: &str, status: u16, body: &str) -> String {
    format!(r#"{{"body":{body},"httpHeaders":{{}},"httpStatusCode":{status},"referenceId":"{name}"}}"#)
}

/// A composite of one part that was done, unless it was not, and one that was not.
fn composite(first: u16) -> Org {
    let error = r#"[{"message":"Required fields are missing: [LastName]","errorCode":"REQUIRED_FIELD_MISSING","fields":["LastName"]}]"#;
    let first = part("NewAccount", first, if first < 300 { "null" } else { error });
    let body = format!(r#"{{"compositeResponse":[{first},{}]}}"#, part("NewContact", 400, error));
    Org::new(move |_, _| Reply::json(200, &body))
}

const POST: [&str; 6] = ["api", "POST", "composite", "--input", "-", "--jq"];

#[test]
fn a_part_that_failed_is_named_below_the_whole_answer() {
    let org = composite(204);
    let out = org.sandbox().run_with(&[&POST[..], &[".compositeResponse | length", "-f", "json"]].concat(), "{}");
    assert_eq!((out.code, out.stdout.as_str()), (3, "2\n"), "{}", out.show());
    insta::assert_snapshot!(out.stderr, @r#"{"error":{"code":"PARTIAL","message":"1 of 2 parts failed: NewContact: REQUIRED_FIELD_MISSING: Required fields are missing: [LastName]","status":null,"requestId":null,"hint":null,"exitCode":3}}"#);
    let out = org.sandbox().run_with(&["api", "composite", "--input", "-", "-f", "table"], "{}");
    assert!(out.stdout.contains("compositeResponse"), "{}", out.show());
    insta::assert_snapshot!(out.stderr, @r"
    error: 1 of 2 parts failed
      NewContact: REQUIRED_FIELD_MISSING: Required fields are missing: [LastName]
    ");
}

#[test]
fn where_every_part_failed_nothing_was_done() {
    let org = composite(400);
    let out = org.sandbox().run_with(&["api", "composite", "--input", "-"], "{}");
    assert!(out.code == 1 && out.stderr.contains("2 of 2 parts failed"), "{}", out.show());
}

#[test]
fn what_was_done_in_part_is_written_to_the_file_and_an_error_is_not() {
    let org = composite(204);
    let sandbox = org.sandbox();
    assert_eq!(sandbox.run_with(&["api", "composite", "--input", "-", "--output", "a.json"], "{}").code, 3);
    assert!(std::fs::read_to_string(sandbox.path("a.json")).is_ok_and(|text| text.contains("NewContact")));
    let tree = Org::new(|_, _| {
        let error = r#"{"statusCode":"INVALID_EMAIL_ADDRESS","message":"Email: invalid","fields":["Email"]}"#;
        Reply::json(400, &format!(r#"{{"hasErrors":true,"results":[{{"referenceId":"ref2","errors":[{error}]}}]}}"#))
    });
    let sandbox = tree.sandbox();
    sandbox.write("a.json", "old");
    let out = sandbox.run_with(&["api", "composite/tree/Account", "--input", "-", "--output", "a.json"], "{}");
    assert!(out.code == 1 && out.stderr.contains("ref2: INVALID_EMAIL_ADDRESS: Email: invalid"), "{}", out.show());
    assert!(std::fs::read_to_string(sandbox.path("a.json")).is_ok_and(|text| text == "old"));
}

#[test]
fn errors_of_apex_are_told_in_its_words() {
    for (kind, body, told) in [
        (
            "application/json",
            r#"[{"errorCode":"APEX_ERROR","message":"System.NullPointerException"}]"#,
            "APEX_ERROR: System.NullPointerException",
        ),
        ("application/json", r#"{"error":{"code":"NO_CASE","message":"none"}}"#, "NO_CASE: none"),
        ("application/json", r#""no such case""#, "HTTP_400: no such case"),
        ("text/plain", "no such case", "HTTP_400: no such case"),
        ("application/xml", "<r><errorCode>E</errorCode><message>m</message></r>", "E: m"),
    ] {
        let org = Org::new(move |_, _| Reply::of(400, kind, body.as_bytes(), ""));
        let out = org.sandbox().run(&["api", "/services/apexrest/case/1", "-f", "table"]);
        assert_eq!((out.code, out.stdout.trim_end(), out.stderr), (1, body, format!("error: {told}\n")));
    }
}
