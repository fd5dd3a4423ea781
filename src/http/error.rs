//! What can go wrong between here and a reply. The URL's host is named; path, query and headers are not.

use super::Url;
use std::{error, fmt, io};

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
    /// The host could not prove who it is; nothing was sent.
    Untrusted(String),
    /// The connection broke, or what came does not unpack: the request may have been carried out.
    Broken(String),
    TooLarge(usize),
    NotUtf8,
    Certificates(String),
    /// A file to be sent cannot be read; says which.
    File(String),
    /// This run has sent as many requests as it may; nothing more was sent.
    Spent(u64),
}

impl Error {
    pub fn of(url: &Url, fault: Fault) -> Self {
        let host = url.host_str().unwrap_or_default();
        let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        Self { host, fault }
    }

    pub fn new(url: &Url, error: &reqwest::Error) -> Self {
        // What wraps the last cause repeats the URL, which may hold a query.
        let why = causes(error).last().map(ToString::to_string).unwrap_or_default();
        let fault = match error {
            error if is_tls(error) => Fault::Untrusted(why),
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
        matches!(
            self.fault,
            Fault::Unreachable(_) | Fault::Untrusted(_) | Fault::Certificates(_) | Fault::File(_) | Fault::Spent(_)
        )
    }
}

fn is_tls(error: &reqwest::Error) -> bool {
    causes(error).any(<dyn error::Error>::is::<rustls::Error>)
}

/// The error and its causes. What an [`io::Error`] wraps is no cause of it to the standard library, but is to us.
fn causes<'e>(error: &'e (dyn error::Error + 'static)) -> impl Iterator<Item = &'e (dyn error::Error + 'static)> {
    std::iter::successors(Some(error), |error| {
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        wrapped.map(|wrapped| wrapped as _).or_else(|| error.source())
    })
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let host = &self.host;
        match &self.fault {
            Fault::Unreachable(why) => write!(f, "cannot reach {host}: {why}"),
            Fault::Untrusted(why) => write!(f, "cannot trust {host}: {why}"),
            Fault::TimedOut => write!(f, "no answer from {host} in time"),
            Fault::Broken(why) => write!(f, "the reply of {host} broke off: {why}"),
            Fault::TooLarge(cap) => write!(f, "the reply of {host} is longer than the {} MiB allowed here", cap >> 20),
            Fault::NotUtf8 => write!(f, "the reply of {host} is not UTF-8"),
            Fault::File(why) => f.write_str(why),
            Fault::Spent(most) => write!(f, "--max-calls {most} allows no further request; {host} was not asked"),
            Fault::Certificates(why) => write!(f, "cannot read certificates: {why}"),
        }
    }
}

impl std::error::Error for Error {}
