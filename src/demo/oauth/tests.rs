//! Whole logins, from the first page to the last token.

use super::Kind;
use crate::demo::{
    Options,
    apps::types::Global,
    settings,
    trial::{Trial, header, json, text},
    wire::Reply,
};
use serde_json::Value;

const CALLBACK: &str = "http://localhost:1717/OauthRedirect";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

fn authorize(app: &str, further: &[(&str, &str)]) -> String {
    let fields = [("response_type", "code"), ("client_id", app), ("redirect_uri", CALLBACK), ("state", "a&b")];
    super::form::address("services/oauth2/authorize", &[&fields, further].concat())
}

/// The value of a hidden field.
fn hidden<'a>(page: &'a Reply, name: &str) -> &'a str {
    let rest = text(page).split_once(&format!("name=\"{name}\" value=\"")).map_or("", |(_, rest)| rest);
    rest.split_once('"').map_or("", |(value, _)| value)
}

fn cookie(reply: &Reply) -> String {
    header(reply, "Set-Cookie").split(';').next().unwrap_or_default().to_owned()
}

/// The value of a field in the address that a browser is sent to.
fn sent(reply: &Reply, name: &str) -> Option<String> {
    let query = header(reply, "Location").strip_prefix(CALLBACK)?.strip_prefix('?')?;
    form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// Plays a browser that signs in, up to the page that asks for consent.
fn consent(trial: &Trial, address: &str) -> (Reply, String) {
    let page = trial.send("GET", address, &[], "");
    let fields = [
        ("csrf", hidden(&page, "csrf")),
        ("startURL", &hidden(&page, "startURL").replace("&amp;", "&")),
        ("username", "test@example.com"),
        ("password", "sesame"),
    ];
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let form = ("content-type", "application/x-www-form-urlencoded");
    let signed_in = trial.send("POST", "login", &[form, ("cookie", &cookie(&page))], &body);
    let cookie = cookie(&signed_in);
    (trial.send("GET", header(&signed_in, "Location"), &[("cookie", &cookie)], ""), cookie)
}

fn decide(trial: &Trial, address: &str, cookie: &str, csrf: &str, decision: &str) -> Reply {
    let body = format!("csrf={csrf}&decision={decision}");
    trial.send("POST", address, &[("content-type", "application/x-www-form-urlencoded"), ("cookie", cookie)], &body)
}

#[test]
fn a_code_is_good_once_and_for_its_own_verifier() {
    let trial = Trial::new("code", Options::default());
    let (app, _) = trial.app("Demo Public");
    let address = authorize(&app, &[("code_challenge", CHALLENGE), ("prompt", "login consent")]);
    let (page, cookie) = consent(&trial, &address);
    assert_eq!(decide(&trial, &address, &cookie, "forged", "allow").status, 400);
    let denied = decide(&trial, &address, &cookie, hidden(&page, "csrf"), "deny");
    assert_eq!(sent(&denied, "error").as_deref(), Some("access_denied"));
    let allowed = decide(&trial, &address, &cookie, hidden(&page, "csrf"), "allow");
    assert_eq!(sent(&allowed, "state").as_deref(), Some("a&b"));
    let code = sent(&allowed, "code").expect("is there");
    let redeem = |verifier: &str| {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("client_id", &app),
            ("redirect_uri", CALLBACK),
            ("code_verifier", verifier),
        ];
        trial.form("services/oauth2/token", &fields).status
    };
    assert_eq!([redeem(CHALLENGE), redeem(VERIFIER), redeem(VERIFIER)], [400, 200, 400]);
}

#[test]
fn nobody_is_sent_to_an_unregistered_callback() {
    let trial = Trial::new("callback", Options::default());
    let (app, _) = trial.app("Demo Public");
    let fields = [("response_type", "code"), ("client_id", app.as_str()), ("redirect_uri", &format!("{CALLBACK}/"))];
    let reply = trial.send("GET", &super::form::address("services/oauth2/authorize", &fields), &[], "");
    assert_eq!((reply.status, header(&reply, "Location")), (400, ""));
    assert!(text(&reply).contains("redirect_uri_mismatch"));
}

