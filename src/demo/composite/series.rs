//! The parts of one request, one after another in one transaction, each with what the earlier ones answered.

use super::part::{Answer, Part, halted};
use crate::demo::{
    org::Org,
    wire::{Call, Fault},
};
use serde_json::{Value, json};
use std::collections::HashSet;

pub struct Series<'a> {
    pub org: &'a Org,
    pub call: &'a Call,
    /// One failure takes back everything and ends the series.
    pub all_or_none: bool,
}

/// Whether a series came to anything, and what is said of each part.
pub struct Outcome {
    pub kept: bool,
    pub answers: Vec<Answer>,
}

impl Series<'_> {
    pub fn run(&self, parts: &[Part]) -> Result<Outcome, Fault> {
        let mut answers = Vec::new();
        let kept = self.org.together(|org| {
            for part in parts {
                let answer = self.one(org, part, (parts, &answers));
                let failed = self.all_or_none && (answer.failed() || lossy(&answer.body));
                answers.push(answer);
                if failed {
                    return Err(rolled_back());
                }
            }
            Ok(())
        });
        match kept {
            Err(fault) if fault != rolled_back() => return Err(fault),
            Err(_) => undo(&mut answers, parts.len()),
            Ok(()) => (),
        }
        Ok(Outcome { kept: kept.is_ok(), answers })
    }

    fn one(&self, org: &Org, part: &Part, (parts, answers): (&[Part], &[Answer])) -> Answer {
        let earlier = |name: &str| parts.iter().zip(answers).find(|(part, _)| part.reference_id == name);
        let known = |name: &str| Some(earlier(name)?.1.body.clone());
        match self.all_or_none.then(|| strict(part)).flatten() {
            Some(part) => part.answer(org, self.call, &known),
            None => part.answer(org, self.call, &known),
        }
    }
}

/// A collection inside of a series that is all or none is all or none itself.
fn strict(part: &Part) -> Option<Part> {
    let body = part.body.as_object().filter(|_| is_collection(&part.url))?;
    let mut body = body.clone();
    body.insert("allOrNone".to_owned(), true.into());
    Some(Part { body: body.into(), ..part.clone() })
}

pub fn is_collection(url: &str) -> bool {
    url.contains("/composite/sobjects")
}

/// Whether any record of a collection was refused.
fn lossy(body: &Value) -> bool {
    body.as_array().is_some_and(|items| items.iter().any(|item| item["success"] == json!(false)))
}

/// Leaves the word to the part that failed, which is the last that was sent.
fn undo(answers: &mut Vec<Answer>, parts: usize) {
    let failed = answers.len().saturating_sub(1);
    answers.resize_with(parts, || rolled_back().into());
    for (_, answer) in answers.iter_mut().enumerate().filter(|(at, _)| *at != failed) {
        *answer = rolled_back().into();
    }
}

pub fn rolled_back() -> Fault {
    halted("The transaction was rolled back since another operation in the same transaction failed.")
}

/// Refuses names that references could not name.
pub fn check(parts: &[Part]) -> Result<(), Fault> {
    let mut seen = HashSet::new();
    for Part { reference_id: name, .. } in parts {
        let start = name.starts_with(|first: char| first.is_ascii_alphanumeric());
        if !start || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            let message = format!(
                "Provided referenceId ('{name}') must start with a letter or a number, and it can contain only \
                 letters, numbers and underscores ('_')."
            );
            return Err(Fault::new(400, "INVALID_INPUT", message));
        }
        if !seen.insert(name) {
            let message = format!("Duplicate referenceId provided: {name}");
            return Err(Fault::new(400, "INVALID_INPUT", message));
        }
    }
    Ok(())
}
