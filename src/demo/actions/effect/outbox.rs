//! Where messages end that an org would send: the demo org sends nothing and keeps them in `Outbox__c`.

use super::super::definition::Definition;
use crate::demo::records::{Refusal, Writer, body::members};
use serde_json::json;

#[derive(Default)]
pub struct Message<'a> {
    pub channel: &'static str,
    pub from: String,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub bcc: Vec<String>,
    pub subject: &'a str,
    pub body: &'a str,
    /// The record that it is about.
    pub about: Option<&'a str>,
}

pub fn keep(writer: &Writer, action: &Definition, message: &Message) -> Result<(), Refusal> {
    let row = json!({
        "Channel__c": message.channel,
        "Action__c": action.qualified_name(),
        "From__c": message.from,
        "To__c": message.to.join(", "),
        "Cc__c": message.cc.join(", "),
        "Bcc__c": message.bcc.join(", "),
        "Subject__c": message.subject,
        "Body__c": message.body,
        "About__c": message.about,
    });
    writer.add("Outbox__c", members(row)).map(drop)
}
