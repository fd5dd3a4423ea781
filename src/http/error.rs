//! What can go wrong between here and a reply. The URL's host is named; path, query and headers are not.

use super::Url;
use std::error::Error as _;
use std::fmt;

#[derive(Debug)]
pub struct Error {
    host: String,
    pub fault: Fault,
}

#[derive(Debug)]
pub enum Fault {
    /// The host was not reached, so nothing was sent.
    Unreachable(String),
    TimedOut,
    /// The connection broke, or what came does not unpack: the request may have been carried out.
    Broken(String),
    TooLarge(usize),
    NotUtf8,
    Certificates(String),
}

impl Error {
    pub fn of(url: &Url, fault: Fault) -> Self {
        let host = url.host_str().unwrap_or_default();
        let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        Self { host, fault }
    }

    pub fn new(url: &Url, error: reqwest::Error) -> Self {
        let why = innermost(&error);
        let fault = match error {
            error if error.is_connect() => Fault::Unreachable(why),
            error if error.is_timeout() => Fault::TimedOut,
            _ => Fault::Broken(why),
        };
        Self::of(url, fault)
    }

    /// Whether the same request may succeed when it is sent again.
    pub fn passing(&self) -> bool {
        matches!(self.fault, Fault::Unreachable(_) | Fault::TimedOut | Fault::Broken(_))
    }

    /// Whether it is certain that the host never saw the request.
    pub fn unsent(&self) -> bool {
        matches!(self.fault, Fault::Unreachable(_) | Fault::Certificates(_))
    }
}

/// The cause at the bottom; what wraps it repeats the URL, which may hold a query.
fn innermost(error: &reqwest::Error) -> String {
    let mut cause = error.source();
    let mut text = None;
    while let Some(inner) = cause {
        text = Some(inner.to_string());
        cause = inner.source();
    }
    text.unwrap_or_else(|| "the connection failed".to_owned())
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let host = &self.host;
        match &self.fault {
            Fault::Unreachable(why) => write!(f, "cannot reach {host}: {why}"),
            Fault::TimedOut => write!(f, "no answer from {host} in time"),
            Fault::Broken(why) => write!(f, "the reply of {host} broke off: {why}"),
            Fault::TooLarge(cap) => write!(f, "the reply of {host} is longer than the {} MiB allowed here", cap >> 20),
            Fault::NotUtf8 => write!(f, "the reply of {host} is not UTF-8"),
            Fault::Certificates(why) => write!(f, "cannot read certificates: {why}"),
        }
    }
}

impl std::error::Error for Error {}
