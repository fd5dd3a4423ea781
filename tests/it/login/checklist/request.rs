//! What a login asks for and how: the address for the browser, and the request that redeems the code.

use super::{ACCESS, CODE, REFRESH, SECRET, Scene, reply};
use crate::login::attempt::files;
use crate::login::{Browser, ports};
use crate::support::{Reply, Sandbox};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::digest::{SHA256, digest};
use serde_json::json;
use std::fs;
use std::net::TcpListener;

#[test]
fn s05_s14_redirect_uri_is_sent_as_it_was_given() {
    let callback = ports::free().replace("localhost", "LocalHost").replace("Redirect", "Redirect%41;x=1");
    let scene = Scene::new(json!({}));
    let attempt = scene.start(&["--redirect-uri", &callback]);
    assert_eq!(attempt.asked("redirect_uri"), callback);
    Browser::default().open(&attempt.callback("code=aPrx"));
    let out = attempt.end();
    assert_eq!(out.code, 0, "{}", out.show());
    assert_eq!(scene.forms()[0]["redirect_uri"], callback);
}

#[test]
fn s06_every_login_has_a_verifier_of_its_own() {
    let scene = Scene::new(json!({}));
    for _ in 0..2 {
        assert_eq!(scene.login(&[]).code, 0);
    }
    let verifiers: Vec<String> = scene.forms().iter().map(|form| form["code_verifier"].clone()).collect();
    for verifier in &verifiers {
        // 43 characters of base64 hold 256 bits.
        assert!((43..=128).contains(&verifier.len()));
        assert!(verifier.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)));
    }
    assert_ne!(verifiers[0], verifiers[1]);
}

#[test]
fn s07_challenge_is_the_digest_and_plain_cannot_be_chosen() {
    let scene = Scene::new(json!({}));
    let attempt = scene.start(&[]);
    let (challenge, method) = (attempt.asked("code_challenge"), attempt.asked("code_challenge_method"));
    Browser::default().open(&attempt.callback("code=aPrx"));
    assert_eq!(attempt.end().code, 0);
    let digest = digest(&SHA256, scene.forms()[0]["code_verifier"].as_bytes());
    assert_eq!(challenge, BASE64_URL_SAFE_NO_PAD.encode(digest));
    assert_eq!(method, "S256");
    let help = Sandbox::new().run(&["auth", "login", "--help"]).stdout.to_lowercase();
    assert!(!help.contains("plain") && !help.contains("challenge"), "{help}");
}

#[test]
fn s13_the_code_goes_to_the_host_that_the_browser_went_to() {
    let (other, scene) = (TcpListener::bind("127.0.0.1:0").expect("loopback can be bound"), Scene::new(json!({})));
    other.set_nonblocking(true).expect("can be asked");
    let attempt = scene.start(&[]);
    assert!(attempt.url.as_str().starts_with(&scene.org.origin));
    let host = other.local_addr().expect("is bound");
    Browser::default().open(&attempt.callback(&format!("code=aPrx&sfdc_community_url=http://{host}")));
    assert_eq!(attempt.end().code, 0);
    assert_eq!(scene.forms().len(), 1);
    assert!(other.accept().is_err(), "nobody else is asked");
}

#[test]
fn s15_what_is_asked_for_by_default_is_a_code() {
    let scene = Scene::new(json!({}));
    let attempt = scene.start(&[]);
    assert_eq!(attempt.asked("response_type"), "code");
    Browser::default().open(&attempt.callback("code=aPrx"));
    assert_eq!(attempt.end().code, 0);
    let form = &scene.forms()[0];
    assert_eq!(form["grant_type"], "authorization_code");
    assert!(!form.contains_key("password") && !form.contains_key("username"));
    let out = Sandbox::new().run(&["auth", "login", "--flow", "implicit"]);
    assert_eq!(out.code, 2, "{}", out.show());
}

#[test]
fn s16_only_loopback_goes_without_tls_and_no_flag_changes_that() {
    for host in ["http://acme.my.salesforce.com", "http://192.0.2.1", "http://localhost.evil.example"] {
        let out = Sandbox::new().run(&["auth", "login", "--client-id", "x", "--store", "file", "--host", host]);
        assert_eq!(out.code, 2, "{}", out.show());
    }
    let help = Sandbox::new().run(&["auth", "login", "--help"]).stdout.to_lowercase();
    assert!(["insecure", "verify", "certificate-"].iter().all(|word| !help.contains(word)), "{help}");
}

