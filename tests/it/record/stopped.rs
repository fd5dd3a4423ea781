//! A run that is told to end half-way.

use super::{count, signed_in};
use crate::support::Sandbox;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

/// Starts to create 2,000 rows, one call after the other, and waits until two calls have been answered.
fn half_way(sandbox: &Sandbox) -> (Child, BufReader<std::process::ChildStderr>) {
    let rows: Vec<_> = (1..=2000).map(|n| format!("Stop {n}")).collect();
    sandbox.write("rows.csv", format!("Name\n{}\n", rows.join("\n")));
    let args = ["record", "create", "Account", "--input", "rows.csv", "--failed", "left.csv", "--parallel", "1", "-v"];
    let mut command = sandbox.command(&[&args[..], &["-f", "ndjson"]].concat());
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let mut stderr = BufReader::new(child.stderr.take().expect("is piped"));
    let mut answered = 0;
    while answered < 2 {
        let mut line = String::new();
        assert!(stderr.read_line(&mut line).is_ok_and(|len| len > 0), "it ended too early");
        answered += usize::from(line.contains("/composite/sobjects 200 "));
    }
    (child, stderr)
}

/// The code, what was told of each row, and what was told at the end.
fn stopped(sandbox: &Sandbox, signal: &str) -> (i32, String, String) {
    let (mut child, mut stderr) = half_way(sandbox);
    let kill = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill is there");
    assert!(kill.success());
    let (mut rows, mut told) = (String::new(), String::new());
    child.stdout.take().expect("is piped").read_to_string(&mut rows).expect("is text");
    stderr.read_to_string(&mut told).expect("is text");
    (child.wait().expect("ends").code().unwrap_or(-1), rows, told)
}

#[test]
fn it_says_what_was_done_and_what_was_not_and_the_rest_can_be_done_later() {
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let (_demo, sandbox) = signed_in(&["--latency", "150ms"]);
        let (exit, rows, told) = stopped(&sandbox, signal);
        let (created, unsent) = (rows.matches("\"created\"").count(), rows.matches("\"unsent\"").count());
        assert_eq!((exit, created + unsent), (code, 2000), "{told}");
        assert!((400..2000).contains(&created), "{created}");
        let want = format!("{created} of 2000 rows done, {unsent} not sent: not sent: rows {}-2000", created + 1);
        assert!(told.contains(&want), "{told}");
        assert_eq!(count(&sandbox, "Account WHERE Name LIKE 'Stop %'"), created.to_string());
        let out = sandbox.run(&["record", "create", "Account", "--input", "left.csv", "-q"]);
        assert_eq!(out.code, 0, "{}", out.stderr);
        assert_eq!(count(&sandbox, "Account WHERE Name LIKE 'Stop %'"), "2000");
    }
}
