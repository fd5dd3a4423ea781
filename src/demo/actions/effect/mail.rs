//! Emails: the simple one with everything in its inputs, and the alerts that an administrator worded.

use super::{
    super::{
        definition::Definition,
        given::{Given, missing_input},
    },
    outbox::{self, Message},
    record_of,
};
use crate::demo::{
    records::{Refusal, Writer, body::members, is_email, place},
    store::row,
    wire::Fault,
};
use serde_json::{Map, Value, json};

/// Recipients of one email, of all kinds.
const MOST: usize = 150;

pub fn send(writer: &Writer, action: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    let (to, cc, bcc) = recipients(writer, given)?;
    let about = given.text("relatedRecordId").map(|id| place::record(writer, id)).transpose()?.map(|(_, id)| id);
    let message = Message {
        channel: "Email",
        from: given.text("senderAddress").map_or_else(|| email_of_user(writer), |address| Ok(address.to_owned()))?,
        to,
        cc,
        bcc,
        subject: given.needed("emailSubject"),
        body: given.needed("emailBody"),
        about: about.as_deref(),
    };
    outbox::keep(writer, action, &message)?;
    if given.is_set("logEmailOnSend") {
        log(writer, given, &message)?;
    }
    Ok(Map::new())
}

type Addresses = Vec<String>;

fn recipients(writer: &Writer, given: &Given) -> Result<(Addresses, Addresses, Addresses), Refusal> {
    let list = |name: &str| given.texts(name).into_iter().map(str::to_owned).collect::<Addresses>();
    let listed = given.text("emailAddresses").unwrap_or_default().split(',').map(str::trim);
    let mut to: Addresses = listed.filter(|address| !address.is_empty()).map(str::to_owned).collect();
    to.extend(list("emailAddressesArray"));
    if let Some(person) = given.text("recipientId") {
        to.push(email_of(writer, person)?);
    }
    let (cc, bcc) = (list("ccRecipientAddressList"), list("bccRecipientAddressList"));
    if to.is_empty() {
        return Err(missing_input("emailAddresses").into());
    }
    let mut all = to.iter().chain(&cc).chain(&bcc);
    if let Some(wrong) = all.clone().find(|address| !is_email(address)) {
        let message = format!("Email address is invalid: {wrong}");
        return Err(Fault::new(400, "INVALID_EMAIL_ADDRESS", message).on(&[]).into());
    }
    let beyond = || Fault::new(400, "LIMIT_EXCEEDED", format!("more than {MOST} recipients")).on(&[]);
    all.nth(MOST).map_or(Ok(()), |_| Err(beyond()))?;
    Ok((to, cc, bcc))
}

fn email_of_user(writer: &Writer) -> Result<String, Refusal> {
    email_of(writer, writer.user())
}

fn email_of(writer: &Writer, person: &str) -> Result<String, Refusal> {
    let (object, id) = place::record(writer, person)?;
    let email = object.field("Email").map(|_| row::held(writer.records, object, &id, "Email")).transpose()?.flatten();
    let message = || format!("{} has no email address", object.label);
    Ok(email.ok_or_else(|| Fault::new(400, "NO_RECIPIENTS", message()).on(&[]))?)
}

/// A sent email as an activity.
fn log(writer: &Writer, given: &Given, message: &Message) -> Result<(), Refusal> {
    let subject: String = format!("Email: {}", message.subject).chars().take(255).collect();
    let person = given.text("recipientId").filter(|id| id.starts_with("003") || id.starts_with("00Q"));
    let task = json!({
        "Subject": subject, "Description": message.body, "Status": "Completed", "TaskSubtype": "Email",
        "WhoId": person, "WhatId": message.about,
    });
    writer.create(writer.object("Task")?, &members(task)).map(drop)
}

/// An alert about a record goes to its contact, or to its owner.
pub fn alert(writer: &Writer, action: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    let name = action.object().unwrap_or_default();
    let (object, id) = (writer.object(name)?, record_of(writer, name, given.needed("SObjectRowId"))?);
    let held = |field: &str| row::held(writer.records, object, &id, field);
    let to = match held("ContactId").ok().flatten() {
        Some(contact) => email_of(writer, &contact)?,
        None => email_of(writer, &held("OwnerId")?.unwrap_or_default())?,
    };
    let title = if object.field("Subject").is_some() { held("Subject")? } else { held("Name")? };
    let message = Message {
        channel: "Email",
        from: email_of_user(writer)?,
        to: vec![to],
        subject: &title.unwrap_or_default(),
        body: &action.label,
        about: Some(&id),
        ..Message::default()
    };
    outbox::keep(writer, action, &message)?;
    Ok(Map::new())
}
