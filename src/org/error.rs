//! Why an org cannot be talked to, or could not be renewed.

use super::ended::Ended;
use crate::{auth, http};
use std::fmt;
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub enum Error {
    /// No flag, variable, directory file or default names an org.
    NotChosen,
    Unknown(String),
    /// Known, but no login is stored for it.
    SignedOut(String),
    /// A file of ours that does not read: where, and what is wrong with which line and key.
    Corrupt {
        file: PathBuf,
        why: String,
    },
    /// A file of ours that cannot be written.
    Unwritable {
        file: PathBuf,
        why: String,
    },
    /// A file with secrets that others may read.
    Exposed(PathBuf),
    Host {
        given: String,
        why: &'static str,
    },
    Alias {
        given: String,
        why: &'static str,
    },
    /// A user name with several logins.
    Ambiguous {
        name: String,
        aliases: String,
    },
    /// What `SFO_STORE` says is no store.
    Store(String),
    /// The keychain cannot be used; nothing else was tried.
    Keychain(String),
    /// Another process has held a lock of ours for too long.
    Locked(PathBuf),
    /// The org does not renew this login any more.
    Ended(Box<Ended>),
    /// A renewal was sent and its reply was lost: the stored refresh token may be dead.
    Uncertain(http::Error),
    /// The policy of this login forbids writing.
    ReadOnly(String),
    /// The policy of this login wants a confirmation.
    Unconfirmed(String),
    Auth(auth::Error),
    /// `SFO_ACCESS_TOKEN` without `SFO_INSTANCE_URL`, or the reverse; names the missing one.
    HalfSession(&'static str),
}

impl Error {
    /// Names file, line and key of what `toml` found wrong in `text`.
    pub fn corrupt(file: &Path, text: &str, error: &toml::de::Error) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let number = before.split('\n').count();
        let line = text.lines().nth(number - 1).unwrap_or_default();
        let key = line.split_once('=').map_or_else(String::new, |(key, _)| format!(", key `{}`", key.trim()));
        let message = error.message().lines().next().unwrap_or_default();
        Self::Corrupt { file: file.to_owned(), why: format!("line {number}{key}: {message}") }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::NotChosen => f.write_str("no org is chosen"),
            Self::Unknown(name) => write!(f, "no such org `{name}`"),
            Self::SignedOut(name) => write!(f, "not signed in to `{name}`"),
            Self::Corrupt { file, why } => write!(f, "cannot read {}: {why}", file.display()),
            Self::Unwritable { file, why } => write!(f, "cannot write {}: {why}", file.display()),
            Self::Exposed(file) => write!(f, "others may read {}, which holds secrets", file.display()),
            Self::Alias { given, why } => write!(f, "`{given}` cannot be an alias: {why}"),
            Self::Ambiguous { name, aliases } => write!(f, "`{name}` has several logins: {aliases}"),
            Self::Store(given) => write!(f, "SFO_STORE is `{given}`, which is no store"),
            Self::Keychain(why) => write!(f, "the keychain cannot be used: {why}"),
            Self::Locked(file) => write!(f, "another process holds {}", file.display()),
            Self::Host { given, why } => write!(f, "`{given}` cannot be used as a host: {why}"),
            Self::Ended(ended) => ended.fmt(f),
            Self::Uncertain(why) => {
                write!(f, "{why}; the org may have replaced the refresh token meanwhile, so this was not sent again")
            }
            Self::ReadOnly(name) => write!(f, "`{name}` is read-only"),
            Self::Unconfirmed(name) => write!(f, "writing to `{name}` needs a confirmation"),
            Self::Auth(error) => error.fmt(f),
            Self::HalfSession(missing) => write!(f, "the environment has half a session: {missing} is not set"),
        }
    }
}

impl std::error::Error for Error {}

impl From<auth::Error> for Error {
    fn from(error: auth::Error) -> Self {
        Self::Auth(error)
    }
}
