//! Why a call to the org failed. The org's own code and message are kept word for word.

use crate::record::Value;
use crate::{auth, http, org};
use std::fmt;

#[derive(Debug)]
pub enum Error {
    /// The org answered and refused.
    Refused(Refusal),
    /// The access token is spent and there is no way to get another one.
    SignedOut(Refusal),
    /// A page for people where an API reply belongs: maintenance, a wrong host, a proxy.
    Page {
        host: String,
        status: u16,
        title: Option<String>,
    },
    /// The reply does not read as what the API documents.
    Unreadable(String),
    /// The org named a host that is not its own; nothing was sent there.
    OtherHost(String),
    /// The query is too long for a URL.
    TooLong(usize),
    /// There is no session to send with, or it must not send this.
    Org(org::Error),
    Http(http::Error),
}

/// One error of a reply, as the org worded it (`spec/rest.md` 2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// `INVALID_FIELD`, or `HTTP_500` where the body holds no code.
    pub code: String,
    pub message: String,
    pub request_id: Option<String>,
}

impl Refusal {
    /// Nobody was asked: there is nothing to ask with.
    pub fn none() -> Self {
        let message = "there is no access token and no way to get one".to_owned();
        Self { status: 401, code: "NOT_SIGNED_IN".to_owned(), message, request_id: None }
    }

    /// Reads the first error of a body: `[{message, errorCode}]`, a bare object, or OAuth's `{error, error_description}`.
    pub fn read(status: u16, body: &str, request_id: Option<String>) -> Self {
        let parsed = Value::parse(body).ok();
        let first = parsed.and_then(|value| value.items().next().or(Some(value)));
        let member = |names: &[&str]| {
            let found = names.iter().find_map(|name| first?.get(name))?;
            Some(found.string().into_owned())
        };
        Self {
            status,
            code: member(&["errorCode", "statusCode", "error"]).unwrap_or_else(|| format!("HTTP_{status}")),
            message: member(&["message", "error_description"]).unwrap_or_else(|| body.trim().to_owned()),
            request_id,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Refused(refusal) | Self::SignedOut(refusal) => write!(f, "{}: {}", refusal.code, refusal.message),
            Self::Page { host, status, title } => {
                write!(f, "{host} answered with a web page (HTTP {status})")?;
                title.as_ref().map_or(Ok(()), |title| write!(f, ": {title}"))
            }
            Self::Unreadable(why) => write!(f, "the org's reply cannot be read: {why}"),
            Self::OtherHost(host) => write!(f, "the org pointed to another host: {host}"),
            Self::TooLong(bytes) => write!(f, "the query takes {bytes} bytes in a URL; the org reads 16384"),
            Self::Org(error) => error.fmt(f),
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

impl From<org::Error> for Error {
    fn from(error: org::Error) -> Self {
        match error {
            org::Error::Auth(auth::Error::Http(error)) => Self::Http(error),
            error => Self::Org(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal;

    #[test]
    fn every_shape_of_error_body_is_read() {
        let read = |body| {
            let refusal = Refusal::read(400, body, None);
            (refusal.code, refusal.message)
        };
        let pair = |code: &str, message: &str| (code.to_owned(), message.to_owned());
        assert_eq!(read(r#"[{"message":"m","errorCode":"C"},{"message":"n","errorCode":"D"}]"#), pair("C", "m"));
        assert_eq!(read(r#"{"errorCode":"C","message":"m"}"#), pair("C", "m"));
        assert_eq!(read(r#"{"error":"invalid_grant","error_description":"d"}"#), pair("invalid_grant", "d"));
        assert_eq!(read("Bad_OAuth_Token"), pair("HTTP_400", "Bad_OAuth_Token"));
        assert_eq!(read(""), pair("HTTP_400", ""));
    }
}
