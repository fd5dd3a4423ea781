//! Records that a search found, as a query would give them: filtered, ordered and written by the same rules.

use super::{
    Context,
    cursor::Ids,
    failure::Failure,
    request::Request,
    rows::{self, Asked, Rows},
};
use crate::{
    demo::wire::Call,
    soql::ast::{Condition, Expr, Literal, Name, Op, Operand, Path, Query, Scalar},
};
use rusqlite::Connection;
use std::{borrow::Cow, collections::HashSet};

/// The records of one object.
pub struct Found<'c> {
    context: &'c Context<'c>,
    request: Request<'c>,
    rows: Rows,
    hits: Vec<String>,
    /// The query says the order; without that it is the order of the hits.
    ordered: bool,
}

impl<'c> Found<'c> {
    /// `hits` are ids, the best first; `query` has no LIMIT and no OFFSET.
    pub fn compile(
        context: &'c Context<'c>,
        call: &'c Call,
        query: &Query,
        hits: Vec<String>,
    ) -> Result<Self, Failure> {
        let request = Request::of(call);
        let setting = context.setting(&request);
        let object = setting.object(rows::from(query)?)?;
        let query = Query { filter: Some(among(&hits, query.filter.clone())), ..query.clone() };
        let rows = Rows::compile(&setting, &query, Asked { object, parent: None, depth: 0 })?;
        Ok(Self { context, request, rows, hits, ordered: !query.order.is_empty() })
    }

    /// The ids of the hits that the query lets through, in order.
    pub fn ids(&self, records: &Connection) -> rusqlite::Result<Vec<String>> {
        if self.hits.is_empty() {
            return Ok(Vec::new());
        }
        let ids = self.context.pages(&self.request, records).ids(&self.rows, None)?;
        let ids: Vec<String> = ids.from(0).map(Cow::into_owned).collect();
        if self.ordered {
            return Ok(ids);
        }
        let present: HashSet<_> = ids.into_iter().collect();
        Ok(self.hits.iter().filter(|id| present.contains(*id)).cloned().collect())
    }

    /// The records as a JSON list.
    pub fn write(&self, records: &Connection, ids: &[String]) -> rusqlite::Result<Vec<u8>> {
        let mut chosen = Ids::default();
        for id in ids {
            chosen.push(id);
        }
        Ok(self.context.pages(&self.request, records).page(&self.rows, &chosen, 0, usize::MAX)?.json)
    }
}

fn among(hits: &[String], filter: Option<Condition>) -> Condition {
    let literal = |id: &String| Literal { value: Scalar::String(id.clone()), span: 0..0 };
    // A list cannot be empty, and no record has this id.
    let nobody = [String::from("000000000000000AAA")];
    let hits = if hits.is_empty() { &nobody[..] } else { hits };
    let id = Path { parts: vec![Name { text: "Id".to_owned(), span: 0..0 }], span: 0..0 };
    let test = Condition::Test {
        left: Expr::Path(id),
        op: Op::In,
        right: Operand::List(hits.iter().map(literal).collect()),
        span: 0..0,
    };
    Condition::And(std::iter::once(test).chain(filter).collect())
}
