//! The one place where an error becomes text, hint and exit code.

use crate::{api, auth, org, output, term};
use serde_json::json;
use std::fmt;
use std::io;
use term::{ReaderLeft, Term};

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

/// What is told about an error.
struct Report {
    exit: Exit,
    code: String,
    message: String,
    status: Option<u16>,
    request_id: Option<String>,
    hint: Option<String>,
}

/// Tells the user about `error` and returns how to end. `json` is for scripts: one object on one line.
pub fn report(error: &anyhow::Error, term: &Term, json: bool) -> Exit {
    if reader_left(error) {
        return Exit::Done;
    }
    let report = describe(error);
    if json {
        term.error(&report.json());
    } else {
        let excerpt = error.downcast_ref::<Excerpt>();
        let message = excerpt.map_or(&report.message, |excerpt| &excerpt.message);
        term.error(&format!("error: {message}"));
        if let Some(excerpt) = excerpt {
            term.error(&excerpt.lines);
        }
        if let Some(hint) = &report.hint {
            term.error(&format!("hint: {hint}"));
        }
    }
    report.exit
}

impl Report {
    fn json(&self) -> String {
        json!({"error": {
            "code": self.code, "message": self.message, "status": self.status,
            "requestId": self.request_id, "hint": self.hint, "exitCode": self.exit as u8,
        }})
        .to_string()
    }
}

/// A reader who stopped reading has got what they wanted.
fn reader_left(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<ReaderLeft>))
}

fn describe(error: &anyhow::Error) -> Report {
    let plain = |exit, code: &str, hint: Option<String>| Report {
        exit,
        code: code.to_owned(),
        message: message(error),
        status: None,
        request_id: None,
        hint,
    };
    if let Some(error) = error.downcast_ref::<api::Error>() {
        return api_report(error);
    }
    if let Some(failure) = error.downcast_ref::<Failure>() {
        return plain(failure.exit, failure.exit.code(), failure.hint.clone());
    }
    if let Some(error) = error.downcast_ref::<org::Error>() {
        let (exit, hint) = org_advice(error);
        return plain(exit, exit.code(), Some(hint));
    }
    if error.downcast_ref::<auth::Error>().is_some() {
        return plain(Exit::SignedOut, Exit::SignedOut.code(), None);
    }
    if error.downcast_ref::<output::jq::Error>().is_some() {
        return plain(Exit::Usage, Exit::Usage.code(), None);
    }
    plain(Exit::Refused, Exit::Refused.code(), None)
}

/// The error with what it was part of: `reading the org registry: permission denied`.
fn message(error: &anyhow::Error) -> String {
    let parts: Vec<String> = error.chain().map(ToString::to_string).collect();
    parts.join(": ")
}

fn api_report(error: &api::Error) -> Report {
    let (exit, hint) = api_advice(error);
    let refusal = match error {
        api::Error::Refused(refusal) | api::Error::SignedOut(refusal) => Some(refusal),
        _ => None,
    };
    Report {
        exit,
        code: refusal.map_or_else(|| exit.code().to_owned(), |refusal| refusal.code.clone()),
        message: refusal.map_or_else(|| error.to_string(), |refusal| refusal.message.clone()),
        status: refusal.map(|refusal| refusal.status),
        request_id: refusal.and_then(|refusal| refusal.request_id.clone()),
        hint,
    }
}

fn api_advice(error: &api::Error) -> (Exit, Option<String>) {
    match error {
        api::Error::Refused(refusal) => (refused(refusal), None),
        api::Error::SignedOut(_) => (Exit::SignedOut, None),
        api::Error::Org(error) => {
            let (exit, hint) = org_advice(error);
            (exit, Some(hint))
        }
        api::Error::Page { .. } | api::Error::Unreadable(_) | api::Error::Http(_) => (Exit::Network, None),
        api::Error::OtherHost(_) => (Exit::Refused, None),
        api::Error::TooLong(_) => (Exit::Usage, None),
    }
}

/// Matches the org's code, never its words (`spec/rest.md` 2.2, 2.3).
fn refused(refusal: &api::Refusal) -> Exit {
    match (refusal.code.as_str(), refusal.status) {
        ("REQUEST_LIMIT_EXCEEDED" | "STORAGE_LIMIT_EXCEEDED" | "TXN_SECURITY_METERING_ERROR", _) => Exit::Limit,
        ("INVALID_TYPE" | "NOT_FOUND" | "ENTITY_IS_DELETED" | "INVALID_CROSS_REFERENCE_KEY", _) | (_, 404 | 410) => {
            Exit::NotFound
        }
        (_, 429 | 500..) => Exit::Network,
        _ => Exit::Refused,
    }
}

fn org_advice(error: &org::Error) -> (Exit, String) {
    match error {
        org::Error::NotChosen => (Exit::Usage, "sfo -o demo … tries things out without an account".to_owned()),
        org::Error::Unknown(_) => (Exit::Usage, "sfo --help names every way to choose an org".to_owned()),
        org::Error::SignedOut(_) => (Exit::SignedOut, "set SFO_ACCESS_TOKEN and SFO_INSTANCE_URL".to_owned()),
        org::Error::Corrupt { file, .. } => (Exit::Usage, format!("mend or delete {}", file.display())),
        org::Error::Unwritable { file, .. } => (Exit::Refused, format!("ls -ld {}", file.display())),
        org::Error::Store(_) => (Exit::Usage, "SFO_STORE=keyring or SFO_STORE=file".to_owned()),
        org::Error::Exposed(file) => (Exit::Refused, format!("chmod 600 {}", file.display())),
        org::Error::Alias { .. } => (Exit::Usage, "--alias NAME".to_owned()),
        org::Error::Ambiguous { .. } => (Exit::Usage, "--org ALIAS".to_owned()),
        org::Error::Keychain(_) => {
            (Exit::Refused, "--store file, or SFO_STORE=file, keeps secrets in a file only you can read".to_owned())
        }
        org::Error::Host { .. } => (Exit::Usage, "give a host such as acme.my.salesforce.com".to_owned()),
        org::Error::Ended(ended) => (Exit::SignedOut, format!("sfo auth login --alias {}", ended.alias)),
        org::Error::Uncertain(_) => (Exit::SignedOut, "sfo auth login, if the next command is refused".to_owned()),
        org::Error::ReadOnly(name) => (Exit::Declined, format!("sfo org policy {name} confirm")),
        org::Error::Unconfirmed(_) => (Exit::Declined, "--yes".to_owned()),
        org::Error::Locked(_) | org::Error::Auth(auth::Error::Http(_)) => (Exit::Network, "try again".to_owned()),
        org::Error::Auth(error) => {
            let next = error.advice().map(|advice| advice.next).filter(|next| !next.is_empty());
            (Exit::SignedOut, next.unwrap_or("sfo auth login").to_owned())
        }
        org::Error::HalfSession(missing) => (Exit::Usage, format!("export {missing}=…")),
    }
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
            Self::NotFound => "NO_ROWS",
            Self::Declined => "DECLINED",
            Self::Network => "NETWORK",
            Self::Limit => "LIMIT",
            Self::Interrupted => "INTERRUPTED",
            Self::Terminated => "TERMINATED",
        }
    }
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
