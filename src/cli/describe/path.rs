//! A path such as `Contact.Account.Owner.Name`, and what each of its steps means.

use super::{View, nearest, object, one};
use crate::api::describe::{Field, Object};
use crate::ctx::{Ctx, Freshness};
use serde_json::{Value, json};
use std::str::FromStr;

/// As many relationships as SOQL follows from child to parent.
const DEEPEST: usize = 5;

/// An object, and the names of relationships and of a field behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    pub object: String,
    pub steps: Vec<String>,
}

impl FromStr for Path {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let mut names = text.split('.').map(str::to_owned);
        if !text.split('.').all(is_name) {
            return Err("a path is names with dots between them, such as Contact.Account.Name".to_owned());
        }
        let path = Self { object: names.next().unwrap_or_default(), steps: names.collect() };
        if path.steps.len() > DEEPEST + 1 {
            return Err(format!("a path follows at most {DEEPEST} relationships"));
        }
        Ok(path)
    }
}

pub async fn view(path: &Path, freshness: Freshness, ctx: &Ctx) -> anyhow::Result<View> {
    let mut rows = Vec::new();
    let mut next = path.object.clone();
    for (at, step) in path.steps.iter().enumerate() {
        let here: Object = one(&next, freshness, ctx).await?;
        let last = at + 1 == path.steps.len();
        let field = here.relationship(step).or_else(|| here.field(step).filter(|_| last));
        let field = field.ok_or_else(|| unknown(step, &here, last))?;
        rows.push(row(&here, field, step));
        next = field.target().unwrap_or_default().to_owned();
    }
    Ok(View { columns: &["object", "relationship", "field", "label", "type", "target"], rows })
}

fn row(here: &Object, field: &Field, step: &str) -> Value {
    let relationship = field.relationship_name.as_ref().filter(|name| name.eq_ignore_ascii_case(step));
    json!({
        "object": here.name, "relationship": relationship, "field": field.name, "label": field.label,
        "type": object::kind(field), "target": field.reference_to.join(", "),
    })
}

/// Only the last step may be a field; those before it have to lead on.
fn unknown(step: &str, here: &Object, last: bool) -> anyhow::Error {
    if !last && let Some(Field { name, relationship_name: Some(leads), .. }) = here.field(step) {
        return nearest::missing(&format!("`{name}` is a field of {}; its relationship is `{leads}`", here.name), &[]);
    }
    let relationships = here.fields.iter().filter_map(|field| field.relationship_name.as_deref());
    let fields = here.fields.iter().map(|field| field.name.as_str()).filter(|_| last);
    let what = if last { "field or relationship" } else { "relationship" };
    nearest::missing(&format!("{} has no {what} `{step}`", here.name), &nearest::of(step, relationships.chain(fields)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_names_and_not_too_long() {
        let path: Path = "Contact.Account.Name".parse().expect("is one");
        assert_eq!((path.object.as_str(), path.steps.len()), ("Contact", 2));
        assert!("A.B.C.D.E.F.G".parse::<Path>().is_ok());
        for text in ["", "A.", ".A", "A..B", "../A", "A/B", "A B", "A.B.C.D.E.F.G.H"] {
            assert!(text.parse::<Path>().is_err(), "{text}");
        }
    }
}
