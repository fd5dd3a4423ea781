//! Why a sign-in failed.

use super::advice::{self, Advice};
use crate::http;
use std::fmt;

#[derive(Debug)]
pub enum Error {
    /// The org's own words.
    Refused {
        error: String,
        description: String,
    },
    /// Another process is renewing with the same refresh token; what it gets will be in the store soon.
    Busy,
    /// The host answered with something that is no OAuth reply.
    NotOAuth(String),
    /// A reply of this host that must not be used, and why.
    Unusable {
        host: String,
        why: &'static str,
    },
    /// The reply names an API host that this login does not belong to.
    OtherHost(String),
    OtherOrg {
        expected: String,
        got: String,
    },
    /// What the browser brought back belongs to no sign-in of ours.
    Callback(&'static str),
    /// No address for the browser to come back to is free: each with the reason.
    Ports(String),
    /// Nobody answered in the time given.
    TimedOut,
    /// Asked wrongly; nothing was sent.
    Input(String),
    Http(http::Error),
}

impl Error {
    pub fn refused(error: &str, description: &str) -> Self {
        if description.to_lowercase().contains("token request is already being processed") {
            return Self::Busy;
        }
        Self::Refused { error: error.to_owned(), description: description.to_owned() }
    }

    /// The org's error code.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused { error, .. } => Some(error),
            _ => None,
        }
    }

    /// What is known about the org's reason.
    pub fn advice(&self) -> Option<&'static Advice> {
        match self {
            Self::Refused { error, description } => advice::find(error, description),
            _ => None,
        }
    }

    /// Whether the access token is no longer good. The identity services say so with 403, not with 401.
    pub fn stale(&self) -> bool {
        self.code() == Some("Bad_OAuth_Token")
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Refused { error, description } if description.is_empty() => write!(f, "sign-in refused: {error}"),
            Self::Refused { error, description } => write!(f, "sign-in refused: {error}: {description}"),
            Self::Busy => f.write_str("another process is renewing this login"),
            Self::NotOAuth(host) => write!(f, "{host} is not an OAuth endpoint"),
            Self::Unusable { host, why } => write!(f, "the reply of {host} cannot be used: {why}"),
            Self::OtherHost(host) => write!(f, "the token is meant for another host: {host}"),
            Self::OtherOrg { expected, got } => write!(f, "the token is for org {got}, not for {expected}"),
            Self::Callback(why) => write!(f, "the browser's answer cannot be used: {why}"),
            Self::Ports(tried) => write!(f, "the browser could not come back to this machine: {tried}"),
            Self::TimedOut => f.write_str("nobody completed the sign-in in time"),
            Self::Input(what) => f.write_str(what),
            Self::Http(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

impl From<http::Error> for Error {
    fn from(error: http::Error) -> Self {
        Self::Http(error)
    }
}
