//! What the program does before it is asked for anything: nothing. Told by the kernel, through strace.

use crate::support::Sandbox;
use std::process::Command;

/// What a dynamic loader and the runtime open for every program.
const LOADER: [&str; 5] = ["/etc/ld.so", "/lib", "/usr/lib", "/proc/self/", "/sys/fs/cgroup"];

/// The files and sockets that `sfo` opens, told by the kernel.
fn touched(args: &[&str]) -> Vec<String> {
    let sandbox = Sandbox::new();
    let output = Command::new("strace")
        .args(["-f", "-e", "trace=open,openat,socket,connect", env!("CARGO_BIN_EXE_sfo")])
        .args(args)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("SFO_HOME", sandbox.path("home"))
        .output()
        .expect("strace is installed");
    let trace = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(trace.contains("+++ exited with 0 +++"), "{trace}");
    let of_strace = |line: &str| line.contains("+++") || line.starts_with("strace: Process");
    let foreign = |line: &&str| !of_strace(line) && !LOADER.iter().any(|known| line.contains(&format!("\"{known}")));
    trace.lines().filter(foreign).map(str::to_owned).collect()
}

#[test]
fn help_and_version_touch_no_file_and_no_socket() {
    for args in [&["--version"][..], &["--help"], &["query", "--help"], &["help", "exit-codes"]] {
        assert_eq!(touched(args), [""; 0], "{args:?}");
    }
}

#[test]
fn a_session_of_the_environment_needs_no_home() {
    let org = crate::support::Org::always(r#"{"totalSize":0,"done":true,"records":[]}"#);
    let out = org.sandbox().set("SFO_HOME", "/proc/no/such/home").run(&["query", "SELECT Id FROM A"]);
    assert_eq!(out.show(), "exit 0\n--- stdout ---\n[]\n");
}
