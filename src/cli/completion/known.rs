//! What is known of an org without asking it.

use crate::api::describe::{Global, Object, Summary};
use crate::cli::bulk::memory::{Kept, Memory};
use crate::ctx::{Ctx, Shelf};
use crate::org::Registry;
use serde_json::Value;

pub struct Known<'c> {
    ctx: &'c Ctx,
    shelf: Option<Shelf>,
}

/// Objects whose fields are offered where nothing says yet which object is meant.
const RECENT: usize = 4;

impl<'c> Known<'c> {
    pub fn of(ctx: &'c Ctx) -> Self {
        Self { ctx, shelf: ctx.shelf().ok() }
    }

    /// Names of orgs, with whose they are.
    pub fn orgs(&self) -> Vec<(String, String)> {
        let registry = Registry::read(&self.ctx.home.config).unwrap_or_default();
        let orgs = registry.orgs.into_iter().map(|(alias, entry)| (alias, entry.username));
        orgs.chain([("demo".to_owned(), "the built-in demo org".to_owned())]).collect()
    }

    pub fn objects(&self) -> Vec<Summary> {
        let text = self.shelf.as_ref().and_then(Shelf::objects).unwrap_or_default();
        serde_json::from_str::<Global>(&text).map(|global| global.sobjects).unwrap_or_default()
    }

    pub fn object(&self, name: &str) -> Option<Object> {
        serde_json::from_str(&self.shelf.as_ref()?.object(name)?).ok()
    }

    /// Objects that were looked at last.
    pub fn recent(&self) -> Vec<Object> {
        let texts = self.shelf.as_ref().map(|shelf| shelf.recent(RECENT)).unwrap_or_default();
        texts.iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
    }

    /// The object that a chain of an object and child relationships ends in.
    pub fn chain(&self, chain: &[&str]) -> Option<Object> {
        let (first, steps) = chain.split_first()?;
        steps.iter().try_fold(self.object(first)?, |object, step| {
            let named = |name: &Option<String>| name.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(step));
            let children = object.child_relationships.iter().find(|child| named(&child.relationship_name))?;
            self.object(&children.child_sobject)
        })
    }

    /// The object that a path of relationships leads to.
    pub fn follow(&self, object: Object, path: &[&str]) -> Option<Object> {
        path.iter().try_fold(object, |object, step| self.object(object.relationship(step)?.target()?))
    }

    /// Names of actions as they are typed, with their labels.
    pub fn actions(&self) -> Vec<(String, String)> {
        let Some(kept) = &self.shelf else { return Vec::new() };
        let families = kept.families();
        let lists = families.iter().map(|family| (format!("custom/{family}"), format!("{family}/")));
        let lists = lists.chain([("standard".to_owned(), String::new())]);
        lists.flat_map(|(path, head)| listed(kept.action(&path), &head)).collect()
    }

    /// Inputs of an action, with their labels.
    pub fn inputs(&self, action: &str) -> Vec<(String, String)> {
        let path = if action.contains('/') { format!("custom/{action}") } else { format!("standard/{action}") };
        let text = self.shelf.as_ref().and_then(|shelf| shelf.action(&path));
        members(text, "inputs")
    }

    /// Jobs that this program made, the newest first.
    pub fn jobs(&self) -> Vec<Kept> {
        self.shelf.as_ref().map(|shelf| Memory::at(&self.ctx.home, &shelf.owner).all()).unwrap_or_default()
    }
}

fn listed(text: Option<String>, head: &str) -> Vec<(String, String)> {
    members(text, "actions").into_iter().map(|(name, label)| (format!("{head}{name}"), label)).collect()
}

/// Name and label of each element of a list.
fn members(text: Option<String>, list: &str) -> Vec<(String, String)> {
    let value: Value = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let text = |item: &Value, name: &str| item[name].as_str().unwrap_or_default().to_owned();
    let items = value[list].as_array().into_iter().flatten();
    items.map(|item| (text(item, "name"), text(item, "label"))).filter(|(name, _)| !name.is_empty()).collect()
}
