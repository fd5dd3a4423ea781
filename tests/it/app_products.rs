//! The transcripts of `man sfo-app`, run as they stand in an org that nobody has touched: from nothing to a proven
//! hand-over in at most three commands.

use crate::login::Browser;
use crate::support::Sandbox;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

const TEXT: &str = include_str!("../../src/cli/app/products.txt");
const PORT: &str = "8080";

struct Step {
    command: String,
    /// What the terminal shows; `…` stands for anything.
    shown: Vec<String>,
}

/// The steps of the product that the text before them names.
fn steps(product: &str) -> Vec<Step> {
    let start = TEXT.find(product).unwrap_or_else(|| panic!("{product} has no transcript"));
    let block = TEXT[start..].lines().skip_while(|line| !line.starts_with("    $ "));
    let mut steps: Vec<Step> = Vec::new();
    for line in block.take_while(|line| line.starts_with("    ")) {
        let line = &line[4..];
        let goes_on = steps.last().is_some_and(|step| step.command.ends_with('\\'));
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push(Step { command: command.to_owned(), shown: Vec::new() }),
            (None, Some(step)) if goes_on => step.command.extend(["\n", line]),
            (None, Some(step)) => step.shown.push(line.to_owned()),
            (None, None) => unreachable!("a block begins with a command"),
        }
    }
    assert!((1..=3).contains(&steps.len()), "{product}: {} commands", steps.len());
    assert!(steps.last().is_some_and(|step| step.shown.iter().any(|line| line.starts_with("checked: "))), "{product}");
    steps
}

/// A shell that finds `sfo`, whose secrets are in files.
fn shell(sandbox: &Sandbox, line: &str) -> Command {
    let folder = Path::new(env!("CARGO_BIN_EXE_sfo")).parent().expect("is in a folder");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("bash");
    command.args(["-c", line]).env_clear().current_dir(sandbox.path("."));
    command.envs([("PATH", path.as_str()), ("SFO_STORE", "file"), ("TERM", "dumb"), ("LC_ALL", "C.UTF-8")]);
    command.env("SFO_HOME", sandbox.path("")).env("HOME", sandbox.path("."));
    command
}

/// What a terminal of 120 columns shows of a command that succeeds.
fn show(sandbox: &Sandbox, command: &str) -> String {
    let file = sandbox.write("command", format!("stty cols 120 rows 60\n{command}\n"));
    let line = format!("script -qec 'bash {}' /dev/null", file.display());
    let output = shell(sandbox, &line).stdin(Stdio::null()).output().expect("there is a shell");
    let text = String::from_utf8_lossy(&output.stdout).replace('\r', "");
    assert!(output.status.success(), "{command}\n{text}");
    text
}

fn fits(line: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('…');
    let Some(mut rest) = line.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut last = None;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
        last = Some(part);
    }
    rest.is_empty() || last == Some("")
}

fn all_fit(lines: &[&str], patterns: &[String]) -> bool {
    match (patterns.split_first(), lines.split_first()) {
        (None, None) => true,
        (Some((any, rest)), _) if any == "…" => (0..=lines.len()).any(|skipped| all_fit(&lines[skipped..], rest)),
        (Some((pattern, patterns)), Some((line, lines))) => fits(line.trim_end(), pattern) && all_fit(lines, patterns),
        _ => false,
    }
}

fn run(sandbox: &Sandbox, step: &Step, change: impl Fn(&str) -> String) {
    let text = show(sandbox, &change(&step.command));
    let shown: Vec<_> = step.shown.iter().map(|line| change(line)).collect();
    assert!(
        all_fit(&text.lines().collect::<Vec<_>>(), &shown),
        "{}\n{text}\nwanted:\n{}",
        step.command,
        shown.join("\n")
    );
}

fn run_all(product: &str, change: impl Fn(&str) -> String) -> Sandbox {
    let sandbox = Sandbox::new();
    for step in &steps(product) {
        run(&sandbox, step, &change);
    }
    sandbox
}

#[test]
fn writer_for_the_platform_api() {
    run_all("WRITER,", str::to_owned);
}

#[test]
fn writer_for_revenue_cloud() {
    run_all("WRITER,", |line| {
        line.replace("--preset writer", "--preset writer-revenue").replace("--for writer", "--for writer-revenue")
    });
}

#[test]
fn c1() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = run_all("C1:", str::to_owned);
    let file = sandbox.path("c1.json");
    let form: Value = serde_json::from_str(&std::fs::read_to_string(&file).expect("is there")).expect("is JSON");
    assert!(form["Client ID"].as_str().is_some_and(|key| key.starts_with("3MVG9")), "{form}");
    assert_eq!(std::fs::metadata(&file).expect("is there").permissions().mode() & 0o777, 0o600);
}

#[test]
fn moveworks() {
    run_all("Moveworks,", str::to_owned);
}

/// The demo org of a home, for programs outside.
struct Served(std::process::Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve(sandbox: &Sandbox) -> (Served, String) {
    let mut command = sandbox.command(&["demo", "serve", "--port", "0", "--json", "-q"]);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the binary starts");
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().expect("is piped")).read_line(&mut line).expect("is read");
    let sheet: Value = serde_json::from_str(&line).expect("prints JSON");
    let port = sheet["origin"].as_str().and_then(|origin| origin.rsplit(':').next()).expect("has a port");
    (Served(child), port.to_owned())
}

/// Plays the person at the browser who pastes the address that it ends on.
fn sign_in(sandbox: &Sandbox, line: &str) {
    let mut command = shell(sandbox, line);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("starts");
    let mut reader = BufReader::new(child.stderr.take().expect("is piped"));
    let mut said = String::new();
    let url = loop {
        let from = said.len();
        assert!(reader.read_line(&mut said).expect("is read") > 0, "no address: {said}");
        if let Some(url) = said[from..].split_whitespace().find(|word| word.contains("/authorize?")) {
            break url.parse().expect("is an address");
        }
    };
    let ended_on = Browser::default().decide(&url, "allow");
    writeln!(child.stdin.take().expect("is piped"), "{ended_on}").expect("is read");
    reader.read_to_string(&mut said).expect("is read");
    assert!(child.wait().expect("ends").success(), "{line}\n{said}");
}

#[test]
fn ai_squared() {
    let sandbox = Sandbox::new();
    let (_served, port) = serve(&sandbox);
    let [new, login, export] = &steps("AI Squared")[..] else { panic!("are three") };
    run(&sandbox, new, str::to_owned);
    let key = sandbox.run(&["-o", "demo", "app", "secret", "show", "aisquared", "--only", "key"]);
    let change = |line: &str| {
        line.replace(PORT, &port).replace("--client-id KEY", &format!("--client-id {}", key.stdout.trim()))
    };
    sign_in(&sandbox, &change(&login.command));
    run(&sandbox, export, change);
}
