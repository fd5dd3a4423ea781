//! A request and a reply of the demo org as plain values. Handlers are functions from one to the other and
//! have never heard of sockets, so that a composite request can call them too.

use super::org::Org;
use serde_json::{Value, json};
use std::{fmt, fs::File, sync::Arc};

/// One request, with its bearer token already turned into a session.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// Upper case, after `_HttpMethod` has been applied.
    pub method: String,
    /// Decoded path segments behind the origin: `["services", "data", "v67.0", "query"]`.
    pub path: Vec<String>,
    /// Decoded query parameters in order.
    pub query: Vec<(String, String)>,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// A body of comma-separated values, which is not in `body` then.
    pub upload: Option<Arc<File>>,
    /// Scheme, host and port that the caller used: `http://127.0.0.1:8080`.
    pub origin: String,
    /// 18-character id of the signed-in user; empty before sign-in.
    pub user: String,
}

impl Call {
    pub fn param(&self, name: &str) -> Option<&str> {
        find(&self.query, name)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }

    /// The API version in the path; of other paths, zero.
    pub fn version(&self) -> u16 {
        let version = self.path.get(2).and_then(|part| part.strip_prefix('v')?.strip_suffix(".0"));
        version.and_then(|version| version.parse().ok()).unwrap_or(0)
    }
}

/// Decoded segments and decoded parameters of an address without its origin; a slash at the end makes no difference.
pub fn address(text: &str) -> (Vec<String>, Vec<(String, String)>) {
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let path = path.trim_matches('/');
    let decode = |segment| percent_encoding::percent_decode_str(segment).decode_utf8_lossy().into_owned();
    let segments = path.split('/').filter(|_| !path.is_empty()).map(decode).collect();
    (segments, form_urlencoded::parse(query.as_bytes()).into_owned().collect())
}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// A body that may be long, from its beginning on; `body` is empty then.
    pub file: Option<Arc<File>>,
    pub late: Option<Box<Late>>,
}

/// Computed rows in the middle of a body. They are the same whenever they are asked for in this way, so whoever packs
/// them may keep what came of it, and then nobody has to write them.
#[derive(Clone)]
pub struct Late {
    /// The rows' object, and how they are written.
    pub query: String,
    /// Numbers of the first and the last.
    pub rows: (u64, u64),
    /// Where they belong in the body.
    pub at: usize,
    pub write: Arc<dyn Fn() -> Vec<u8> + Send + Sync>,
}

impl fmt::Debug for Late {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "rows {:?} of {}", self.rows, self.query)
    }
}

impl Reply {
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), file: None, late: None }
    }

    pub fn json(status: u16, body: &Value) -> Self {
        Self::text(status, "application/json;charset=UTF-8", body.to_string())
    }

    pub fn html(status: u16, body: String) -> Self {
        Self::text(status, "text/html;charset=UTF-8", body)
    }

    pub fn text(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::empty(status).with("Content-Type", content_type).body(body)
    }

    /// The file is sent from where it stands.
    pub fn file(status: u16, content_type: &str, file: File) -> Self {
        Self { file: Some(Arc::new(file)), ..Self::empty(status).with("Content-Type", content_type) }
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The reply with all of its body written.
    #[must_use]
    pub fn whole(mut self) -> Self {
        if let Some(late) = self.late.take() {
            self.body.splice(late.at..late.at, (late.write)());
        }
        self
    }

    fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }
}

/// A refusal in the shape of the data APIs: an array of one `{message, errorCode, fields?}` (`spec/rest.md` 2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub status: u16,
    pub code: &'static str,
    pub message: String,
    /// Only failures of a field carry the list; it may be empty.
    pub fields: Option<Vec<String>>,
}

impl Fault {
    pub fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), fields: None }
    }

    #[must_use]
    pub fn on(mut self, fields: &[&str]) -> Self {
        self.fields = Some(fields.iter().map(ToString::to_string).collect());
        self
    }

    /// Code and message where one record among several is refused: there, one that has never been is a reference to
    /// nothing.
    pub fn in_list(&self) -> (&str, &str) {
        match (self.code, &self.fields) {
            ("NOT_FOUND", None) => ("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"),
            _ => (self.code, &self.message),
        }
    }

    /// The refusal of one record among several.
    pub fn item(&self) -> Value {
        let (code, message) = self.in_list();
        json!({"statusCode": code, "message": message, "fields": self.fields.as_deref().unwrap_or_default()})
    }

    /// The router's own 404, which writes its keys the other way round (`spec/rest.md` T2).
    pub fn not_found() -> Self {
        Self::new(404, "NOT_FOUND", "The requested resource does not exist")
    }
}

impl From<&Fault> for Value {
    fn from(fault: &Fault) -> Self {
        let mut error = match fault.status {
            404 | 405 if fault.fields.is_none() => json!({"errorCode": fault.code, "message": fault.message}),
            _ => json!({"message": fault.message, "errorCode": fault.code}),
        };
        if let Some(fields) = &fault.fields {
            error["fields"] = fields.clone().into();
        }
        error
    }
}

impl From<Fault> for Reply {
    fn from(fault: Fault) -> Self {
        Reply::json(fault.status, &json!([Value::from(&fault)]))
    }
}

/// What every handler of the data APIs returns.
pub type Outcome = Result<Reply, Fault>;

/// The methods that a resource answers, each with its handler.
pub type Methods = &'static [(&'static str, fn(&Org, &Call) -> Outcome)];
