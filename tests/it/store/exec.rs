//! `sfo exec`: a program with credentials, as if it had been started by itself.

use super::expect;
use super::rotating::Rotating;
use crate::support::{Outcome, Sandbox};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

fn exec(sandbox: &Sandbox, org: &str, script: &str) -> Outcome {
    sandbox.run(&["-o", org, "exec", "--", "/bin/sh", "-c", script])
}

#[test]
fn the_environment_is_set_and_nothing_is_printed() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    let script = r#"test "$SFO_ACCESS_TOKEN" = "$SF_ACCESS_TOKEN" && test "$SFO_INSTANCE_URL" = "$SF_ORG_INSTANCE_URL" \
        && test "$SFO_INSTANCE_URL" = "$1" && test -n "$SFO_ACCESS_TOKEN""#;
    let out = sandbox.run(&["exec", "--", "/bin/sh", "-c", script, "sh", &org.origin]);
    assert_eq!(out.show(), "exit 0\n");
    let nested = format!("{} query 'SELECT Id FROM Account'", env!("CARGO_BIN_EXE_sfo"));
    expect(&exec(&sandbox, "dev", &nested), 0, &[]);
}

#[test]
fn the_exit_code_is_the_commands() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    for name in ["dev", "demo"] {
        assert_eq!(exec(&sandbox, name, "exit 42").show(), "exit 42\n", "{name}");
        assert_eq!(exec(&sandbox, name, "echo out; echo err >&2").stdout, "out\n", "{name}");
        expect(&sandbox.run(&["-o", name, "exec", "--", "/no/such/program"]), 2, &["cannot run /no/such/program"]);
    }
}

#[test]
fn a_signal_reaches_the_command() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    let script = "trap 'exit 42' TERM; echo ready; while :; do sleep 0.05; done";
    let mut command = sandbox.command(&["exec", "--", "/bin/sh", "-c", script]);
    let mut child = command.env("PATH", "/usr/bin:/bin").stdout(Stdio::piped()).spawn().expect("starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("is piped")).read_line(&mut line).expect("reads");
    assert_eq!(line, "ready\n");
    Command::new("kill").arg(child.id().to_string()).status().expect("is installed");
    assert_eq!(child.wait().expect("ends").code(), Some(42));
}
