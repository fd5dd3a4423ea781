//! A path such as `Contact.Account.Owner.Name`, and what each of its steps means. A relationship may lead to several
//! objects; then each of them is looked at, or the one that the path names.

use super::{View, nearest, object, one};
use crate::api::describe::{Field, Object};
use crate::ctx::{Ctx, Freshness};
use serde_json::{Value, json};
use std::str::FromStr;

/// As many relationships as SOQL follows from child to parent.
const DEEPEST: usize = 5;
/// Of the objects that one relationship may lead to, so many are looked at.
const WIDEST: usize = 12;

/// An object, and the names of relationships and of a field behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    pub object: String,
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub name: String,
    /// The object that is meant, of several: `What:Account`.
    kind: Option<String>,
}

impl FromStr for Path {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (object, rest) = text.split_once('.').map_or((text, None), |(object, rest)| (object, Some(rest)));
        let steps = rest.into_iter().flat_map(|rest| rest.split('.')).map(Step::from_str).collect::<Result<_, _>>()?;
        let path = Self { object: name(object)?, steps };
        if path.steps.len() > DEEPEST + 1 {
            return Err(format!("a path follows at most {DEEPEST} relationships"));
        }
        Ok(path)
    }
}

impl FromStr for Step {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (step, kind) = text.split_once(':').map_or((text, None), |(step, kind)| (step, Some(kind)));
        Ok(Self { name: name(step)?, kind: kind.map(name).transpose()? })
    }
}

fn name(text: &str) -> Result<String, String> {
    let is_name = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if is_name {
        return Ok(text.to_owned());
    }
    Err("a path is names with dots between them, such as Contact.Account.Name".to_owned())
}

pub async fn view(path: &Path, freshness: Freshness, ctx: &Ctx) -> anyhow::Result<View> {
    let mut rows = Vec::new();
    let mut here = vec![one(&path.object, freshness, ctx).await?];
    let mut before: Option<&Step> = None;
    for (at, step) in path.steps.iter().enumerate() {
        let last = at + 1 == path.steps.len();
        let (mut next, mut lacking): (Vec<String>, Vec<&Object>) = (Vec::new(), Vec::new());
        for object in &here {
            match find(object, step, last, here.len() > 1) {
                Some(field) => {
                    rows.push(row(object, field, step));
                    next.extend(step.targets(field)?);
                }
                None => lacking.push(object),
            }
        }
        if lacking.len() == here.len() {
            return Err(unknown(step, &lacking, last));
        }
        if let Some(before) = before.filter(|_| !lacking.is_empty()) {
            ctx.term.note(&uneven(&before.name, step, &here, &lacking));
        }
        if last {
            break;
        }
        here = step.ahead(next, freshness, ctx).await?;
        before = Some(step);
    }
    Ok(View { columns: &["object", "relationship", "field", "label", "type", "target"], rows })
}

/// Only the last step may be a field; those before it have to lead on. Of several objects `Name` is what each goes by.
fn find<'o>(object: &'o Object, step: &Step, last: bool, several: bool) -> Option<&'o Field> {
    let title =
        || object.fields.iter().find(|field| several && field.is_name && step.name.eq_ignore_ascii_case("Name"));
    object.relationship(&step.name).or_else(|| object.field(&step.name).or_else(title).filter(|_| last))
}

impl Step {
    /// Where the field leads, or to the one object that is meant.
    fn targets(&self, field: &Field) -> anyhow::Result<Vec<String>> {
        let Some(kind) = &self.kind else { return Ok(field.reference_to.clone()) };
        let known = field.reference_to.iter().find(|name| name.eq_ignore_ascii_case(kind));
        let name = known.ok_or_else(|| {
            let kinds = field.reference_to.join(", ");
            nearest::missing(&format!("`{}` leads to no `{kind}`, but to {kinds}", self.name), &[])
        })?;
        Ok(vec![name.clone()])
    }

    /// The objects that the next step is looked up in.
    async fn ahead(&self, mut names: Vec<String>, freshness: Freshness, ctx: &Ctx) -> anyhow::Result<Vec<Object>> {
        names.sort();
        names.dedup();
        if names.len() > WIDEST {
            let (step, all) = (&self.name, names.len());
            ctx.term.note(&format!(
                "`{step}` may be any of {all} objects; {WIDEST} were looked at, `{step}:OBJECT` names one"
            ));
        }
        let mut objects = Vec::new();
        for name in names.iter().take(WIDEST) {
            objects.push(one(name, freshness, ctx).await?);
        }
        Ok(objects)
    }
}

fn row(here: &Object, field: &Field, step: &Step) -> Value {
    let relationship = field.relationship_name.as_ref().filter(|name| name.eq_ignore_ascii_case(&step.name));
    json!({
        "object": here.name, "relationship": relationship, "field": field.name, "label": field.label,
        "type": object::kind(field), "target": field.reference_to.join(", "),
    })
}

/// SOQL takes such a field only for those objects that have it.
fn uneven(relationship: &str, step: &Step, here: &[Object], lacking: &[&Object]) -> String {
    let names = |objects: &[&Object]| objects.iter().map(|object| object.name.as_str()).collect::<Vec<_>>().join(", ");
    let having: Vec<&Object> = here.iter().filter(|it| !lacking.iter().any(|other| other.name == it.name)).collect();
    let (step, first) = (&step.name, &having[0].name);
    let typeof_ = format!("TYPEOF {relationship} WHEN {first} THEN {step} END");
    format!("`{step}` is of {}, not of {}; in SOQL: {typeof_}", names(&having), names(lacking))
}

fn unknown(step: &Step, lacking: &[&Object], last: bool) -> anyhow::Error {
    let (step, here) = (&step.name, lacking[0]);
    if !last && let Some(Field { name, relationship_name: Some(leads), .. }) = here.field(step) {
        return nearest::missing(&format!("`{name}` is a field of {}; its relationship is `{leads}`", here.name), &[]);
    }
    let fields = || lacking.iter().flat_map(|object| &object.fields);
    let relationships = fields().filter_map(|field| field.relationship_name.as_deref());
    let names = fields().map(|field| field.name.as_str()).filter(|_| last);
    let what = if last { "field or relationship" } else { "relationship" };
    let mut alike = nearest::of(step, relationships.chain(names));
    alike.dedup();
    let objects: Vec<_> = lacking.iter().map(|object| object.name.as_str()).collect();
    let verb = if objects.len() == 1 { "has" } else { "have" };
    nearest::missing(&format!("{} {verb} no {what} `{step}`", objects.join(" and ")), &alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_names_and_not_too_long() {
        let path: Path = "Contact.Account.Name".parse().expect("is one");
        assert_eq!((path.object.as_str(), path.steps.len()), ("Contact", 2));
        assert!("A.B.C.D.E.F.G".parse::<Path>().is_ok());
        for text in
            ["", "A.", ".A", "A..B", "../A", "A/B", "A B", "A.B.C.D.E.F.G.H", "A:B.C", "A.B:", "A.:B", "A.B:C:D"]
        {
            assert!(text.parse::<Path>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_step_may_name_what_it_leads_to() {
        let path: Path = "Task.What:Account.Name".parse().expect("is one");
        assert_eq!(path.steps[0], Step { name: "What".to_owned(), kind: Some("Account".to_owned()) });
        assert_eq!(path.steps[1].kind, None);
    }
}
