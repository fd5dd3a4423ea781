//! What the fields, parents and children of an object are, as far as one query needs it.

use crate::api::describe::{Field, Object};
use crate::cli::describe;
use crate::ctx::{Ctx, Freshness};
use crate::error::{Exit, Failure};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Descriptions of this run, each asked for once.
pub struct Schema<'c> {
    ctx: &'c Ctx,
    known: HashMap<String, Object>,
}

/// The object behind every reference to several kinds of them.
const NAME: &str = "Name";

impl<'c> Schema<'c> {
    pub fn new(ctx: &'c Ctx) -> Self {
        Self { ctx, known: HashMap::new() }
    }

    pub async fn object(&mut self, name: &str) -> anyhow::Result<&Object> {
        match self.known.entry(name.to_lowercase()) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => Ok(place.insert(describe::one(name, Freshness::Renewed, self.ctx).await?)),
        }
    }

    /// The object of the children that `parent` has under this relationship.
    pub async fn children(&mut self, parent: &str, relationship: &str) -> anyhow::Result<String> {
        let parent = self.object(parent).await?;
        let lists = parent.child_relationships.iter();
        let lists = lists.filter_map(|child| Some((child.relationship_name.as_deref()?, &child.child_sobject)));
        match lists.clone().find(|(name, _)| name.eq_ignore_ascii_case(relationship)) {
            Some((_, object)) => Ok(object.clone()),
            None => Err(describe::unknown(&parent.name, "list of children", relationship, lists.map(|(name, _)| name))),
        }
    }

    /// The object that these relationships lead to.
    pub async fn parents(&mut self, object: &str, path: &[String]) -> anyhow::Result<String> {
        let mut here = object.to_owned();
        for step in path {
            let object = self.object(&here).await?;
            here = match object.relationship(step) {
                Some(Field { reference_to, .. }) if reference_to.len() > 1 => {
                    let kinds = reference_to.join(", ");
                    self.object(NAME).await.map_err(|error| vague(error, step, &kinds))?;
                    NAME.to_owned()
                }
                Some(field) => field.target().unwrap_or_default().to_owned(),
                None => {
                    let names = object.fields.iter().filter_map(|field| field.relationship_name.as_deref());
                    return Err(describe::unknown(&object.name, "relationship", step, names));
                }
            };
        }
        Ok(here)
    }

    /// The type of the field at the end of a path.
    pub async fn kind(&mut self, object: &str, path: &[String]) -> anyhow::Result<String> {
        let Some((last, parents)) = path.split_last() else { return Err(Failure::usage("a field has a name").into()) };
        let object = self.parents(object, parents).await?;
        let object = self.object(&object).await?;
        let names = || object.fields.iter().map(|field| field.name.as_str());
        let field = object.field(last).ok_or_else(|| describe::unknown(&object.name, "field", last, names()))?;
        Ok(field.kind.clone())
    }
}

/// The org does not say what all kinds of parents have in common.
fn vague(error: anyhow::Error, step: &str, kinds: &str) -> anyhow::Error {
    match error.downcast_ref::<Failure>() {
        Some(failure) if failure.exit == Exit::NotFound => {
            Failure::usage(format!("`{step}` may be any of {kinds}; name the fields, or use TYPEOF")).into()
        }
        _ => error,
    }
}
