//! The listener over real sockets: strangers first, then the browser.

use super::super::web::{Ask, Pending, begin};
use super::super::{App, callback::Answer};
use super::*;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A listener on a free port, and the sign-in it waits for.
struct Scene {
    arrival: Arrival,
    port: u16,
    state: String,
}

impl Scene {
    fn open() -> Self {
        let listener = bind(&[uri(free_port())]).expect("the port is free");
        let pending = pending(listener.redirect_uri());
        let state = pending.url.query_pairs().find(|(name, _)| name == "state").expect("is there").1.into_owned();
        let port = listener.place.port;
        Self { arrival: listener.listen(pending.judge()).expect("listens"), port, state }
    }

    async fn request(&self, head: &str) -> String {
        self.request_at((Ipv4Addr::LOCALHOST, self.port).into(), head).await
    }

    /// Sends a head in which `PORT` and `STATE` stand for those of the scene.
    async fn request_at(&self, address: SocketAddr, head: &str) -> String {
        let head = head.replace("PORT", &self.port.to_string()).replace("STATE", &self.state);
        let mut stream = TcpStream::connect(address).await.expect("connects");
        stream.write_all(format!("{head}\r\nConnection: close\r\n\r\n").as_bytes()).await.expect("sends");
        let mut reply = String::new();
        stream.read_to_string(&mut reply).await.expect("answers");
        reply
    }

    async fn code(&mut self) -> Option<String> {
        let callback = self.arrival.callback(Instant::now() + Duration::from_millis(300)).await.ok()?;
        let Answer::Code(code) = callback.answer else { return None };
        Some(code.expose().to_owned())
    }
}

fn pending(redirect_uri: &str) -> Pending {
    let host = Url::parse("https://acme.my.salesforce.com").expect("is a URL");
    let app = App { host, client_id: "3MVG9".to_owned(), client_secret: None };
    begin(&app, &Ask { redirect_uri, scopes: &[], prompt: None, login_hint: None }).expect("begins")
}

fn free_port() -> u16 {
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("some port is free");
    socket.local_addr().expect("has an address").port()
}

fn uri(port: u16) -> String {
    format!("http://localhost:{port}/OauthRedirect")
}

const BROWSER: &str = "GET /OauthRedirect?code=aPrx1%3D%3D&state=STATE HTTP/1.1\r\nHost: localhost:PORT";

#[tokio::test]
async fn strangers_are_turned_away_and_the_wait_goes_on() {
    let mut scene = Scene::open();
    for (head, status) in [
        ("GET /favicon.ico HTTP/1.1\r\nHost: localhost:PORT", 404),
        ("GET /robots.txt HTTP/1.1\r\nHost: localhost:PORT", 404),
        ("GET / HTTP/1.1\r\nHost: localhost:PORT", 404),
        ("GET /OauthRedirect/?code=x&state=STATE HTTP/1.1\r\nHost: localhost:PORT", 404),
        ("GET /oauthredirect?code=x&state=STATE HTTP/1.1\r\nHost: localhost:PORT", 404),
        ("GET /OauthRedirect?code=x&state=STATE HTTP/1.1\r\nHost: evil.example:PORT", 404),
        ("GET /OauthRedirect?code=x&state=STATE HTTP/1.1\r\nHost: localhost", 404),
        ("GET /OauthRedirect?code=x&state=STATE HTTP/1.1\r\nHost: localhost.evil.example:PORT", 404),
        ("POST /OauthRedirect?code=x&state=STATE HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 0", 405),
        ("HEAD /OauthRedirect?code=x&state=STATE HTTP/1.1\r\nHost: localhost:PORT", 405),
        ("OPTIONS /OauthRedirect HTTP/1.1\r\nHost: localhost:PORT", 405),
        ("GET /OauthRedirect?code=x&state=forged HTTP/1.1\r\nHost: localhost:PORT", 400),
        ("GET /OauthRedirect?code=x HTTP/1.1\r\nHost: localhost:PORT", 400),
        ("GET /OauthRedirect?code=x&code=y&state=STATE HTTP/1.1\r\nHost: localhost:PORT", 400),
        ("GET /OauthRedirect?error=access_denied&state=forged HTTP/1.1\r\nHost: localhost:PORT", 400),
        ("GET /OauthRedirect HTTP/1.1\r\nHost: localhost:PORT", 400),
    ] {
        let reply = scene.request(head).await;
        assert!(reply.starts_with(&format!("HTTP/1.1 {status} ")), "{head}\n{reply}");
    }
    assert_eq!(scene.code().await, None);
    assert!(scene.request(BROWSER).await.starts_with("HTTP/1.1 200 "));
    assert_eq!(scene.code().await.as_deref(), Some("aPrx1=="));
}

