//! `sfo record`: one record and many, in a demo org that keeps what was written, and in scripted ones that misbehave.

#[cfg(unix)]
mod edit;
mod files;
mod many;
mod one;
mod preflight;
#[cfg(unix)]
mod stopped;
mod undo;
mod undone;

use crate::support::{Demo, Sandbox};

const ACCOUNT: &str = "001000000000001AAA";

/// A demo org of its own, and a home that is signed in to it as `dev`.
fn signed_in(flags: &[&str]) -> (Demo, Sandbox) {
    let demo = Demo::serve(flags);
    let sandbox = Sandbox::new().set("SFO_ORG", "dev");
    demo.sign_in(&sandbox, "dev");
    (demo, sandbox)
}

/// What a query counts.
fn count(sandbox: &Sandbox, rest: &str) -> String {
    let out = sandbox.run(&["query", &format!("SELECT Id FROM {rest}"), "--count"]);
    assert_eq!(out.code, 0, "{}", out.show());
    out.stdout.trim().to_owned()
}
