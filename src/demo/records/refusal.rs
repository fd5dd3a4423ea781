//! Why a record is not written: everything that is wrong with it, at once.

use crate::demo::wire::{Fault, Reply};
use serde_json::{Value, json};

/// Never without a fault.
#[derive(Debug)]
pub struct Refusal {
    pub faults: Vec<Fault>,
    /// `duplicateResult`: what the records are like that this one repeats.
    pub duplicates: Option<Value>,
}

impl Refusal {
    /// `Ok` where there is nothing to refuse.
    pub fn unless_none(faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self { faults, duplicates: None }) }
    }
}

impl Refusal {
    /// As one of several results says it.
    pub fn items(&self) -> Value {
        self.faults.iter().map(Fault::item).collect()
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self { faults: vec![fault], duplicates: None }
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Fault::from(error).into()
    }
}

impl From<Refusal> for Reply {
    fn from(refusal: Refusal) -> Self {
        let status = refusal.faults.first().map_or(400, |fault| fault.status);
        let error = |fault: &Fault| match &refusal.duplicates {
            Some(result) => json!({"duplicateResult": result, "errorCode": fault.code, "message": fault.message}),
            None => Value::from(fault),
        };
        Reply::json(status, &refusal.faults.iter().map(error).collect())
    }
}
