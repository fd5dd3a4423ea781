//! What the person at the keyboard and their system get to see: the browser, the arguments, the files.

use crate::login::ports;
use crate::support::{Org, Outcome, Sandbox};

/// A login at `org` on a machine whose browser is this shell script; runs until it gives up.
#[cfg(target_os = "linux")]
fn open_with(org: &Org, script: &str, client_id: &str, callback: &str) -> (Sandbox, Outcome) {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let sandbox = Sandbox::new();
    let bin = sandbox.write("bin/xdg-open", format!("#!/bin/bash\ncd {}\n{script}\n", sandbox.path("").display()));
    set_permissions(&bin, Permissions::from_mode(0o755)).expect("is ours");
    let sandbox = sandbox.set("PATH", bin.parent().expect("has one").to_string_lossy());
    let args = ["auth", "login", "--store", "file", "--wait", "2s", "--host", &org.origin];
    let out = sandbox.run(&[&args[..], &["--client-id", client_id, "--redirect-uri", callback]].concat());
    (sandbox, out)
}

#[cfg(target_os = "linux")]
#[test]
fn s01_s33_the_systems_browser_gets_the_address_as_one_argument() {
    let (org, callback) = (Org::always("{}"), ports::free());
    let (sandbox, out) =
        open_with(&org, "printf '%s\\n' \"$#\" \"$1\" > opened", "x;touch pwned $(touch pwned)", &callback);
    assert_eq!(out.code, 7, "{}", out.show());
    let opened = std::fs::read_to_string(sandbox.path("opened")).expect("was opened");
    let (count, url) = opened.trim_end().split_once('\n').expect("has two lines");
    assert_eq!(count, "1");
    assert!(
        url.starts_with(&format!("{}/services/oauth2/authorize?", org.origin)) && out.stderr.contains(url),
        "{url}"
    );
    assert!(!sandbox.path("pwned").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn s03_the_port_is_open_before_the_browser_is() {
    let (org, callback) = (Org::always("{}"), ports::free());
    let port = callback.split([':', '/']).nth(4).expect("has a port");
    let script = format!("exec 3<>/dev/tcp/127.0.0.1/{port} && echo yes > reached");
    let (sandbox, out) = open_with(&org, &script, "3MVG9", &callback);
    assert!(sandbox.path("reached").exists(), "{}", out.show());
}

#[cfg(target_os = "linux")]
#[test]
fn s04_a_port_of_somebody_else_opens_no_browser() {
    let (org, callback) = (Org::always("{}"), ports::free());
    let port = callback.split([':', '/']).nth(4).expect("has a port");
    for address in ["127.0.0.1", "[::1]"] {
        let _holder = std::net::TcpListener::bind(format!("{address}:{port}")).expect("is free");
        let (sandbox, out) = open_with(&org, "echo > opened", "3MVG9", &callback);
        assert_eq!(out.code, 2, "{}", out.show());
        assert!(!sandbox.path("opened").exists());
    }
}

/// The password of the code flow belongs to the org's page.
#[test]
fn s01_the_code_flow_asks_for_no_password() {
    let (org, sandbox, callback) = (Org::always("{}"), Sandbox::new(), ports::free());
    let args = ["auth", "login", "--store", "file", "--no-browser", "--wait", "1s", "--host", &org.origin];
    let more = ["--client-id", "3MVG9", "--username", "test@example.com", "--redirect-uri", &callback];
    let out = sandbox.run_with(&[&args[..], &more].concat(), "sesame\n");
    assert_eq!(out.code, 7, "{}", out.show());
    assert!(!out.stderr.to_lowercase().contains("password"), "{}", out.show());
}

#[test]
fn s21_no_secret_is_taken_as_an_argument() {
    for flag in ["--client-secret=x", "--password=x", "--access-token=x", "--auth-url=x", "--refresh-token=x"] {
        let out = Sandbox::new().run(&["auth", "login", "--client-id", "3MVG9", flag]);
        assert_eq!(out.code, 2, "{}", out.show());
    }
}

#[cfg(unix)]
#[test]
fn s21_a_secret_in_a_file_for_everybody_is_warned_about() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let org = Org::always("{}");
    for (mode, warned) in [(0o644, true), (0o640, true), (0o600, false)] {
        let sandbox = Sandbox::new();
        let file = sandbox.write("secret", "F00D");
        set_permissions(&file, Permissions::from_mode(mode)).expect("is ours");
        let args = ["auth", "login", "--store", "file", "--flow", "client-credentials", "--client-id", "3MVG9"];
        let more = ["--host", &org.origin, "--client-secret-file", "secret"];
        let out = sandbox.run(&[&args[..], &more].concat());
        assert_eq!((out.code, out.stderr.contains("chmod 600")), (7, warned), "{mode:o} {}", out.show());
    }
}
