//! The few calls for which the org has no other way than SOAP: undelete, merge, emptying the recycle bin, and Apex that is
//! too long for a URL or whose log is wanted. The access
//! token of an OAuth login is the session id.

mod code;
mod envelope;
mod operation;
#[cfg(test)]
mod tests;

use super::{
    oauth,
    org::Org,
    server,
    wire::{Call, Fault, Reply},
};
use envelope::Envelope;
use roxmltree::Document;

/// `POST /services/Soap/u/NN.0`, and `s` for Apex.
pub fn answer(org: &Org, call: &Call) -> Reply {
    respond(org, call).unwrap_or_else(|fault| envelope::fault(&fault))
}

fn respond(org: &Org, call: &Call) -> Result<Reply, Fault> {
    let refused = |message: String| Fault::new(500, envelope::CLIENT, message);
    if call.method != "POST" {
        return Err(refused("Only POST is answered here".to_owned()));
    }
    let text = String::from_utf8_lossy(&call.body);
    let document = Document::parse(&text).map_err(|error| refused(error.to_string()))?;
    let envelope = Envelope::of(&document).ok_or_else(|| refused("The request is no SOAP envelope".to_owned()))?;
    let session = oauth::session_of(org, envelope.session).map_err(Fault::from)?.filter(|session| session.may("api"));
    let session = session.ok_or_else(|| {
        let message = "Invalid Session ID found in SessionHeader: Illegal Session. Session not found";
        Fault::new(500, "INVALID_SESSION_ID", message)
    })?;
    server::count(org)?;
    let call = Call { user: session.user, ..call.clone() };
    let apex = call.path.get(2).is_some_and(|api| api == "s");
    let said = if apex { code::run(org, &call, &envelope)? } else { operation::run(org, &call, &envelope)? };
    let limit = (org.usage().today().map_err(Fault::from)?, org.options.daily_requests);
    Ok(envelope.reply(&said, limit))
}
