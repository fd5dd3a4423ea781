//! The few calls for which the org has no other way than SOAP: undelete, merge, emptying the recycle bin, and Apex that is
//! too long for a URL or whose log is wanted. The access
//! token of an OAuth login is the session id.

mod code;
pub mod envelope;
mod operation;
#[cfg(test)]
mod tests;

use super::{
    metadata, oauth,
    org::Org,
    server,
    wire::{Call, Fault, Reply},
};
use envelope::Envelope;
pub use operation::unknown;
use roxmltree::Document;

/// `POST /services/Soap/u/NN.0`, `s` for Apex and `m` for metadata.
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
    // JWTs are for REST.
    let opaque = Some(envelope.session).filter(|session| session.contains('!'));
    let session = opaque.map_or(Ok(None), |session| oauth::session_of(org, session)).map_err(Fault::from)?;
    let session = session.filter(|session| session.may("api"));
    let session = session.ok_or_else(|| {
        let message = "Invalid Session ID found in SessionHeader: Illegal Session. Session not found";
        Fault::new(500, "INVALID_SESSION_ID", message)
    })?;
    server::count(org)?;
    let call = Call { user: session.user, ..call.clone() };
    let said = match call.path.get(2).map(String::as_str) {
        Some("s") => code::run(org, &call, &envelope)?,
        Some("m") => metadata::soap(org, &call, &envelope)?,
        _ => operation::run(org, &call, &envelope)?,
    };
    let limit = (org.usage().today().map_err(Fault::from)?, org.options.daily_requests);
    Ok(envelope.reply(&said, limit))
}
