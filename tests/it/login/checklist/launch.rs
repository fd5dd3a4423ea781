//! How the system's browser is started, on a system where that is a command that a test can take the place of.

use crate::login::ports;
use crate::support::{Org, Outcome, Sandbox};
use std::fs::{self, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;

/// A login at `org` on a machine whose browser is this shell script; runs until it gives up.
fn open_with(org: &Org, script: &str, client_id: &str, callback: &str) -> (Sandbox, Outcome) {
    let sandbox = Sandbox::new();
    let bin = sandbox.write("bin/xdg-open", format!("#!/bin/bash\ncd {}\n{script}\n", sandbox.path("").display()));
    fs::set_permissions(&bin, Permissions::from_mode(0o755)).expect("is ours");
    let sandbox = sandbox.set("PATH", bin.parent().expect("has one").to_string_lossy());
    let args = ["auth", "login", "--store", "file", "--wait", "2s", "--host", &org.origin];
    let out = sandbox.run(&[&args[..], &["--client-id", client_id, "--redirect-uri", callback]].concat());
    (sandbox, out)
}

#[test]
fn s01_s33_the_systems_browser_gets_the_address_as_one_argument() {
    let (org, callback) = (Org::always("{}"), ports::free());
    let (sandbox, out) =
        open_with(&org, "printf '%s\\n' \"$#\" \"$1\" > opened", "x;touch pwned $(touch pwned)", &callback);
    assert_eq!(out.code, 7, "{}", out.show());
    let opened = fs::read_to_string(sandbox.path("opened")).expect("was opened");
    let (count, url) = opened.trim_end().split_once('\n').expect("has two lines");
    assert_eq!(count, "1");
    assert!(
        url.starts_with(&format!("{}/services/oauth2/authorize?", org.origin)) && out.stderr.contains(url),
        "{url}"
    );
    assert!(!sandbox.path("pwned").exists());
}

#[test]
fn s03_the_port_is_open_before_the_browser_is() {
    let (org, callback) = (Org::always("{}"), ports::free());
    let port = callback.split([':', '/']).nth(4).expect("has a port");
    let script = format!("exec 3<>/dev/tcp/127.0.0.1/{port} && echo yes > reached");
    let (sandbox, out) = open_with(&org, &script, "3MVG9", &callback);
    assert!(sandbox.path("reached").exists(), "{}", out.show());
}

#[test]
fn s04_a_port_of_somebody_else_opens_no_browser() {
    let (org, callback) = (Org::always("{}"), ports::free());
    let port = callback.split([':', '/']).nth(4).expect("has a port");
    for address in ["127.0.0.1", "[::1]"] {
        let _holder = TcpListener::bind(format!("{address}:{port}")).expect("is free");
        let (sandbox, out) = open_with(&org, "echo > opened", "3MVG9", &callback);
        assert_eq!(out.code, 2, "{}", out.show());
        assert!(!sandbox.path("opened").exists());
    }
}
