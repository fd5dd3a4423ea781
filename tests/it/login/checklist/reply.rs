//! Replies of a token endpoint that must not be used.

use super::{SECRET, Scene, reply};
use crate::support::{Org, Reply, Sandbox};
use serde_json::json;

#[test]
fn s27_hosts_of_a_reply_are_held_against_the_list() {
    for (member, value, words) in [
        ("instance_url", "https://evil.example", "evil.example"),
        ("instance_url", "https://acme.my.salesforce.com.evil.example", "evil.example"),
        ("instance_url", "https://user:word@acme.my.salesforce.com", "is not an origin"),
        ("instance_url", "https://acme.my.salesforce.com:8443", "is not an origin"),
        ("instance_url", "http://acme.my.salesforce.com", "is not an origin"),
        ("instance_url", "javascript:alert(1)", "is not an origin"),
        // An org on this machine does not speak for Salesforce.
        ("instance_url", "https://acme.my.salesforce.com", "acme.my.salesforce.com"),
        ("api_instance_url", "https://evil.example", "evil.example"),
        ("id", "https://evil.example/id/00D000000000001EAA/005000000000001AAA", "evil.example"),
        ("id", "https://login.salesforce.com/id/005000000000001AAA/00D000000000001EAA", "names no org and user"),
    ] {
        Scene::new(json!({ member: value })).refused(&[], 4, words);
    }
}

#[test]
fn s13_a_token_for_another_org_than_the_hosts_is_refused() {
    let org = Org::new(|request, _| match request.target.as_str() {
        "/.well-known/auth-configuration" => Reply::json(200, r#"{"OrgId":"00D000000000002EAA"}"#),
        _ => reply(request, &json!({})),
    });
    Scene { org, sandbox: Sandbox::new() }.refused(&[], 4, "not for 00D000000000002EAA");
}

#[test]
fn s28_a_signature_that_can_be_checked_must_be_right() {
    let mut scene = Scene::new(json!({"signature": "MYVGaSZZZP412iEchOYVbdGimxBzDyjS8qVLojmvly9="}));
    scene.sandbox = Sandbox::new().set("SFO_CLIENT_SECRET", SECRET);
    scene.refused(&[], 4, "its signature does not fit");
}

#[test]
fn s29_an_id_token_is_checked_where_one_was_asked_for() {
    // `{"alg":"none"}`, and HS256, and what is no token.
    for (token, words) in
        [("eyJhbGciOiJub25lIn0.e30.", "id_token"), ("eyJhbGciOiJIUzI1NiJ9.e30.AAAA", "id_token"), ("x", "id_token")]
    {
        let scene = Scene::new(json!({"id_token": token}));
        scene.refused(&["--scope", "api openid"], 4, words);
    }
}

#[test]
fn s32_what_is_no_oauth_reply_is_said_to_be_none() {
    type Answer = fn() -> Reply;
    let answers: [(Answer, i32, &str); 6] = [
        (|| Reply::json(500, "{}"), 7, "is not an OAuth endpoint"),
        (|| Reply::html(200, "<html>maintenance"), 7, "is not an OAuth endpoint"),
        (|| Reply::json(200, "{}"), 7, "is not an OAuth endpoint"),
        (|| Reply::json(200, &"[".repeat(200_000)), 7, "is not an OAuth endpoint"),
        (|| Reply::json(200, &format!("\"{}\"", "a".repeat(2 << 20))), 7, "longer than"),
        (|| Reply::json(200, "").cut(20), 7, ""),
    ];
    for (answer, code, words) in answers {
        Scene::with(move |_| answer()).refused(&[], code, words);
    }
}

#[test]
fn s35_a_token_that_is_no_bearer_token_is_refused() {
    for kind in ["DPoP", "mac"] {
        Scene::new(json!({"token_type": kind})).refused(&[], 4, "not a bearer token");
    }
}