#[tokio::test]
async fn a_private_network_preflight_is_let_through() {
    let scene = Scene::open();
    let head =
        "OPTIONS /OauthRedirect HTTP/1.1\r\nHost: localhost:PORT\r\nAccess-Control-Request-Private-Network: true";
    let reply = scene.request(head).await;
    assert!(
        reply.starts_with("HTTP/1.1 204 ") && reply.contains("access-control-allow-private-network: true"),
        "{reply}"
    );
}

#[tokio::test]
async fn both_stacks_and_every_spelling_of_this_machine_are_heard() {
    for host in ["localhost", "LocalHost", "127.0.0.1", "[::1]"] {
        let mut scene = Scene::open();
        let head = BROWSER.replace("localhost", host);
        let address = if host == "[::1]" {
            (Ipv6Addr::LOCALHOST, scene.port).into()
        } else {
            (Ipv4Addr::LOCALHOST, scene.port).into()
        };
        assert!(scene.request_at(address, &head).await.starts_with("HTTP/1.1 200 "), "{host}");
        assert!(scene.code().await.is_some(), "{host}");
    }
}

#[tokio::test]
async fn a_second_visit_sees_the_same_page_and_is_not_heard() {
    let mut scene = Scene::open();
    let body = |reply: &str| reply.split_once("\r\n\r\n").expect("has a body").1.to_owned();
    let (first, second) = (scene.request(BROWSER).await, scene.request(BROWSER).await);
    assert_eq!(body(&first), body(&second));
    assert!(scene.code().await.is_some());
    assert_eq!(scene.code().await, None);
}

#[tokio::test]
async fn connections_that_say_nothing_or_break_hold_nobody_up() {
    let mut scene = Scene::open();
    let mut silent = Vec::new();
    for half in ["", "GET /OauthRed", "\x16\x03\x01"] {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, scene.port)).await.expect("connects");
        stream.write_all(half.as_bytes()).await.expect("sends");
        silent.push(stream);
    }
    for _ in 0..20 {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, scene.port)).await.expect("connects");
        stream.set_zero_linger().expect("is possible");
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.expect("sends");
    }
    assert!(scene.request(BROWSER).await.starts_with("HTTP/1.1 200 "));
    assert!(scene.code().await.is_some());
    let start = Instant::now();
    scene.arrival.close().await;
    assert!(start.elapsed() < FAREWELL * 2);
}

#[tokio::test]
async fn a_refusal_is_handed_over_and_shown_without_its_words() {
    let mut scene = Scene::open();
    let head = "GET /OauthRedirect?error=access_denied&error_description=%3Cb%3Eend-user&state=STATE HTTP/1.1\r\n\
                Host: localhost:PORT";
    let reply = scene.request(head).await;
    assert!(reply.contains("Not signed in") && !reply.contains("end-user"), "{reply}");
    let callback = scene.arrival.callback(Instant::now() + Duration::from_secs(5)).await.expect("comes");
    assert!(matches!(callback.answer, Answer::Refused { error, .. } if error == "access_denied"));
}

#[tokio::test]
async fn the_page_keeps_the_code_from_caches_referrers_and_the_address_bar() {
    let scene = Scene::open();
    let reply = scene.request(BROWSER).await;
    for header in [
        "cache-control: no-store",
        "referrer-policy: no-referrer",
        "x-content-type-options: nosniff",
        "content-security-policy: default-src 'none'; style-src 'sha256-",
    ] {
        assert!(reply.contains(header), "{header}\n{reply}");
    }
    assert!(reply.contains("history.replaceState(") && !reply.contains("aPrx1") && !reply.contains(&scene.state));
}

#[tokio::test]
async fn nobody_comes_and_the_port_is_free_again() {
    let mut scene = Scene::open();
    let waited = scene.arrival.callback(Instant::now() + Duration::from_millis(20)).await;
    assert!(matches!(waited, Err(Error::TimedOut)));
    let port = scene.port;
    scene.arrival.close().await;
    assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err());
    assert!(bind(&[uri(port)]).is_ok());
}

#[test]
fn the_next_redirect_uri_is_tried_where_a_port_is_taken_on_either_stack() {
    for holder in [TcpListener::bind((Ipv4Addr::LOCALHOST, 0)), TcpListener::bind((Ipv6Addr::LOCALHOST, 0))] {
        let holder = holder.expect("some port is free");
        let taken = holder.local_addr().expect("has an address").port();
        let free = free_port();
        let listener = bind(&[uri(taken), uri(free)]).expect("the second is free");
        assert_eq!(listener.redirect_uri(), uri(free));
        let Err(Error::Ports(tried)) = bind(&[uri(taken)]) else { panic!("the port is taken") };
        assert!(tried.starts_with(&format!("port {taken}: ")), "{tried}");
    }
}

#[test]
fn only_this_machine_can_be_listened_on() {
    for uri in
        ["https://localhost:1717/x", "http://0.0.0.0:1717/x", "http://acme.example/x", "http://localhost:1/x?y", "x"]
    {
        assert!(matches!(bind(&[uri.to_owned()]), Err(Error::Input(_))), "{uri}");
    }
}
