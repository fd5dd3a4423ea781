//! The Apex API: `executeAnonymous`, with the log in the header of the answer.

use super::{
    envelope::{Envelope, Said, child, element},
    operation,
};
use crate::demo::{
    apex,
    org::Org,
    wire::{Call, Fault},
};
use serde_json::Value;

pub fn run(org: &Org, call: &Call, envelope: &Envelope) -> Result<Said, Fault> {
    if envelope.name() != "executeAnonymous" {
        return Err(operation::unknown(envelope));
    }
    // Not trimmed: lines are counted.
    let text = child(envelope.operation, "String").and_then(|node| node.text()).unwrap_or_default();
    let ran = apex::execute(org, call, text)?;
    let info = format!("<DebuggingInfo>{}</DebuggingInfo>", element("debugLog", &ran.log));
    let result = ran.end.result();
    let members = result.as_object().into_iter().flatten();
    let members: String = members.map(|(name, value)| member(name, value)).collect();
    let info = if envelope.debugging { info } else { String::new() };
    Ok(Said { info, results: format!("<result>{members}</result>") })
}

fn member(name: &str, value: &Value) -> String {
    match value {
        Value::Null => format!("<{name} xsi:nil=\"true\"/>"),
        Value::String(text) => element(name, text),
        value => element(name, &value.to_string()),
    }
}
