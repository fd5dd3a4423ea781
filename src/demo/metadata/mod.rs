//! The metadata API: deploys over REST, and reading, listing and deleting components over SOAP. Its types are those that
//! apps are made of, and the settings that they depend on.

mod answer;
mod apply;
mod bundle;
mod document;
mod job;
mod jobs;
mod kind;
mod manifest;
mod options;
mod outcome;
mod problem;
mod read;
mod request;
mod run;
mod soap;
#[cfg(test)]
mod tests;

pub use jobs::Jobs;
pub use soap::{retrieve::TABLE as RETRIEVES, run as soap};

use super::{
    org::Org,
    permission::Permission,
    wire::{Fault, Methods},
};
use jiff::Timestamp;

/// The handlers below `metadata/deployRequest`.
pub fn methods(path: &[&str]) -> Option<Methods> {
    Some(match path {
        ["deployRequest"] => &[("POST", request::start)],
        ["deployRequest", _] => &[("GET", request::show), ("PATCH", request::cancel)],
        _ => return None,
    })
}

/// Refuses a user who may not use this API at all.
fn allowed(org: &Org, user: &str, status: u16) -> Result<(), Fault> {
    let message = "use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions";
    let refusal = || Fault::new(status, "INSUFFICIENT_ACCESS", message);
    Permission::any(org, user, &[Permission::ModifyMetadata, Permission::ModifyAllData], refusal)
}

/// The time as replies of this API write it.
fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S.%3f+0000").to_string()
}
