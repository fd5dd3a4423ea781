//! `query --parallel`: several ranges of Ids at a time, where that means the same.

use super::column::{self, Column};
use super::plan::Plan;
use super::{Args, fault};
use crate::api::ranges::{Manner, Range, Ranges, Texts};
use crate::api::{Client, Rows};
use crate::error::Failure;
use crate::soql::{self, Ranged};
use std::sync::Arc;

pub struct Parallel {
    ranges: Ranges,
    id: Column,
    raw: bool,
}

impl Parallel {
    pub async fn start(args: &Args, plan: &Plan, width: usize, client: &Arc<Client>) -> anyhow::Result<Self> {
        let (texts, id) = texts(plan)?;
        let (all_rows, tooling, raw) = (args.all_rows, args.tooling, args.layout.raw);
        let manner = Manner { all_rows, tooling, raw, width, unordered: args.unordered };
        let ranges = Box::pin(Ranges::start(Arc::clone(client), texts, manner)).await;
        Ok(Self { ranges: ranges.map_err(|error| fault::point(error.into(), &plan.draft))?, id, raw })
    }

    pub async fn next(&mut self) -> anyhow::Result<Option<Rows>> {
        let Some(page) = self.ranges.next().await? else { return Ok(None) };
        if self.raw || self.id.is_wanted() {
            return Ok(Some(page));
        }
        let mut rows = Rows::default();
        for row in page.iter() {
            rows.push(&column::without(&[&self.id], row));
        }
        Ok(Some(rows))
    }

    pub fn promised(&self) -> u64 {
        self.ranges.total
    }
}

/// The queries that ask for ranges, and the Id that tells where they end.
fn texts(plan: &Plan) -> Result<(Texts, Column), Failure> {
    let refused = |why: &str| Failure::usage(format!("--parallel cannot run this query: {why}"));
    if plan.listed.is_some() || plan.wide.is_some() {
        return Err(refused("it takes several requests as it is"));
    }
    let tree = plan.tree.as_ref().ok_or_else(|| refused("it does not read as SOQL"))?;
    let count = soql::counting(plan.draft.text(), tree).ok_or_else(|| refused("aggregates go over all rows"))?;
    let mut draft = plan.draft.clone();
    let mut columns = Column::add(&mut draft, tree, &[("Id".to_owned(), vec!["Id".to_owned()])]);
    let ranged = Ranged::cut(draft.text(), tree).map_err(refused)?;
    let texts = Texts {
        count,
        first: ranged.edge(false),
        last: ranged.edge(true),
        within: Box::new(move |(after, to): &Range| ranged.within(after.as_deref(), to.as_deref())),
    };
    Ok((texts, columns.pop().expect("a column for the field")))
}
