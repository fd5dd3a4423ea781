//! Every example that we print is run as it stands.

use crate::support::{Demo, Sandbox};
use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The indented command lines of a text.
fn examples(text: &str) -> Vec<String> {
    let command =
        |line: &&str| line.starts_with(' ') && (line.contains("sfo ") || line.trim_start().starts_with("sfo"));
    let starts = |line: &&str| ["sfo ", "echo "].iter().any(|start| line.trim_start().starts_with(start));
    text.lines().filter(command).filter(starts).map(|line| line.trim().to_owned()).collect()
}

/// Runs a line in a shell that finds `sfo`; what serves until it is stopped is stopped.
fn run(sandbox: &Sandbox, line: &str) -> (i32, String) {
    let folder = Path::new(env!("CARGO_BIN_EXE_sfo")).parent().expect("is in a folder");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let line = line.replace(" --port 8080", "").replace("sfo demo serve", "timeout -s INT 2 sfo demo serve --port 0");
    let output = Command::new("bash")
        .args(["-c", &format!("set -o pipefail; {line}")])
        .env_clear()
        .envs([("PATH", path.as_str()), ("SFO_HOME", &sandbox.path("").to_string_lossy())])
        .env("HOME", sandbox.path("."))
        .current_dir(sandbox.path("."))
        .output()
        .expect("bash is installed");
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    (output.status.code().unwrap_or(-1), text)
}

/// Examples with somebody else's org or files in them cannot be run here.
fn needs_an_account(line: &str) -> bool {
    ["acme", "auth import", "export SFO_"].iter().any(|mark| line.contains(mark))
}

fn check(name: &str, text: &str, least: usize, demo: &Demo) {
    let sandbox = Sandbox::new();
    for alias in ["dev", "production"] {
        demo.sign_in(&sandbox, alias);
    }
    std::fs::create_dir_all(sandbox.path(".local/share/bash-completion/completions")).expect("the home can be written");
    let lines = examples(text);
    assert!(lines.len() >= least, "{name} has {} examples", lines.len());
    for line in lines.iter().filter(|line| !needs_an_account(line)) {
        let (code, output) = run(&sandbox, line);
        let stopped = line.contains("demo serve") && code == 124;
        assert!(code == 0 || stopped, "{name}: {line}\nexit {code}\n{output}");
    }
}

#[test]
fn those_of_the_readme() {
    let text = std::fs::read_to_string(root().join("README.md")).expect("is there");
    check("README.md", &text, 8, &Demo::serve(&[]));
}

#[test]
fn those_of_the_topics() {
    let text = std::fs::read_to_string(root().join("src/cli/help/soql.txt")).expect("is there");
    check("soql.txt", &text, 6, &Demo::serve(&[]));
}

/// The command that a manual page is about, as its synopsis spells it.
fn command(page: &str) -> String {
    let synopsis = page.split(".SH SYNOPSIS\n\\fB").nth(1).expect("a page has a synopsis");
    synopsis.split("\\fR").next().unwrap_or_default().replace("\\-", "-")
}

#[test]
fn those_of_every_command() {
    let demo = Demo::serve(&[]);
    for entry in std::fs::read_dir(root().join("man")).expect("is there") {
        let page = entry.expect("reads").path();
        let name = command(&std::fs::read_to_string(page).expect("is text"));
        let args: Vec<_> = std::iter::once("help").chain(name.split(' ').skip(1)).collect();
        let help = Sandbox::new().run(&args);
        assert_eq!(help.code, 0, "{}", help.show());
        let examples = help.stdout.split("Example").nth(1).unwrap_or_default();
        check(&name, examples, 0, &demo);
    }
}
