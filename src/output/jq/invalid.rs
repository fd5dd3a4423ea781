//! What is wrong with a text that is no filter, told in one line.

use jaq_core::{compile, load};
use std::fmt;

/// Why a text is no filter, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct Invalid {
    what: String,
    column: usize,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at column {}", self.what, self.column)
    }
}

impl std::error::Error for Invalid {}

/// The first name that means nothing.
pub fn unknown(code: &str, errors: &compile::Errors<&str, ()>) -> Invalid {
    let found = errors.iter().find_map(|(_, names)| names.first());
    let found = found.map(|(name, kind)| (*name, format!("unknown {} `{name}`", kind.as_str())));
    let (at, what) = found.unwrap_or((code, "cannot be compiled".to_owned()));
    invalid(code, at, what)
}

/// The first thing that kept the loader from reading the text.
pub fn unreadable(code: &str, errors: &load::Errors<&str, ()>) -> Invalid {
    let found = errors.iter().find_map(|(_, error)| match error {
        load::Error::Io(errors) => errors.first().map(|(at, why)| (*at, why.clone())),
        load::Error::Lex(errors) => errors.first().map(|(want, at)| (*at, format!("expected {}", want.as_str()))),
        load::Error::Parse(errors) => errors.first().map(|(want, at)| (*at, format!("expected {}", want.as_str()))),
    });
    let (at, what) = found.unwrap_or((code, "cannot be read".to_owned()));
    invalid(code, at, what)
}

fn invalid(code: &str, at: &str, what: String) -> Invalid {
    let start = load::span(code, at).start;
    Invalid { what, column: code[..start].chars().count() + 1 }
}
