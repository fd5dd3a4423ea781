//! Why an input cannot be read: what is wrong, and in which line.

use std::{fmt, io};

#[derive(Debug)]
pub enum Error {
    Read(io::Error),
    /// Nothing but white space.
    Empty,
    /// Text in an encoding that is not UTF-8.
    Encoding(&'static str),
    Line {
        line: u64,
        why: String,
    },
}

impl Error {
    pub fn line(line: u64, why: impl Into<String>) -> Self {
        Self::Line { line, why: why.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Empty => f.write_str("is empty"),
            Self::Encoding(name) => write!(f, "is {name} and not UTF-8"),
            Self::Line { line, why } => write!(f, "line {line}: {why}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Read(error)
    }
}
