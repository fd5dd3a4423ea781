//! Many writes, one after another, in one transaction.

use super::{Refusal, Writer};
use crate::demo::{
    org::Org,
    wire::{Call, Fault},
};

pub struct Writes<'a> {
    pub org: &'a Org,
    pub call: &'a Call,
    /// One failure takes back everything.
    pub all_or_none: bool,
}

pub struct Written<T> {
    /// Whether the writes as a whole came to anything.
    pub kept: bool,
    /// What became of each.
    pub outcomes: Vec<Result<T, Refusal>>,
}

impl Writes<'_> {
    /// Runs `work` for every item. Whatever fails leaves nothing behind.
    pub fn run<I, T>(
        &self,
        items: &[I],
        work: impl Fn(&Writer, &I) -> Result<T, Refusal>,
    ) -> Result<Written<T>, Fault> {
        let mut outcomes = Vec::with_capacity(items.len());
        let written = self.org.store.write(|records| {
            let writer = Writer::new(self.org, self.call, records);
            outcomes.extend(items.iter().map(|item| writer.whole(|| work(&writer, item))));
            let failed = self.all_or_none && outcomes.iter().any(Result::is_err);
            if failed { Err(rolled_back()) } else { Ok(()) }
        });
        match written {
            Err(fault) if fault != rolled_back() => Err(fault),
            written => Ok(Written { kept: written.is_ok(), outcomes }),
        }
    }
}

/// What is said of a write that would have been done.
pub fn rolled_back() -> Fault {
    let message = "Record rolled back because not all records were valid and the request was using AllOrNone header";
    Fault::new(400, "ALL_OR_NONE_OPERATION_ROLLED_BACK", message)
}
