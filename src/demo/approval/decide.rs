//! Somebody says yes or no to what waits for him. One decision ends the approval: the processes of this org have one step.

use super::{Progress, submit::known};
use crate::demo::{
    permission::Permission,
    records::{Refusal, Writer, body::members},
    store::row,
    wire::Fault,
};
use serde_json::json;

pub enum Decision {
    Approve,
    Reject,
}

impl Decision {
    fn status(&self) -> &'static str {
        match self {
            Self::Approve => "Approved",
            Self::Reject => "Rejected",
        }
    }
}

/// Decides a work item, by its id; those that others have of the same approval go with it.
pub fn decide(writer: &Writer, item: &str, decision: &Decision, comments: Option<&str>) -> Result<Progress, Refusal> {
    let workitems = writer.object("ProcessInstanceWorkitem")?;
    let item = known(writer, item, &[&workitems.name])?;
    let held = |object, id: &str, field| row::held(writer.records, object, id, field);
    let of_item = |field| held(workitems, &item, field).map(Option::unwrap_or_default);
    let (actor, instance) = (of_item("ActorId")?, of_item("ProcessInstanceId")?);
    may_decide(writer, &actor)?;
    let instances = writer.object("ProcessInstance")?;
    let record = held(instances, &instance, "TargetObjectId")?.unwrap_or_default();
    for item in row::holding(writer.records, workitems, "ProcessInstanceId", &instance)? {
        writer.delete(workitems, &item)?;
    }
    let mut end = members(json!({
        "Status": decision.status(), "CompletedDate": writer.now, "LastActorId": writer.user(),
    }));
    writer.stamp(instances, &mut end);
    row::update(writer.records, instances, &instance, &end)?;
    let step = json!({
        "ProcessInstanceId": instance, "StepStatus": decision.status(), "OriginalActorId": actor,
        "ActorId": writer.user(), "Comments": comments,
    });
    writer.add("ProcessInstanceStep", members(step))?;
    Ok(Progress {
        actor_ids: Vec::new(),
        entity_id: record,
        instance_id: instance,
        instance_status: decision.status(),
        new_workitem_ids: Vec::new(),
    })
}

/// Whoever was asked, and an administrator for him.
fn may_decide(writer: &Writer, actor: &str) -> Result<(), Refusal> {
    let all = Permission::ModifyAllData;
    if actor == writer.user() || all.held_in(writer.records, writer.user(), &writer.now)? {
        return Ok(());
    }
    let message = "insufficient access rights on cross-reference id";
    Err(Fault::new(400, "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", message).on(&[]).into())
}
