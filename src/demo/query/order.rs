//! ORDER BY: nulls come first in both directions unless the query says otherwise, and picklists sort as their
//! values are listed.

use super::{condition::Read, failure::Failure, scope::Scope, term::Term};
use crate::{
    demo::schema::Kind,
    soql::ast::{Order, Query},
};
use std::fmt::Write;

pub struct Key {
    pub value: String,
    /// Collation, direction and place of nulls.
    pub manner: String,
}

pub fn keys<'a>(scope: &mut Scope<'a>, query: &Query, read: &mut Read<'_, 'a>) -> Result<Vec<Key>, Failure> {
    let mut keys = Vec::new();
    for order in &query.order {
        let term = read(scope, &order.expr)?;
        term.sortable()?;
        if let Some(value) = place(scope, &term) {
            keys.push(Key { value, manner: manner(&term, order) });
        }
        let collated = term.collated();
        let collation = collated.strip_prefix(&term.sql).unwrap_or_default();
        keys.push(Key { manner: format!("{collation}{}", manner(&term, order)), value: term.sql });
    }
    Ok(keys)
}

/// The org has no ear for NULLS LAST on a lookup.
fn manner(term: &Term, order: &Order) -> String {
    let last = order.nulls_last == Some(true) && term.kind != Kind::Reference;
    let direction = if order.descending { "DESC" } else { "ASC" };
    format!(" {direction} NULLS {}", if last { "LAST" } else { "FIRST" })
}

/// A picklist value's position in its list; values that are not in it come after all others.
fn place(scope: &Scope, term: &Term) -> Option<String> {
    let field = term.field.filter(|field| term.kind == Kind::Picklist && !field.picklist.is_empty())?;
    let mut sql = format!("CASE WHEN {0} IS NULL THEN NULL ELSE CASE {0}", term.sql);
    for (position, choice) in field.picklist.iter().enumerate() {
        let _ = write!(sql, " WHEN {} THEN {position}", scope.bind(choice.value.clone()));
    }
    let _ = write!(sql, " ELSE {} END END", field.picklist.len());
    Some(sql)
}
