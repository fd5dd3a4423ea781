//! Several requests in one (`spec/rest.md` 6.6-6.8), judged by each of them. What holds a member that is not known here
//! counts as writing.

use super::reads;
use crate::http::Method;
use serde::{Deserialize, de::IgnoredAny};

/// Resources that take such requests.
pub const PATHS: [&str; 3] = ["/composite", "/composite/batch", "/composite/graph"];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Body {
    #[serde(default)]
    composite_request: Vec<Part>,
    #[serde(default)]
    batch_requests: Vec<Part>,
    #[serde(default)]
    graphs: Vec<Graph>,
    #[serde(rename = "allOrNone")]
    _all: Option<IgnoredAny>,
    #[serde(rename = "collateSubrequests")]
    _collate: Option<IgnoredAny>,
    #[serde(rename = "haltOnError")]
    _halt: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Graph {
    composite_request: Vec<Part>,
    #[serde(rename = "graphId")]
    _id: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    method: String,
    url: String,
    #[serde(rename = "referenceId")]
    _reference: Option<IgnoredAny>,
    #[serde(rename = "httpHeaders")]
    _headers: Option<IgnoredAny>,
}

/// Whether all that a body asks for is read with GET.
pub fn read(body: &[u8]) -> bool {
    let Ok(body) = serde_json::from_slice::<Body>(body) else { return false };
    let in_graphs = body.graphs.iter().flat_map(|graph| &graph.composite_request);
    let mut parts = body.composite_request.iter().chain(&body.batch_requests).chain(in_graphs);
    parts.all(|part| part.method.eq_ignore_ascii_case("GET") && reads(&Method::GET, &part.url, b""))
}

#[cfg(test)]
mod tests {
    use super::super::reads;
    use super::*;

    const GET: &str = r#"{"method":"GET","url":"/services/data/v67.0/query?q=x","referenceId":"q"}"#;

    fn judged(path: &str, body: &str) -> bool {
        reads(&Method::POST, &format!("/services/data/v67.0/{path}"), body.as_bytes())
    }

    #[test]
    fn what_only_reads_is_let_through() {
        for body in [
            format!(r#"{{"allOrNone":true,"collateSubrequests":false,"compositeRequest":[{GET},{GET}]}}"#),
            format!(r#"{{"batchRequests":[{GET}],"haltOnError":false}}"#),
            format!(r#"{{"graphs":[{{"graphId":"1","compositeRequest":[{GET}]}}]}}"#),
        ] {
            for path in ["composite", "composite/", "tooling/composite", "composite/batch", "composite/graph"] {
                assert!(judged(path, &body), "{path} {body}");
            }
        }
    }

    #[test]
    fn one_part_that_writes_makes_all_of_it_write() {
        for part in [
            r#"{"method":"POST","url":"/services/data/v67.0/sobjects/Account","referenceId":"a","body":{}}"#,
            r#"{"method":"GET","url":"v67.0/tooling/executeAnonymous?anonymousBody=x","referenceId":"a"}"#,
            r#"{"method":"GET","url":"/services/data/v67.0/query?_HttpMethod=DELETE","referenceId":"a"}"#,
            r#"{"method":"DELETE","url":"/x"}"#,
            r#"{"method":"GET","url":"/x","METHOD":"POST"}"#,
            r#"{"method":"GET","method":"POST","url":"/x"}"#,
        ] {
            assert!(!judged("composite", &format!(r#"{{"compositeRequest":[{GET},{part}]}}"#)), "{part}");
            let graph = format!(r#"{{"graphs":[{{"graphId":"1","compositeRequest":[{part}]}}]}}"#);
            assert!(!judged("composite/graph", &graph), "{part}");
        }
    }

    #[test]
    fn what_is_not_understood_is_not_let_through() {
        let body = format!(r#"{{"compositeRequest":[{GET}]}}"#);
        for more in [r#","compositeRequest":[]"#, r#","CompositeRequest":[]"#, r#","x":1"#, "]"] {
            assert!(!judged("composite", &body.replace("]}", &format!("]{more}}}"))), "{more}");
        }
        for path in ["composite/sobjects", "composite/tree/Account", "composite?_HttpMethod=PATCH"] {
            assert!(!judged(path, &body), "{path}");
        }
        assert!(!reads(&Method::POST, "/services/apexrest/composite", body.as_bytes()));
    }
}
