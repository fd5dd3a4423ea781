//! One renewal for all processes.

use super::{QUERY, expect, rotating::Rotating, stored};
use std::process::{Output, Stdio};

/// Starts so many queries at once and waits for all.
fn at_once(org: &Rotating, processes: usize) -> (Vec<Output>, toml::Table) {
    let sandbox = org.sign_in();
    org.change(|grants| grants.expired = true);
    let start = |_| sandbox.command(&QUERY).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let children: Vec<_> = (0..processes).map(start).collect();
    let outputs = children.into_iter().map(|child| child.wait_with_output().expect("ends")).collect();
    (outputs, stored(&sandbox))
}

fn renew_once(processes: usize) {
    let org = Rotating::new();
    let (outputs, stored) = at_once(&org, processes);
    for output in &outputs {
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && output.stdout == b"{\"Id\":\"001\"}\n", "{:?}\n{error}", output.status);
    }
    // The first renewal was the sign-in.
    assert_eq!(org.count("/services/oauth2/token", 0), 2);
    let live = org.change(|grants| (!grants.ended).then(|| (grants.access(), grants.refresh())));
    let (access, refresh) = live.expect("nobody sent a spent token");
    assert_eq!((stored["access"].as_str(), stored["refresh"].as_str()), (Some(&*access), Some(&*refresh)));
}

#[test]
fn s24_two_processes_with_an_expired_token_renew_once() {
    renew_once(2);
}

#[test]
fn s24_fifty_processes_with_an_expired_token_renew_once() {
    renew_once(50);
}

#[test]
fn a_cached_login_costs_one_request_for_a_small_query() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    let before = org.requests().len();
    expect(&sandbox.run(&QUERY), 0, &[]);
    assert_eq!(org.requests().len() - before, 1);
    assert_eq!(org.count("/services/data/v67.0/query", before), 1);
}

#[test]
fn a_renewal_asked_for_is_one_request_and_stored() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    let before = org.requests().len();
    expect(&sandbox.run(&["auth", "refresh"]), 0, &["the access token is new"]);
    assert_eq!(org.requests().len() - before, 1);
    assert_eq!(stored(&sandbox)["access"].as_str(), Some(&*org.change(|grants| grants.access())));
}
