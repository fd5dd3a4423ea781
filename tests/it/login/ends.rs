//! Ways in which a login ends before anybody came back: no port, no patience, a signal.

use super::attempt::nothing_is_stored;
use super::{Attempt, Browser, ports};
use crate::support::{Demo, Org, Reply, Sandbox};
use std::net::TcpListener;

/// Where nobody is asked anything: the address is never opened.
const NOWHERE: [&str; 5] = ["--host", "http://127.0.0.1:9", "--client-id", "3MVG9", "--no-browser"];

fn waiting(sandbox: &Sandbox, more: &[&str]) -> Attempt {
    Attempt::start(sandbox, &[&NOWHERE, &["--redirect-uri", &ports::free()][..], more].concat())
}

fn holder(uri: &str) -> TcpListener {
    let port = uri.split(':').nth(2).and_then(|rest| rest.split('/').next()).expect("has a port");
    TcpListener::bind(format!("127.0.0.1:{port}")).expect("is free")
}

#[test]
fn a_port_that_is_taken_ends_it_before_anything_is_opened() {
    let (sandbox, uri) = (Sandbox::new(), ports::free());
    let _holder = holder(&uri);
    let args = ["auth", "login", "--store", "file", "--redirect-uri", &uri];
    let out = sandbox.run(&[&args[..], &NOWHERE].concat());
    assert_eq!(out.code, 2, "{}", out.show());
    assert!(out.stderr.contains("in use") && !out.stderr.contains("authorize"), "{}", out.show());
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
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let sandbox = Sandbox::new();
        let login = waiting(&sandbox, &[]);
        login.signal(signal);
        login.fails(&sandbox, code, "");
    }
}

#[test]
fn nobody_is_waited_for_longer_than_was_asked() {
    for flow in [&["--wait", "1s"][..], &["--wait", "1s", "--flow", "paste"]] {
        let sandbox = Sandbox::new();
        waiting(&sandbox, flow).fails(&sandbox, 7, "nobody completed the sign-in in time");
    }
}

#[test]
fn an_org_that_fails_after_the_callback_leaves_nothing() {
    let org = Org::new(|_, _| Reply::json(500, "{}"));
    let sandbox = Sandbox::new();
    let args = ["--host", &org.origin, "--client-id", "3MVG9", "--no-browser", "--redirect-uri", &ports::free()];
    let login = Attempt::start(&sandbox, &args);
    Browser::default().open(&login.callback("code=aPrx"));
    login.fails(&sandbox, 7, "is not an OAuth endpoint");
}
