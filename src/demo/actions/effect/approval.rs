//! The approval action, which is a submission like any other.

use super::super::{definition::Definition, given::Given};
use crate::demo::{
    approval::{self, Submission},
    records::{Refusal, Writer, body::members},
};
use serde_json::{Map, Value, json};

pub fn submit(writer: &Writer, _: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    let submission = Submission {
        record: given.needed("objectId"),
        comments: given.text("comment"),
        submitter: given.text("submitterId"),
        approvers: given.texts("nextApproverIds"),
        process: given.text("processDefinitionNameOrId"),
    };
    let progress = approval::submit(writer, &submission)?;
    Ok(members(json!({
        "actorIds": progress.actor_ids,
        "entityId": progress.entity_id,
        "instanceId": progress.instance_id,
        "instanceStatus": progress.instance_status,
        "newWorkItemIds": progress.new_workitem_ids,
    })))
}
