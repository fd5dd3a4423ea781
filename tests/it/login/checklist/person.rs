//! What the person at the keyboard and their system get to see: the questions, the arguments, the files.

use crate::login::ports;
use crate::support::{Org, Sandbox};

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