#[test]
fn an_app_that_demands_pkce_says_so_after_the_sign_in() {
    let trial = Trial::new("pkce", Options::default());
    let (reply, _) = consent(&trial, &authorize(&trial.app("Demo Public").0, &[]));
    assert_eq!(sent(&reply, "error_description").as_deref(), Some("missing required code challenge"));
}

/// The token reply of a whole sign-in with Demo Public.
fn tokens(trial: &Trial) -> Value {
    let (app, _) = trial.app("Demo Public");
    let address = authorize(&app, &[("code_challenge", CHALLENGE)]);
    let (page, cookie) = consent(trial, &address);
    // Who agreed before is not asked again.
    let allow = || sent(&decide(trial, &address, &cookie, hidden(&page, "csrf"), "allow"), "code");
    let code = sent(&page, "code").or_else(allow).expect("is there");
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("client_id", &app),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    json(&trial.form("services/oauth2/token", &fields))
}

fn refresh(trial: &Trial, token: &Value) -> Reply {
    let (app, _) = trial.app("Demo Public");
    let token = token.as_str().unwrap_or_default();
    let fields = [("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", &app)];
    trial.form("services/oauth2/token", &fields)
}

#[test]
fn using_an_old_refresh_token_ends_the_login() {
    let trial = Trial::new("rotation", Options::default());
    let first = tokens(&trial)["refresh_token"].clone();
    let second = json(&refresh(&trial, &first))["refresh_token"].clone();
    assert_ne!(first, second);
    let reused = refresh(&trial, &first);
    assert_eq!(text(&reused), r#"{"error":"invalid_grant","error_description":"expired access/refresh token"}"#);
    assert_eq!(refresh(&trial, &second).status, 400);
}

#[test]
fn boxes_and_policies_decide_about_tokens() {
    let trial = Trial::new("policies", Options::default());
    let lasting = |reply: &Value| {
        let token = reply["refresh_token"].as_str().expect("there is one");
        let ticket = trial.org.tickets().find(Kind::Refresh, token).expect("reads").expect("is known");
        ticket.expires.saturating_sub(crate::demo::clock::millis())
    };
    change(&trial, "Demo_Public", |global| {
        global.is_refresh_token_rotation_enabled = false;
        global.is_named_user_jwt_enabled = true;
    });
    let first = tokens(&trial);
    assert_eq!(first["access_token"].as_str().map(|token| token.matches('.').count()), Some(2));
    assert!(lasting(&first) > 1 << 60);
    let renewed = refresh(&trial, &first["refresh_token"]);
    assert_eq!((renewed.status, json(&renewed).get("refresh_token")), (200, None));
    let mut app = trial.org.apps().named("Demo_Public").expect("reads").expect("is there");
    let policy = |text: Value| serde_json::from_value(text).expect("is a policy");
    let hours = serde_json::json!({
        "refreshTokenPolicyType": "SpecificLifetime",
        "refreshTokenValidityPeriod": 2,
        "refreshTokenValidityUnit": "Hours",
    });
    for (policy, kept) in
        [(policy(hours), true), (policy(serde_json::json!({"refreshTokenPolicyType": "Zero"})), false)]
    {
        app.policy = policy;
        trial.org.apps().keep(&app, "005000000000001AAA").expect("writes");
        let reply = tokens(&trial);
        assert_eq!(reply["refresh_token"].is_string(), kept);
        assert!(!kept || (7_100_000..=7_200_000).contains(&lasting(&reply)));
    }
    assert_eq!(refresh(&trial, &first["refresh_token"]).status, 400);
}

#[test]
fn the_org_may_forbid_what_an_app_allows() {
    let trial = Trial::new("org-wide", Options::default());
    let set = |element: &str, on: bool| settings::set(&trial.org, "OauthOidc", element, on).expect("writes");
    let (app, secret) = trial.app("Demo Password");
    let password = |trial: &Trial| {
        let fields = [
            ("grant_type", "password"),
            ("client_id", &*app),
            ("client_secret", &secret),
            ("username", "test@example.com"),
            ("password", "sesameVk3qT8demo"),
        ];
        trial.form("services/oauth2/token", &fields).status
    };
    assert_eq!(password(&trial), 200);
    set("blockOAuthUnPwFlow", true);
    assert_eq!(password(&trial), 400);
    set("isPkceRequired", true);
    let (reply, _) = consent(&trial, &authorize(&app, &[]));
    assert_eq!(sent(&reply, "error").as_deref(), Some("OAUTH_APPROVAL_ERROR_GENERIC"));
    set("oAuthCdCrdtFlowEnable", false);
    let headless = authorize(&trial.app("Demo Headless").0, &[]).replace("=code&", "=code_credentials&");
    let reply = trial.send("POST", &headless, &[("auth-request-type", "Named-User")], "");
    assert_eq!(sent(&reply, "error").as_deref(), Some("unsupported_response_type"));
}

#[test]
fn an_app_may_be_let_to_ask_about_tokens_of_others() {
    let trial = Trial::new("introspection", Options::default());
    let token = tokens(&trial)["access_token"].as_str().expect("one").to_owned();
    let (app, secret) = trial.app("Demo Confidential");
    let active = || {
        let fields = [("token", &*token), ("client_id", &app), ("client_secret", &secret)];
        json(&trial.form("services/oauth2/introspect", &fields))["active"].clone()
    };
    assert_eq!(active(), false);
    change(&trial, "Demo_Confidential", |global| global.is_introspect_all_tokens = true);
    assert_eq!(active(), true);
}

/// Changes the global settings of an app.
fn change(trial: &Trial, name: &str, change: impl FnOnce(&mut Global)) {
    let mut app = trial.org.apps().named(name).expect("reads").expect("is there");
    change(app.global.as_mut().expect("has some"));
    trial.org.apps().keep(&app, "005000000000001AAA").expect("writes");
}

#[test]
fn each_box_demands_the_secret_where_it_says() {
    let trial = Trial::new("boxes", Options::default());
    let (app, secret) = trial.app("Demo Public");
    let answer = |grant: (&str, &str), secret: &str| {
        let fields = [grant, ("code", "x"), ("refresh_token", "x"), ("client_id", &app), ("client_secret", secret)];
        json(&trial.form("services/oauth2/token", &fields))["error"].clone()
    };
    let (code, refresh) = (("grant_type", "authorization_code"), ("grant_type", "refresh_token"));
    assert_eq!([answer(code, ""), answer(refresh, "")], ["invalid_grant", "invalid_grant"]);
    change(&trial, "Demo_Public", |global| global.is_secret_required_for_refresh_token = true);
    assert_eq!([answer(code, ""), answer(refresh, "")], ["invalid_grant", "invalid_client"]);
    change(&trial, "Demo_Public", |global| global.is_consumer_secret_optional = false);
    assert_eq!([answer(code, ""), answer(code, "wrong")], ["invalid_client", "invalid_client"]);
    assert_eq!([answer(code, &secret), answer(refresh, &secret)], ["invalid_grant", "invalid_grant"]);
}

#[test]
fn a_blocked_app_is_told_so_on_both_ways() {
    let trial = Trial::new("blocked", Options::default());
    let mut app = trial.org.apps().named("Demo_Public").expect("reads").expect("is there");
    app.plugins.is_enabled = false;
    trial.org.apps().keep(&app, "005000000000001AAA").expect("writes");
    let page = trial.send("GET", &authorize(&app.consumer.key, &[]), &[], "");
    assert_eq!(sent(&page, "error").as_deref(), Some("OAUTH_APP_BLOCKED"));
    let fields = [("grant_type", "refresh_token"), ("refresh_token", "x"), ("client_id", &*app.consumer.key)];
    assert_eq!(json(&trial.form("services/oauth2/token", &fields))["error"], "app_blocked");
}
