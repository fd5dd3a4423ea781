//! What is wrong with a query, shown where it stands in the text as typed.

use crate::api;
use crate::error::{Excerpt, Failure};
use crate::soql::{self, Draft, caret};

/// Shows where in the text as typed the org found fault with this draft of it, unless that has been done.
pub fn point(error: anyhow::Error, draft: &Draft) -> anyhow::Error {
    if error.is::<Excerpt>() {
        return error;
    }
    let Some(api::Error::Refused(refusal)) = error.downcast_ref::<api::Error>() else { return error };
    let Some(place) = caret::place(&refusal.message, draft.text()) else { return error };
    let message = format!("{}: {}", refusal.code, caret::reason(&refusal.message));
    error.context(Excerpt { message, lines: draft.underline(place) })
}

/// What needs no org to be found wrong.
pub fn doubtless(error: soql::Wrong, draft: &Draft) -> anyhow::Error {
    let failure = anyhow::Error::from(Failure::usage(error.to_string()).hint("sfo help soql"));
    match error {
        soql::Wrong::OpenString(place) => {
            failure.context(Excerpt { message: error.to_string(), lines: draft.underline(place) })
        }
        _ => failure,
    }
}
