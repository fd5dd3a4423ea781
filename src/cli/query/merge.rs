//! The rows of a query with a list: its parts are asked for side by side, and their rows come in the order of the list.
//! The rows of a part are held while they are sorted; nothing else is.

use super::plan::Listed;
use super::{Args, column, fault};
use crate::api::query;
use crate::api::{Client, Rows};
use crate::record::Value;
use futures_util::stream::{self, LocalBoxStream, StreamExt};
use std::collections::HashSet;
use std::sync::Arc;

/// Parts that are asked for at the same time.
const ABREAST: usize = 4;

pub struct Merge<'p> {
    listed: &'p Listed,
    parts: LocalBoxStream<'p, anyhow::Result<Part>>,
    seen: HashSet<String>,
    found: HashSet<usize>,
    /// Rows that the org promised so far, less those that came twice.
    promised: u64,
    /// All parts have come.
    done: bool,
    /// Rows whose value reads like none of the list.
    pub unknown: usize,
}

/// What came for one part of the list.
struct Part {
    pages: Vec<Rows>,
    total: u64,
}

impl<'p> Merge<'p> {
    pub fn start(args: &'p Args, listed: &'p Listed, client: &'p Arc<Client>) -> Self {
        let parts = stream::iter(0..listed.split.parts.len()).map(move |index| fetch(args, listed, client, index));
        let parts = parts.buffered(ABREAST).boxed_local();
        Self { listed, parts, seen: HashSet::new(), found: HashSet::new(), promised: 0, done: false, unknown: 0 }
    }

    /// The rows of the next part, in the order of the list.
    pub async fn next(&mut self) -> anyhow::Result<Option<Rows>> {
        let Some(part) = self.parts.next().await.transpose()? else {
            self.done = true;
            return Ok(None);
        };
        self.promised += part.total;
        let rank = |row: Value| self.listed.field.of(row).and_then(|value| self.listed.split.rank(&value.string()));
        let mut ranked: Vec<_> = part.pages.iter().flat_map(Rows::iter).map(|row| (rank(row), row)).collect();
        // Those that another condition let in come last.
        ranked.sort_by_key(|(rank, _)| rank.unwrap_or(usize::MAX));
        let columns = self.listed.columns();
        let mut rows = Rows::default();
        for (rank, row) in ranked {
            if self.repeats(row) {
                self.promised -= 1;
                continue;
            }
            self.found.extend(rank);
            self.unknown += usize::from(rank.is_none());
            rows.push(&column::without(&columns, row));
        }
        Ok(Some(rows))
    }

    pub fn promised(&self) -> Option<u64> {
        self.done.then_some(self.promised)
    }

    fn repeats(&mut self, row: Value) -> bool {
        let id = self.listed.id.as_ref().and_then(|id| id.of(row));
        id.is_some_and(|id| !self.seen.insert(id.string().into_owned()))
    }

    /// The values of the list that no row has, once all rows have come.
    pub fn missing(&self) -> Vec<&str> {
        let split = &self.listed.split;
        let there = |value: &&String| !split.rank(value).is_some_and(|rank| self.found.contains(&rank));
        self.listed.list.values.iter().filter(there).map(String::as_str).collect()
    }
}

async fn fetch(args: &Args, listed: &Listed, client: &Arc<Client>, index: usize) -> anyhow::Result<Part> {
    let draft = listed.part(index)?;
    let outcome = async {
        let mut pages = query::start(client, &args.ask(draft.text())).await?;
        let (total, mut held) = (pages.total, Vec::new());
        while let Some(page) = pages.next().await? {
            held.push(page);
        }
        let delivered = held.iter().map(Rows::len).sum::<usize>() as u64;
        Ok(Part { pages: held, total: total.unwrap_or(delivered) })
    };
    outcome.await.map_err(|error: anyhow::Error| fault::point(error, &draft))
}
