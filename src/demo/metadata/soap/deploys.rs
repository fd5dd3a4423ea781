//! Deploys over SOAP: the zip comes as base64, the state of a deploy says the same as over REST.

use super::xml;
use crate::demo::{
    id,
    metadata::{
        answer,
        bundle::ZIP,
        job::{Job, Status},
        jobs::Jobs,
        options::Options,
    },
    org::Org,
    soap::envelope::{Envelope, child, text},
    wire::{Call, Fault},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use roxmltree::Node;
use serde_json::{Map, Value, json};

pub fn start(org: &Org, call: &Call, envelope: &Envelope) -> Result<String, Fault> {
    let given = |name: &str| {
        let mut children = envelope.operation.children();
        children.find(|node| node.tag_name().name().eq_ignore_ascii_case(name))
    };
    let packed: String = given("zipFile").map(text).unwrap_or_default().split_whitespace().collect();
    let zip = STANDARD.decode(packed).map_err(|error| refused(&format!("ZipFile is not base64: {error}")))?;
    if zip.len() > ZIP {
        return Err(Fault::new(500, "LIMIT_EXCEEDED", "Maximum size of a zip is 39 MB"));
    }
    let job = Job::new(&call.user, given("deployOptions").map_or(Ok(Options::default()), options)?);
    let job = Jobs(org).add(job, &zip)?;
    Ok(xml("result", &json!({"done": false, "id": job.id, "state": "Queued"})))
}

fn options(node: Node) -> Result<Options, Fault> {
    let mut fields = Map::new();
    for child in node.children().filter(Node::is_element) {
        let value = text(child);
        let value = value.parse::<bool>().map_or_else(|_| Value::from(value), Value::from);
        match child.tag_name().name() {
            "runTests" => {
                let tests = fields.entry("runTests").or_insert_with(|| json!([]));
                tests.as_array_mut().into_iter().for_each(|tests| tests.push(value.clone()));
            }
            name => drop(fields.insert(name.to_owned(), value)),
        }
    }
    serde_json::from_value(fields.into()).map_err(|error| refused(&error.to_string()))
}

pub fn show(org: &Org, envelope: &Envelope) -> Result<String, Fault> {
    let id = child(envelope.operation, "asyncProcessId").map(text).unwrap_or_default();
    let job = Jobs(org).step(&named(id)?)?.ok_or_else(|| unknown(id))?;
    let details = child(envelope.operation, "includeDetails").is_some_and(|wanted| text(wanted) == "true");
    Ok(xml("result", &answer::result(org, &job, details)?))
}

pub fn cancel(org: &Org, call: &Call, envelope: &Envelope) -> Result<String, Fault> {
    let id =
        child(envelope.operation, "String").or_else(|| child(envelope.operation, "id")).map(text).unwrap_or_default();
    let jobs = Jobs(org);
    let mut job = jobs.find(&named(id)?)?.ok_or_else(|| unknown(id))?;
    if job.status.done() {
        return Err(Fault::new(500, "INVALID_OPERATION", "The deployment has already been completed"));
    }
    (job.status, job.canceled_by) = (Status::Canceling, Some(call.user.clone()));
    jobs.save(&job)?;
    Ok(xml("result", &json!({"done": false, "id": job.id})))
}

fn named(id: &str) -> Result<String, Fault> {
    id::long(id).ok_or_else(|| unknown(id))
}

fn unknown(id: &str) -> Fault {
    Fault::new(500, "INVALID_CROSS_REFERENCE_KEY", format!("invalid cross reference id: {id}"))
}

fn refused(message: &str) -> Fault {
    Fault::new(500, crate::demo::soap::envelope::CLIENT, message)
}
