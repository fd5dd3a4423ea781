//! What becomes of a login after sign-in: kept, renewed once for all processes, handed over and ended.

#[cfg(target_os = "linux")]
mod canary;
mod choice;
mod ended;
mod exec;
mod export;
mod files;
mod import;
#[cfg(target_os = "linux")]
mod killed;
mod renewal;
mod rotating;

use crate::support::{Outcome, Sandbox};

const QUERY: [&str; 4] = ["query", "SELECT Id FROM Account", "--format", "ndjson"];

/// The secrets of the only login, as the file store holds them.
fn stored(sandbox: &Sandbox) -> toml::Table {
    let text = std::fs::read_to_string(secret_file(sandbox)).expect("is there");
    text.parse().expect("is whole TOML")
}

fn secret_file(sandbox: &Sandbox) -> std::path::PathBuf {
    let folder = std::fs::read_dir(sandbox.path("state/logins")).expect("is there");
    let is_store = |path: &std::path::PathBuf| path.extension().is_none_or(|end| end != "partial");
    folder.map(|entry| entry.expect("reads").path()).find(is_store).expect("one login is stored")
}

fn registry(sandbox: &Sandbox) -> String {
    std::fs::read_to_string(sandbox.path("config/orgs.toml")).unwrap_or_default()
}

/// A run that must end with this code and say these words on stderr.
fn expect(out: &Outcome, code: i32, words: &[&str]) {
    assert_eq!(out.code, code, "{}", out.show());
    for word in words {
        assert!(out.stderr.contains(word), "no `{word}` in\n{}", out.show());
    }
}
