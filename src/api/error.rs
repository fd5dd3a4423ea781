//! Why a call to the org failed. The org's own code and message are kept word for word.

use super::Duplicate;
use crate::record::{Kind, Value};
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
    /// A key fits these records, and one is meant.
    Several(Vec<String>),
    /// The org has such a record already.
    Duplicate(Box<Duplicate>),
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

    /// Reads the first error of a body: `[{message, errorCode}]`, the same as XML, OAuth's `{error, error_description}`,
    /// or whatever an Apex class makes of it.
    pub fn read(status: u16, body: &str, request_id: Option<String>) -> Self {
        let found = Value::parse(body).ok().map(innermost);
        let member = |names: &[&str]| match found {
            Some(error) => names.iter().find_map(|name| error.get(name)).map(|member| member.string().into_owned()),
            None => names.iter().find_map(|name| element(body, name)).map(str::to_owned),
        };
        let whole = || found.map_or_else(|| body.trim().into(), Value::string).into_owned();
        Self {
            status,
            code: member(&CODES).unwrap_or_else(|| format!("HTTP_{status}")),
            message: member(&MESSAGES).unwrap_or_else(whole),
            request_id,
        }
    }
}

/// Members that say what went wrong, to programs and to people.
const CODES: [&str; 4] = ["errorCode", "statusCode", "error", "code"];
const MESSAGES: [&str; 2] = ["message", "error_description"];

/// The first error of a list, or the one that an object wraps.
fn innermost(value: Value) -> Value {
    let wrapped = match value.kind() {
        Kind::Array => value.items().next(),
        Kind::Object if MESSAGES.iter().all(|name| value.get(name).is_none()) => {
            let wrapped = ["errors", "error"].iter().find_map(|name| value.get(name));
            wrapped.filter(|inner| matches!(inner.kind(), Kind::Array | Kind::Object))
        }
        _ => None,
    };
    wrapped.map_or(value, innermost)
}

/// What stands in the first element of this name.
fn element<'b>(xml: &'b str, name: &str) -> Option<&'b str> {
    let (_, rest) = xml.trim_start().starts_with('<').then_some(xml)?.split_once(&format!("<{name}>"))?;
    Some(rest.split_once(&format!("</{name}>"))?.0)
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
            Self::Several(ids) => write!(f, "{} records have this key: {}", ids.len(), ids.join(", ")),
            Self::Duplicate(duplicate) => write!(f, "{}: {duplicate}", duplicate.refusal.code),
            Self::TooLong(bytes) => {
                write!(f, "the query takes {bytes} bytes in a URL, which is too long for the Tooling API and for SOSL")
            }
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
        for apex in [
            r#"{"error":{"code":"C","message":"m"}}"#,
            r#"{"status":"failed","errors":[{"statusCode":"C","message":"m"}]}"#,
            "<?xml version=\"1.0\"?><Errors><Error><errorCode>C</errorCode><message>m</message></Error></Errors>",
        ] {
            assert_eq!(read(apex), pair("C", "m"), "{apex}");
        }
        assert_eq!(read(r#""No such case""#), pair("HTTP_400", "No such case"));
        assert_eq!(read(r#"{"ok":false}"#), pair("HTTP_400", r#"{"ok":false}"#));
        assert_eq!(read("Bad_OAuth_Token"), pair("HTTP_400", "Bad_OAuth_Token"));
        assert_eq!(read(""), pair("HTTP_400", ""));
    }
}
