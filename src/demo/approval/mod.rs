//! Approval processes: which one a record goes through, who decides, and the rows that say how far it has come. The
//! approvals resource and the invocable action both come here.

mod decide;
mod resource;
mod submit;
#[cfg(test)]
mod tests;

pub use resource::methods;
pub use submit::{Submission, submit};

use serde::Serialize;

/// How far an approval has come (`spec/rest.md` 6.12).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Who has to decide now.
    pub actor_ids: Vec<String>,
    /// The record.
    pub entity_id: String,
    pub instance_id: String,
    pub instance_status: &'static str,
    /// What each of the actors has to decide.
    pub new_workitem_ids: Vec<String>,
}
