//! A record enters the process of its object.

use super::Progress;
use crate::demo::{
    records::{Refusal, Writer, body::members, place},
    schema::Object,
    store::row,
    wire::Fault,
};
use rusqlite::OptionalExtension;
use serde_json::json;

/// What somebody wants approved.
#[derive(Default)]
pub struct Submission<'a> {
    pub record: &'a str,
    pub comments: Option<&'a str>,
    /// On whose behalf; whoever is signed in otherwise.
    pub submitter: Option<&'a str>,
    /// Who is asked; the submitter's manager otherwise.
    pub approvers: Vec<&'a str>,
    /// Name or id of the process; the only active one of the object otherwise.
    pub process: Option<&'a str>,
}

/// Submits a record and returns who has to decide now.
pub fn submit(writer: &Writer, submission: &Submission) -> Result<Progress, Refusal> {
    let (object, record) = place::record(writer, submission.record)?;
    let process = process(writer, object, submission.process)?;
    if waits(writer, &record)? {
        let message = "Cannot submit object already in process.";
        return Err(Fault::new(400, "ALREADY_IN_PROCESS", message).on(&[]).into());
    }
    let submitter = match submission.submitter {
        Some(user) => known(writer, user, &["User"])?,
        None => writer.user().to_owned(),
    };
    let approvers = approvers(writer, submission, &submitter)?;
    let instance = json!({"ProcessDefinitionId": process, "TargetObjectId": record, "SubmittedById": submitter});
    let instance = writer.add("ProcessInstance", members(instance))?;
    let step = json!({
        "ProcessInstanceId": instance, "StepStatus": "Started", "OriginalActorId": submitter, "ActorId": submitter,
        "Comments": submission.comments,
    });
    writer.add("ProcessInstanceStep", members(step))?;
    let item = |approver| json!({"ProcessInstanceId": instance, "OriginalActorId": approver, "ActorId": approver});
    let work_items = approvers.iter().map(|approver| writer.add("ProcessInstanceWorkitem", members(item(approver))));
    let new_workitem_ids = work_items.collect::<Result<_, _>>()?;
    Ok(Progress {
        actor_ids: approvers,
        entity_id: record,
        instance_id: instance,
        instance_status: "Pending",
        new_workitem_ids,
    })
}

/// The active process of an object, or the named one of several.
fn process(writer: &Writer, object: &Object, wanted: Option<&str>) -> Result<String, Refusal> {
    let sql = "SELECT \"Id\" FROM \"ProcessDefinition\" WHERE \"State\" = 'Active' AND \"TableEnumOrId\" = ?1 \
               AND (?2 IS NULL OR ?2 IN (\"Id\", substr(\"Id\", 1, 15), \"DeveloperName\")) ORDER BY \"Id\" LIMIT 1";
    let found = writer.records.prepare_cached(sql)?.query_row((&object.name, wanted), |row| row.get(0)).optional()?;
    let message = "No applicable approval process was found.";
    found.ok_or_else(|| Fault::new(400, "NO_APPLICABLE_PROCESS", message).on(&[]).into())
}

fn waits(writer: &Writer, record: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM \"ProcessInstance\" WHERE \"TargetObjectId\" = ?1 AND \"Status\" = 'Pending' \
               AND \"IsDeleted\" = 0";
    writer.records.prepare_cached(sql)?.exists([record])
}

fn approvers(writer: &Writer, submission: &Submission, submitter: &str) -> Result<Vec<String>, Refusal> {
    if !submission.approvers.is_empty() {
        return submission.approvers.iter().map(|user| known(writer, user, &["User", "Group"])).collect();
    }
    let manager = row::held(writer.records, writer.object("User")?, submitter, "ManagerId")?;
    let message = "Unable to submit for approval. The record requires an approver, and the submitter has no manager.";
    let undefined = || Fault::new(400, "MANAGER_NOT_DEFINED", message).on(&[]);
    Ok(vec![manager.ok_or_else(undefined)?])
}

/// The 18-character id of a record of one of these objects.
pub fn known(writer: &Writer, text: &str, objects: &[&str]) -> Result<String, Refusal> {
    let (object, id) = place::record(writer, text)?;
    if objects.contains(&object.name.as_str()) { Ok(id) } else { Err(place::malformed(text).into()) }
}
