//! What each action brings about in the records.

mod apex;
mod approval;
mod feed;
mod flow;
mod lead;
mod mail;
mod notice;
mod outbox;
mod quick;
mod session;

pub use quick::create;

use super::{definition::Definition, given::Given};
use crate::demo::{
    records::{Refusal, Writer, place},
    wire::Fault,
};
use serde_json::{Map, Value};

/// Does it and returns its outputs.
pub type Effect = fn(&Writer, &Definition, &Given) -> Result<Map<String, Value>, Refusal>;

pub fn of(action: &Definition) -> Effect {
    match action.path.as_str() {
        "standard/chatterPost" => feed::post,
        "standard/emailSimple" => mail::send,
        "standard/submit" => approval::submit,
        "standard/customNotificationAction" => notice::send,
        "standard/activateSessionPermSet" => session::activate,
        "standard/deactivateSessionPermSet" => session::deactivate,
        "standard/invocableApplyLeadAssignmentRules" => lead::assign,
        "standard/contentWorkspaceEnableFolders" => no_library,
        "custom/apex/EchoAction" => apex::echo,
        "custom/apex/RaiseAmount" => apex::raise,
        "custom/flow/Close_Case" => flow::close_case,
        "custom/flow/Add_Contacts" => flow::add_contacts,
        "custom/flow/Plan_Calls" => flow::plan_calls,
        "custom/sendNotification/Demo_Alert" => notice::alert,
        _ if action.kind == "EMAILALERT" => mail::alert,
        _ if action.creates.is_some() => quick::create,
        _ => unavailable,
    }
}

/// Libraries would be there, but none is.
fn no_library(writer: &Writer, _: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    place::record(writer, given.needed("contentWorkspaceId"))?;
    Err(Fault::new(400, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id").on(&[]).into())
}

fn unavailable(_: &Writer, action: &Definition, _: &Given) -> Result<Map<String, Value>, Refusal> {
    let message = format!("This feature is not currently enabled for this user type or org: [{}]", action.name());
    Err(Fault::new(400, "FUNCTIONALITY_NOT_ENABLED", message).on(&[]).into())
}

/// A fault of the custom code or the flow behind an action.
fn custom(code: &'static str, message: &str) -> Refusal {
    Fault::new(400, code, message).on(&[]).into()
}

/// The id of a record of one object.
fn record_of(writer: &Writer, object: &str, text: &str) -> Result<String, Refusal> {
    let (found, id) = place::record(writer, text)?;
    if found.name == object { Ok(id) } else { Err(place::malformed(text).into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_org_does_not_have_is_without_effect() {
        let idle = |action: &&Definition| std::ptr::fn_addr_eq(of(action), unavailable as Effect);
        let idle: Vec<&str> = Definition::all().filter(idle).map(Definition::name).collect();
        assert_eq!(
            idle,
            ["choosePricebook", "routingAddressVerification", "contactRequestAction", "managedContentReleasePublish"]
        );
    }
}
