//! `process/approvals`: the processes there are, and what is to become of records in them.

use super::{
    Progress, Submission,
    decide::{Decision, decide},
    submit,
};
use crate::demo::{
    org::Org,
    records::{Refusal, Writer, body},
    wire::{Call, Fault, Methods, Outcome, Reply},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

pub fn methods(path: &[&str]) -> Option<Methods> {
    matches!(path, ["approvals"]).then_some(&[("GET", list), ("POST", run)])
}

fn list(org: &Org, _: &Call) -> Outcome {
    let sql = "SELECT \"TableEnumOrId\", \"Id\", \"Name\", \"Description\" FROM \"ProcessDefinition\" \
               WHERE \"State\" = 'Active' ORDER BY 1, 2";
    let rows: Vec<(String, String, String, Option<String>)> = org.store.read(|records| {
        let mut statement = records.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        rows.collect::<rusqlite::Result<_>>()
    })?;
    let mut approvals = Map::new();
    for (object, id, name, description) in rows {
        let of_object = approvals.entry(object.clone()).or_insert_with(|| json!([]));
        let of_object = of_object.as_array_mut().expect("is a list");
        let order = of_object.len() + 1;
        of_object.push(json!({
            "description": description, "id": id, "name": name, "object": object, "sortOrder": order,
        }));
    }
    Ok(Reply::json(200, &json!({"approvals": approvals})))
}

#[derive(Deserialize)]
struct Requests {
    requests: Vec<Request>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    action_type: String,
    context_actor_id: Option<String>,
    context_id: String,
    comments: Option<String>,
    #[serde(default)]
    next_approver_ids: Vec<String>,
    process_definition_name_or_id: Option<String>,
}

/// One result for each request, in their order; what fails leaves nothing behind and does not keep the others.
fn run(org: &Org, call: &Call) -> Outcome {
    let Requests { requests } = body::read(call)?;
    let outcomes: Vec<_> = org.store.write(|records| {
        let writer = Writer::new(org, call, records);
        Ok::<_, Fault>(requests.iter().map(|request| writer.whole(|| request.run(&writer))).collect())
    })?;
    let failed = !outcomes.is_empty() && outcomes.iter().all(Result::is_err);
    Ok(Reply::json(if failed { 400 } else { 200 }, &outcomes.into_iter().map(said).collect()))
}

impl Request {
    fn run(&self, writer: &Writer) -> Result<Progress, Refusal> {
        let comments = self.comments.as_deref();
        let decision = match self.action_type.to_ascii_lowercase().as_str() {
            "submit" => return submit(writer, &self.submission()),
            "approve" => Decision::Approve,
            "reject" => Decision::Reject,
            _ => {
                let message = format!("invalid action type: {}", self.action_type);
                return Err(Fault::new(400, "INVALID_INPUT", message).on(&[]).into());
            }
        };
        decide(writer, &self.context_id, &decision, comments)
    }

    fn submission(&self) -> Submission<'_> {
        Submission {
            record: &self.context_id,
            comments: self.comments.as_deref(),
            submitter: self.context_actor_id.as_deref(),
            approvers: self.next_approver_ids.iter().map(String::as_str).collect(),
            process: self.process_definition_name_or_id.as_deref(),
        }
    }
}

fn said(outcome: Result<Progress, Refusal>) -> Value {
    let (mut said, errors) = match outcome {
        Ok(progress) => (json!(progress), Value::Null),
        Err(refusal) => (json!({}), refusal.items()),
    };
    said["success"] = errors.is_null().into();
    said["errors"] = errors;
    said
}
