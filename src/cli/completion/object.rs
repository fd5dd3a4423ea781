//! Candidates out of the description of an object.

use super::candidate::Candidate;
use crate::api::describe::{ChildRelationship, Field, Object};
use crate::soql;

/// Words that stand for a time.
const DATES: [&str; 12] = [
    "TODAY",
    "YESTERDAY",
    "TOMORROW",
    "THIS_WEEK",
    "LAST_WEEK",
    "THIS_MONTH",
    "LAST_MONTH",
    "THIS_QUARTER",
    "THIS_YEAR",
    "LAST_YEAR",
    "LAST_N_DAYS:",
    "NEXT_N_DAYS:",
];

/// Fields and the relationships that lead on from here.
pub fn fields(object: &Object) -> impl Iterator<Item = Candidate> {
    let fields = object.fields.iter().map(|field| Candidate::open(&field.name, about(field)));
    let leads = object.fields.iter().filter_map(|field| {
        let name = field.relationship_name.as_ref()?;
        Some(Candidate::open(format!("{name}."), format!("to {}", field.reference_to.join(", "))))
    });
    fields.chain(leads)
}

pub fn about(field: &Field) -> String {
    format!("{}, {}", field.label, field.kind)
}

pub fn children(object: &Object) -> impl Iterator<Item = Candidate> {
    let candidate = |child: &ChildRelationship| {
        Some(Candidate::open(child.relationship_name.as_ref()?, format!("of {}", child.child_sobject)))
    };
    object.child_relationships.iter().filter_map(candidate)
}

/// The values of a picklist, as they are.
pub fn choices(field: &Field) -> impl Iterator<Item = Candidate> {
    let active = field.picklist_values.iter().filter(|choice| choice.active);
    active.map(|choice| Candidate::new(&choice.value, choice.label.as_deref().unwrap_or_default()))
}

/// What SOQL may compare a field with; `quoted` where the quote is typed already.
pub fn values(field: &Field, quoted: bool) -> Vec<Candidate> {
    let literal = |candidate: Candidate| {
        let literal = soql::quote(&candidate.word);
        let word = if quoted { literal.trim_start_matches('\'').to_owned() } else { literal };
        Candidate { word, open: true, ..candidate }
    };
    let words: &[&str] = match field.kind.as_str() {
        _ if quoted => &[],
        "boolean" => &["TRUE", "FALSE"],
        "date" | "datetime" => &DATES,
        _ => &["NULL"],
    };
    choices(field).map(literal).chain(words.iter().map(|word| Candidate::open(*word, ""))).collect()
}
