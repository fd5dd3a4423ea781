//! `POST composite/batch`: up to 25 requests that have nothing to do with each other and each count as a call.

use super::part::Answer;
use crate::demo::{
    org::Org,
    records::body,
    server,
    wire::{Call, Fault, Outcome, Reply, address},
};
use serde::Deserialize;
use serde_json::{Value, json};

const PARTS: usize = 25;
/// The first version whose resources may be in a batch.
const SINCE: u16 = 34;
const ALLOWED: [&str; 8] = ["limits", "sobjects", "query", "queryAll", "search", "connect", "chatter", "actions"];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    batch_requests: Vec<Part>,
    #[serde(default)]
    halt_on_error: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Part {
    method: String,
    /// Below `/services/data/`.
    url: String,
    #[serde(default)]
    rich_input: Value,
}

pub fn answer(org: &Org, call: &Call) -> Outcome {
    let Request { batch_requests: parts, halt_on_error } = body::read(call)?;
    if parts.is_empty() || parts.len() > PARTS {
        let message = format!("The request has to contain 1 to {PARTS} operations.");
        return Err(Fault::new(400, "LIMIT_EXCEEDED", message));
    }
    let mut answers: Vec<Answer> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let halted = halt_on_error && answers.last().is_some_and(failed);
        answers.push(if halted { halt() } else { part.answer(org, call, index) });
    }
    let said = answers.iter().map(|answer| json!({"statusCode": answer.status, "result": answer.body}));
    let has_errors = answers.iter().any(failed);
    Ok(Reply::json(200, &json!({"hasErrors": has_errors, "results": said.collect::<Value>()})))
}

fn failed(answer: &Answer) -> bool {
    answer.status >= 400
}

fn halt() -> Answer {
    Fault::new(412, "BATCH_PROCESSING_HALTED", "Batch processing halted per request").into()
}

impl Part {
    /// The call that brought the batch is the one that the first part counts as.
    fn answer(&self, org: &Org, outer: &Call, index: usize) -> Answer {
        let counted = if index == 0 { Ok(()) } else { server::count(org) };
        let call = counted.and_then(|()| self.call(outer));
        call.map_or_else(Answer::from, |call| Answer::of(org, &call))
    }

    /// The part as if it came alone, with the headers of the whole.
    fn call(&self, outer: &Call) -> Result<Call, Fault> {
        let (path, query) = address(&format!("services/data/{}", self.url.trim_start_matches('/')));
        let call = Call {
            method: self.method.to_ascii_uppercase(),
            path,
            query,
            body: if self.rich_input.is_null() { Vec::new() } else { self.rich_input.to_string().into_bytes() },
            ..outer.clone()
        };
        let known = call.path.get(3).is_none_or(|resource| ALLOWED.contains(&resource.as_str()));
        if known && (SINCE..=outer.version()).contains(&call.version()) {
            return Ok(call);
        }
        let message = format!("The resource is not supported in a batch request: {}", self.url);
        Err(Fault::new(400, "INVALID_INPUT", message))
    }
}
