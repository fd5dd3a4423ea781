//! A multipart body from parts as typed: `NAME=TEXT`, `NAME:=JSON` or `NAME=@FILE[;type=KIND][;filename=NAME]`.

use crate::cli::argument;
use crate::cli::field::{Field, Given};
use crate::error::Failure;
use crate::http::{Form, Upload};
use std::path::Path;

/// The body that the parts make, and its content type. Files stay where they are until it is sent.
pub fn body(parts: &[Field]) -> Result<(Upload, String), Failure> {
    let mut form = Form::new().map_err(|error| Failure::usage(error.to_string()))?;
    for Field { name, given } in parts {
        match given {
            Given::Text(text) => form.text(name, text.clone()),
            Given::Json(value) => form.json(name, value.to_string()),
            Given::File(typed) => {
                let file = File::of(typed)?;
                form.file(name, file.shown(), file.kind, argument::upload(file.path)?);
            }
        }
    }
    Ok(form.finish())
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_may_be_called_otherwise() {
        let file = File::of("a;b.pdf;type=text/csv;filename=c\"d.csv").expect("is good");
        assert_eq!((file.path, file.shown(), file.kind), ("a;b.pdf", "c\"d.csv", Some("text/csv")));
        let plain = File::of("dir/b.pdf").expect("is good");
        assert_eq!((plain.shown(), plain.kind), ("b.pdf", None));
        assert!(File::of("a;type=pdf").is_err());
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let part = "a=@no-such-file".parse().expect("is a field");
        assert!(body(&[part]).is_err_and(|error| error.to_string().contains("no-such-file")));
    }
}
