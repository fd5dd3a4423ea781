//! Queries for made rows that want all of them, or those between two ids, in the order of their ids: which rows that is
//! follows from the numbers alone, and nothing has to be listed or counted.

use super::{
    failure::Failure,
    literal::{Meaning, meaning},
    scope::Scope,
};
use crate::{
    demo::generated::Made,
    soql::ast::{Condition, Expr, Op, Operand, Order, Query},
};
use rusqlite::types::Value;
use std::{cmp::Ordering, sync::Arc};

/// Numbers in a row, up or down.
#[derive(Clone, Debug)]
pub struct Stretch {
    pub made: Arc<Made>,
    first: u64,
    pub count: u64,
    down: bool,
}

impl Stretch {
    /// `None` where the query has to be run to know its rows.
    pub fn of(scope: &mut Scope, query: &Query) -> Result<Option<Self>, Failure> {
        let Some(made) = scope.root.made.clone() else { return Ok(None) };
        let down = match query.order.as_slice() {
            [] => false,
            [Order { expr, descending, .. }] if is_id(expr) => *descending,
            _ => return Ok(None),
        };
        if query.scope.is_some() {
            return Ok(None);
        }
        let mut bounds = (1, made.count);
        if let Some(filter) = &query.filter
            && !narrow(scope, &made, filter, &mut bounds)?
        {
            return Ok(None);
        }
        let all = (bounds.1 + 1).saturating_sub(bounds.0);
        let skipped = query.offset.unwrap_or(0).min(all);
        let count = (all - skipped).min(query.limit.unwrap_or(u64::MAX));
        let first = if down { bounds.1.saturating_sub(skipped) } else { bounds.0 + skipped };
        Ok(Some(Self { made, first, count, down }))
    }

    /// The number of the row at `position`.
    pub fn number(&self, position: u64) -> u64 {
        if self.down { self.first - position } else { self.first + position }
    }
}

impl Stretch {
    pub fn id(&self, position: usize) -> String {
        let mut id = String::new();
        self.made.id(self.number(u64::try_from(position).unwrap_or_default()), &mut id);
        id
    }
}

fn is_id(expr: &Expr) -> bool {
    matches!(expr, Expr::Path(path) if path.parts.len() == 1 && path.parts[0].text.eq_ignore_ascii_case("Id"))
}

/// Moves the first and the last number as far as the condition says; `false` where it says something else.
fn narrow(scope: &mut Scope, made: &Made, condition: &Condition, bounds: &mut (u64, u64)) -> Result<bool, Failure> {
    match condition {
        Condition::And(parts) => {
            for part in parts {
                if !narrow(scope, made, part, bounds)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Condition::Test { left: left @ Expr::Path(path), op, right: Operand::Value(literal), .. } if is_id(left) => {
            let term = scope.term(path)?;
            let Meaning::Value(Value::Text(id)) = meaning(scope, &term, literal)? else { return Ok(false) };
            let (below, upto) = (rank(made, &id, Ordering::Less), rank(made, &id, Ordering::Equal));
            let (first, last) = match op {
                Op::Eq => (below + 1, upto),
                Op::Gt => (upto + 1, made.count),
                Op::Ge => (below + 1, made.count),
                Op::Lt => (1, below),
                Op::Le => (1, upto),
                _ => return Ok(false),
            };
            *bounds = (bounds.0.max(first), bounds.1.min(last));
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// The number of rows whose ids stand before `id`, or, where `most` allows it, at it. Ids grow with their numbers.
fn rank(made: &Made, id: &str, most: Ordering) -> u64 {
    let (mut low, mut high) = (0, made.count);
    let mut text = String::new();
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        text.clear();
        made.id(middle, &mut text);
        if text.as_str().cmp(id) <= most { low = middle } else { high = middle - 1 }
    }
    low
}
