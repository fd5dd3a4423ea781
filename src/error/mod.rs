//! The one place where an error becomes text, hint and exit code.

mod report;
mod signal;

pub use signal::Signals;

use crate::term::{ReaderLeft, Term};
use report::Report;
use std::fmt;
use std::io;
use std::process::ExitCode;

/// How the program ends. Public, in `sfo help exit-codes`, never renumbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Done = 0,
    Refused = 1,
    Usage = 2,
    Partial = 3,
    SignedOut = 4,
    NotFound = 5,
    Declined = 6,
    Network = 7,
    Limit = 8,
    Interrupted = 130,
    Terminated = 143,
}

/// An error of our own making: nobody else's words, and a code.
#[derive(Debug)]
pub struct Failure {
    pub exit: Exit,
    message: String,
    hint: Option<String>,
}

impl Failure {
    /// Asked wrongly; nothing was sent.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), hint: None }
    }

    /// A command to type next.
    #[must_use]
    pub fn hint(mut self, command: impl Into<String>) -> Self {
        self.hint = Some(command.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// Lines to show below an error, such as a query with a caret; attached as context.
#[derive(Debug)]
pub struct Excerpt {
    /// The message without what the lines show better.
    pub message: String,
    pub lines: String,
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// What a command knows about somebody else's error; attached as context.
#[derive(Debug, Default)]
pub struct Remark {
    /// What it is about, such as a box of a form.
    pub about: String,
    pub cause: Option<String>,
    /// The page and box in Setup to change.
    pub setup: Option<String>,
    /// A command to type next.
    pub hint: Option<String>,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.about)
    }
}

/// A program that we ran ended with this code, and has said why.
#[derive(Debug)]
pub struct Child(pub u8);

impl fmt::Display for Child {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the command ended with code {}", self.0)
    }
}

impl std::error::Error for Child {}

/// Tells the user about `error` and returns how to end. `json` is for scripts: one object on one line.
pub fn report(error: &anyhow::Error, term: &Term, json: bool) -> ExitCode {
    if reader_left(error) {
        return Exit::Done.into();
    }
    if let Some(Child(code)) = error.downcast_ref() {
        return (*code).into();
    }
    let report = Report::of(error);
    if json {
        term.error(&report.json());
    } else {
        term.error(&report.text(error.downcast_ref()));
    }
    report.exit.into()
}

/// How an error alone would end the program.
pub fn exit(error: &anyhow::Error) -> Exit {
    Report::of(error).exit
}

/// A reader who stopped reading has got what they wanted.
fn reader_left(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<ReaderLeft>))
}

impl Exit {
    /// The code of our own errors in JSON.
    fn code(self) -> &'static str {
        match self {
            Self::Done => "DONE",
            Self::Refused => "FAILED",
            Self::Usage => "USAGE",
            Self::Partial => "PARTIAL",
            Self::SignedOut => "NOT_SIGNED_IN",
            Self::NotFound => "NOT_FOUND",
            Self::Declined => "DECLINED",
            Self::Network => "NETWORK",
            Self::Limit => "LIMIT",
            Self::Interrupted => "INTERRUPTED",
            Self::Terminated => "TERMINATED",
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
