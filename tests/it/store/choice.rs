//! Which org a command means.

use super::expect;
use super::rotating::Rotating;
use crate::support::Sandbox;
use serde_json::Value;

fn shown(sandbox: &Sandbox, more: &[&str]) -> (String, String) {
    let out = sandbox.run(&[more, &["org", "show", "--json"]].concat());
    expect(&out, 0, &[]);
    let sheet: Value = serde_json::from_str(&out.stdout).expect("is JSON");
    let text = |name: &str| sheet[name].as_str().expect("is text").to_owned();
    (text("org"), text("decidedBy"))
}

/// A home with two logins, of which the first is the default.
fn two_logins(org: &Rotating) -> Sandbox {
    let sandbox = Sandbox::new();
    for alias in ["dev", "production"] {
        org.sign_in_as(&sandbox, alias);
    }
    sandbox
}

#[test]
fn what_decided_is_told() {
    let org = Rotating::new();
    let sandbox = two_logins(&org);
    let named = |name: &str, by: &str| (name.to_owned(), by.to_owned());
    assert_eq!(shown(&sandbox, &[]), named("dev", "the default org"));
    expect(&sandbox.run(&["org", "use", "production"]), 0, &[]);
    assert_eq!(shown(&sandbox, &[]), named("production", "the default org"));
    expect(&sandbox.run(&["org", "use", "dev", "--here"]), 0, &["is the org here"]);
    let file = sandbox.path(".sfo.toml");
    assert_eq!(std::fs::read_to_string(&file).expect("is there"), "org = \"dev\"\n");
    assert_eq!(shown(&sandbox, &[]), named("dev", &file.to_string_lossy()));
    let sandbox = sandbox.set("SFO_ORG", "production");
    assert_eq!(shown(&sandbox, &[]), named("production", "SFO_ORG"));
    assert_eq!(shown(&sandbox, &["-o", "dev"]), named("dev", "--org"));
}

#[test]
fn unknown_and_ambiguous_names_are_told_apart() {
    let org = Rotating::new();
    let sandbox = two_logins(&org);
    let table = |args: &[&str]| sandbox.run(&[args, &["--format", "table"]].concat());
    expect(&table(&["org", "show", "-o", "none"]), 2, &["no such org `none`", "hint: sfo org list"]);
    expect(&table(&["org", "use", "none"]), 2, &["no such org `none`"]);
    let out = table(&["auth", "status", "-o", "test@example.com"]);
    expect(&out, 2, &["`test@example.com` has several logins: dev, production", "hint: --org ALIAS"]);
    expect(&table(&["org", "alias", "dev", "production"]), 2, &["another login has it"]);
}

#[test]
fn a_corrupt_registry_is_named_and_left_as_it_is() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    let broken = "default = \"dev\"\n[orgs.dev\n";
    sandbox.write("config/orgs.toml", broken);
    for args in [&["org", "list"][..], &["org", "use", "dev"], &["auth", "logout"], &["auth", "logout", "--all"]] {
        expect(&sandbox.run(args), 2, &["orgs.toml", "line 2"]);
    }
    assert_eq!(super::registry(&sandbox), broken);
}

#[test]
fn a_policy_is_kept_and_lets_reading_through() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    expect(&sandbox.run(&["org", "policy", "dev", "read-only"]), 0, &[]);
    expect(&sandbox.run(&["query", "SELECT Id FROM Account"]), 0, &[]);
    assert!(sandbox.run(&["auth", "status"]).stdout.contains(r#""policy":"read-only""#));
}
