//! The grants over a real socket, against a host that answers from a list.

use super::password::Credentials;
use super::web::Ask;
use super::*;
use crate::http::{Http, Url};
use crate::secret::Secret;
use axum::{Router, body, extract::Request, http::Response};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use oauth2::url::form_urlencoded;
use serde_json::{Value, json};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const CALLBACK: &str = "http://localhost:1717/OauthRedirect";

/// What was asked for: path, headers and form.
type Seen = (String, HashMap<String, String>, HashMap<String, String>);

struct Host {
    url: Url,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Host {
    /// Answers each request with the next of `replies`: a status, a place to go to, and a body.
    async fn with(replies: impl IntoIterator<Item = (u16, String, String)>) -> Self {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let replies = Arc::new(Mutex::new(replies.into_iter().collect::<VecDeque<_>>()));
        let log = Arc::clone(&seen);
        let answer = move |request: Request| {
            let (log, replies) = (Arc::clone(&log), Arc::clone(&replies));
            async move {
                let entry = read(request).await;
                let state = entry.2.get("state").cloned().unwrap_or_default();
                log.lock().expect("nobody panicked").push(entry);
                let reply = replies.lock().expect("nobody panicked").pop_front();
                let (status, place, body) = reply.unwrap_or((500, String::new(), "<html>".to_owned()));
                let response = Response::builder().status(status).header("location", place.replace("STATE", &state));
                response.body(body::Body::from(body)).expect("is a response")
            }
        };
        let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("some port is free");
        let url = Url::parse(&format!("http://{}", socket.local_addr().expect("has one"))).expect("is a URL");
        tokio::spawn(axum::serve(socket, Router::new().fallback(answer)).into_future());
        Self { url, seen }
    }

    fn app(&self, secret: Option<&str>) -> App {
        App { host: self.url.clone(), client_id: "3MVG9".to_owned(), client_secret: secret.map(Secret::new) }
    }

    fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("nobody panicked").clone()
    }
}

async fn read(request: Request) -> Seen {
    let (head, body) = request.into_parts();
    let text = |value: &axum::http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let headers = head.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect();
    let body = body::to_bytes(body, 1 << 20).await.expect("has a body");
    (head.uri.path().to_owned(), headers, form_urlencoded::parse(&body).into_owned().collect())
}

fn token() -> Value {
    json!({
        "access_token": "00D000000000001!AQEAQ", "token_type": "Bearer", "scope": "api",
        "instance_url": "https://acme.my.salesforce.com",
        "id": "https://login.salesforce.com/id/00D000000000001EAA/005000000000001AAA",
    })
}

fn ok(body: &Value) -> (u16, String, String) {
    (200, String::new(), body.to_string())
}

fn refusal(error: &str, description: &str) -> (u16, String, String) {
    (400, String::new(), json!({"error": error, "error_description": description}).to_string())
}

fn http() -> Http {
    Http::new(None, Box::new(|_| {}))
}

#[tokio::test]
async fn a_public_app_sends_no_secret_and_a_confidential_one_does() {
    let host = Host::with([ok(&token()), ok(&token())]).await;
    for secret in [None, Some("S3CRET")] {
        refresh::token(&http(), &host.app(secret), &Secret::new("5Aep861")).await.expect("is granted");
    }
    let seen = host.seen();
    assert_eq!(seen[0].0, "/services/oauth2/token");
    assert_eq!(seen[0].2.get("client_secret"), None);
    assert_eq!(seen[1].2["client_secret"], "S3CRET");
    assert_eq!((seen[1].2["grant_type"].as_str(), seen[1].2["refresh_token"].as_str()), ("refresh_token", "5Aep861"));
}

