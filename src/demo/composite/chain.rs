//! `POST composite`: up to 25 requests that may use each other's answers.

use super::{
    part::{Answer, Part},
    series::{self, Series, is_collection},
};
use crate::demo::{
    org::Org,
    records::body,
    wire::{Call, Fault, Outcome, Reply, address},
};
use serde::Deserialize;
use serde_json::{Value, json};

/// Parts of one request, and how many of them may be queries or collections.
const PARTS: usize = 25;
const QUERIES: usize = 5;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    #[serde(default)]
    all_or_none: bool,
    composite_request: Vec<Part>,
}

/// A request that is refused as a whole has one answer, and nobody's name on it.
pub fn answer(org: &Org, call: &Call) -> Outcome {
    let Request { all_or_none, composite_request: parts } = body::read(call)?;
    if let Err(fault) = limit(&parts).and_then(|()| series::check(&parts)) {
        return Ok(Reply::json(200, &json!({"compositeResponse": [Answer::from(fault).json(None)]})));
    }
    let outcome = Series { org, call, all_or_none }.run(&parts)?;
    let said = parts.iter().zip(&outcome.answers).map(|(part, answer)| answer.json(Some(&part.reference_id)));
    Ok(Reply::json(200, &json!({"compositeResponse": said.collect::<Value>()})))
}

fn limit(parts: &[Part]) -> Result<(), Fault> {
    let exceeded = |most: usize, what: &str| {
        let message = format!("The request can’t contain more than {most} {what}.");
        Fault::new(400, "LIMIT_EXCEEDED", message)
    };
    if parts.len() > PARTS {
        return Err(exceeded(PARTS, "operations"));
    }
    let query = |part: &&Part| is_collection(&part.url) || kind(&part.url).starts_with("query");
    if parts.iter().filter(query).count() > QUERIES {
        return Err(exceeded(QUERIES, "query or sObject Collections operations"));
    }
    match parts.iter().find(|part| !allowed(&part.url)) {
        Some(part) => {
            let message = format!("The resource is not supported in a composite request: {}", part.url);
            Err(Fault::new(400, "INVALID_INPUT", message))
        }
        None => Ok(()),
    }
}

/// Records, what describes them, queries, collections.
fn allowed(url: &str) -> bool {
    matches!(kind(url).as_str(), "sobjects" | "query" | "queryAll" | "") || is_collection(url)
}

/// The resource that an address is of: `sobjects`, `query`.
fn kind(url: &str) -> String {
    let (path, _) = address(url);
    let tooling = path.get(3).is_some_and(|part| part == "tooling");
    path.get(3 + usize::from(tooling)).cloned().unwrap_or_default()
}
