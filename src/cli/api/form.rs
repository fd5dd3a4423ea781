//! A multipart body from parts as typed: `NAME=TEXT`, `NAME:=JSON` or `NAME=@FILE[;type=KIND][;filename=NAME]`.

use super::media;
use crate::cli::argument;
use crate::cli::field::{Field, Given};
use crate::error::Failure;
use crate::http::Upload;
use ring::rand::{SecureRandom, SystemRandom};
use std::path::Path;

const UNKNOWN: &str = "application/octet-stream";

/// The body that the parts make, and its content type. Files stay where they are until it is sent.
pub fn body(parts: &[Field]) -> Result<(Upload, String), Failure> {
    let boundary = boundary()?;
    let mut body = Upload::default();
    for part in parts {
        let (head, content) = read(part)?;
        body.push(format!("--{boundary}\r\n{head}\r\n\r\n"));
        body.push(content);
        body.push("\r\n");
    }
    body.push(format!("--{boundary}--\r\n"));
    Ok((body, format!("multipart/form-data; boundary={boundary}")))
}

/// The headers of a part and what it holds.
fn read(part: &Field) -> Result<(String, Upload), Failure> {
    let name = quoted(&part.name);
    let start = format!("Content-Disposition: form-data; name=\"{name}\"");
    Ok(match &part.given {
        Given::Text(text) => (start, Upload::from(text.clone())),
        Given::Json(value) => (format!("{start}\r\nContent-Type: application/json"), value.to_string().into()),
        Given::File(typed) => {
            let file = File::of(typed)?;
            let (shown, kind) = (quoted(file.shown()), file.kind());
            let head = format!("{start}; filename=\"{shown}\"\r\nContent-Type: {kind}");
            (head, argument::upload(file.path)?)
        }
    })
}

/// A file as typed, with what is said of it.
struct File<'a> {
    path: &'a str,
    kind: Option<&'a str>,
    name: Option<&'a str>,
}

impl<'a> File<'a> {
    fn of(typed: &'a str) -> Result<Self, Failure> {
        let mut file = Self { path: typed, kind: None, name: None };
        // From the end, because a path may hold anything.
        while let Some((rest, last)) = file.path.rsplit_once(';') {
            match last.split_once('=') {
                Some(("type", kind)) => file.kind = Some(kind),
                Some(("filename", name)) => file.name = Some(name),
                _ => break,
            }
            file.path = rest;
        }
        match file.kind {
            Some(kind) if !kind.contains('/') || kind.contains(char::is_control) => {
                Err(Failure::usage(format!("`{kind}` is no media type; one looks like application/pdf")))
            }
            _ => Ok(file),
        }
    }

    fn shown(&self) -> &'a str {
        let own = Path::new(self.path).file_name().and_then(|name| name.to_str());
        self.name.or(own).unwrap_or(self.path)
    }

    fn kind(&self) -> &'a str {
        self.kind.or_else(|| media::kind(self.shown())).unwrap_or(UNKNOWN)
    }
}

/// As browsers do it: no name ends the line or the quotes that it stands in.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// A line that is in no file.
fn boundary() -> Result<String, Failure> {
    let mut bytes = [0; 16];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Failure::usage("the system gives no random bytes"))?;
    Ok(format!("sfo-{}", hex::encode(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &[&str]) -> Result<String, String> {
        let parts: Result<Vec<Field>, _> = words.iter().map(|word| word.parse()).collect();
        let (body, kind) = parts.and_then(|parts| body(&parts)).map_err(|error| error.to_string())?;
        let boundary = kind.rsplit_once('=').expect("has a boundary").1.to_owned();
        let bytes: Vec<u8> = body.parts().filter_map(Result::ok).flatten().copied().collect();
        Ok(String::from_utf8(bytes).expect("is text").replace(&boundary, "B"))
    }

    #[test]
    fn parts_follow_each_other() {
        let expected = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx=1\r\n\
            --B\r\nContent-Disposition: form-data; name=\"%22b\"\r\nContent-Type: application/json\r\n\r\n{\"n\":1.10}\r\n--B--\r\n";
        assert_eq!(text(&["a=x=1", "\"b:={\"n\":1.10}"]).as_deref(), Ok(expected));
    }

    #[test]
    fn a_file_may_be_called_otherwise() {
        let file = File::of("a;b.pdf;type=text/csv;filename=c\"d.csv").expect("is good");
        assert_eq!((file.path, file.shown(), file.kind()), ("a;b.pdf", "c\"d.csv", "text/csv"));
        let plain = File::of("dir/b.pdf").expect("is good");
        assert_eq!((plain.shown(), plain.kind()), ("b.pdf", "application/pdf"));
        assert_eq!(File::of("a.bin").expect("is good").kind(), UNKNOWN);
        assert!(File::of("a;type=pdf").is_err());
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        assert!(text(&["a=@no-such-file"]).is_err_and(|error| error.contains("no-such-file")));
    }
}
