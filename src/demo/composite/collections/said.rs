//! What is said of each record of a collection.

use crate::demo::{
    records::{Refusal, Written, rolled_back},
    wire::Reply,
};
use serde_json::{Value, json};

/// A write that was done.
pub struct Done {
    pub id: String,
    /// Said of upserts only.
    pub created: Option<bool>,
    /// The record is gone when the write is taken back.
    pub fresh: bool,
}

pub fn reply(written: &Written<Done>) -> Reply {
    Reply::json(200, &written.outcomes.iter().map(|outcome| said(outcome, written.kept)).collect())
}

/// `kept` is whether the call as a whole came to anything.
fn said(outcome: &Result<Done, Refusal>, kept: bool) -> Value {
    match outcome {
        Ok(Done { id, created: Some(created), .. }) if kept => {
            json!({"id": id, "success": true, "errors": [], "created": created})
        }
        Ok(Done { id, .. }) if kept => json!({"id": id, "success": true, "errors": []}),
        Ok(Done { fresh: true, .. }) => json!({"success": false, "errors": [rolled_back().item()]}),
        Ok(Done { id, .. }) => json!({"id": id, "success": false, "errors": [rolled_back().item()]}),
        Err(refusal) => json!({"success": false, "errors": refusal.items()}),
    }
}
