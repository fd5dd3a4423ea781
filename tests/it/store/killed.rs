//! A renewal that is killed between the org's reply and the end of its writing.
//!
//! Once the org has sent its reply the old refresh token is dead, and a process that dies before it has written the new
//! one takes that one with it: no program can save it, and what is left is the old token, with which the org says
//! plainly that the login has ended. What can be promised, and is shown here: one of the two is stored, whole, and
//! nobody has to wait for the dead.

use super::{QUERY, expect, rotating::Rotating, secret_file, stored};
use crate::support::Sandbox;
use std::fs::File;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;

/// The system calls that write a secret, in their order: those of the file written aside, then those of its folder.
const STEPS: [(&str, &str); 7] = [
    ("unlink", "partial"),
    ("openat", "partial"),
    ("write", "partial"),
    ("fsync", "partial"),
    ("rename", "partial"),
    ("openat", "folder"),
    ("fsync", "folder"),
];

/// Kills a query as it enters one of the steps of storing the renewed tokens.
fn kill(sandbox: &Sandbox, (call, place): (&str, &str)) {
    let file = secret_file(sandbox);
    let path =
        if place == "folder" { file.parent().expect("has one").to_owned() } else { file.with_extension("partial") };
    let query = sandbox.command(&QUERY);
    let status = Command::new("strace")
        .args(["-f", "-o", "/dev/null", "-P"])
        .arg(path)
        .args(["-e", &format!("trace={call}"), "-e", &format!("inject={call}:signal=KILL")])
        .arg(query.get_program())
        .args(query.get_args())
        .env("SFO_HOME", sandbox.path(""))
        .current_dir(sandbox.path(""))
        .status()
        .expect("strace is installed");
    assert_eq!(status.signal(), Some(9), "{call} of the {place} was not reached: {status}");
}

/// Whether the new tokens were stored; anything but the old pair or the new one fails.
fn renewed(sandbox: &Sandbox, old: &toml::Table, org: &Rotating) -> bool {
    let (now, live) = (stored(sandbox), org.change(|grants| (grants.access(), grants.refresh())));
    let new = now["access"].as_str() == Some(&live.0) && now["refresh"].as_str() == Some(&live.1);
    assert!(new || now == *old, "neither the old tokens nor the new");
    new
}

fn every_lock_is_free(sandbox: &Sandbox) {
    let locks = std::fs::read_dir(sandbox.path("state/locks")).expect("is there");
    let locks: Vec<_> = locks.map(|entry| entry.expect("reads").path()).collect();
    assert_eq!(locks.len(), 1);
    File::open(&locks[0]).expect("opens").try_lock().expect("is free at once");
}

#[test]
fn s23_a_kill_at_any_step_of_writing_leaves_the_old_token_or_the_new() {
    for round in 0..21 {
        let step = STEPS[round % STEPS.len()];
        let org = Rotating::new();
        let sandbox = org.sign_in();
        let old = stored(&sandbox);
        org.change(|grants| grants.expired = true);
        kill(&sandbox, step);
        every_lock_is_free(&sandbox);
        assert_eq!(org.count("/services/oauth2/token", 0), 2, "the org had rotated");
        let renewed = renewed(&sandbox, &old, &org);
        assert_eq!(renewed, step.1 == "folder", "{step:?}");
        let next = sandbox.run(&QUERY);
        if renewed { expect(&next, 0, &[]) } else { expect(&next, 4, &["cannot be renewed", "sfo auth login"]) }
    }
}
