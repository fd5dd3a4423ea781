//! Why a text is no filter, or why a filter gave up, told in one line.

use crate::text::cut;
use jaq_core::{compile, load};
use std::fmt;

/// A message shows no more than this of the value a filter failed on.
const MESSAGE: usize = 200;

/// Why a text is no filter, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct Error {
    what: String,
    column: usize,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at column {}", self.what, self.column)
    }
}

impl std::error::Error for Error {}

/// The first name that means nothing.
pub fn unknown(code: &str, errors: &compile::Errors<&str, ()>) -> Error {
    let found = errors.iter().find_map(|(_, names)| names.first());
    let found = found.map(|(name, kind)| (*name, format!("unknown {} `{name}`", kind.as_str())));
    let (at, what) = found.unwrap_or((code, "cannot be compiled".to_owned()));
    invalid(code, at, what)
}

/// The first thing that kept the loader from reading the text.
pub fn unreadable(code: &str, errors: &load::Errors<&str, ()>) -> Error {
    let found = errors.iter().find_map(|(_, error)| match error {
        load::Error::Io(errors) => errors.first().map(|(at, why)| (*at, why.clone())),
        load::Error::Lex(errors) => errors.first().map(|(want, at)| (*at, format!("expected {}", want.as_str()))),
        load::Error::Parse(errors) => errors.first().map(|(want, at)| (*at, format!("expected {}", want.as_str()))),
    });
    let (at, what) = found.unwrap_or((code, "cannot be read".to_owned()));
    invalid(code, at, what)
}

fn invalid(code: &str, at: &str, what: String) -> Error {
    let start = load::span(code, at).start;
    Error { what, column: code[..start].chars().count() + 1 }
}

/// A filter gave up on its input; found inside an [`std::io::Error`].
#[derive(Debug)]
pub struct Failed(String);

impl Failed {
    pub fn new(message: &str) -> Self {
        Self(cut(message, MESSAGE).into_owned())
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "jq: {}", self.0)
    }
}

impl std::error::Error for Failed {}