#[tokio::test]
async fn redirects_and_pages_are_no_token_endpoint() {
    for (status, body) in
        [(302, ""), (307, ""), (200, " <!doctype html>"), (503, "<html>"), (200, "{\"access"), (500, "")]
    {
        let host = Host::with([(status, "https://evil.example/token".to_owned(), body.to_owned()), ok(&token())]).await;
        let outcome = refresh::token(&http(), &host.app(None), &Secret::new("5Aep861")).await;
        assert!(matches!(outcome, Err(Error::NotOAuth(name)) if name == "127.0.0.1"), "{status} {body}");
        assert_eq!(host.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_refused_refresh_is_not_repeated_and_keeps_the_orgs_words() {
    let host = Host::with([refusal("invalid_grant", "expired access/refresh token 5Aep861"), ok(&token())]).await;
    let error = refresh::token(&http(), &host.app(None), &Secret::new("5Aep861")).await.expect_err("is refused");
    assert_eq!(error.to_string(), "sign-in refused: invalid_grant: expired access/refresh token ****");
    assert!(error.advice().is_some_and(|advice| advice.when == "expired access/refresh token"));
    assert_eq!(host.seen().len(), 1);
}

#[tokio::test]
async fn password_and_security_token_are_joined() {
    let host = Host::with([ok(&token())]).await;
    let credentials = Credentials {
        username: "test@example.com".to_owned(),
        password: Secret::new("sesame"),
        security_token: Some(Secret::new("Vk3q")),
    };
    password::token(&http(), &host.app(Some("S3CRET")), &credentials).await.expect("is granted");
    assert_eq!(host.seen()[0].2["password"], "sesameVk3q");
}

#[tokio::test]
async fn the_other_audience_is_tried_once() {
    let host = Host::with([refusal("invalid_grant", "audience is invalid"), ok(&token())]).await;
    let key = jwt::Key::from_pem(&Secret::new(include_str!("../../tests/fixtures/auth/pkcs1.pem"))).expect("is a key");
    jwt::token(&http(), &host.app(None), "test@example.com", &key).await.expect("is granted");
    let audiences: Vec<Value> =
        host.seen().iter().map(|(_, _, form)| claims(&form["assertion"])["aud"].clone()).collect();
    assert_eq!(audiences, ["https://login.salesforce.com", "https://test.salesforce.com"]);
    let claims = claims(&host.seen()[0].2["assertion"]);
    assert_eq!((&claims["iss"], &claims["sub"]), (&json!("3MVG9"), &json!("test@example.com")));

    let host = Host::with(vec![refusal("invalid_grant", "audience is invalid"); 3]).await;
    jwt::token(&http(), &host.app(None), "test@example.com", &key).await.expect_err("is refused");
    assert_eq!(host.seen().len(), 2);
}

fn claims(jwt: &str) -> Value {
    let payload = jwt.split('.').nth(1).expect("has three parts");
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(payload).expect("is base64url")).expect("is JSON")
}

#[test]
fn keys_are_read_in_both_wrappings() {
    for pem in
        [include_str!("../../tests/fixtures/auth/pkcs1.pem"), include_str!("../../tests/fixtures/auth/pkcs8.pem")]
    {
        assert!(jwt::Key::from_pem(&Secret::new(pem)).is_ok());
    }
}

#[tokio::test]
async fn a_site_answers_a_password_with_the_redirect_of_a_browser() {
    let place = format!("{CALLBACK}?code=aPrx1%3D%3D&state=STATE&sfdc_community_id=0DB");
    let host = Host::with([(302, place, String::new()), ok(&token())]).await;
    let ask = Ask { redirect_uri: CALLBACK, scopes: &[], prompt: None, login_hint: None };
    let user = ("test@example.com", &Secret::new("sesame"));
    headless::token(&http(), &host.app(None), &ask, user).await.expect("is granted");
    let [(authorize, headers, asked), (_, _, redeemed)] = &host.seen()[..] else { panic!("two requests") };
    assert_eq!(
        (authorize.as_str(), headers["auth-request-type"].as_str()),
        ("/services/oauth2/authorize", "Named-User")
    );
    assert_eq!((asked["response_type"].as_str(), asked["password"].as_str()), ("code_credentials", "sesame"));
    assert_eq!((redeemed["code"].as_str(), redeemed["redirect_uri"].as_str()), ("aPrx1==", CALLBACK));
    assert_eq!(redeemed["code_verifier"].len(), 86);
}

#[tokio::test]
async fn a_site_that_shows_its_login_page_or_sends_us_elsewhere_has_not_signed_in() {
    let elsewhere = "https://evil.example/?code=c&state=STATE".to_owned();
    let forged = format!("{CALLBACK}?code=c&state=other");
    for (status, place, body) in [(200, String::new(), "<html>"), (302, elsewhere, ""), (302, forged, "")] {
        let host = Host::with([(status, place, body.to_owned()), ok(&token())]).await;
        let ask = Ask { redirect_uri: CALLBACK, scopes: &[], prompt: None, login_hint: None };
        headless::token(&http(), &host.app(None), &ask, ("u", &Secret::new("p"))).await.expect_err("is refused");
        assert_eq!(host.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_device_asks_until_somebody_has_decided() {
    let code = json!({
        "device_code": "D3V", "user_code": "ABCD1234", "interval": 0,
        "verification_uri": "https://acme.my.salesforce.com/setup/connect",
    });
    let host = Host::with([ok(&code), refusal("authorization_pending", ""), ok(&token())]).await;
    let pending = device::begin(&http(), &host.app(None), &["api".to_owned()]).await.expect("begins");
    assert_eq!(pending.user_code, "ABCD1234");
    pending.token(&http(), Duration::from_secs(60)).await.expect("is granted");
    assert_eq!(host.seen()[2].2["code"], "D3V");

    let host = Host::with([ok(&code), refusal("access_denied", "")]).await;
    let pending = device::begin(&http(), &host.app(None), &[]).await.expect("begins");
    let outcome = pending.token(&http(), Duration::from_millis(10)).await;
    assert!(matches!(outcome, Err(Error::TimedOut)));
}

#[tokio::test]
async fn revoking_what_is_gone_is_no_failure() {
    let gone = "error=unsupported_token_type&error_description=this+token+type+is+not+supported".to_owned();
    let host = Host::with([(200, String::new(), String::new()), (400, String::new(), gone)]).await;
    for known in [true, false] {
        assert_eq!(revoke(&http(), &host.app(None), &Secret::new("5Aep861")).await.expect("is answered"), known);
    }
    assert_eq!(host.seen()[0].2["token"], "5Aep861");
}

#[tokio::test]
async fn a_stale_token_is_known_by_its_word() {
    let host = Host::with([(403, String::new(), "Bad_OAuth_Token".to_owned())]).await;
    let error = userinfo(&http(), &host.url, &Secret::new("00D!x")).await.expect_err("is refused");
    assert!(error.stale());
    assert_eq!(host.seen()[0].1["authorization"], "Bearer 00D!x");
}

#[tokio::test]
async fn a_link_for_the_browser_stays_in_the_org() {
    let link = |host: &str| ok(&json!({ "frontdoor_uri": format!("{host}secur/frontdoor.jsp?otp=1") }));
    let host = Host::with([link("https://evil.example/")]).await;
    let outcome = singleaccess(&http(), &host.url, &Secret::new("00D!x"), "/lightning").await;
    assert!(matches!(outcome, Err(Error::OtherHost(name)) if name == "evil.example"));
}