#[test]
fn s17_a_token_endpoint_that_redirects_is_not_followed() {
    let other = TcpListener::bind("127.0.0.1:0").expect("loopback can be bound");
    other.set_nonblocking(true).expect("can be asked");
    let place = format!("Location: http://{}/\r\n", other.local_addr().expect("is bound"));
    let scene = Scene::with(move |_| Reply::of(302, "text/plain", b"", &place));
    scene.refused(&[], 7, "is not an OAuth endpoint");
    assert!(other.accept().is_err(), "nobody came");
}

#[test]
fn s18_tokens_travel_in_headers_and_bodies() {
    let scene = Scene::new(json!({}));
    assert_eq!(scene.login(&[]).code, 0);
    let requests = scene.org.requests();
    let secrets = [ACCESS, REFRESH, "CANARY"];
    assert!(requests.iter().all(|request| secrets.iter().all(|secret| !request.target.contains(secret))));
    let asked = requests.iter().find(|request| request.target.ends_with("/userinfo")).expect("asks who it is");
    assert_eq!(asked.header("authorization"), Some(&*format!("Bearer {ACCESS}")));
    let out = scene.sandbox.run(&["auth", "logout", "-o", "dev"]);
    let revoked = scene.org.requests().into_iter().find(|request| request.target.contains("revoke"));
    let revoked = revoked.unwrap_or_else(|| panic!("{}", out.show()));
    assert_eq!((revoked.method.as_str(), revoked.target.as_str()), ("POST", "/services/oauth2/revoke"));
    assert!(revoked.body.contains(REFRESH));
}

#[test]
fn s20_no_secret_is_shown_even_to_those_who_ask_for_more() {
    let mut scene = Scene::with(|request| {
        if request.body.contains("code_verifier") {
            return reply(request, &json!({"signature": null}));
        }
        Reply::json(400, r#"{"error":"invalid_grant","error_description":"5Aep861CANARYrefresh is over"}"#)
    });
    scene.sandbox = Sandbox::new().set("SFO_CLIENT_SECRET", SECRET);
    let attempt = scene.start(&["-vv"]);
    Browser::default().open(&attempt.callback("code=aPrxCANARYcode%3D%3D"));
    let login = attempt.end();
    assert_eq!(login.code, 0, "{}", login.show());
    let refresh = scene.sandbox.run(&["auth", "refresh", "-o", "dev", "-vv"]);
    assert_ne!(refresh.code, 0);
    let verifier = &scene.forms()[0]["code_verifier"];
    for secret in [CODE, ACCESS, REFRESH, SECRET, "CANARY", verifier] {
        assert!(!(login.show() + &refresh.show()).contains(secret), "{secret}");
    }
}

#[test]
fn s26_scopes_are_few_kept_and_compared() {
    let scene = Scene::new(json!({"scope": "api"}));
    let attempt = scene.start(&["--scope", "api web"]);
    assert_eq!(attempt.asked("scope"), "api web");
    Browser::default().open(&attempt.callback("code=aPrx"));
    let out = attempt.end();
    assert!(out.stderr.contains("did not grant web"), "{}", out.show());
    assert!(registry(&scene).contains("scopes = [\"api\"]"), "{}", registry(&scene));
    let attempt = scene.start(&["--wait", "1s"]);
    assert_eq!(attempt.asked("scope"), "api refresh_token");
    attempt.end();
}

fn registry(scene: &Scene) -> String {
    let files = files(&scene.sandbox.path(""));
    let path = files.iter().find(|path| path.ends_with("orgs.toml")).expect("is there");
    fs::read_to_string(path).expect("is text")
}

#[test]
fn s30_a_login_needs_no_secret_and_sends_none() {
    let scene = Scene::new(json!({}));
    assert_eq!(scene.login(&[]).code, 0);
    assert!(!scene.forms()[0].contains_key("client_secret"));
}

#[test]
fn s30_a_secret_that_is_held_is_sent_in_the_body() {
    let mut scene = Scene::new(json!({"signature": null}));
    scene.sandbox = Sandbox::new().set("SFO_CLIENT_SECRET", SECRET);
    assert_eq!(scene.login(&[]).code, 0);
    assert_eq!(scene.forms()[0]["client_secret"], SECRET);
}
