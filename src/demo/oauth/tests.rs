//! Whole logins, from the first page to the last token.

use crate::demo::{
    Options,
    apps::types::Global,
    trial::{Trial, header, json, text},
    wire::Reply,
};

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

#[test]
fn using_an_old_refresh_token_ends_the_login() {
    let trial = Trial::new("rotation", Options::default());
    let (app, _) = trial.app("Demo Public");
    let address = authorize(&app, &[("code_challenge", CHALLENGE)]);
    let (page, cookie) = consent(&trial, &address);
    let allowed = decide(&trial, &address, &cookie, hidden(&page, "csrf"), "allow");
    let code = sent(&allowed, "code").expect("is there");
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("client_id", &app),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    let token = |reply: &Reply| json(reply)["refresh_token"].as_str().unwrap_or_default().to_owned();
    let first = token(&trial.form("services/oauth2/token", &fields));
    let refresh = |token: &str| {
        let fields = [("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", &app)];
        trial.form("services/oauth2/token", &fields)
    };
    let second = token(&refresh(&first));
    assert_ne!(first, second);
    let reused = refresh(&first);
    assert_eq!(text(&reused), r#"{"error":"invalid_grant","error_description":"expired access/refresh token"}"#);
    assert_eq!(refresh(&second).status, 400);
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
