//! What is asked before something is lost, and what an org's policy keeps from happening.

use super::{ACCOUNT, signed_in};

const DELETE: [&str; 4] = ["record", "delete", "Account", ACCOUNT];

#[test]
fn a_delete_without_a_yes_deletes_nothing() {
    let (_demo, sandbox) = signed_in(&[]);
    let out = sandbox.run(&[&DELETE[..], &["-f", "table"]].concat());
    assert_eq!((out.code, out.stdout.as_str()), (6, ""), "{}", out.show());
    insta::assert_snapshot!(out.stderr, @r"
    error: not confirmed; nothing was changed
    hint: sfo record delete … --yes
    ");
    assert_eq!(sandbox.run(&["record", "get", "Account", ACCOUNT]).code, 0);
}

#[test]
fn in_a_production_org_a_yes_needs_its_name() {
    let (_demo, sandbox) = signed_in(&[]);
    let orgs = std::fs::read_to_string(sandbox.path("config/orgs.toml")).expect("is there");
    sandbox.write("config/orgs.toml", orgs.replace("policy = ", "kind = \"production\"\npolicy = "));
    let out = sandbox.run(&[&DELETE[..], &["--yes", "-f", "table"]].concat());
    assert_eq!(out.code, 6, "{}", out.show());
    insta::assert_snapshot!(out.stderr, @r"
    error: dev is a production org and was not named with --org; nothing was changed
    hint: sfo record delete … --yes --org dev
    ");
    let out = sandbox.run(&[&DELETE[..], &["--yes", "--org", "dev"]].concat());
    assert_eq!(out.code, 0, "{}", out.show());
}

#[test]
fn a_read_only_org_is_not_even_asked_about() {
    let (_demo, sandbox) = signed_in(&[]);
    assert_eq!(sandbox.run(&["org", "policy", "dev", "read-only"]).code, 0);
    for args in [
        &DELETE[1..],
        &["create", "Account", "Name=x"],
        &["update", "Account", ACCOUNT, "Name=x"],
        &["upsert", "Account", "ExternalId__c=x", "Name=x"],
        &["undelete", "Account", ACCOUNT],
        &["merge", "Account", ACCOUNT, "001000000000002AAA"],
    ] {
        let out = sandbox.run(&[&["record"], args, &["--yes"]].concat());
        assert!(out.code == 6 && out.stderr.contains("read-only"), "{args:?}\n{}", out.show());
    }
    assert_eq!(sandbox.run(&["org", "policy", "dev", "confirm"]).code, 0);
    let create = ["record", "create", "Account", "Name=x"];
    assert_eq!(sandbox.run(&create).code, 6);
    assert_eq!(sandbox.run(&[&create[..], &["--yes"]].concat()).code, 0);
    let rows = ["record", "create", "Account", "--input", "-"];
    assert_eq!(sandbox.run_with(&rows, r#"{"Name":"x"}"#).code, 6);
    assert_eq!(sandbox.run_with(&[&rows[..], &["--yes"]].concat(), r#"{"Name":"x"}"#).code, 0);
}
