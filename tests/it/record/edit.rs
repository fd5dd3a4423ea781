//! A record in an editor, which is a script here.

use super::{ACCOUNT, signed_in};
use crate::support::{Outcome, Sandbox};
use std::fs;

/// Edits a record with a script that gets the text as `$1`.
fn edit(sandbox: &Sandbox, script: &str, more: &[&str]) -> Outcome {
    sandbox.write("editor.sh", script);
    let mut command = sandbox.command(&[&["record", "edit", "Account", ACCOUNT], more].concat());
    command.env("EDITOR", "sh editor.sh").env("PATH", "/usr/bin:/bin");
    let out = command.stdin(std::process::Stdio::null()).output().expect("runs");
    Outcome {
        code: out.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&out.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&out.stderr).into_owned(),
    }
}

fn drafts(sandbox: &Sandbox) -> usize {
    fs::read_dir(sandbox.path("state/drafts")).map_or(0, Iterator::count)
}

fn get(sandbox: &Sandbox, fields: &str) -> String {
    let out = sandbox.run(&["record", "get", "Account", ACCOUNT, "--fields", fields]);
    assert_eq!(out.code, 0, "{}", out.show());
    out.stdout
}

#[test]
fn only_what_changed_is_saved() {
    let (_demo, sandbox) = signed_in(&[]);
    let script = "cp \"$1\" seen; sed -i -e 's/^Site:.*/Site: \"North: 1\"/' -e 's/^NumberOfEmployees:.*/NumberOfEmployees: 12/' \"$1\"";
    let dry = edit(&sandbox, script, &["--dry-run"]);
    let sent = dry.stdout.lines().last().expect("has a body").to_owned();
    assert_eq!(sent, r#"{"NumberOfEmployees":12,"Site":"North: 1"}"#, "{}", dry.show());
    assert!(dry.stdout.contains("if-unmodified-since: "), "{}", dry.show());
    let seen = fs::read_to_string(sandbox.path("seen")).expect("was seen");
    assert!(seen.starts_with(&format!("# Account {ACCOUNT}\n")), "{seen}");
    assert!(seen.contains("\nName: Meridian Holdings\n") && !seen.contains("CreatedDate"), "{seen}");
    let out = edit(&sandbox, script, &["--yes"]);
    assert_eq!((out.code, drafts(&sandbox)), (0, 0), "{}", out.show());
    assert!(out.stderr.contains("+ Site: \"North: 1\""), "{}", out.show());
    assert!(get(&sandbox, "Site,NumberOfEmployees").contains(r#""Site":"North: 1","NumberOfEmployees":12"#));
    let undone = sandbox.run(&["record", "undo", "LAST", "--yes"]);
    assert_eq!(undone.code, 0, "{}", undone.show());
    assert!(!get(&sandbox, "Site").contains("North: 1"));
}

#[test]
fn without_a_change_nothing_is_sent() {
    let (_demo, sandbox) = signed_in(&[]);
    for script in ["true", ": > \"$1\""] {
        let out = edit(&sandbox, script, &[]);
        assert_eq!(
            (out.code, out.stderr.as_str(), drafts(&sandbox)),
            (0, "nothing was changed\n", 0),
            "{}",
            out.show()
        );
    }
}

#[test]
fn nothing_is_lost_where_it_is_not_saved() {
    let (_demo, sandbox) = signed_in(&[]);
    let unsure = edit(&sandbox, "echo 'Site: mine' > \"$1\"", &[]);
    assert_eq!((unsure.code, drafts(&sandbox)), (6, 1), "{}", unsure.show());
    let (_, place) = unsure.stderr.split_once("--from ").expect("tells the place");
    let place = place.lines().next().expect("is there");
    assert_eq!(fs::read_to_string(place).expect("is there"), "Site: mine\n");
    let taken_up = edit(&sandbox, "true", &["--from", place, "--yes"]);
    assert_eq!(taken_up.code, 0, "{}", taken_up.show());
    assert!(get(&sandbox, "Site").contains("mine"));
    for (script, code, part) in [
        ("echo 'Sight: x' > \"$1\"", 2, "line 1: Sight is no field"),
        ("echo 'AnnualRevenue: much' > \"$1\"", 2, "line 1: AnnualRevenue is a number"),
        ("echo 'Name: null' > \"$1\"", 1, "REQUIRED_FIELD_MISSING"),
        ("exit 3", 1, "ended with"),
    ] {
        let out = edit(&sandbox, script, &["--yes"]);
        assert_eq!(out.code, code, "{}", out.show());
        assert!(out.stderr.contains(part) && out.stderr.contains("the text is kept: "), "{}", out.show());
    }
}

#[test]
fn what_somebody_else_saved_meanwhile_stays() {
    let (_demo, sandbox) = signed_in(&[]);
    let sfo = env!("CARGO_BIN_EXE_sfo");
    let script = format!("{sfo} record update Account {ACCOUNT} Site=theirs >&2; echo 'Site: mine' > \"$1\"");
    let out = edit(&sandbox, &script, &["--yes"]);
    assert_eq!(out.code, 1, "{}", out.show());
    assert!(out.stderr.contains("somebody changed the record while it was edited"), "{}", out.show());
    assert!(get(&sandbox, "Site").contains("theirs"));
}

#[test]
fn what_may_not_be_edited_is_known_before_anybody_writes() {
    let (_demo, sandbox) = signed_in(&[]);
    let out = edit(&sandbox, "touch opened", &["--fields", "Name,CreatedDate"]);
    assert_eq!(out.code, 2, "{}", out.show());
    assert!(out.stderr.contains("Account has no field `CreatedDate` that may be edited"), "{}", out.show());
    assert_eq!(sandbox.run(&["org", "policy", "dev", "read-only"]).code, 0);
    let out = edit(&sandbox, "touch opened", &[]);
    assert_eq!(out.code, 6, "{}", out.show());
    assert!(!sandbox.path("opened").exists());
}

#[test]
fn without_a_terminal_or_an_editor_nothing_begins() {
    let (_demo, sandbox) = signed_in(&[]);
    let out = sandbox.run(&["record", "edit", "Account", ACCOUNT, "-f", "table"]);
    assert_eq!(out.code, 2, "{}", out.show());
    assert!(out.stderr.starts_with("error: this is no terminal, and neither VISUAL nor EDITOR names an editor\n"));
    assert_eq!(drafts(&sandbox), 0);
}
