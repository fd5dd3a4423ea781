//! What is known of an org without asking it.

use crate::api::describe::{Global, Object, Summary};
use crate::cli::bulk::memory::{Kept, Memory};
use crate::ctx::{Ctx, Shelf};
use crate::org::Registry;

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

    /// Jobs that this program made, the newest first.
    pub fn jobs(&self) -> Vec<Kept> {
        self.shelf.as_ref().map(|shelf| Memory::at(&self.ctx.home, &shelf.owner).all()).unwrap_or_default()
    }
}
