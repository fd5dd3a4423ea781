//! What keeps the demo org from starting, with the command that mends it.

use crate::demo::Damaged;
use crate::error::{Exit, Failure};

pub fn advise(error: anyhow::Error) -> anyhow::Error {
    match error.downcast_ref::<Damaged>() {
        Some(damaged) => Failure::new(Exit::Refused, damaged.to_string()).hint("sfo demo reset").into(),
        None => error,
    }
}
