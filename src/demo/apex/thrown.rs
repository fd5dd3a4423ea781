//! Exceptions while a block runs, and what else ends it.

use super::types::Type;
use crate::demo::wire::Fault;
use std::rc::Rc;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thrown {
    /// Without `System.`
    pub kind: &'static str,
    pub message: Option<Rc<str>>,
    pub line: usize,
}

/// What ends a statement before its end.
#[derive(Debug)]
pub enum Stop {
    Thrown(Thrown),
    /// The org itself failed.
    Fault(Fault),
}

/// A limit that was passed ends everything: nobody catches it.
pub const LIMIT: &str = "LimitException";

impl Thrown {
    /// A place is added by whoever knows it.
    pub fn new(kind: &'static str, message: impl Into<Rc<str>>) -> Self {
        Self { kind, message: Some(message.into()), line: 0 }
    }

    pub fn is(&self, wanted: &Type) -> bool {
        self.kind != LIMIT && Type::Exception(self.kind).fits(wanted)
    }

    /// `System.QueryException: List has no rows for assignment to SObject`
    pub fn text(&self) -> String {
        format!("System.{}: {}", self.kind, self.message.as_deref().unwrap_or("Script-thrown exception"))
    }

    pub fn stack(&self) -> String {
        format!("AnonymousBlock: line {}, column 1", self.line)
    }
}

impl From<Thrown> for Stop {
    fn from(thrown: Thrown) -> Self {
        Self::Thrown(thrown)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Self {
        Self::Fault(error.into())
    }
}

pub fn null() -> Thrown {
    Thrown::new("NullPointerException", "Attempt to de-reference a null object")
}
