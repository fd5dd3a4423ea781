//! Deploys over REST: a zip with its options, the state of a deploy, and its end before its time.

use super::{
    allowed, answer,
    bundle::ZIP,
    job::{Job, Status},
    jobs::Jobs,
    options::Options,
};
use crate::demo::{
    id,
    org::Org,
    records::{
        body,
        multipart::{self, parts, refused},
    },
    wire::{Call, Fault, Outcome, Reply},
};
use serde::Deserialize;

/// What the JSON part is called in the documentation, and by a well-known library.
const JSON: [&str; 2] = ["json", "entity_content"];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    #[serde(default)]
    deploy_options: Options,
    #[serde(default)]
    validated_deploy_request_id: Option<String>,
}

/// `POST metadata/deployRequest`
pub fn start(org: &Org, call: &Call) -> Outcome {
    allowed(org, &call.user, 403)?;
    let jobs = Jobs(org);
    let (job, zip) = match call.header("content-type").and_then(multipart::boundary) {
        Some(boundary) => sent(call, &boundary)?,
        None => quick(&jobs, call)?,
    };
    let job = jobs.add(job, &zip)?;
    Ok(Reply::json(201, &answer::request(org, call, &job, true)?))
}

fn sent(call: &Call, boundary: &str) -> Result<(Job, Vec<u8>), Fault> {
    let parts = parts(&call.body, boundary)?;
    let part = |names: &[&str]| {
        let named = parts.iter().find(|part| part.name.as_deref().is_some_and(|name| names.contains(&name)));
        named.ok_or_else(|| refused(&format!("Multipart message has no part {}", names[0])))
    };
    let wanted: Wanted = wanted(body::parsed(part(&JSON)?.content)?)?;
    let zip = part(&["file"])?.content;
    if zip.len() > ZIP {
        return Err(Fault::new(400, "LIMIT_EXCEEDED", "Maximum size of a zip is 39 MB"));
    }
    Ok((Job::new(&call.user, wanted.deploy_options), zip.to_vec()))
}

/// A check that found nothing wrong is done in earnest, with the same zip.
fn quick(jobs: &Jobs, call: &Call) -> Result<(Job, Vec<u8>), Fault> {
    let unfit = || Fault::new(400, "INVALID_ID_FIELD", "validatedDeployRequestId is not the id of a validated deploy");
    let Some(checked) = wanted(body::fields(call)?)?.validated_deploy_request_id else {
        return Err(refused("Multipart message has no part json"));
    };
    let checked = id::long(&checked).ok_or_else(unfit)?;
    let good = |job: &Job| job.options.check_only && job.status == Status::Succeeded;
    let check = jobs.find(&checked)?.filter(good).ok_or_else(unfit)?;
    let zip = jobs.zip(&checked)?.ok_or_else(unfit)?;
    let options = Options { check_only: false, ..check.options };
    Ok((Job { validated: Some(checked), ..Job::new(&call.user, options) }, zip))
}

fn wanted(members: serde_json::Map<String, serde_json::Value>) -> Result<Wanted, Fault> {
    serde_json::from_value(members.into()).map_err(|error| Fault::new(400, "JSON_PARSER_ERROR", error.to_string()))
}

/// `GET metadata/deployRequest/ID`
pub fn show(org: &Org, call: &Call) -> Outcome {
    allowed(org, &call.user, 403)?;
    let job = Jobs(org).step(&named(call)?)?.ok_or_else(Fault::not_found)?;
    let details = call.param("includeDetails").is_some_and(|wanted| wanted.eq_ignore_ascii_case("true"));
    Ok(Reply::json(200, &answer::request(org, call, &job, details)?))
}

/// `PATCH metadata/deployRequest/ID`
pub fn cancel(org: &Org, call: &Call) -> Outcome {
    allowed(org, &call.user, 403)?;
    let wanted = body::fields(call)?;
    if wanted.get("deployResult").is_none_or(|result| result["status"] != "Canceling") {
        return Err(Fault::new(400, "INVALID_INPUT", "deployResult.status can only be set to Canceling"));
    }
    let jobs = Jobs(org);
    let mut job = jobs.find(&named(call)?)?.ok_or_else(Fault::not_found)?;
    if job.status.done() {
        return Err(Fault::new(400, "INVALID_OPERATION", "The deployment has already been completed"));
    }
    (job.status, job.canceled_by) = (Status::Canceling, Some(call.user.clone()));
    jobs.save(&job)?;
    Ok(Reply::json(202, &answer::request(org, call, &job, false)?))
}

fn named(call: &Call) -> Result<String, Fault> {
    call.path.last().and_then(|id| id::long(id)).filter(|id| id.starts_with("0Af")).ok_or_else(Fault::not_found)
}
