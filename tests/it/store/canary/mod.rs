//! Every secret here holds the same word. Nothing that is printed, no file outside the secret store and no argument of
//! a child may hold it, except what prints a token on purpose.

mod careless;

use super::expect;
use super::files::below;
use crate::support::{Outcome, Sandbox};
use careless::{ACCESS, Careless, REFRESH};
use std::os::unix::fs::PermissionsExt;

const CANARY: &str = "CANARY";

/// Flow, what it needs, and what is piped into it.
const FLOWS: [(&str, &[&str], &str); 7] = [
    ("client-credentials", &["--client-id", "3MVG9", "--client-secret-stdin"], "CANARYsecret"),
    ("jwt", &["--client-id", "3MVG9", "--username", "a@example.com", "--key-file", "key.pem"], ""),
    ("password", &["--client-id", "3MVG9", "--username", "a@example.com", "--password-stdin"], "CANARYpassword"),
    ("headless", &["--client-id", "3MVG9", "--username", "a@example.com", "--password-stdin"], "CANARYpassword"),
    ("device", &["--client-id", "3MVG9"], ""),
    ("token", &["--access-token-stdin"], ACCESS),
    ("auth-url", &["--auth-url-stdin"], "force://3MVG9:CANARYsecret:"),
];

/// What a login is used for without showing a token. The last looks at its own arguments.
const USES: [&[&str]; 8] = [
    &["auth", "status"],
    &["auth", "status", "--check"],
    &["auth", "refresh"],
    &["query", "SELECT Id FROM Account"],
    &["org", "show"],
    &["org", "list", "--check"],
    &["--stats", "query", "SELECT Id FROM Account"],
    &["exec", "--", "/bin/sh", "-c", "cat /proc/$$/cmdline"],
];

/// What prints a secret, on stdout and there only.
const SHOWS: [&[&str]; 5] = [
    &["auth", "token"],
    &["auth", "export"],
    &["auth", "export", "--as", "json"],
    &["auth", "export", "--as", "dotenv"],
    &["org", "open", "--url-only"],
];

fn home() -> Sandbox {
    let secrets = [("SFO_STORE", "file"), ("SFO_SECURITY_TOKEN", "CANARYsecuritytoken")];
    let sandbox = secrets.iter().fold(Sandbox::new(), |sandbox, (name, value)| sandbox.set(name, *value));
    let key = sandbox.write("key.pem", include_str!("../../../fixtures/auth/pkcs8.pem"));
    std::fs::set_permissions(key, PermissionsExt::from_mode(0o600)).expect("sets");
    sandbox
}

fn sign_in(sandbox: &Sandbox, org: &Careless, (flow, needs, stdin): (&str, &[&str], &str)) -> Outcome {
    let place = org.origin.trim_start_matches("http://");
    let stdin = if flow == "auth-url" { format!("{stdin}{REFRESH}@{place}") } else { stdin.to_owned() };
    let args = ["-vv", "auth", "login", "--alias", flow, "--host", &org.origin, "--flow", flow];
    let out = sandbox.run_with(&[&args[..], needs].concat(), &stdin);
    silent(flow, &out);
    out
}

fn use_login(sandbox: &Sandbox, flow: &str) {
    for (args, format) in USES.iter().flat_map(|args| [(args, "table"), (args, "json")]) {
        let out = sandbox.run(&[&["-vv", "-o", flow, "--format", format], *args].concat());
        silent(&format!("{flow}: {args:?}"), &out);
    }
}

fn silent(what: &str, out: &Outcome) {
    let seen = out.show();
    // An assertion of the `jwt` flow is a secret too.
    assert!(!seen.contains(CANARY) && !seen.contains("eyJ"), "{what} shows a secret:\n{seen}");
}

/// Every file but those of the secret store.
fn files_are_silent(sandbox: &Sandbox) {
    let store = sandbox.path("state/logins");
    for file in below(&sandbox.path("")).iter().filter(|file| !file.starts_with(&store)) {
        let text = String::from_utf8_lossy(&std::fs::read(file).expect("reads")).into_owned();
        assert!(!text.contains(CANARY), "{} holds a secret", file.display());
    }
}

#[test]
fn s20_no_secret_is_seen_by_whatever_flow_it_came() {
    let (org, sandbox) = (Careless::new(), home());
    for flow in FLOWS {
        expect(&sign_in(&sandbox, &org, flow), 0, &[]);
        use_login(&sandbox, flow.0);
        for args in SHOWS {
            let out = sandbox.run(&[&["-vv", "-o", flow.0], args].concat());
            assert!(out.stdout.contains(CANARY) && !out.stderr.contains(CANARY), "{args:?}: {}", out.show());
        }
    }
    files_are_silent(&sandbox);
    silent("logout", &sandbox.run(&["-vv", "auth", "logout", "--all"]));
    assert!(below(&sandbox.path("state/logins")).is_empty(), "a logout left secrets");
}

#[test]
fn s20_an_org_that_repeats_secrets_in_its_errors_does_not_get_them_shown() {
    let (org, sandbox) = (Careless::new(), home());
    for flow in FLOWS {
        org.refuse(false);
        expect(&sign_in(&sandbox, &org, flow), 0, &[]);
        org.refuse(true);
        use_login(&sandbox, flow.0);
        assert_ne!(sign_in(&sandbox, &org, flow).code, 0);
        for args in SHOWS {
            let out = sandbox.run(&[&["-vv", "-o", flow.0], args].concat());
            assert!(!out.stderr.contains(CANARY), "{args:?}: {}", out.show());
        }
    }
    silent("logout", &sandbox.run(&["-vv", "auth", "logout", "--all"]));
    files_are_silent(&sandbox);
}
