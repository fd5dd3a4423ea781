//! What may be written to an org. Whatever is not known to be harmless counts as writing.

mod graphql;
mod parts;
mod soap;

use crate::http::Method;
use clap::ValueEnum;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// Nothing is written
    ReadOnly,
    /// Every command that writes asks first
    Confirm,
    #[default]
    Open,
}

/// Resources that only read although a body is sent to them.
const READING: [&str; 6] = ["query", "queryall", "query/explain", "search", "parameterizedsearch", "jobs/query"];
/// Resources that run code although they are asked with GET.
const RUNNING: [&str; 3] = ["/executeanonymous", "/runtestsasynchronous", "/runtestssynchronous"];

/// Whether a request changes nothing in the org. `path` may have a query; a `body` that is not at hand is empty.
pub fn reads(method: &Method, path: &str, body: &[u8]) -> bool {
    let decoded = percent_decode_str(path).decode_utf8_lossy().to_lowercase();
    // Salesforce takes another method from here where a proxy allows only two.
    if decoded.contains("_httpmethod=") {
        return false;
    }
    let path = decoded.split('?').next().unwrap_or_default().trim_end_matches('/');
    let ends = |names: &[&str]| names.iter().any(|name| path.ends_with(name));
    match *method {
        Method::GET | Method::HEAD | Method::OPTIONS => !ends(&RUNNING),
        Method::POST if path.starts_with(soap::METADATA) => soap::reads(body),
        Method::POST if !path.starts_with("/services/data/") => false,
        Method::POST if ends(&["/graphql"]) => graphql::reads(body),
        Method::POST if ends(&parts::PATHS) => parts::read(body),
        // By the whole path: an action or an object may be called `Search`.
        Method::POST => resource(path).is_some_and(|resource| READING.contains(&resource)),
        _ => false,
    }
}

/// What a path names below `/services/data/vNN.0/` and below `tooling`.
fn resource(path: &str) -> Option<&str> {
    let (_, resource) = path.strip_prefix("/services/data/")?.split_once('/')?;
    Some(resource.strip_prefix("tooling/").unwrap_or(resource))
}

/// Whether a request may be sent again when nobody knows what became of it: doing it twice is doing it once.
pub fn repeatable(method: &Method, path: &str, body: &[u8]) -> bool {
    match *method {
        Method::PUT | Method::DELETE => true,
        Method::POST => {
            let judged = parts::PATHS.iter().any(|name| path.ends_with(name)) || soap::is_metadata(path);
            judged && reads(method, path, body)
        }
        _ => reads(method, path, body),
    }
}

#[cfg(test)]
mod tests {
    use super::{Method, reads, repeatable};

    #[test]
    fn reading_is_told_from_writing() {
        for (method, path) in [
            (Method::GET, "/services/data/v67.0/query?q=SELECT+Id+FROM+Account"),
            (Method::HEAD, "/services/data/v67.0/sobjects/Account/describe"),
            (Method::POST, "/services/data/v67.0/parameterizedSearch"),
            (Method::POST, "/services/data/v67.0/tooling/query/?q=x"),
            (Method::POST, "/services/data/v67.0/jobs/query"),
        ] {
            assert!(reads(&method, path, b""), "{method} {path}");
        }
    }

    #[test]
    fn everything_else_writes() {
        for (method, path) in [
            (Method::POST, "/services/data/v67.0/sobjects/Account"),
            (Method::POST, "/services/data/v67.0/composite"),
            (Method::POST, "/services/data/v67.0/composite/batch"),
            (Method::POST, "/services/data/v67.0/graphql"),
            (Method::POST, "/services/data/v67.0/actions/custom/flow/Search"),
            (Method::POST, "/services/data/v67.0/quickActions/Query"),
            (Method::POST, "/services/apexrest/query"),
            (Method::PATCH, "/services/data/v67.0/query"),
            (Method::DELETE, "/services/data/v67.0/jobs/query/750"),
            (Method::POST, "/services/data/v67.0/query?_HttpMethod=DELETE"),
            (Method::GET, "/services/data/v67.0/tooling/executeAnonymous/?anonymousBody=delete+x%3B"),
            (Method::GET, "/services/data/v67.0/tooling/execute%41nonymous?anonymousBody=x"),
        ] {
            assert!(!reads(&method, path, b""), "{method} {path}");
        }
    }

    #[test]
    fn only_what_is_the_same_when_done_twice_is_sent_again() {
        let query = "/services/data/v67.0/query?q=x";
        let run = "/services/data/v67.0/tooling/executeAnonymous/?anonymousBody=x";
        for (method, path, again) in [
            (Method::GET, query, true),
            (Method::HEAD, query, true),
            (Method::PUT, query, true),
            (Method::DELETE, query, true),
            (Method::PATCH, query, false),
            (Method::POST, query, false),
            (Method::GET, run, false),
        ] {
            assert_eq!(repeatable(&method, path, b""), again, "{method} {path}");
        }
    }

    #[test]
    fn a_graphql_body_is_looked_at_on_its_own_path_only() {
        let query = br#"{"query":"{uiapi{query{Account{totalCount}}}}"}"#;
        assert!(reads(&Method::POST, "/services/data/v67.0/graphql", query));
        for path in ["/services/apexrest/graphql", "/services/data/v67.0/graphql?_HttpMethod=PATCH"] {
            assert!(!reads(&Method::POST, path, query), "{path}");
        }
    }
}
