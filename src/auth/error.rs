//! Why a sign-in failed.

use crate::http;
use std::fmt;

#[derive(Debug)]
pub enum Error {
    /// The org's own words.
    Refused {
        error: String,
        description: String,
    },
    /// The host answered with something that is no OAuth reply.
    NotOAuth(String),
    /// The reply names an API host that this login does not belong to.
    OtherHost(String),
    Http(http::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Refused { error, description } => write!(f, "sign-in refused: {error}: {description}"),
            Self::NotOAuth(host) => write!(f, "{host} is not an OAuth endpoint"),
            Self::OtherHost(host) => write!(f, "the token is meant for another host: {host}"),
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
