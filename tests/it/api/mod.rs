//! `sfo api` from words to bytes.

mod bodies;
mod demo;
mod graphql;
mod parts;

use crate::support::{Demo, Org, Reply, Sandbox};

/// Two pages, the second named by `link`.
fn pages(link: &'static str) -> Org {
    Org::new(move |request, _| match request.target.as_str() {
        "/next" => Reply::json(200, r#"{"records":[2],"nextPageUrl":null}"#),
        _ => Reply::json(200, &format!(r#"{{"records":[1],"{link}":"/next"}}"#)),
    })
}

#[test]
fn a_path_is_short_or_whole_and_on_the_orgs_own_host() {
    let org = Org::always("{}");
    let sandbox = org.sandbox();
    for path in ["limits", "/sobjects/Account", "/services/apexrest/x?a=b", &format!("{}/id/1", org.origin)] {
        assert_eq!(sandbox.run(&["api", path]).show(), "exit 0\n--- stdout ---\n{}\n");
    }
    let targets: Vec<_> = org.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(
        targets,
        ["/services/data/v67.0/limits", "/services/data/v67.0/sobjects/Account", "/services/apexrest/x?a=b", "/id/1"]
    );
    for path in ["https://acme.example/services/data", "http://127.0.0.1:1/x"] {
        let out = sandbox.run(&["api", path]);
        assert_eq!((out.code, org.requests().len()), (2, 4), "{}", out.show());
        assert!(out.stderr.contains("is not this org's host"), "{}", out.show());
    }
}

#[test]
fn fields_and_input_are_bodies_that_are_posted_once() {
    let org = Org::new(|_, _| Reply::json(503, r#"[{"errorCode":"SERVER_UNAVAILABLE","message":"busy"}]"#));
    let sandbox = org.sandbox();
    sandbox.write("note.txt", "two\nlines");
    sandbox.write("body.csv", "Id\n001\n");
    let args = ["api", "sobjects/Account", "Name=12", "Revenue:=1.10", "Note=@note.txt", "-H", "X-Own: yes"];
    assert_eq!(sandbox.run(&args).code, 7);
    assert_eq!(sandbox.run(&["api", "PUT", "x", "--input", "body.csv", "-H", "Content-Type: text/csv"]).code, 7);
    assert_eq!(sandbox.run_with(&["api", "PATCH", "x", "--input", "-"], "{}").code, 7);
    let requests = org.requests();
    let sent = |index: usize| (requests[index].method.as_str(), requests[index].body.as_str());
    assert_eq!(sent(0), ("POST", r#"{"Name":"12","Revenue":1.10,"Note":"two\nlines"}"#));
    assert_eq!(
        (requests[0].header("content-type"), requests[0].header("x-own")),
        (Some("application/json"), Some("yes"))
    );
    // PUT says the same when it is said again; POST and PATCH may not.
    assert_eq!(sent(1), ("PUT", "Id\n001\n"));
    assert_eq!(requests[1].header("content-type"), Some("text/csv"));
    assert_eq!((requests.len(), sent(6)), (7, ("PATCH", "{}")));
}

#[test]
fn the_body_of_an_error_is_printed_and_not_filtered() {
    let body = r#"[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]"#;
    let org = Org::new(move |_, _| Reply::json(404, body));
    let out = org.sandbox().run(&["api", "x", "--api-version", "60.0", "--jq", ".a"]);
    assert_eq!((out.code, out.stdout), (5, format!("{body}\n")));
    assert!(out.stderr.contains(r#""code":"NOT_FOUND""#), "{}", out.stderr);
}

#[test]
fn a_session_that_has_ended_is_told_with_its_body() {
    let org = Org::new(|_, _| Reply::json(401, r#"[{"errorCode":"INVALID_SESSION_ID","message":"expired"}]"#));
    let out = org.sandbox().run(&["api", "limits"]);
    assert_eq!((out.code, org.requests().len()), (4, 1));
    assert!(out.stdout.contains("INVALID_SESSION_ID"), "{}", out.show());
}

#[test]
fn what_is_not_json_is_printed_as_it_comes() {
    let org = Org::new(|_, _| Reply::of(200, "text/html", b"<p>\r\n", ""));
    let sandbox = org.sandbox();
    assert_eq!(sandbox.run(&["api", "/services/apexrest/page"]).show(), "exit 0\n--- stdout ---\n<p>\r\n");
    let out = sandbox.run(&["api", "/services/apexrest/page", "--jq", "."]);
    assert_eq!((out.code, out.stdout.as_str()), (1, ""), "{}", out.show());
}

#[test]
fn headers_are_shown_without_secrets() {
    let org = Org::new(|_, _| Reply::of(204, "text/plain", b"", "Set-Cookie: sid=00Dsecret\r\nX-Request-Id: 7\r\n"));
    let out = org.sandbox().run(&["api", "DELETE", "sobjects/Account/001", "-i"]);
    assert!(out.stdout.starts_with("HTTP 204\n") && out.stdout.contains("\nx-request-id: 7\n"), "{}", out.show());
    assert!(out.stdout.contains("set-cookie: ****") && !out.stdout.contains("secret"), "{}", out.show());
}

#[test]
fn pages_are_followed_by_either_name() {
    for link in ["nextRecordsUrl", "nextPageUrl"] {
        let org = pages(link);
        let sandbox = org.sandbox();
        assert_eq!(sandbox.run(&["api", "x", "--paginate", "--jq", ".records[]"]).stdout, "1\n2\n");
        assert_eq!(sandbox.run(&["api", "x", "--paginate", "--slurp", "--jq", "map(.records[])"]).stdout, "[1,2]\n");
        assert_eq!(sandbox.run(&["api", "x", "--jq", ".records[]"]).stdout, "1\n");
    }
}

#[test]
fn asked_wrongly_nothing_is_sent() {
    let sandbox = Sandbox::new().set("SFO_ACCESS_TOKEN", "x").set("SFO_INSTANCE_URL", "http://127.0.0.1:9");
    for args in [
        &["POST"][..],
        &["x", "Name"],
        &["x", "N:=nope"],
        &["x", "N=@missing"],
        &["x", "N=1", "--input", "-"],
        &["POST", "x", "--paginate"],
        &["x", "--slurp"],
        &["x", "-H", "authorization: Bearer other"],
    ] {
        let out = sandbox.run(&[&["api"], args].concat());
        assert_eq!((out.code, out.stdout.as_str()), (2, ""), "{args:?} {}", out.show());
    }
}

#[test]
fn a_dry_run_prints_the_request_and_sends_nothing() {
    let sandbox = Sandbox::new().set("SFO_ACCESS_TOKEN", "00Dsecret").set("SFO_INSTANCE_URL", "http://127.0.0.1:9");
    let out = sandbox.run(&["api", "PATCH", "sobjects/Account/001", "Name=A", "-H", "Cookie: sid=1", "--dry-run"]);
    insta::assert_snapshot!(out.show(), @r#"
    exit 0
    --- stdout ---
    PATCH http://127.0.0.1:9/services/data/v67.0/sobjects/Account/001
    authorization: Bearer ****
    cookie: ****
    content-type: application/json

    {"Name":"A"}
    "#);
}

#[test]
fn the_policy_of_an_org_is_kept() {
    let demo = Demo::serve(&[]);
    let sandbox = Sandbox::new();
    demo.sign_in(&sandbox, "dev");
    let create = ["api", "-o", "dev", "sobjects/Account", "Name=Policy"];
    let policy = |policy| assert_eq!(sandbox.run(&["org", "policy", "dev", policy]).code, 0);
    policy("read-only");
    assert_eq!(sandbox.run(&[&create[..], &["--yes"]].concat()).code, 6);
    policy("confirm");
    let out = sandbox.run(&create);
    assert_eq!((out.code, out.stdout.as_str()), (6, ""), "{}", out.show());
    let count = ["query", "-o", "dev", "SELECT Id FROM Account WHERE Name = 'Policy'", "--count"];
    assert_eq!(sandbox.run(&count).stdout, "0\n");
    assert_eq!(sandbox.run(&[&create[..], &["--yes"]].concat()).code, 0);
    assert_eq!(sandbox.run(&count).stdout, "1\n");
}

#[test]
fn the_demo_org_answers_every_method() {
    let sandbox = Sandbox::new();
    let run = |args: &[&str]| sandbox.run(&[&["-o", "demo", "api"], args].concat());
    let id = run(&["sobjects/Account", "Name=Api", "--jq", ".id"]).stdout.trim().to_owned();
    let record = format!("sobjects/Account/{id}");
    assert_eq!(run(&["PATCH", &record, "NumberOfEmployees:=7"]).show(), "exit 0\n");
    assert_eq!(run(&[&record, "--jq", ".Name, .NumberOfEmployees"]).stdout, "Api\n7\n");
    let head = run(&["HEAD", &record, "-i"]);
    assert!(head.code == 0 && head.stdout.starts_with("HTTP 200\n"), "{}", head.show());
    assert_eq!(run(&["DELETE", &record]).show(), "exit 0\n");
    assert_eq!(run(&[&record]).code, 5);
}
