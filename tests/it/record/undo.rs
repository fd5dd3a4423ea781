//! Changes taken back: what records held is kept before they are written, and brought back unless somebody was there.

use super::{ACCOUNT, count, signed_in};
use crate::support::{Org, Reply, Sandbox};
use std::fs;
use std::path::PathBuf;

const OTHER: &str = "001000000000002AAA";

fn field(sandbox: &Sandbox, id: &str, name: &str) -> String {
    let out = sandbox.run(&["record", "get", "Account", id, "--fields", name, "--jq", &format!(".{name}")]);
    assert_eq!(out.code, 0, "{}", out.show());
    out.stdout.trim_end().to_owned()
}

fn ok(sandbox: &Sandbox, args: &[&str]) -> String {
    let out = sandbox.run(args);
    assert_eq!(out.code, 0, "{}", out.show());
    out.stdout
}

/// The files in which before-images are kept.
fn kept(sandbox: &Sandbox) -> Vec<PathBuf> {
    let folders = fs::read_dir(sandbox.path("state/undo")).into_iter().flatten().flatten();
    folders
        .flat_map(|folder| fs::read_dir(folder.path()).expect("is a folder"))
        .map(|file| file.expect("reads").path())
        .collect()
}

#[test]
fn an_update_is_taken_back_one_run_after_the_other() {
    let (_demo, sandbox) = signed_in(&[]);
    ok(&sandbox, &["record", "update", "Account", ACCOUNT, "AnnualRevenue:=3", "Site=one"]);
    ok(&sandbox, &["record", "update", "Account", ACCOUNT, "AnnualRevenue:=2", "Site:=null", "Phone=1"]);
    let phone = field(&sandbox, ACCOUNT, "Phone");
    assert_eq!(phone, "1");
    let out = sandbox.run(&["record", "undo", "LAST", "--yes", "--csv"]);
    assert_eq!(out.code, 0, "{}", out.show());
    assert!(out.stdout.contains(&format!("1,{ACCOUNT},updated")), "{}", out.show());
    assert!(out.stderr.contains("Site: null -> \"one\""), "{}", out.show());
    assert_eq!(field(&sandbox, ACCOUNT, "Site"), "one");
    // The one before it is the next.
    ok(&sandbox, &["record", "undo", "last", "--yes"]);
    assert_ne!(field(&sandbox, ACCOUNT, "Site"), "one");
    let list = ok(&sandbox, &["record", "undo", "--jq", ".[] | \"\\(.deed) \\(.records) \\(.undone)\""]);
    assert_eq!(list, "update 1 false\nupdate 1 false\nupdate 1 true\nupdate 1 true\n");
    assert_eq!(sandbox.run(&["record", "undo", "LAST"]).code, 5);
    assert_eq!(sandbox.run(&["record", "undo", "nothing"]).code, 5);
}

#[test]
fn many_rows_are_taken_back_but_those_that_somebody_changed_since() {
    let (_demo, sandbox) = signed_in(&[]);
    let (one, two) = (field(&sandbox, ACCOUNT, "Name"), field(&sandbox, OTHER, "Name"));
    sandbox.write("in.csv", format!("Id,Name,NumberOfEmployees\n{ACCOUNT},A,1\n{OTHER},B,2\n001000000000zzz,C,3\n"));
    assert_eq!(sandbox.run(&["record", "update", "Account", "--input", "in.csv"]).code, 3);
    ok(&sandbox, &["record", "update", "Account", OTHER, "Name=Mine", "--no-backup"]);
    let dry = sandbox.run(&["record", "undo", "LAST", "--dry-run"]);
    assert!(dry.stdout.contains(&one) && !dry.stdout.contains(&two), "{}", dry.show());
    let out = sandbox.run(&["record", "undo", "LAST"]);
    assert_eq!(out.code, 6, "nobody was asked: {}", out.show());
    let out = sandbox.run(&["record", "undo", "LAST", "--yes"]);
    assert_eq!(out.code, 3, "{}", out.show());
    assert!(out.stderr.contains(&format!("{OTHER}: changed since the run: Name; --force")), "{}", out.show());
    assert_eq!((field(&sandbox, ACCOUNT, "Name"), field(&sandbox, OTHER, "Name")), (one, "Mine".to_owned()));
    let again = sandbox.run(&["record", "undo", "LAST", "--yes"]);
    assert_eq!(again.code, 1, "{}", again.show());
    ok(&sandbox, &["record", "undo", "LAST", "--yes", "--force"]);
    assert_eq!(field(&sandbox, OTHER, "Name"), two);
}

