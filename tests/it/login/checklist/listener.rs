//! The port on which a login waits, and the page it ends on.

use super::{CODE, Scene};
use crate::login::attempt::nothing_is_stored;
use crate::login::browser::{local, local_v6, send};
use crate::login::{Attempt, Browser};
use crate::support::Outcome;
use reqwest::Url;
use serde_json::json;
use std::net::{IpAddr, SocketAddr, TcpStream, UdpSocket};

const RIGHT: &str = "code=aPrxCANARYcode%3D%3D";

/// Ends a login that has seen other things with the right callback.
fn ends_well(scene: &Scene, attempt: Attempt) -> Outcome {
    assert_eq!(scene.forms().len(), 0, "nothing is redeemed before");
    assert_eq!(Browser::default().open(&attempt.callback(RIGHT)).status, 200);
    let out = attempt.end();
    assert_eq!(out.code, 0, "{}", out.show());
    assert_eq!(scene.forms().len(), 1);
    assert_eq!(scene.forms()[0]["code"], CODE);
    out
}

/// An address of this machine that others can reach, where it has one. Sends nothing.
fn outer() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    Some(socket.local_addr().ok()?.ip())
}

#[test]
fn s02_listener_is_loopback_only() {
    let scene = Scene::new(json!({}));
    let attempt = scene.start(&[]);
    let callback = attempt.callback(RIGHT);
    assert!(TcpStream::connect(local(&callback)).is_ok());
    // All of 127/8 is this machine on Linux: a listener on every address would answer here.
    let elsewhere = outer().or(cfg!(target_os = "linux").then(|| IpAddr::from([127, 0, 0, 2])));
    if let Some(address) = elsewhere {
        let address = SocketAddr::new(address, local(&callback).port());
        assert!(TcpStream::connect(address).is_err(), "{address}");
    }
    ends_well(&scene, attempt);
}

#[test]
fn s03_listener_ends_with_the_login() {
    let scene = Scene::new(json!({}));
    let attempt = scene.start(&[]);
    let place = attempt.callback(RIGHT);
    ends_well(&scene, attempt);
    let attempt = scene.start(&["--wait", "1s"]);
    let other = attempt.callback(RIGHT);
    attempt.end();
    for url in [place, other] {
        assert!(TcpStream::connect(local(&url)).is_err() && TcpStream::connect(local_v6(&url)).is_err());
    }
}

#[test]
fn s09_a_state_is_long_and_a_wrong_one_redeems_nothing() {
    let scene = Scene::new(json!({}));
    let attempt = scene.start(&[]);
    // 22 characters of base64 hold 128 bits.
    assert!(attempt.asked("state").len() >= 22);
    let forged = format!("{}?{RIGHT}&state={}", attempt.asked("redirect_uri"), "A".repeat(43));
    assert_eq!(Browser::default().open(&Url::parse(&forged).expect("is an address")).status, 400);
    ends_well(&scene, attempt);
}

#[test]
fn s10_only_the_exact_callback_is_honoured() {
    let scene = Scene::new(json!({}));
    let attempt = scene.start(&[]);
    let right = attempt.callback(RIGHT);
    let below = |path: &str| {
        let mut url = right.clone();
        url.set_path(path);
        url
    };
    let port = right.port().expect("has one");
    for (method, url, host, status) in [
        ("GET", below("/"), right.authority(), 404),
        ("GET", below("/OauthRedirect/"), right.authority(), 404),
        ("GET", below("/oauthredirect"), right.authority(), 404),
        ("GET", right.clone(), "localhost", 404),
        ("GET", right.clone(), &format!("localhost.evil.example:{port}"), 404),
        ("GET", right.clone(), &format!("evil.example:{port}"), 404),
        ("PUT", right.clone(), right.authority(), 405),
        ("DELETE", right.clone(), right.authority(), 405),
        ("POST", right.clone(), right.authority(), 405),
    ] {
        let page = send(local(&url), method, &url, host, "Content-Length: 0\r\n", "");
        assert_eq!(page.status, status, "{method} {url} at {host}");
    }
    ends_well(&scene, attempt);
}

#[test]
fn s11_doubled_parameters_are_rejected() {
    let scene = Scene::new(json!({}));
    let attempt = scene.start(&[]);
    let state = format!("{RIGHT}&state={}", attempt.asked("state"));
    for query in [format!("{RIGHT}&{RIGHT}"), state] {
        assert_eq!(Browser::default().open(&attempt.callback(&query)).status, 400, "{query}");
    }
    ends_well(&scene, attempt);
}

#[test]
fn s12_another_issuer_is_refused() {
    let scene = Scene::new(json!({}));
    let attempt = scene.start(&[]);
    let issuer = scene.org.origin.replace("127.0.0.1", "127.0.0.2");
    Browser::default().open(&attempt.callback(&format!("{RIGHT}&iss={issuer}")));
    attempt.fails(&scene.sandbox, 4, "another host");
    assert_eq!(scene.forms().len(), 0);
    let attempt = scene.start(&[]);
    Browser::default().open(&attempt.callback(&format!("{RIGHT}&iss={}", scene.org.origin)));
    assert_eq!(attempt.end().code, 0);
}

#[test]
fn s19_landing_page_keeps_the_code_to_itself() {
    let scene = Scene::new(json!({}));
    let attempt = scene.start(&[]);
    let page = Browser::default().open(&attempt.callback(&format!("{RIGHT}&x=<script>alert(1)</script>")));
    assert_eq!(page.headers["cache-control"], "no-store");
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    let policy = &page.headers["content-security-policy"];
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert!(page.body.contains("history.replaceState"), "the code leaves the address bar");
    for foreign in ["http:", "https:", "src=", "href=", "alert", "CANARY", "state="] {
        assert!(!page.body.contains(foreign), "{foreign}");
    }
    assert_eq!(attempt.end().code, 0);
}

/// What waits in memory is nowhere else.
#[test]
fn s08_a_login_that_waits_has_written_nothing() {
    let scene = Scene::new(json!({}));
    let attempt = scene.start(&["--scope", "api openid"]);
    nothing_is_stored(&scene.sandbox);
    ends_well(&scene, attempt);
}
