//! A body of several parts, as files are sent: the record as JSON, and behind it the bytes of a file field.

use crate::demo::{
    schema::{Kind, Object},
    wire::Fault,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use memchr::memmem;
use serde_json::{Map, Value};

const JSON: &str = "application/json";

/// One part: what its headers say and what it holds.
pub struct Part<'b> {
    pub name: Option<String>,
    /// Content type without its parameters.
    pub kind: Option<String>,
    pub content: &'b [u8],
}

/// The line between the parts, if the content type is of such a body.
pub fn boundary(kind: &str) -> Option<String> {
    let (kind, parameters) = kind.split_once(';')?;
    let multipart = kind.trim().eq_ignore_ascii_case("multipart/form-data");
    parameter(parameters, "boundary").filter(|boundary| multipart && !boundary.is_empty())
}

/// The JSON of the record, and the file field with its bytes.
pub fn record<'b>(body: &'b [u8], boundary: &str, object: &Object) -> Result<(&'b [u8], Map<String, Value>), Fault> {
    let parts = parts(body, boundary)?;
    let (mut json, mut files) = (None, Map::new());
    for part in parts {
        let name = part.name.unwrap_or_default();
        match object.field(&name).filter(|field| field.kind == Kind::Base64) {
            Some(field) => {
                files.insert(field.name.clone(), STANDARD.encode(part.content).into());
            }
            None if json.is_none() && part.kind.is_none_or(|kind| kind.eq_ignore_ascii_case(JSON)) => {
                json = Some(part.content);
            }
            None => return Err(refused(&format!("Multipart message has a part of unknown name: {name}"))),
        }
    }
    let json = json.ok_or_else(|| refused("Multipart message must include a non-binary part"))?;
    if files.is_empty() { Err(refused("Multipart message must include a binary part")) } else { Ok((json, files)) }
}

pub fn refused(message: &str) -> Fault {
    Fault::new(400, "INVALID_MULTIPART_REQUEST", message)
}

pub fn parts<'b>(body: &'b [u8], boundary: &str) -> Result<Vec<Part<'b>>, Fault> {
    cut_up(body, boundary).ok_or_else(|| refused("Multipart message is malformed"))
}

/// `None` where the body does not begin and end as its boundary promises.
fn cut_up<'b>(body: &'b [u8], boundary: &str) -> Option<Vec<Part<'b>>> {
    let line = format!("\r\n--{boundary}");
    let mut rest = match body.strip_prefix(&line.as_bytes()[2..]) {
        Some(rest) => rest,
        None => &body[end(body, &line)? + line.len()..],
    };
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        let content = rest.strip_prefix(b"\r\n")?;
        let end = end(content, &line)?;
        parts.push(part(&content[..end])?);
        rest = &content[end + line.len()..];
    }
    Some(parts)
}

/// Where the next boundary begins: a line that only starts like it is content.
fn end(text: &[u8], line: &str) -> Option<usize> {
    memmem::find_iter(text, line).find(|at| {
        let behind = &text[at + line.len()..];
        behind.starts_with(b"\r\n") || behind.starts_with(b"--")
    })
}

fn part(text: &[u8]) -> Option<Part<'_>> {
    let (head, content) = if let Some(content) = text.strip_prefix(b"\r\n") {
        (&[][..], content)
    } else {
        let end = memmem::find(text, b"\r\n\r\n")?;
        (&text[..end], &text[end + 4..])
    };
    let head = str::from_utf8(head).ok()?;
    let name = header(head, "content-disposition").and_then(|value| parameter(value, "name"));
    let kind = header(head, "content-type").and_then(|value| value.split(';').next());
    Some(Part { name, kind: kind.map(|kind| kind.trim().to_owned()), content })
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
    lines.find(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// `form-data; name="VersionData"; filename="a;b.pdf"` has a parameter `name`.
fn parameter(text: &str, name: &str) -> Option<String> {
    let mut rest = text;
    loop {
        let (pair, behind) = cut(rest);
        let found = pair.split_once('=').filter(|(key, _)| key.trim().eq_ignore_ascii_case(name));
        match (found, behind) {
            (Some((_, value)), _) => return Some(value.trim().trim_matches('"').replace("%22", "\"")),
            (None, Some(behind)) => rest = behind,
            (None, None) => return None,
        }
    }
}

/// What stands before the first semicolon that is in no quotes, and what stands behind it.
fn cut(text: &str) -> (&str, Option<&str>) {
    let mut quoted = false;
    let end = text.find(|char| {
        quoted ^= char == '"';
        char == ';' && !quoted
    });
    end.map_or((text, None), |end| (&text[..end], Some(&text[end + 1..])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::schema::Schema;

    const BODY: &str = "--B\r\nContent-Disposition: form-data; name=\"entity_content\"\r\nContent-Type: \
                        application/json\r\n\r\n{\"Title\":\"a\"}\r\n--B\r\ncontent-disposition: form-data; \
                        filename=\"a;name=b.pdf\"; name=\"VersionData\"\r\nContent-Type: application/pdf\r\n\r\n\
                        --Bx\r\n\r\n--\r\n--B--\r\n";

    fn read(body: &str) -> Result<(String, Map<String, Value>), String> {
        let schema = Schema::read();
        let object = schema.object("ContentVersion").expect("ContentVersion");
        let read = record(body.as_bytes(), "B", object).map_err(|fault| fault.message)?;
        Ok((String::from_utf8(read.0.to_vec()).expect("is text"), read.1))
    }

    #[test]
    fn a_record_comes_with_its_file() {
        let (json, files) = read(BODY).expect("is good");
        assert_eq!(json, r#"{"Title":"a"}"#);
        assert_eq!(Value::from(files), serde_json::json!({"VersionData": STANDARD.encode("--Bx\r\n\r\n--")}));
        assert!(read(&format!("a preamble\r\n{BODY}an epilogue")).is_ok());
    }

    #[test]
    fn what_is_missing_is_named() {
        for (body, part) in [
            (BODY.replace("VersionData", "Body"), "unknown name: Body"),
            (BODY.replace("application/json", "text/plain"), "unknown name: entity_content"),
            (BODY.replace("--B--", ""), "malformed"),
            ("--B--".to_owned(), "non-binary part"),
            ("--B\r\n\r\n{}\r\n--B--".to_owned(), "a binary part"),
        ] {
            let refused = read(&body).expect_err("is bad");
            assert!(refused.contains(part), "{refused}");
        }
    }

    #[test]
    fn only_form_data_has_a_boundary() {
        assert_eq!(boundary("multipart/form-data; charset=x; boundary=\"a b\"").as_deref(), Some("a b"));
        for none in ["multipart/mixed; boundary=a", "multipart/form-data", "application/json; boundary=a"] {
            assert_eq!(boundary(none), None, "{none}");
        }
    }
}
