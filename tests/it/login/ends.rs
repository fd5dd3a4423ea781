//! Ways in which a login ends before anybody came back: no port, no patience, a signal.

use super::attempt::nothing_is_stored;
use super::{Attempt, Browser, ports};
use crate::support::{Demo, Org, Sandbox};
use std::net::TcpListener;

/// At an org where nobody ever arrives.
fn waiting(org: &Org, sandbox: &Sandbox, more: &[&str]) -> Attempt {
    let args = ["--host", &org.origin, "--client-id", "3MVG9", "--no-browser", "--redirect-uri", &ports::free()];
    Attempt::start(sandbox, &[&args[..], more].concat())
}

fn holder(uri: &str) -> TcpListener {
    let port = uri.split(':').nth(2).and_then(|rest| rest.split('/').next()).expect("has a port");
    TcpListener::bind(format!("127.0.0.1:{port}")).expect("is free")
}

#[test]
fn a_port_that_is_taken_ends_it_before_anything_is_opened() {
    let (org, sandbox, uri) = (Org::always("{}"), Sandbox::new(), ports::free());
    let _holder = holder(&uri);
    let args = ["auth", "login", "--store", "file", "--client-id", "3MVG9", "--no-browser"];
    let out = sandbox.run(&[&args[..], &["--host", &org.origin, "--redirect-uri", &uri]].concat());
    assert_eq!(out.code, 2, "{}", out.show());
    assert!(out.stderr.contains("could not come back") && !out.stderr.contains("authorize"), "{}", out.show());
    nothing_is_stored(&sandbox);
}

#[test]
fn of_several_callbacks_the_first_with_a_free_port_is_used() {
    let _turn = ports::turn();
    let (demo, sandbox, mut browser) = (Demo::serve(&[]), Sandbox::new(), Browser::default());
    let _holders = (holder(ports::CALLBACKS[0]), holder(ports::CALLBACKS[1]));
    let login = Attempt::web(&demo, &sandbox, "Demo Public", &[]);
    assert_eq!(login.asked("redirect_uri"), ports::CALLBACKS[2]);
    let callback = browser.decide(&login.url, "allow");
    browser.open(&callback);
    login.succeeds(&sandbox);
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_with_its_code() {
    let org = Org::always("{}");
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let sandbox = Sandbox::new();
        let login = waiting(&org, &sandbox, &[]);
        login.signal(signal);
        login.fails(&sandbox, code, "");
    }
}

#[test]
fn nobody_is_waited_for_longer_than_was_asked() {
    let org = Org::always("{}");
    for flow in [&["--wait", "1s"][..], &["--wait", "1s", "--flow", "paste"]] {
        let sandbox = Sandbox::new();
        waiting(&org, &sandbox, flow).fails(&sandbox, 7, "nobody completed the sign-in in time");
    }
}
