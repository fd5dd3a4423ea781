//! A login that the org no longer renews, and one that its user ends.

use super::{QUERY, expect, registry, rotating::Rotating, secret_file, stored};

#[test]
fn s25_a_refused_renewal_is_asked_for_once_and_keeps_what_is_known() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    let known = registry(&sandbox);
    org.change(|grants| (grants.expired, grants.ended) = (true, true));
    let before = org.requests().len();
    let out = sandbox.run(&[&QUERY[..2], &["--format", "table"]].concat());
    expect(&out, 4, &["the login `dev`", "org 00D000000000001EAA", "- the login was revoked", "hint: sfo auth login"]);
    assert_eq!((org.requests().len() - before, org.count("/services/oauth2/token", before)), (2, 1));
    let stored = stored(&sandbox);
    assert_eq!((stored.contains_key("access"), stored.contains_key("refresh")), (false, true));
    assert_eq!(registry(&sandbox), known);
    // The next command does not even ask for data.
    expect(&sandbox.run(&QUERY), 4, &[]);
    assert_eq!(org.requests().len() - before, 3);
}

#[test]
fn s31_a_logout_revokes_the_refresh_token_and_then_forgets() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    let (file, refresh) = (secret_file(&sandbox), org.change(|grants| grants.refresh()));
    expect(&sandbox.run(&["auth", "logout"]), 0, &["signed out of dev"]);
    assert_eq!(org.change(|grants| grants.revoked.clone()), [format!("token={refresh}")]);
    assert!(org.requests().iter().all(|request| !request.target.contains(&refresh)), "a token was in a URL");
    assert!(!file.exists() && !registry(&sandbox).contains("dev"));
    expect(&sandbox.run(&["query", "SELECT Id FROM A", "-o", "dev"]), 2, &["no such org"]);
}

#[test]
fn s31_a_logout_that_the_org_did_not_hear_of_says_so() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    org.change(|grants| grants.broken = true);
    let out = sandbox.run(&["auth", "logout"]);
    expect(&out, 3, &["forgotten here, but not ended at the org: dev:"]);
    assert!(!registry(&sandbox).contains("dev"));
}

#[test]
fn a_logout_here_only_tells_nobody() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    let before = org.requests().len();
    expect(&sandbox.run(&["auth", "logout", "--keep-remote"]), 0, &[]);
    assert_eq!(org.requests().len(), before);
    assert!(!registry(&sandbox).contains("dev"));
}

#[test]
fn a_new_sign_in_revokes_the_login_it_replaces() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    let old = org.change(|grants| grants.refresh());
    org.change(|grants| grants.renewals += 1);
    org.sign_in_as(&sandbox, "dev");
    assert_eq!(org.change(|grants| grants.revoked.clone()), [format!("token={old}")]);
}

#[test]
fn a_login_with_two_names_ends_with_the_last() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    org.sign_in_as(&sandbox, "production");
    let before = org.change(|grants| grants.revoked.len());
    expect(&sandbox.run(&["auth", "logout", "-o", "dev"]), 0, &["goes on under another alias"]);
    expect(&sandbox.run(&["-o", "production", "query", "SELECT Id FROM Account"]), 0, &[]);
    expect(&sandbox.run(&["auth", "logout", "-o", "production"]), 0, &[]);
    assert_eq!(org.change(|grants| grants.revoked.len()), before + 1);
}
