//! Files of records: there and back, and what happens where they should not go.

use super::{ACCOUNT, count, signed_in};
use crate::support::{Org, Outcome, Reply, Sandbox};
use std::fs;

/// Bytes that no encoding leaves alone, and more of them than are held at a time.
fn bytes(len: usize) -> Vec<u8> {
    (0..len).map(|n| u8::try_from(n * 7 % 256).expect("is a byte")).collect()
}

fn ids(out: &Outcome) -> Vec<String> {
    out.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn what_is_uploaded_comes_back_byte_for_byte() {
    let (_demo, sandbox) = signed_in(&[]);
    // One is read at once, one while it is sent.
    let (small, large) = (b"a\0b\r\n--B".to_vec(), bytes(3 << 20));
    sandbox.write("in/small.txt", &small);
    sandbox.write("in/large file.bin", &large);
    let upload = ["record", "upload", ACCOUNT, "in/small.txt", "in/large file.bin", "--jq", ".[].id"];
    let sent = sandbox.run(&upload);
    assert_eq!((sent.code, ids(&sent).len()), (0, 2), "{}", sent.show());
    assert_eq!(count(&sandbox, &format!("ContentDocumentLink WHERE LinkedEntityId = '{ACCOUNT}'")), "2");
    let got = sandbox.run(&["record", "download", ACCOUNT, "--dir", "out/deep", "--csv"]);
    assert_eq!(got.code, 0, "{}", got.show());
    assert_eq!(got.stdout.lines().count(), 4, "two files, and an attachment that was there: {}", got.show());
    assert!(fs::read(sandbox.path("out/deep/small.txt")).expect("is there") == small);
    assert!(fs::read(sandbox.path("out/deep/large file.bin")).expect("is there") == large);
    assert_eq!(fs::read_dir(sandbox.path("out/deep")).expect("is there").count(), 3, "nothing is left over");
}

#[test]
fn files_are_listed_with_what_names_them() {
    let out = Sandbox::shared().run(&["-o", "demo", "record", "files", "001000000000007AAA", ACCOUNT, "--csv"]);
    let lines: Vec<_> = out.stdout.lines().map(|line| line.rsplit_once(',').expect("has a date").0).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    name,size,id,object,documentId,recordId
    Site survey.txt,69,068000000000001AAA,ContentVersion,069000000000001AAA,001000000000007AAA
    call notes.txt,65,00P000000000001EAA,Attachment,,001000000000001AAA
    ");
}

#[test]
fn a_title_a_name_and_a_next_version_are_given_to_one_file() {
    let (_demo, sandbox) = signed_in(&[]);
    let upload = |id: &str, more: &[&str]| {
        let out = sandbox.run_with(&[&["record", "upload", id, "-", "--jq", ".[].id"], more].concat(), "hello");
        assert_eq!(out.code, 0, "{}", out.show());
        out.stdout.trim().to_owned()
    };
    let id = upload(ACCOUNT, &["--name", "notes.txt", "--title", "My \"notes\"", "--description", "d"]);
    let wanted = "Title,PathOnClient,Description,ContentDocumentId";
    let got = sandbox.run(&["record", "get", "ContentVersion", &id, "--fields", wanted, "--csv"]);
    let row = got.stdout.lines().nth(1).expect("is there").to_owned();
    assert!(row.starts_with(r#""My ""notes""",notes.txt,d,069"#), "{}", got.show());
    let document = row.split(',').nth(3).expect("is there").to_owned();
    let next = upload(&document, &["--name", "notes.txt"]);
    let got =
        sandbox.run(&["record", "get", "ContentVersion", &next, "--fields", "VersionNumber", "--jq", ".VersionNumber"]);
    assert_eq!(got.stdout, "2\n");
    let got = sandbox.run(&["record", "download", &document, "--output", "-"]);
    assert_eq!(got.stdout, "hello", "{}", got.show());
    let id = upload(ACCOUNT, &["--name", "old.txt", "--attachment"]);
    assert!(id.starts_with("00P"), "{id}");
}

#[test]
fn no_name_of_a_file_leads_out_of_the_folder() {
    let sandbox = Sandbox::new();
    let out =
        sandbox.run(&["-o", "demo", "record", "download", "500000000000001AAA", "--dir", "in", "--jq", ".[].file"]);
    assert_eq!((out.code, out.stdout.as_str()), (0, "in/_._prices.csv\n"), "{}", out.show());
    assert!(!sandbox.path("prices.csv").exists());
    let text = fs::read_to_string(sandbox.path("in/_._prices.csv")).expect("is there");
    assert!(text.contains("9007199254740993"), "{text}");
}

#[test]
fn a_file_that_is_there_is_left_alone_unless_it_may_be_replaced() {
    let sandbox = Sandbox::new();
    let first =
        sandbox.run(&["-o", "demo", "record", "download", "001000000000007AAA", "--dir", "d", "--jq", ".[0].file"]);
    let place = sandbox.path(first.stdout.trim());
    fs::write(&place, "mine").expect("writes");
    let again = ["-o", "demo", "record", "download", "001000000000007AAA", ACCOUNT, "--dir", "d"];
    let out = sandbox.run(&again);
    assert_eq!(out.code, 3, "{}", out.show());
    assert!(out.stderr.contains("is there already"), "{}", out.show());
    assert_eq!(fs::read_to_string(&place).expect("is there"), "mine");
    let out = sandbox.run(&[&again[..], &["--force"]].concat());
    assert_eq!(out.code, 0, "{}", out.show());
    assert_ne!(fs::read_to_string(&place).expect("is there"), "mine");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let sandbox = Sandbox::new();
    let get = |ids: &[&str]| sandbox.run(&[&["-o", "demo", "record", "download"], ids].concat());
    let out = get(&["069000000000zzz"]);
    assert!(out.code == 5 && out.stderr.contains("there is no file 069000000000zzz"), "{}", out.show());
    let out = get(&["069000000000zzz", "00P000000000001EAA"]);
    assert_eq!(out.code, 3);
    assert!(out.stderr.contains("1 of 2 files were not downloaded"), "{}", out.show());
    let out = get(&["001000000000002AAA"]);
    assert_eq!((out.code, out.stdout.as_str()), (0, "[]\n"), "no files is an answer: {}", out.show());
    let out = get(&["001000000000002AAA", "--output", "x"]);
    assert_eq!(out.code, 5, "{}", out.show());
    assert_eq!(get(&["nonsense"]).code, 2);
}

#[test]
fn nothing_is_sent_where_a_file_cannot_be_read() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", "a");
    for (args, part) in [
        (&["a.txt", "no-such-file"][..], "no-such-file"),
        (&["-"], "--name"),
        (&["a.txt", "a.txt", "--title", "x"], "--title is for one file"),
    ] {
        let out = sandbox.run(&[&["-o", "nobody", "record", "upload", ACCOUNT], args].concat());
        assert_eq!(out.code, 2, "{}", out.show());
        assert!(out.stderr.contains(part), "{}", out.show());
    }
    let dry = sandbox.run(&["-o", "demo", "record", "upload", ACCOUNT, "a.txt", "--dry-run"]);
    assert!(dry.stdout.contains("\"FirstPublishLocationId\":\"001000000000001AAA\""), "{}", dry.show());
    let refused = sandbox.run(&["-o", "demo", "record", "upload", "001000000000zzz", "a.txt"]);
    assert_eq!(refused.code, 5, "{}", refused.show());
}

#[test]
fn what_fails_among_several_is_told_and_the_rest_is_sent() {
    let org = Org::new(|request, _| {
        if request.body.contains("bad.txt") {
            return Reply::json(400, r#"[{"message":"no room","errorCode":"STORAGE_LIMIT_EXCEEDED"}]"#);
        }
        Reply::json(201, r#"{"id":"068000000000009AAA","success":true,"errors":[]}"#)
    });
    let sandbox = org.sandbox();
    for name in ["a.txt", "bad.txt", "c.txt"] {
        sandbox.write(name, name);
    }
    let out = sandbox.run(&["record", "upload", ACCOUNT, "a.txt", "bad.txt", "c.txt", "--csv"]);
    insta::assert_snapshot!(out.show(), @r#"
    exit 3
    --- stdout ---
    file,id,size,status
    a.txt,068000000000009AAA,5,uploaded
    c.txt,068000000000009AAA,5,uploaded
    --- stderr ---
    bad.txt: STORAGE_LIMIT_EXCEEDED: no room
    {"error":{"code":"PARTIAL","message":"1 of 3 files were not uploaded","status":null,"requestId":null,"hint":null,"exitCode":3}}
    "#);
    let out = sandbox.run(&["record", "upload", ACCOUNT, "bad.txt"]);
    assert_eq!(out.code, 8, "{}", out.show());
    assert_eq!(org.requests().len(), 4);
}

/// An org with one attachment, whose bytes come as `content` says.
fn holding(content: impl Fn() -> Reply + Send + Sync + 'static) -> Org {
    Org::new(move |request, _| {
        if request.target.contains("/Body") {
            return content();
        }
        let row = r#"{"Id":"00P000000000001EAA","Name":"a.bin","BodyLength":100,"CreatedDate":"2026-01-01T00:00:00.000+0000"}"#;
        Reply::json(200, &format!(r#"{{"totalSize":1,"done":true,"records":[{row}]}}"#))
    })
}

#[test]
fn half_a_file_leaves_no_file() {
    let whole = || Reply::of(200, "application/octet-stream", &[7; 100], "");
    for (content, fits) in [
        (Box::new(whole) as Box<dyn Fn() -> Reply + Send + Sync>, true),
        (Box::new(move || whole().cut(180)), false),
        (Box::new(|| Reply::of(200, "application/octet-stream", &[7; 99], "")), false),
        (Box::new(|| Reply::json(404, r#"[{"message":"gone","errorCode":"NOT_FOUND"}]"#)), false),
    ] {
        let org = holding(content);
        let sandbox = org.sandbox();
        let out = sandbox.run(&["record", "download", "00P000000000001EAA", "--dir", "d"]);
        assert_eq!(out.code == 0, fits, "{}", out.show());
        let left = fs::read_dir(sandbox.path("d")).expect("is there").count();
        assert_eq!(left, usize::from(fits), "{}", out.show());
        let out = sandbox.run(&["record", "download", "00P000000000001EAA", "--output", "x"]);
        assert_eq!((out.code == 0, sandbox.path("x").exists()), (fits, fits), "{}", out.show());
    }
}

#[test]
fn a_read_only_org_gets_no_file() {
    let (_demo, sandbox) = signed_in(&[]);
    sandbox.write("a.txt", "a");
    assert_eq!(sandbox.run(&["org", "policy", "dev", "read-only"]).code, 0);
    let out = sandbox.run(&["record", "upload", ACCOUNT, "a.txt"]);
    assert_eq!(out.code, 6, "{}", out.show());
    assert_eq!(sandbox.run(&["record", "files", ACCOUNT]).code, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn the_size_of_a_file_costs_no_memory() {
    let (_demo, sandbox) = signed_in(&[]);
    let peak = |len: usize| {
        sandbox.write("big.bin", vec![7; len]);
        let (upload, id) = peak_of(&sandbox, &["record", "upload", ACCOUNT, "big.bin", "--jq", ".[].id"]);
        let (download, _) = peak_of(&sandbox, &["record", "download", id.trim(), "--dir", "d", "--force"]);
        upload.max(download)
    };
    let (small, large) = (peak(2 << 20), peak(40 << 20));
    assert!(large < small + (4 << 10), "{small} kB for 2 MB, {large} kB for 40 MB");
}

/// The most memory of a run in kilobytes as it was last seen, and what it printed.
#[cfg(target_os = "linux")]
fn peak_of(sandbox: &Sandbox, args: &[&str]) -> (u64, String) {
    let mut child = sandbox.command(args).stdout(std::process::Stdio::piped()).spawn().expect("starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("is ours").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(peak);
        std::thread::yield_now();
    }
    let out = child.wait_with_output().expect("has ended");
    assert!(out.status.success());
    (peak, String::from_utf8_lossy(&out.stdout).into_owned())
}
