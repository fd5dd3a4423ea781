//! The resources that a version of the API lists.

use crate::demo::{
    org,
    wire::{Call, Reply},
};
use serde_json::{Map, Value};

const NAMES: [&str; 41] = [
    "tooling",
    "metadata",
    "eclair",
    "folders",
    "prechatForms",
    "contact-tracing",
    "jsonxform",
    "chatter",
    "payments",
    "tabs",
    "appMenu",
    "quickActions",
    "queryAll",
    "commerce",
    "wave",
    "iot",
    "analytics",
    "search",
    "smartdatadiscovery",
    "identity",
    "composite",
    "parameterizedSearch",
    "fingerprint",
    "theme",
    "nouns",
    "domino",
    "event",
    "serviceTemplates",
    "recent",
    "connect",
    "licensing",
    "limits",
    "process",
    "dedupe",
    "async-queries",
    "query",
    "jobs",
    "compactLayouts",
    "sobjects",
    "actions",
    "support",
];

/// `GET vNN.0`: where everything is, `identity` with its host and the rest without.
pub fn list(call: &Call) -> Reply {
    let base = format!("/{}", call.path.join("/"));
    let place = |name: &str| match name {
        "identity" => format!("{}/id/{}/{}", call.origin, org::ID, call.user),
        _ => format!("{base}/{name}"),
    };
    let resources: Map<_, _> = NAMES.iter().map(|name| ((*name).to_owned(), Value::from(place(name)))).collect();
    Reply::json(200, &resources.into())
}
