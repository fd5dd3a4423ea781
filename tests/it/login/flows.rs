//! The grants that need no callback, against a demo org.

use super::attempt::{nothing_is_stored, query_works};
use super::browser::{PASSWORD, USER};
use super::{Browser, ports};
use crate::support::{Demo, Outcome, Sandbox};
use reqwest::Url;
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

fn login(demo: &Demo, sandbox: &Sandbox, flow: &str, more: &[&str], stdin: &str) -> Outcome {
    let args = ["auth", "login", "--alias", "dev", "--store", "file", "--host", &demo.origin, "--flow", flow];
    sandbox.run_with(&[&args[..], more].concat(), stdin)
}

fn succeeds(demo: &Demo, flow: &str, more: &[&str], stdin: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    let out = login(demo, &sandbox, flow, more, stdin);
    assert_eq!(out.code, 0, "{}", out.show());
    query_works(&sandbox);
    sandbox
}

fn fails(demo: &Demo, flow: &str, more: &[&str], stdin: &str, words: &str) {
    let sandbox = Sandbox::new();
    let out = login(demo, &sandbox, flow, more, stdin);
    assert_eq!(out.code, 4, "{}", out.show());
    assert!(out.stderr.contains(words), "{}", out.show());
    nothing_is_stored(&sandbox);
}

#[test]
fn a_server_signs_in_with_its_secret() {
    let demo = Demo::serve(&[]);
    let (id, secret) =
        (demo.app("Demo Client Credentials", "clientId"), demo.app("Demo Client Credentials", "clientSecret"));
    let args = ["--client-id", &id, "--client-secret-stdin"];
    succeeds(&demo, "client-credentials", &args, &secret);
    fails(&demo, "client-credentials", &args, "F00D", "invalid_client");
    let args = ["--client-id", "3MVG9.nobody", "--client-secret-stdin"];
    fails(&demo, "client-credentials", &args, &secret, "invalid_client_id");
}

#[test]
fn user_name_and_password_are_taken_with_a_warning() {
    let demo = Demo::serve(&[]);
    let secret = demo.app("Demo Password", "clientSecret");
    let token = demo.sheet["securityToken"].as_str().expect("is text");
    let id = demo.app("Demo Password", "clientId");
    let args = ["--client-id", &id, "--username", USER, "--password-stdin"];
    for (password, code) in [(format!("{PASSWORD}{token}"), 0), ("open".to_owned(), 4)] {
        let sandbox = Sandbox::new().set("SFO_CLIENT_SECRET", &secret);
        let out = login(&demo, &sandbox, "password", &args, &password);
        assert_eq!(out.code, code, "{}", out.show());
        assert!(out.stderr.contains("warning: the password flow"), "{}", out.show());
        if code == 0 { query_works(&sandbox) } else { nothing_is_stored(&sandbox) }
    }
}

#[test]
fn a_site_takes_the_password_itself() {
    let demo = Demo::serve(&[]);
    let id = demo.app("Demo Headless", "clientId");
    let args = ["--client-id", &id, "--username", USER, "--password-stdin", "--redirect-uri", ports::CALLBACKS[0]];
    succeeds(&demo, "headless", &args, PASSWORD);
    fails(&demo, "headless", &args, "open", "authentication failure");
}

#[test]
fn a_login_is_handed_over_by_token_and_by_auth_url() {
    let demo = Demo::serve(&[]);
    let sandbox = Sandbox::new();
    demo.sign_in(&sandbox, "dev");
    let token = sandbox.run(&["auth", "token", "-o", "dev"]).stdout;
    succeeds(&demo, "token", &["--access-token-stdin"], &token);
    fails(&demo, "token", &["--access-token-stdin"], "00D000000000001!wrong", "Bad_OAuth_Token");
    fails(&demo, "auth-url", &["--auth-url-stdin"], &auth_url(&demo, "5Aep861wrong"), "invalid_grant");
}

/// A login with a refresh token, which a person at a browser gets, goes on in another home.
#[test]
fn an_exported_auth_url_signs_in_elsewhere() {
    let _turn = ports::turn();
    let (demo, sandbox, mut browser) = (Demo::serve(&[]), Sandbox::new(), Browser::default());
    let attempt = super::Attempt::web(&demo, &sandbox, "Demo Public", &[]);
    let callback = browser.decide(&attempt.url, "allow");
    browser.open(&callback);
    attempt.succeeds(&sandbox);
    let url = sandbox.run(&["auth", "export", "-o", "dev", "--as", "auth-url"]).stdout;
    assert!(url.starts_with("force://"), "exports an auth URL");
    succeeds(&demo, "auth-url", &["--auth-url-stdin"], &url);
}

fn auth_url(demo: &Demo, refresh: &str) -> String {
    let host = demo.origin.trim_start_matches("http://");
    format!("force://{}::{refresh}@{host}", demo.app("Demo Public", "clientId"))
}

/// Starts a machine without a browser, hands page and code to `person`, and waits for its end.
fn device(demo: &Demo, sandbox: &Sandbox, decision: &str) -> Outcome {
    let id = demo.app("Demo Device", "clientId");
    let args = ["auth", "login", "--alias", "dev", "--store", "file", "--host", &demo.origin, "--flow", "device"];
    let mut command = sandbox.command(&[&args[..], &["--client-id", &id, "--wait", "20s"]].concat());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary starts");
    let mut stderr = BufReader::new(child.stderr.take().expect("is piped"));
    let mut line = String::new();
    stderr.read_line(&mut line).expect("says where to go");
    let words: Vec<&str> = line.split_whitespace().collect();
    let [.., page, "and", "type", "in", code] = words[..] else { panic!("{line}") };
    approve(&Url::parse(page).expect("is an address"), code, decision);
    let mut rest = String::new();
    stderr.read_to_string(&mut rest).expect("is text");
    let output = child.wait_with_output().expect("the binary ends");
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    Outcome { code: output.status.code().unwrap_or(-1), stdout, stderr: line + &rest }
}

fn approve(page: &Url, code: &str, decision: &str) {
    let mut browser = Browser::default();
    let page = browser.sign_in(page, USER, PASSWORD);
    let page = browser.submit(&page, &[("user_code", code), ("decision", decision)]);
    assert_eq!(page.status, 200);
}

#[test]
fn a_device_waits_until_somebody_has_decided() {
    let demo = Demo::serve(&[]);
    let sandbox = Sandbox::new();
    let out = device(&demo, &sandbox, "allow");
    assert_eq!(out.code, 0, "{}", out.show());
    query_works(&sandbox);

    let sandbox = Sandbox::new();
    let out = device(&demo, &sandbox, "deny");
    assert_eq!(out.code, 4, "{}", out.show());
    assert!(out.stderr.contains("access_denied"), "{}", out.show());
    nothing_is_stored(&sandbox);
}
