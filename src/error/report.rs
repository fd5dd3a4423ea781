//! What is told about an error: decided by its type, in the words of whoever found it.

use super::{Excerpt, Exit, Failure, Remark};
use crate::{api, auth, http, org, output};
use serde_json::json;

pub struct Report {
    pub exit: Exit,
    code: String,
    /// What the message is about, where that is known better than it says.
    about: Option<String>,
    message: String,
    status: Option<u16>,
    request_id: Option<String>,
    /// What is known of the org's reason.
    because: Option<String>,
    /// The page and box in Setup to change.
    setup: Option<String>,
    /// A command to type next.
    hint: Option<String>,
}

impl Report {
    pub fn of(error: &anyhow::Error) -> Self {
        let report = Self::told(error);
        match error.downcast_ref() {
            Some(remark) => report.with(remark),
            None => report,
        }
    }

    fn with(mut self, remark: &Remark) -> Self {
        self.about = Some(remark.about.clone());
        self.because = remark.cause.clone().or(self.because);
        self.setup = remark.setup.clone().or(self.setup);
        self.hint = remark.hint.clone().or(self.hint);
        self
    }

    fn told(error: &anyhow::Error) -> Self {
        if let Some(error) = error.downcast_ref::<api::Error>() {
            return Self::of_api(error);
        }
        if let Some(error) = error.downcast_ref::<org::Error>() {
            return Self::of_org(error);
        }
        if let Some(error) = error.downcast_ref::<auth::Error>() {
            return Self::of_auth(error);
        }
        if let Some(failure) = error.downcast_ref::<Failure>() {
            return Self { hint: failure.hint.clone(), ..Self::plain(failure.exit, failure) };
        }
        let exit = if error.is::<output::jq::Error>() { Exit::Usage } else { Exit::Refused };
        // With what it was part of: `reading the org registry: permission denied`.
        let parts: Vec<String> = error.chain().map(ToString::to_string).collect();
        Self::plain(exit, &parts.join(": "))
    }

    fn plain(exit: Exit, message: &impl ToString) -> Self {
        Self {
            exit,
            code: exit.code().to_owned(),
            about: None,
            message: message.to_string(),
            status: None,
            request_id: None,
            because: None,
            setup: None,
            hint: None,
        }
    }

    fn of_api(error: &api::Error) -> Self {
        let exit = match error {
            api::Error::Refused(refusal) => return Self::of_refusal(refused(refusal), refusal),
            api::Error::SignedOut(refusal) => return Self::of_refusal(Exit::SignedOut, refusal),
            api::Error::Org(error) => return Self::of_org(error),
            api::Error::Page { .. } | api::Error::Unreadable(_) => Exit::Network,
            api::Error::Http(error) => unanswered(error),
            api::Error::OtherHost(_) | api::Error::Several(_) => Exit::Refused,
            api::Error::Duplicate(duplicate) => return Self::of_duplicate(duplicate),
            api::Error::TooLong(_) => Exit::Usage,
        };
        Self::plain(exit, error)
    }

    fn of_refusal(exit: Exit, refusal: &api::Refusal) -> Self {
        Self {
            code: refusal.code.clone(),
            status: Some(refusal.status),
            request_id: refusal.request_id.clone(),
            ..Self::plain(exit, &refusal.message)
        }
    }

    fn of_duplicate(duplicate: &api::Duplicate) -> Self {
        let hint = duplicate.may_insist.then(|| "--allow-duplicates".to_owned());
        Self { message: duplicate.to_string(), hint, ..Self::of_refusal(Exit::Refused, &duplicate.refusal) }
    }

    fn of_org(error: &org::Error) -> Self {
        if let org::Error::Auth(error) = error {
            return Self::of_auth(error);
        }
        let (exit, hint) = next(error);
        Self { hint: Some(hint), ..Self::plain(exit, error) }
    }

