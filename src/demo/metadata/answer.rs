//! A deploy as the wire shows it.

use super::job::{Job, Status};
use crate::demo::{
    oauth::User,
    org::Org,
    wire::{Call, Fault},
};
use serde_json::{Value, json};

pub fn request(org: &Org, call: &Call, job: &Job, details: bool) -> Result<Value, Fault> {
    let version = call.path.get(2).map_or("", String::as_str);
    Ok(json!({
        "id": job.id,
        "url": format!("{}/services/data/{version}/metadata/deployRequest/{}", call.origin, job.id),
        "validatedDeployRequestId": job.validated,
        "deployOptions": job.options,
        "deployResult": result(org, job, details)?,
    }))
}

/// How far it is, and what came of it.
pub fn result(org: &Org, job: &Job, details: bool) -> Result<Value, Fault> {
    let name = |user: &Option<String>| -> Result<Option<String>, Fault> {
        let user = user.as_ref().map(|id| User::of_id(org, id)).transpose()?.flatten();
        Ok(user.map(|user| user.name))
    };
    let counted = |failed: bool| {
        let all = job.outcome.messages.iter().filter(|message| message.counts());
        all.filter(|message| message.success != failed).count()
    };
    let (deployed, errors) = (counted(false), counted(true));
    let failed_manifest = job.outcome.failures().filter(|message| !message.counts()).count();
    let mut result = json!({
        "id": job.id,
        "status": job.status,
        "success": job.status == Status::Succeeded,
        "done": job.status.done(),
        "checkOnly": job.options.check_only,
        "ignoreWarnings": job.options.ignore_warnings,
        "rollbackOnError": job.options.rollback_on_error,
        "runTestsEnabled": job.tests(),
        "numberComponentErrors": errors + failed_manifest,
        "numberComponentsDeployed": deployed,
        "numberComponentsTotal": deployed + errors,
        "numberTestErrors": 0,
        "numberTestsCompleted": 0,
        "numberTestsTotal": 0,
        "createdBy": job.user,
        "createdByName": name(&Some(job.user.clone()))?,
        "createdDate": job.created,
        "startDate": job.started,
        "lastModifiedDate": job.modified,
        "completedDate": job.completed,
        "canceledBy": job.canceled_by,
        "canceledByName": name(&job.canceled_by)?,
        "stateDetail": null,
        "errorMessage": job.outcome.stop.as_ref().map(|(_, message)| message),
        "errorStatusCode": job.outcome.stop.as_ref().map(|(code, _)| code),
    });
    if details {
        result["details"] = json!({
            "componentSuccesses": job.outcome.successes().collect::<Vec<_>>(),
            "componentFailures": job.outcome.failures().collect::<Vec<_>>(),
            "retrieveResult": null,
            "runTestResult": tests(),
        });
    }
    Ok(result)
}

/// The org has no tests that a deploy could run.
fn tests() -> Value {
    json!({
        "apexLogId": null,
        "codeCoverage": [],
        "codeCoverageWarnings": [],
        "failures": [],
        "flowCoverage": [],
        "flowCoverageWarnings": [],
        "numFailures": 0,
        "numTestsRun": 0,
        "successes": [],
        "totalTime": 0.0,
    })
}
