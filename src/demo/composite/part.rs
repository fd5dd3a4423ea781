//! One request inside another: how it is written there, and what its answer looks like there.

use super::reference::{self, Known};
use crate::demo::{
    org::Org,
    server,
    wire::{Call, Fault, Reply, address},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Headers that belong to the outer request alone.
const OUTER: [&str; 3] = ["accept", "authorization", "content-type"];
/// Headers that tell something about one part's answer.
const TOLD: [&str; 3] = ["Location", "ETag", "Last-Modified"];

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    pub method: String,
    pub url: String,
    pub reference_id: String,
    #[serde(default)]
    pub body: Value,
    #[serde(default)]
    pub http_headers: Map<String, Value>,
}

pub struct Answer {
    pub status: u16,
    headers: Map<String, Value>,
    pub body: Value,
}

impl Part {
    /// Sends the part once its references are filled in from what is `known`.
    pub fn answer(&self, org: &Org, call: &Call, known: &impl Known) -> Answer {
        self.call(call, known).map_or_else(Answer::from, |part| Answer::of(org, &part))
    }

    fn call(&self, outer: &Call, known: &impl Known) -> Result<Call, Fault> {
        let nowhere = |at: reference::Nowhere| halted(at.message());
        let url = reference::in_url(&self.url, known).map_err(nowhere)?;
        let body = reference::in_body(&self.body, known).map_err(nowhere)?;
        let (path, query) = address(&url);
        Ok(Call {
            method: self.method.to_ascii_uppercase(),
            path,
            query,
            headers: self.headers()?,
            body: if body.is_null() { Vec::new() } else { body.to_string().into_bytes() },
            origin: outer.origin.clone(),
            user: outer.user.clone(),
            ..Call::default()
        })
    }

    fn headers(&self) -> Result<Vec<(String, String)>, Fault> {
        if let Some(name) = self.http_headers.keys().find(|name| OUTER.contains(&name.to_ascii_lowercase().as_str())) {
            let message = format!("The HTTP header {name} is not supported in a subrequest.");
            return Err(Fault::new(400, "INVALID_INPUT", message));
        }
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Ok(self.http_headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), text(value))).collect())
    }
}

impl Answer {
    /// What the org says to `part`. Files are not sent inside of JSON.
    pub fn of(org: &Org, part: &Call) -> Self {
        let reply = server::route(org, part).unwrap_or_else(Reply::from);
        let told = reply.headers.iter().filter(|(name, _)| TOLD.contains(&name.as_str()));
        let headers = told.map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect();
        match serde_json::from_slice(&reply.body) {
            Ok(body) => Self { status: reply.status, headers, body },
            Err(_) if reply.body.is_empty() => Self { status: reply.status, headers, body: Value::Null },
            Err(_) => Fault::not_found().into(),
        }
    }

    /// A condition that was met is no failure.
    pub fn failed(&self) -> bool {
        self.status >= 300 && self.status != 304
    }

    pub fn json(&self, reference: Option<&str>) -> Value {
        json!({
            "body": self.body,
            "httpHeaders": self.headers,
            "httpStatusCode": self.status,
            "referenceId": reference,
        })
    }
}

impl From<Fault> for Answer {
    fn from(fault: Fault) -> Self {
        let body = match fault.code {
            "PROCESSING_HALTED" | "LIMIT_EXCEEDED" => json!([{"errorCode": fault.code, "message": fault.message}]),
            _ => json!([Value::from(&fault)]),
        };
        Self { status: fault.status, headers: Map::new(), body }
    }
}

pub fn halted(message: impl Into<String>) -> Fault {
    Fault::new(400, "PROCESSING_HALTED", message)
}
