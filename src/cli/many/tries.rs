//! What is worth sending again, after growing pauses: rows that somebody else held at that moment, calls that the org
//! had no time for, and calls whose answer was lost where doing the same twice is doing it once.

use super::fate::{self, Fate};
use super::{Deed, Outcome, UNKNOWN};
use crate::api::collections::Fault;
use crate::api::{self, Client};
use std::time::Duration;
use tokio::time::sleep;

/// The org's code for a row that somebody else writes.
const LOCKED: &str = "UNABLE_TO_LOCK_ROW";
const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(20);

/// Sends rows, and up to `more` times those of them again that may fare better.
pub async fn send<D: Deed>(deed: &D, client: &Client, rows: &[String], more: u32) -> Result<Vec<Outcome>, api::Error> {
    let texts: Vec<&str> = rows.iter().map(String::as_str).collect();
    deed.before(client, &texts).await;
    let mut tries = (0..more).map(|tried| FIRST.saturating_mul(1 << tried.min(10)).min(LONGEST));
    let mut outcomes = loop {
        match deed.send(client, &texts).await {
            Err(error) if is_passing(&error, deed) => sleep(tries.next().ok_or(error)?).await,
            answer => break answer?,
        }
    };
    if outcomes.len() != rows.len() || !deed.clean() {
        return Ok(outcomes);
    }
    for pause in tries {
        let locked: Vec<usize> =
            outcomes.iter().enumerate().filter(|(_, row)| is_locked(row)).map(|(at, _)| at).collect();
        if locked.is_empty() {
            break;
        }
        sleep(pause).await;
        let texts: Vec<&str> = locked.iter().map(|at| texts[*at]).collect();
        let answer = deed.send(client, &texts).await;
        for (place, outcome) in locked.iter().zip(again(answer, locked.len())) {
            outcomes[*place] = outcome;
        }
    }
    Ok(outcomes)
}

fn is_locked(outcome: &Outcome) -> bool {
    matches!(outcome, Err(fault) if fault.code == LOCKED)
}

fn is_passing<D: Deed>(error: &api::Error, deed: &D) -> bool {
    let busy = |code: &str| matches!(code, "SERVER_UNAVAILABLE" | "API_CURRENTLY_DISABLED");
    match (fate::of(error), error) {
        (Fate::Unknown, _) => deed.repeatable(),
        (_, api::Error::Refused(refusal)) if refusal.code == LOCKED => deed.clean(),
        (_, api::Error::Refused(refusal)) => busy(&refusal.code) || refusal.status == 429,
        _ => false,
    }
}

/// What another try says of each row, whatever became of it.
fn again(answer: Result<Vec<Outcome>, api::Error>, rows: usize) -> Vec<Outcome> {
    let fault = match answer {
        Ok(outcomes) if outcomes.len() == rows => return outcomes,
        Ok(_) => unknown("the answer tells of other rows"),
        Err(error) => match fate::of(&error) {
            Fate::Failed(fault) => fault,
            Fate::Unsent => Fault { code: LOCKED.to_owned(), message: error.to_string(), fields: Vec::new() },
            Fate::Unknown => unknown(&error.to_string()),
        },
    };
    vec![Err(fault); rows]
}

fn unknown(why: &str) -> Fault {
    Fault { code: UNKNOWN.to_owned(), message: why.to_owned(), fields: Vec::new() }
}
