//! Files as callers send and fetch them: in a part of their own, or as text inside the record.

use super::*;

/// A record and its file in one body.
fn multipart(object: &str, json: &str, field: &str, file: &[u8]) -> Call {
    let head = format!(
        "--B\r\nContent-Disposition: form-data; name=\"entity\"\r\nContent-Type: application/json\r\n\r\n{json}\r\n\
         --B\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"x\"\r\nContent-Type: image/png\r\n\r\n"
    );
    let body = [head.as_bytes(), file, b"\r\n--B--\r\n"].concat();
    Call { body, ..with(("content-type", "multipart/form-data; boundary=B"), object) }
}

fn fetched(trial: &Trial, path: &str) -> (Vec<u8>, String) {
    let reply = trial.send(&format!("GET {path}"));
    assert_eq!(reply.status, 200);
    let kind = header(&reply, "Content-Type").unwrap_or_default().to_owned();
    (reply.body, kind)
}

#[test]
fn bytes_come_back_as_they_were_sent() {
    let (trial, file) = (Trial::new(), [0, 255, 13, 10, 45, 45, 67]);
    let version = r#"{"Title":"x","PathOnClient":"x.png","FirstPublishLocationId":"001000000000001AAA"}"#;
    let document = r#"{"Name":"x","FolderId":"00l000000000001AAA","ContentType":"image/png","Type":"png"}"#;
    let attachment = r#"{"Name":"x","ParentId":"500000000000001AAA"}"#;
    for (object, field, json, kind, length) in [
        ("ContentVersion", "VersionData", version, "application/octet-stream", "ContentSize"),
        ("Document", "Body", document, "image/png", "BodyLength"),
        ("Attachment", "body", attachment, "application/octet-stream", "BodyLength"),
    ] {
        let reply = trial.answer(&multipart(&format!("POST {object}"), json, field, &file));
        assert_eq!(reply.status, 201, "{object}");
        let id = super::json(&reply)["id"].as_str().expect("an id").to_owned();
        assert_eq!(fetched(&trial, &format!("{object}/{id}/{field}")), (file.to_vec(), kind.to_owned()));
        assert_eq!(trial.field(object, &id, length), 7);
    }
}

#[test]
fn a_file_is_replaced_with_its_length() {
    let trial = Trial::new();
    let id = trial.made(r#"Attachment {"Name":"a","ParentId":"001000000000001AAA","Body":"YQ=="}"#);
    let path = format!("PATCH Attachment/{id}");
    assert_eq!(trial.answer(&multipart(&path, r#"{"Name":"b"}"#, "Body", b"longer")).status, 204);
    assert_eq!(fetched(&trial, &format!("Attachment/{id}/Body")).0, b"longer");
    assert_eq!(
        (trial.field("Attachment", &id, "BodyLength"), trial.field("Attachment", &id, "Name")),
        (6.into(), "b".into())
    );
    let refused = trial.refused(r#"POST Attachment {"Name":"a","ParentId":"001000000000001AAA"}"#);
    assert_eq!(refused, r#"400 REQUIRED_FIELD_MISSING Required fields are missing: [Body] ["Body"]"#);
}

#[test]
fn a_file_is_linked_to_where_it_is_published() {
    let trial = Trial::new();
    let json = r#"{"PathOnClient":"x.png","FirstPublishLocationId":"a00000000000001AAA"}"#;
    let reply = trial.answer(&multipart("POST ContentVersion", json, "VersionData", b"x"));
    assert_eq!(reply.status, 201);
    let links = |entity: &str| -> u32 {
        let sql = "SELECT count(*) FROM \"ContentDocumentLink\" WHERE \"LinkedEntityId\" = ?1 AND \"ShareType\" = ?2";
        let share = if entity.starts_with("005") { "I" } else { "V" };
        trial.org.store.read(|records| records.query_row(sql, [entity, share], |row| row.get(0))).expect("a number")
    };
    assert_eq!((links("a00000000000001AAA"), links(MAIN_USER)), (1, 1));
}
