//! `sfo org open` and `sfo org show`: where a link leads and what it holds, and what an org is.

use crate::support::{Demo, Outcome, Sandbox};

/// A machine without a screen prints the link.
fn open(sandbox: &Sandbox, args: &[&str]) -> Outcome {
    sandbox.run(&[&["-o", "dev", "org", "open"], args].concat())
}

#[test]
fn a_link_leads_to_the_place_and_holds_no_token() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    demo.sign_in(&sandbox, "dev");
    let token = sandbox.run(&["-o", "dev", "auth", "token"]).stdout;
    for (place, path) in [
        (&[][..], "%2F"),
        (&["account"], "%2Flightning%2Fo%2FAccount%2Flist"),
        (&["001000000000001AAA"], "%2F001000000000001AAA"),
        (&["setup"], "%2Flightning%2Fsetup%2FSetupOneHome%2Fhome"),
        (&["setup/ManageUsers", "--url-only"], "%2Flightning%2Fsetup%2FManageUsers%2Fhome"),
        (&["lightning/o/Case/list?filterName=Recent"], "%2Flightning%2Fo%2FCase%2Flist%3FfilterName%3DRecent"),
    ] {
        let out = open(&sandbox, place);
        assert_eq!(out.code, 0, "{}", out.show());
        let link = out.stdout.trim();
        assert!(link.starts_with(&format!("{}/secur/frontdoor.jsp?otp=", demo.origin)), "{link}");
        assert!(link.ends_with(&format!("&startURL={path}")), "{place:?}: {link}");
        assert!(!out.show().contains(token.trim()), "{}", out.show());
        assert_eq!(out.stdout.lines().count(), 1);
    }
}

#[test]
fn a_place_outside_the_org_or_unknown_to_it_is_refused() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    demo.sign_in(&sandbox, "dev");
    let out = sandbox.run(&["-o", "demo", "org", "open", "-f", "table"]);
    assert!(out.code == 2 && out.stderr.ends_with("hint: sfo demo serve\n"), "{}", out.show());
    for (place, code, part) in [
        ("https://evil.example/", 2, "a path in the org"),
        ("//evil.example", 2, "not a path in the org"),
        ("Acount", 5, "did you mean `Account`?"),
    ] {
        let out = open(&sandbox, &[place]);
        assert!(out.code == code && out.stdout.is_empty() && out.stderr.contains(part), "{}", out.show());
    }
}

#[test]
fn an_org_tells_what_it_is() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    demo.sign_in(&sandbox, "dev");
    let filter = "[.org, .username, .policy, .purpose, .edition, .orgId, .name] | join(\" \")";
    let out = sandbox.run(&["-o", "dev", "org", "show", "--facts", "--jq", filter]);
    assert_eq!(out.stdout, "dev test@example.com open developer Developer Edition 00D000000000001EAA Demo Org\n");
    assert_eq!(sandbox.run(&["org", "policy", "dev", "read-only"]).code, 0);
    let out = sandbox.run(&["-o", "dev", "org", "show", "-f", "table"]);
    assert!(out.stdout.contains("\npolicy       read-only\n") && !out.stdout.contains("edition"), "{}", out.show());
    drop(demo);
    assert_eq!(sandbox.run(&["-o", "dev", "org", "show", "-f", "table"]).show(), out.show());
    assert_eq!(sandbox.run(&["-o", "dev", "org", "show", "--facts"]).code, 7);
}

#[cfg(unix)]
#[test]
fn a_browser_of_choice_gets_the_link_and_stdout_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    demo.sign_in(&sandbox, "dev");
    let pipe = sandbox.path("opened");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("is installed").success());
    let browser = sandbox.write("browser", format!("#!/bin/sh\nprintf '%s' \"$1\" > '{}'\n", pipe.display()));
    std::fs::set_permissions(&browser, PermissionsExt::from_mode(0o700)).expect("sets");
    let out = open(&sandbox, &["--browser", &browser.to_string_lossy()]);
    assert_eq!(out.show(), "exit 0\n");
    let link = std::fs::read_to_string(pipe).expect("the browser writes");
    assert!(link.starts_with(&format!("{}/secur/frontdoor.jsp?otp=", demo.origin)), "{link}");
}