    fn of_auth(error: &auth::Error) -> Self {
        let exit = match error {
            auth::Error::Input(_) | auth::Error::Ports(_) => Exit::Usage,
            auth::Error::Http(error) => unanswered(error),
            auth::Error::NotOAuth(_) | auth::Error::TimedOut => Exit::Network,
            _ => Exit::SignedOut,
        };
        let advice = error.advice();
        let told = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Self {
            code: error.code().unwrap_or(exit.code()).to_owned(),
            because: advice.and_then(|advice| told(advice.cause)),
            setup: advice.and_then(|advice| told(advice.setup)),
            hint: advice.and_then(|advice| told(advice.next)),
            ..Self::plain(exit, error)
        }
    }

    /// For people. An excerpt shows better what part of the message says.
    pub fn text(&self, excerpt: Option<&Excerpt>) -> String {
        let message = match (excerpt, self.status) {
            (Some(excerpt), _) => format!("{}\n{}", excerpt.message, excerpt.lines),
            (None, Some(_)) => format!("{}: {}", self.code, self.message),
            (None, None) => self.message.clone(),
        };
        let more = [("cause", &self.because), ("change", &self.setup), ("hint", &self.hint)];
        let more = more.into_iter().filter_map(|(mark, text)| Some(format!("\n{mark}: {}", text.as_ref()?)));
        let about = self.about.as_ref().map(|about| format!("{about}: ")).unwrap_or_default();
        format!("error: {about}{message}{}", more.collect::<String>())
    }

    /// For scripts: one object on one line, with the org's message whole.
    pub fn json(&self) -> String {
        let mut error = json!({
            "code": self.code, "message": self.message, "status": self.status,
            "requestId": self.request_id, "hint": self.hint, "exitCode": self.exit as u8,
        });
        for (name, text) in [("about", &self.about), ("cause", &self.because), ("setup", &self.setup)] {
            if let Some(text) = text {
                error[name] = text.as_str().into();
            }
        }
        json!({ "error": error }).to_string()
    }
}

/// There was no answer, because none came or because nothing was sent.
fn unanswered(error: &http::Error) -> Exit {
    if matches!(error.fault, http::Fault::Spent(_)) { Exit::Declined } else { Exit::Network }
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

/// How it ends, and what to type next.
fn next(error: &org::Error) -> (Exit, String) {
    match error {
        org::Error::NotChosen => (Exit::Usage, "sfo auth login --help, or sfo -o demo … without an account".to_owned()),
        org::Error::Unknown(_) => (Exit::Usage, "sfo org list".to_owned()),
        org::Error::SignedOut(name) => (Exit::SignedOut, format!("sfo auth login --alias {name}")),
        org::Error::Store(_) => (Exit::Usage, "SFO_STORE=keyring or SFO_STORE=file".to_owned()),
        org::Error::Corrupt { file, .. } => (Exit::Usage, format!("mend or delete {}", file.display())),
        org::Error::Unwritable { file, .. } => (Exit::Refused, format!("ls -ld {}", file.display())),
        org::Error::Exposed(file) => (Exit::Refused, format!("chmod 600 {}", file.display())),
        org::Error::Alias { .. } => (Exit::Usage, "--alias NAME".to_owned()),
        org::Error::Ambiguous { .. } => (Exit::Usage, "--org ALIAS".to_owned()),
        org::Error::Keychain(_) => {
            (Exit::Refused, "--store file, or SFO_STORE=file, keeps secrets in a file only you can read".to_owned())
        }
        org::Error::Locked(_) | org::Error::Auth(_) => (Exit::Network, "try again".to_owned()),
        org::Error::Host { .. } => (Exit::Usage, "give a host such as acme.my.salesforce.com".to_owned()),
        org::Error::Ended(ended) => (Exit::SignedOut, format!("sfo auth login --alias {}", ended.alias)),
        org::Error::Uncertain(_) => (Exit::SignedOut, "sfo auth login, if the next command is refused".to_owned()),
        org::Error::ReadOnly(name) => (Exit::Declined, format!("sfo org policy {name} confirm")),
        org::Error::Unconfirmed(_) => (Exit::Declined, "--yes".to_owned()),
        org::Error::HalfSession(missing) => (Exit::Usage, format!("export {missing}=…")),
    }
}
