//! A search, run: the index gives ids, a query over them gives records, and limits are spread over the objects.

use super::{
    expression::{self, highlighted},
    find::Find,
    index,
    statement::{Returning, Search},
};
use crate::demo::{
    org::Org,
    query::{Context, Failure, Found},
    schema::Object,
    wire::{Call, Fault, Outcome, Reply},
};
use rusqlite::Connection;
use serde_json::{Value, json};

/// Records that one search returns.
const MOST: usize = 2_000;
/// Records of the only object where nothing narrows or orders them.
const UNNARROWED: usize = 250;
/// Objects that are searched only where they are named.
const NAMED_ONLY: [&str; 2] = ["Product2", "ContentVersion"];
/// The version since which a reply is an object.
const ENVELOPE_SINCE: u16 = 37;

/// Answers the statement `text`.
pub fn answer(org: &Org, call: &Call, text: &str) -> Outcome {
    let mut search = super::statement::parse(text).map_err(|failure| failure.fault(text))?;
    let named = !search.returning.is_empty();
    if !named {
        let objects = index::searchable(&org.schema).filter(|object| !NAMED_ONLY.contains(&object.name.as_str()));
        let all: Result<Vec<_>, _> = objects.map(|object| Returning::ids_of(&object.name)).collect();
        search.returning = all.map_err(Failure::plain)?;
    }
    index::refresh(&org.store, &org.schema)?;
    let context = org.asked_by(&call.user)?;
    let records = org.store.read(|records| Run { context: &context, call, records, text }.records(&search))?;
    let mut body = json!({"searchRecords": records});
    if search.labels {
        body["metadata"] = json!({"entityMetadata": labels(org, &search)});
    }
    let body = if call.version() < ENVELOPE_SINCE { body["searchRecords"].take() } else { body };
    Ok(Reply::json(200, &body))
}

struct Run<'a> {
    context: &'a Context<'a>,
    call: &'a Call,
    records: &'a Connection,
    text: &'a str,
}

impl<'a> Run<'a> {
    fn records(&self, search: &Search) -> Result<Vec<Value>, Fault> {
        let mut found = Vec::new();
        for returning in &search.returning {
            found.push(self.found(search, returning)?);
        }
        let most = search.limit.map_or(MOST, |limit| usize::try_from(limit).unwrap_or(MOST).min(MOST));
        let shares = shares(&found.iter().map(|(_, ids)| ids.len()).collect::<Vec<_>>(), most);
        let mut records = Vec::new();
        for ((found, ids), share) in found.iter().zip(shares) {
            let json = found.write(self.records, &ids[..share])?;
            let list: Vec<Value> = serde_json::from_slice(&json).unwrap_or_default();
            records.extend(list);
        }
        if let Some(find) = search.find.as_ref().filter(|_| search.highlight) {
            for record in &mut records {
                highlight(find, record);
            }
        }
        Ok(records)
    }

    /// The records of one object, and the ids that its own clauses leave.
    fn found(&self, search: &Search, returning: &Returning) -> Result<(Found<'a>, Vec<String>), Fault> {
        let object = self.object(returning)?;
        let hits = match &search.find {
            Some(find) => {
                let expression = expression::of(self.records, find, search.group)?;
                index::hits(self.records, object, &expression, MOST)?
            }
            None => Vec::new(),
        };
        let found = Found::compile(self.context, self.call, &returning.query, hits)
            .map_err(|failure| failure.of_search(|at| returning.place(at)).fault(self.text))?;
        let alone = search.returning.len() == 1 && !returning.narrowed;
        let most = returning
            .limit
            .map_or(if alone { UNNARROWED } else { MOST }, |limit| usize::try_from(limit).unwrap_or(MOST));
        let offset = usize::try_from(returning.offset).unwrap_or(usize::MAX);
        let ids = found.ids(self.records)?.into_iter().skip(offset).take(most).collect();
        Ok((found, ids))
    }

    fn object(&self, returning: &Returning) -> Result<&'a Object, Fault> {
        let name = &returning.query.from[0].path.parts[0];
        let known = self.context.schema.object(&name.text).filter(|object| object.searchable && !object.tooling);
        known.ok_or_else(|| {
            let failure = Failure::no_object(&name.text).at(&name.span);
            failure.of_search(|at| returning.place(at)).fault(self.text)
        })
    }
}

/// How many of each object's records are returned where all may be `most`: the same number, and more of some where
/// others have fewer.
fn shares(counts: &[usize], most: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|index| counts[*index]);
    let mut shares = vec![0; counts.len()];
    let mut left = most;
    for (done, index) in order.iter().enumerate() {
        let open = counts.len() - done;
        shares[*index] = counts[*index].min(left.div_ceil(open));
        left -= shares[*index];
    }
    shares
}

/// Adds `highlight.Field` for every text that holds what was searched for.
fn highlight(find: &Find, record: &mut Value) {
    let Some(members) = record.as_object_mut() else { return };
    let text = members.iter().filter(|(name, _)| *name != "Id" && !name.ends_with("Id"));
    let marked: Vec<_> = text
        .filter_map(|(name, value)| Some((format!("highlight.{name}"), highlighted(find, value.as_str()?)?)))
        .collect();
    members.extend(marked.into_iter().map(|(name, text)| (name, text.into())));
}

fn labels(org: &Org, search: &Search) -> Vec<Value> {
    let of = |returning: &Returning| {
        let object = org.schema.object(&returning.query.from[0].path.parts[0].text)?;
        let fields = returning.query.select.iter().filter_map(|item| match item {
            crate::soql::ast::Item::Field { expr: crate::soql::ast::Expr::Path(path), .. } => {
                object.field(&path.parts.last()?.text).filter(|_| path.parts.len() == 1)
            }
            _ => None,
        });
        let fields: Vec<_> = fields.map(|field| json!({"label": field.label, "name": field.name})).collect();
        Some(json!({"entityName": object.name, "fieldMetadata": fields}))
    };
    search.returning.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn a_limit_is_spread_evenly() {
        assert_eq!(shares(&[10, 10, 10], 6), [2, 2, 2]);
        assert_eq!(shares(&[10, 1, 10], 7), [3, 1, 3]);
        assert_eq!(shares(&[0, 5], 3), [0, 3]);
        assert_eq!(shares(&[2, 3], 9), [2, 3]);
        assert_eq!(shares(&[5, 5], 0), [0, 0]);
        assert_eq!(shares(&[9, 9], 1).iter().sum::<usize>(), 1);
    }
}