#[test]
fn what_was_deleted_comes_back_out_of_the_bin() {
    let (_demo, sandbox) = signed_in(&[]);
    let made = ok(&sandbox, &["record", "create", "Account", "Name=Undo me", "--jq", ".id"]);
    ok(&sandbox, &["record", "delete", "Account", made.trim(), "--yes"]);
    assert_eq!(count(&sandbox, "Account WHERE Name = 'Undo me'"), "0");
    let text = fs::read_to_string(&kept(&sandbox)[0]).expect("is there");
    assert!(text.contains("\"Name\":\"Undo me\""), "all that it held is kept: {text}");
    let out = sandbox.run(&["record", "undo", "LAST", "--yes"]);
    assert_eq!(out.code, 0, "{}", out.show());
    assert_eq!(count(&sandbox, "Account WHERE Name = 'Undo me'"), "1");
    sandbox.write("ids.csv", format!("Id\n{ACCOUNT}\n{OTHER}\n"));
    ok(&sandbox, &["record", "delete", "Account", "--input", "ids.csv", "--yes"]);
    let out = sandbox.run(&["record", "undo", "LAST", "--yes", "--csv"]);
    assert_eq!((out.code, out.stdout.lines().count()), (0, 3), "{}", out.show());
}

#[test]
fn a_key_and_a_parent_by_its_key_are_kept_as_ids() {
    let (_demo, sandbox) = signed_in(&[]);
    let parent = field(&sandbox, ACCOUNT, "ParentId");
    let set = "Parent:={\"ExternalId__c\":\"ERP-00002\"}";
    ok(&sandbox, &["record", "update", "Account", "ExternalId__c=ERP-00001", set]);
    assert_ne!(field(&sandbox, ACCOUNT, "ParentId"), parent);
    ok(&sandbox, &["record", "undo", "LAST", "--yes"]);
    assert_eq!(field(&sandbox, ACCOUNT, "ParentId"), parent);
}

#[cfg(unix)]
#[test]
fn nothing_is_kept_where_nobody_wants_it_and_what_is_kept_is_private() {
    use std::os::unix::fs::MetadataExt;
    let (_demo, sandbox) = signed_in(&[]);
    ok(&sandbox, &["record", "update", "Account", ACCOUNT, "Site=x", "--no-backup"]);
    ok(&sandbox, &["record", "update", "Account", ACCOUNT, "Site=y", "--dry-run"]);
    assert_eq!(kept(&sandbox).len(), 0);
    ok(&sandbox, &["record", "update", "Account", ACCOUNT, "Site=z"]);
    let mode = fs::metadata(&kept(&sandbox)[0]).expect("is there").mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn what_cannot_be_kept_is_told_and_the_work_goes_on() {
    let org = Org::new(|request, _| match request.method.as_str() {
        "PATCH" => Reply::of(204, "application/json", b"", ""),
        _ => Reply::json(400, r#"[{"message":"no such column","errorCode":"INVALID_FIELD"}]"#),
    });
    let out = org.sandbox().run(&["record", "update", "Account", ACCOUNT, "Site=x"]);
    assert_eq!(out.code, 0, "{}", out.show());
    assert!(out.stderr.contains("warning: what the records held could not be kept"), "{}", out.show());
    assert_eq!(org.requests().len(), 2);
}
