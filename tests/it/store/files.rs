//! Secrets in files: who may read them, and what is never written to any.

use super::{QUERY, expect, registry, rotating::Rotating, secret_file};
use crate::support::{Org, Sandbox};
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Every file below a folder.
pub fn below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("reads").path());
    paths.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("is there").mode() & 0o777
}

#[test]
fn s22_secrets_at_rest_are_for_their_owner_alone() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    expect(&sandbox.run(&["auth", "refresh"]), 0, &[]);
    let file = secret_file(&sandbox);
    assert_eq!((mode(&file), mode(file.parent().expect("has one"))), (0o600, 0o700));
    assert_eq!((mode(&sandbox.path("config/orgs.toml")), mode(&sandbox.path("config"))), (0o600, 0o700));
    assert!(!registry(&sandbox).contains("CANARY"), "{}", registry(&sandbox));
}

#[test]
fn s22_a_file_that_others_may_read_is_refused_with_the_remedy() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    let file = secret_file(&sandbox);
    for mode in [0o640, 0o604, 0o644] {
        fs::set_permissions(&file, Permissions::from_mode(mode)).expect("sets");
        let out = sandbox.run(&[&QUERY[..2], &["--format", "table"]].concat());
        expect(&out, 1, &["others may read", &format!("hint: chmod 600 {}", file.display())]);
    }
    fs::set_permissions(&file, Permissions::from_mode(0o600)).expect("sets");
    expect(&sandbox.run(&QUERY), 0, &[]);
}

#[test]
fn a_session_of_the_environment_is_never_written_down() {
    let org = Org::always(r#"{"totalSize":0,"done":true,"records":[]}"#);
    let sandbox = org.sandbox();
    for args in [&QUERY[..], &["org", "show"], &["exec", "--", "/bin/true"], &["org", "list"]] {
        expect(&sandbox.run(args), 0, &[]);
    }
    for file in below(&sandbox.path("")) {
        let text = String::from_utf8_lossy(&fs::read(&file).expect("reads")).into_owned();
        assert!(!text.contains("CANARY"), "{}", file.display());
    }
}

#[test]
fn a_damaged_file_is_named_and_its_secrets_are_not() {
    let org = Rotating::new();
    let sandbox = org.sign_in();
    let file = secret_file(&sandbox);
    for text in ["access = \"00D!CANARY\n", "CANARY", "access = CANARY", "00D!CANARY=1", "access = [\"CANARY\"]", "\0"]
    {
        fs::write(&file, text).expect("writes");
        let out = sandbox.run(&QUERY);
        expect(&out, 2, &["cannot read", "mend or delete"]);
        assert!(!out.show().contains("CANARY"), "{}", out.show());
    }
}

#[test]
fn a_store_must_be_one_there_is() {
    let sandbox = Sandbox::new().set("SFO_STORE", "vault");
    let args = ["auth", "login", "--flow", "token", "--access-token-stdin", "--host", "http://127.0.0.1:9"];
    expect(&sandbox.run_with(&args, "x"), 2, &["SFO_STORE is `vault`", "SFO_STORE=file"]);
}
