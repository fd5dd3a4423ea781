//! The web flow against the pages of a demo org.

use super::browser::{PASSWORD, USER, local_v6, send};
use super::{Attempt, Browser, ports};
use crate::support::{Demo, Sandbox};
use reqwest::Url;

struct Scene {
    demo: Demo,
    sandbox: Sandbox,
    browser: Browser,
    _turn: std::fs::File,
}

impl Scene {
    fn new() -> Self {
        let turn = ports::turn();
        Self { demo: Demo::serve(&[]), sandbox: Sandbox::new(), browser: Browser::default(), _turn: turn }
    }

    fn login(&self, app: &str, more: &[&str]) -> Attempt {
        Attempt::web(&self.demo, &self.sandbox, app, more)
    }
}

#[test]
fn a_person_signs_in_agrees_and_asks_the_first_query() {
    let mut scene = Scene::new();
    let login = scene.login("Demo Public", &[]);
    let callback = scene.browser.decide(&login.url, "allow");
    let page = scene.browser.open(&callback);
    assert!(page.status == 200 && page.body.contains("Back to the terminal"), "{}", page.body);
    let out = login.succeeds(&scene.sandbox);
    assert!(out.stdout.contains(USER), "{}", out.show());
}

#[test]
fn consent_is_asked_once_and_a_browser_session_is_used_where_that_is_wanted() {
    let mut scene = Scene::new();
    let login = scene.login("Demo Public", &[]);
    let callback = scene.browser.decide(&login.url, "allow");
    scene.browser.open(&callback);
    login.succeeds(&scene.sandbox);
    let again = scene.login("Demo Public", &["--no-prompt"]);
    let callback = scene.browser.open(&again.url).location().expect("is sent back at once");
    scene.browser.open(&callback);
    again.succeeds(&scene.sandbox);
}

/// The demo org signs its id token, which is checked with the keys that it publishes.
#[test]
fn an_id_token_that_was_asked_for_passes_its_check() {
    let mut scene = Scene::new();
    let login = scene.login("Demo Public", &["--scope", "openid api refresh_token"]);
    assert_eq!(login.asked("scope"), "openid api refresh_token");
    let callback = scene.browser.decide(&login.url, "allow");
    scene.browser.open(&callback);
    login.succeeds(&scene.sandbox);
}

#[test]
fn what_a_person_or_an_administrator_refuses_is_said_and_leaves_nothing() {
    let mut scene = Scene::new();

    let login = scene.login("Demo Public", &[]);
    let callback = scene.browser.decide(&login.url, "deny");
    let page = scene.browser.open(&callback);
    assert!(page.body.contains("Not signed in") && !page.body.contains("denied"), "{}", page.body);
    login.fails(&scene.sandbox, 4, "access_denied");

    let login = scene.login("Demo Admin Approved", &[]);
    let callback = scene.browser.sign_in(&login.url, "mara.lindqvist@demo.example", PASSWORD).location();
    scene.browser.open(&callback.expect("is sent back"));
    login.fails(&scene.sandbox, 4, "OAUTH_APPROVAL_ERROR_GENERIC");
}

#[test]
fn a_wrong_password_can_be_mended_at_the_login_page() {
    let mut scene = Scene::new();
    let login = scene.login("Demo Public", &["--wait", "1s"]);
    let page = scene.browser.sign_in(&login.url, USER, "open");
    assert!(page.status == 200 && page.body.contains("authentication failure"), "{}", page.body);
    login.fails(&scene.sandbox, 7, "nobody completed the sign-in in time");

    let login = scene.login("Demo Public", &[]);
    let page = scene.browser.sign_in(&login.url, USER, "open");
    let page = scene.browser.submit(&page, &[("username", USER), ("password", PASSWORD)]);
    let callback = scene.browser.submit(&page, &[("decision", "allow")]).location().expect("is sent back");
    scene.browser.open(&callback);
    login.succeeds(&scene.sandbox);
}

#[test]
fn an_app_that_demands_pkce_refuses_an_address_without_it() {
    let mut scene = Scene::new();
    let login = scene.login("Demo Public", &[]);
    let mut bare: Url = login.url.clone();
    let kept = login.url.query_pairs().filter(|(name, _)| !name.starts_with("code_challenge"));
    bare.query_pairs_mut().clear().extend_pairs(kept);
    let callback = scene.browser.sign_in(&bare, USER, PASSWORD).location().expect("is sent back");
    scene.browser.open(&callback);
    login.fails(&scene.sandbox, 4, "missing required code challenge");
}

#[test]
fn an_app_with_a_secret_gets_it_from_the_environment() {
    let mut scene = Scene::new();
    let secret = scene.demo.app("Demo Confidential", "clientSecret");
    scene.sandbox = Sandbox::new().set("SFO_CLIENT_SECRET", secret);
    let login = scene.login("Demo Confidential", &[]);
    let callback = scene.browser.decide(&login.url, "allow");
    scene.browser.open(&callback);
    login.succeeds(&scene.sandbox);

    scene.sandbox = Sandbox::new().set("SFO_CLIENT_SECRET", "F00D");
    let login = scene.login("Demo Confidential", &[]);
    let callback = scene.browser.decide(&login.url, "allow");
    scene.browser.open(&callback);
    login.fails(&scene.sandbox, 4, "invalid_client");
}

#[test]
fn an_app_that_the_org_does_not_know_stays_on_its_page() {
    let scene = Scene::new();
    let mut args = super::attempt::base(&scene.demo, "3MVG9.nobody", "web");
    args.extend(["--redirect-uri", ports::CALLBACKS[0], "--wait", "1s"]);
    let login = Attempt::start(&scene.sandbox, &args);
    let page = Browser::default().open(&login.url);
    assert!(page.status == 400 && page.body.contains("invalid_client_id"), "{}", page.body);
    login.fails(&scene.sandbox, 7, "nobody completed the sign-in in time");
}

#[test]
fn a_browser_that_prefers_ipv6_is_heard() {
    let mut scene = Scene::new();
    let login = scene.login("Demo Public", &[]);
    let callback = scene.browser.decide(&login.url, "allow");
    let page = send(local_v6(&callback), "GET", &callback, callback.authority(), "", "");
    assert_eq!(page.status, 200);
    login.succeeds(&scene.sandbox);
}
