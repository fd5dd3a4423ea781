//! Candidates inside of a query.

use super::candidate::Candidate;
use super::known::Known;
use super::object;
use crate::soql::{Cursor, Expect, cursor};

/// Functions that a SELECT list begins with more often than not.
const FUNCTIONS: [&str; 6] = ["COUNT(", "SUM(", "AVG(", "MIN(", "MAX(", "FIELDS("];

/// What the query may become that is typed as far as `typed` and in `whole` goes on behind the place.
pub fn candidates(typed: &str, whole: &str, known: &Known) -> Vec<Candidate> {
    let text = if whole.starts_with(typed) { whole } else { typed };
    let Cursor { start, expects, from } = cursor(text, typed.len());
    let words = |words: &[&str]| words.iter().map(|word| Candidate::open(*word, "")).collect::<Vec<_>>();
    let found = match expects {
        Expect::Object => known.objects().iter().map(|object| Candidate::open(&object.name, &object.label)).collect(),
        Expect::Children => known.chain(&from).iter().flat_map(object::children).collect(),
        Expect::Words(list) => words(list),
        Expect::Field { path, words: list } => {
            let objects = match from.last() {
                None | Some(&"") => known.recent(),
                Some(_) => known.chain(&from).into_iter().collect(),
            };
            let ends = objects.into_iter().filter_map(|object| known.follow(object, &path));
            let mut found: Vec<_> = ends.flat_map(|object| object::fields(&object).collect::<Vec<_>>()).collect();
            if path.is_empty() {
                found.extend(words(list));
                found.extend(words(if start < typed.len() { &FUNCTIONS } else { &[] }));
            }
            found
        }
        Expect::Value { path, quoted } => value(&from, &path, quoted, known).unwrap_or_default(),
    };
    found.into_iter().map(|candidate| candidate.behind(&typed[..start])).collect()
}

fn value(from: &[&str], path: &[&str], quoted: bool, known: &Known) -> Option<Vec<Candidate>> {
    let (name, steps) = path.split_last()?;
    let object = known.follow(known.chain(from)?, steps)?;
    Some(object::values(object.field(name)?, quoted))
}
