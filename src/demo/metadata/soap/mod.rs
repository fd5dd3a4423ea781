//! The metadata API over SOAP: components and retrieves, for which there is no REST, and deploys, which some clients
//! start or watch this way.

mod components;
mod deploys;
pub mod retrieve;

use crate::demo::{
    org::Org,
    soap::envelope::{Envelope, Said, element},
    wire::{Call, Fault},
};
use serde_json::Value;

pub fn run(org: &Org, call: &Call, envelope: &Envelope) -> Result<Said, Fault> {
    super::allowed(org, &call.user, 500)?;
    let results = match envelope.name() {
        "readMetadata" => components::read(org, envelope)?,
        "deleteMetadata" => components::delete(org, call, envelope)?,
        "listMetadata" => components::list(org, envelope)?,
        "deploy" => deploys::start(org, call, envelope)?,
        "checkDeployStatus" => deploys::show(org, envelope)?,
        "retrieve" => retrieve::start(org, envelope)?,
        "checkRetrieveStatus" => retrieve::show(org, envelope)?,
        "cancelDeploy" => deploys::cancel(org, call, envelope)?,
        _ => return Err(crate::demo::soap::unknown(envelope)),
    };
    Ok(Said { info: String::new(), results })
}

/// A value as an element: lists by repetition, nothing as no element.
fn xml(name: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Array(list) => list.iter().map(|value| xml(name, value)).collect(),
        Value::Object(fields) => {
            let fields: String = fields.iter().map(|(name, value)| xml(name, value)).collect();
            format!("<{name}>{fields}</{name}>")
        }
        Value::String(text) => element(name, text),
        value => element(name, &value.to_string()),
    }
}
