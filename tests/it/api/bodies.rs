//! What `sfo api` sends and receives besides JSON: multipart, files, and answers of any length.

use crate::support::{Org, Reply};
use std::fs;

/// Bytes that are no text, longer than what is held in memory at once.
fn binary(len: usize) -> Vec<u8> {
    (0..len).map(|at| (at % 251).to_le_bytes()[0]).collect()
}

#[test]
fn a_file_is_uploaded_in_one_line() {
    let org = Org::always(r#"{"id":"068","success":true,"errors":[]}"#);
    let sandbox = org.sandbox();
    sandbox.write("a.pdf", "%PDF");
    let parts = ["-F", r#"entity_content:={"Title":"A"}"#, "--form", "VersionData=@a.pdf", "-F", "note=b;c"];
    let out = sandbox.run(&[&["api", "sobjects/ContentVersion"], &parts[..]].concat());
    assert_eq!(out.code, 0, "{}", out.show());
    let request = &org.requests()[0];
    let kind = request.header("content-type").expect("has a type");
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").expect("is multipart");
    assert_eq!(request.method, "POST");
    insta::assert_snapshot!(request.body.replace(boundary, "B").replace('\r', ""), @r#"
    --B
    Content-Disposition: form-data; name="entity_content"
    Content-Type: application/json

    {"Title":"A"}
    --B
    Content-Disposition: form-data; name="VersionData"; filename="a.pdf"
    Content-Type: application/pdf

    %PDF
    --B
    Content-Disposition: form-data; name="note"

    b;c
    --B--
    "#);
}

#[test]
fn a_big_file_is_sent_again_whole_where_that_is_safe() {
    let org = Org::new(|_, before| Reply::json(if before == 0 { 503 } else { 200 }, "{}"));
    let sandbox = org.sandbox();
    sandbox.write("big.bin", "x".repeat(3 << 20));
    let out =
        sandbox.run(&["api", "PUT", "jobs/ingest/750/batches", "--input", "big.bin", "-H", "Content-Type: text/csv"]);
    assert_eq!(out.code, 0, "{}", out.show());
    let requests = org.requests();
    assert_eq!(requests.iter().map(|request| request.body.len()).collect::<Vec<_>>(), [3 << 20; 2]);
    assert!(requests.iter().all(|request| request.header("content-length") == Some("3145728")));
}

#[test]
fn the_name_of_a_file_says_what_it_holds_unless_a_header_does() {
    let org = Org::always("{}");
    let sandbox = org.sandbox();
    for (file, header, kind) in [
        ("a.csv", None, "text/csv"),
        ("a.xml", None, "application/xml"),
        ("a", None, "application/json"),
        ("a.csv", Some("Content-Type: application/json"), "application/json"),
    ] {
        sandbox.write(file, "x");
        let mut args = vec!["api", "-X", "put", "x", "--input", file];
        args.extend(header.iter().flat_map(|header| ["-H", header]));
        assert_eq!(sandbox.run(&args).code, 0);
        let request = org.requests().pop().expect("was sent");
        assert_eq!((request.method.as_str(), request.header("content-type")), ("PUT", Some(kind)), "{file}");
    }
    for args in [&["-X", "PUT", "POST", "x"][..], &["-X", "FETCH", "x"], &["x", "-F", "a=1", "--input", "a"]] {
        assert_eq!(sandbox.run(&[&["api"], args].concat()).code, 2, "{args:?}");
    }
}

#[test]
fn a_dry_run_names_the_file_and_does_not_print_it() {
    let org = Org::always("{}");
    let sandbox = org.sandbox();
    sandbox.write("big.bin", binary(2 << 20));
    let out = sandbox.run(&["api", "sobjects/Document", "-F", "Body=@big.bin;type=image/png", "--dry-run"]);
    assert!(out.code == 0 && out.stdout.contains("<2097152 bytes of big.bin>"), "{}", out.show());
    assert!(out.stdout.contains("Content-Type: image/png"), "{}", out.show());
    let missing = sandbox.run(&["api", "sobjects/Document", "-F", "Body=@missing.bin"]);
    assert!(missing.code == 2 && missing.stderr.contains("missing.bin"), "{}", missing.show());
    assert!(org.requests().is_empty());
    sandbox.run(&["api", "limits"]);
}

#[test]
fn an_answer_of_any_length_is_written_byte_for_byte() {
    let body = binary(70 << 20);
    let sent = body.clone();
    let org = Org::new(move |_, _| Reply::of(200, "application/octet-stream", &sent, ""));
    let sandbox = org.sandbox();
    let out = sandbox.run(&["api", "sobjects/ContentVersion/068/VersionData", "--output", "a.bin"]);
    assert_eq!(out.code, 0, "{}", out.show());
    assert!(fs::read(sandbox.path("a.bin")).expect("was written") == body);
}

#[test]
fn an_answer_that_breaks_off_leaves_the_file_as_it_was() {
    let org = Org::new(|_, _| Reply::of(200, "application/octet-stream", &binary(4 << 20), "").cut(3 << 20));
    let sandbox = org.sandbox();
    sandbox.write("a.bin", "old");
    let out = sandbox.run(&["api", "x", "--output", "a.bin"]);
    assert_eq!(out.code, 7, "{}", out.show());
    assert_eq!(fs::read(sandbox.path("a.bin")).expect("is there"), b"old");
    assert_eq!(org.requests().len(), 1);
}
