//! What the autolaunched flows of this org would do.

use super::{
    super::{definition::Definition, given::Given},
    custom, record_of,
};
use crate::demo::{
    records::{Refusal, Writer, body::members},
    store::row,
};
use serde_json::{Map, Value, json};

/// Closes a case with a comment; one that is closed stays as it is and is an error.
pub fn close_case(writer: &Writer, _: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    let cases = writer.object("Case")?;
    let id = record_of(writer, "Case", given.needed("caseId"))?;
    let held = |field| row::held(writer.records, cases, &id, field);
    let number = held("CaseNumber")?.unwrap_or_default();
    if held("Status")?.as_deref() == Some("Closed") {
        return Err(custom("FLOW_EXCEPTION", &format!("An error occurred in the flow: case {number} is closed")));
    }
    writer.update(cases, &id, &members(json!({"Status": "Closed"})))?;
    if let Some(reason) = given.text("reason") {
        let comment = json!({"ParentId": id, "CommentBody": reason});
        writer.create(writer.object("CaseComment")?, &members(comment))?;
    }
    Ok(members(json!({"result": format!("Case {number} is closed")})))
}

/// A task for each contact.
pub fn plan_calls(writer: &Writer, _: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    let tasks = writer.object("Task")?;
    let notes = given.texts("notes").join("\n");
    let plan = |contact: &str| {
        let mut task = members(json!({
            "WhoId": record_of(writer, "Contact", contact)?,
            "Subject": given.needed("subject"),
            "TaskSubtype": "Call",
            "Description": notes,
        }));
        for (input, field) in [("dueDate", "ActivityDate"), ("priority", "Priority")] {
            task.extend(given.value(input).map(|value| (field.to_owned(), value.clone())));
        }
        writer.create(tasks, &task)
    };
    let ids = given.texts("contactIds").into_iter().map(plan).collect::<Result<Vec<_>, _>>()?;
    Ok(members(json!({"count": ids.len(), "taskIds": ids})))
}

/// The contacts as they are given, all of one account.
pub fn add_contacts(writer: &Writer, _: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    let account = record_of(writer, "Account", given.needed("accountId"))?;
    let contacts = writer.object("Contact")?;
    let add = |contact: &Map<String, Value>| {
        let mut contact = contact.clone();
        contact.insert("AccountId".to_owned(), account.as_str().into());
        writer.create(contacts, &contact)
    };
    let ids = given.records("contacts").map(add).collect::<Result<Vec<_>, _>>()?;
    Ok(members(json!({"contactIds": ids})))
}
