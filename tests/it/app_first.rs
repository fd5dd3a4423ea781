//! The first token: an app command without any login.

use crate::support::{Demo, Org, Outcome, Sandbox};
use serde_json::json;
use std::os::unix::fs::PermissionsExt;

/// An access token of the official CLI, and how it sealed it with its key.
const TOKEN: &str = "00D000000000001!AQEAQ.test";
const KEY: &str = "00112233445566778899aabbccddeeff";
const SEALED: &str =
    "0123456789ab181d3139a8657308970c823c7b6ffb971baac46ab31d70014695:df085b4915641f16aaa0650059455a8e";

/// A home with logins of the official CLI, the first of which is its default.
fn home(origin: &str, users: &[&str]) -> Sandbox {
    let sandbox = Sandbox::new();
    let file = sandbox.write("home/.sfdx/key.json", json!({"key": KEY}).to_string());
    std::fs::set_permissions(file, PermissionsExt::from_mode(0o600)).expect("sets");
    for user in users {
        let account = json!({
            "username": user, "orgId": "00D000000000001EAA", "userId": "005000000000001AAA", "clientId": "PlatformCLI",
            "instanceUrl": origin, "loginUrl": origin, "accessToken": SEALED, "refreshToken": SEALED,
        });
        sandbox.write(&format!("home/.sfdx/{user}.json"), account.to_string());
    }
    let folder = sandbox.path("home").to_string_lossy().into_owned();
    sandbox.set("HOME", folder)
}

fn grant(sandbox: &Sandbox) -> Outcome {
    sandbox.run(&["app", "grant", "Demo_Public", "--permission-set", "sfo_users"])
}

#[test]
fn who_has_none_is_told_the_ways_to_one() {
    let sandbox = home("https://acme.my.salesforce.com", &[]);
    let out = grant(&sandbox);
    assert_eq!((out.code, out.stdout.as_str()), (4, ""), "{}", out.show());
    for way in ["a login of the official CLI (none", "SFO_ACCESS_TOKEN, with SFO_INSTANCE_URL", "sfo app guide"] {
        assert!(out.stderr.contains(way), "{way}: {}", out.show());
    }
}

#[test]
fn a_login_of_the_official_cli_serves_for_the_run_and_is_not_kept() {
    let org = Org::always(r#"{"totalSize":0,"done":true,"records":[]}"#);
    let sandbox = home(&org.origin, &["admin@example.com"]);
    let out = grant(&sandbox);
    assert!(out.code == 5 && out.stderr.contains("no app `Demo_Public`"), "{}", out.show());
    assert!(out.stderr.contains("taken for this run: admin@example.com"), "{}", out.show());
    let sent = org.requests();
    assert!(sent.iter().all(|request| request.header("authorization") == Some(&*format!("Bearer {TOKEN}"))));
    assert!(!sandbox.path("config/orgs.toml").exists());
}

#[test]
fn one_that_has_ended_is_not_renewed() {
    let demo = Demo::serve(&[]);
    let sandbox = home(&demo.origin, &["admin@example.com"]);
    let out = grant(&sandbox);
    assert_eq!(out.code, 4, "{}", out.show());
    for words in [
        "taken for this run: admin@example.com",
        "the official CLI's login admin@example.com has ended",
        "INVALID_SESSION_ID",
        "sfo auth import admin@example.com",
    ] {
        assert!(out.stderr.contains(words), "{words}: {}", out.show());
    }
    assert!(!sandbox.path("config/orgs.toml").exists());
}

#[test]
fn of_several_the_default_is_taken_and_without_one_none() {
    let users = ["a@example.com", "b@example.com"];
    let sandbox = home("http://127.0.0.1:9", &users);
    let out = grant(&sandbox);
    assert_eq!(out.code, 4, "{}", out.show());
    assert!(out.stderr.contains("a@example.com, b@example.com"), "{}", out.show());
    sandbox.write("home/.sf/config.json", json!({"target-org": "b@example.com"}).to_string());
    let out = grant(&sandbox);
    assert!(out.code == 7 && out.stderr.contains("taken for this run: b@example.com"), "{}", out.show());
}

#[test]
fn a_token_of_the_environment_goes_before() {
    let demo = Demo::serve(&[]);
    let signed_in = Sandbox::new();
    demo.sign_in(&signed_in, "dev");
    let token = signed_in.run(&["auth", "token", "-o", "dev"]).stdout.trim().to_owned();
    let sandbox = home("http://127.0.0.1:9", &["a@example.com"]);
    let sandbox = sandbox.set("SFO_ACCESS_TOKEN", token).set("SFO_INSTANCE_URL", &demo.origin);
    let out = grant(&sandbox);
    assert_eq!(out.code, 0, "{}", out.show());
    assert!(!out.stderr.contains("official"), "{}", out.show());
}
