//! What is wrong with a query, shown where it stands in the text as typed.

use crate::api;
use crate::error::{Excerpt, Failure};
use crate::soql::{self, Bound, caret};

/// Shows where in the text as typed the org found fault.
pub fn point(error: anyhow::Error, typed: &str, query: &Bound) -> anyhow::Error {
    let Some(api::Error::Refused(refusal)) = error.downcast_ref::<api::Error>() else { return error };
    let Some(place) = caret::place(&refusal.message, &query.text) else { return error };
    let lines = soql::underline(typed, query.typed(place));
    let message = format!("{}: {}", refusal.code, caret::reason(&refusal.message));
    error.context(Excerpt { message, lines })
}

/// What needs no org to be found wrong.
pub fn doubtless(error: soql::Wrong, typed: &str, query: &Bound) -> anyhow::Error {
    let failure = anyhow::Error::from(Failure::usage(error.to_string()).hint("sfo help soql"));
    match error {
        soql::Wrong::OpenString(place) => {
            let lines = soql::underline(typed, query.typed(place));
            failure.context(Excerpt { message: error.to_string(), lines })
        }
        _ => failure,
    }
}
