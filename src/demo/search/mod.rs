//! Searches: SOSL and its parameterized form, answered from a full-text index that follows the records. What is
//! returned of a record, and under which conditions, is the business of [`super::query`].

mod answer;
mod around;
mod cursor;
mod expression;
mod find;
mod index;
mod parameters;
mod statement;
#[cfg(test)]
mod tests;
mod words;

pub use around::{layout, scope_order, suggestions};

use crate::demo::{
    org::Org,
    wire::{Call, Outcome},
};

/// `GET search?q=FIND {…}`
pub fn search(org: &Org, call: &Call) -> Outcome {
    answer::answer(org, call, call.param("q").unwrap_or_default())
}

/// `GET parameterizedSearch?q=…`
pub fn by_address(org: &Org, call: &Call) -> Outcome {
    answer::answer(org, call, &parameters::of_address(call)?)
}

/// `POST parameterizedSearch`
pub fn by_body(org: &Org, call: &Call) -> Outcome {
    answer::answer(org, call, &parameters::of_body(call)?)
}
