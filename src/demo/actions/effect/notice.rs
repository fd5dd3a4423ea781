//! Notifications on desktop and mobile.

use super::{
    super::{
        definition::Definition,
        given::{Given, missing_input},
    },
    outbox::{self, Message},
    record_of,
};
use crate::demo::records::{Refusal, Writer, body::members, place};
use serde_json::{Map, Value, json};

pub fn send(writer: &Writer, action: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    record_of(writer, "CustomNotificationType", given.needed("customNotifTypeId"))?;
    let target = given.text("targetId").map(|id| place::record(writer, id)).transpose()?.map(|(_, id)| id);
    if target.is_none() && given.text("targetPageRef").is_none() {
        return Err(missing_input("targetId").into());
    }
    notify(writer, action, given, (given.needed("title"), given.needed("body"), target.as_deref()))
}

/// A notification whose words an administrator chose.
pub fn alert(writer: &Writer, action: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    let (_, record) = place::record(writer, given.needed("recordId"))?;
    notify(writer, action, given, (&action.label, "Have a look at this record", Some(&record)))
}

fn notify(
    writer: &Writer,
    action: &Definition,
    given: &Given,
    (subject, body, about): (&str, &str, Option<&str>),
) -> Result<Map<String, Value>, Refusal> {
    let recipients = given.texts("recipientIds").into_iter();
    let to = recipients.map(|id| place::record(writer, id).map(|(_, id)| id)).collect::<Result<_, _>>()?;
    let from = given.text("senderId").unwrap_or(writer.user()).to_owned();
    let message = Message { channel: "Notification", from, to, subject, body, about, ..Message::default() };
    outbox::keep(writer, action, &message)?;
    Ok(members(json!({"SuccessMessage": "Your custom notification was sent."})))
}
