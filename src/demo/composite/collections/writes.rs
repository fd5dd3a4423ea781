//! One write after another in one transaction, and what is said of each.

use crate::demo::{
    org::Org,
    records::{Refusal, Writer},
    wire::{Call, Fault, Outcome, Reply},
};
use serde_json::{Value, json};

pub struct Writes<'a> {
    pub org: &'a Org,
    pub call: &'a Call,
    /// One failure takes back everything.
    pub all_or_none: bool,
}

/// A write that was done.
pub struct Done {
    pub id: String,
    /// Said of upserts only.
    pub created: Option<bool>,
    /// The record is gone when the write is taken back.
    pub fresh: bool,
}

type Outcomes = Vec<Result<Done, Refusal>>;

impl Writes<'_> {
    /// Runs `work` for every item. Whatever fails leaves nothing behind.
    pub fn run<T>(&self, items: &[T], work: impl Fn(&Writer, &T) -> Result<Done, Refusal>) -> Outcome {
        let mut outcomes = Outcomes::new();
        let kept = self.org.store.write(|records| {
            let writer = Writer::new(self.org, self.call, records);
            outcomes.extend(items.iter().map(|item| writer.whole(|| work(&writer, item))));
            let failed = self.all_or_none && outcomes.iter().any(Result::is_err);
            if failed { Err(rolled_back()) } else { Ok(()) }
        });
        match kept {
            Err(fault) if fault != rolled_back() => Err(fault),
            kept => Ok(Reply::json(200, &outcomes.iter().map(|outcome| said(outcome, kept.is_ok())).collect())),
        }
    }
}

fn rolled_back() -> Fault {
    let message = "Record rolled back because not all records were valid and the request was using AllOrNone header";
    Fault::new(400, "ALL_OR_NONE_OPERATION_ROLLED_BACK", message)
}

/// What the reply says of one record; `kept` is whether the call as a whole came to anything.
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
