//! `Id IN (SELECT AccountId FROM Contact …)`: the one kind of subselect a WHERE may have, and its many rules.

use super::{failure::Failure, filter, function, rows, scope::Scope, term::Term};
use crate::{
    demo::schema::{Kind, Object},
    soql::ast::{Condition, Expr, Item, Operand, Query},
};

/// Objects that a subselect may not ask.
const REFUSED: [&str; 4] = ["Task", "Event", "Note", "Attachment"];

/// Where a test stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Top,
    UnderOr,
    UnderNot,
    /// In a subselect's own WHERE.
    Inner,
    Having,
}

const MOST: usize = 2;

/// Whether all subselects of `condition` stand where they may, and are few enough.
pub fn check(condition: &Condition, place: Place) -> Result<(), Failure> {
    match count(condition, place)? {
        0..=MOST => Ok(()),
        _ => Err(Failure::malformed(format!("Maximum {MOST} semi join sub-selects are allowed"))),
    }
}

fn count(condition: &Condition, place: Place) -> Result<usize, Failure> {
    let below = |deeper| if place == Place::Top { deeper } else { place };
    let sum = |parts: &[Condition], place| parts.iter().map(|part| count(part, place)).sum();
    match condition {
        Condition::And(parts) => sum(parts, place),
        Condition::Or(parts) => sum(parts, below(Place::UnderOr)),
        Condition::Not(inner) => count(inner, below(Place::UnderNot)),
        Condition::Test { right: Operand::Query(_), span, .. } => {
            placed(place).map(|()| 1).map_err(|failure| failure.at(span))
        }
        Condition::Test { .. } => Ok(0),
    }
}

/// The subselect as SQL, for a test on `left`.
pub fn sql(scope: &Scope, left: &Term, query: &Query) -> Result<String, Failure> {
    plain(query).map_err(|failure| failure.at(&left.span))?;
    if !left.is_id() {
        let reason = "The left operand field in the where expression for outer query should be an id field, cannot use";
        return Err(Failure::malformed(format!("{reason}: '{}'", left.name)).at(&left.span));
    }
    let object = scope.setting.object(rows::from(query)?)?;
    allowed(scope, object).map_err(|failure| failure.at(&left.span))?;
    let mut inner = Scope::new(scope.setting, object, scope.binds.clone());
    inner.name(&query.from)?;
    let selected = selected(&mut inner, query)?;
    let (from, to) = (targets(scope.root, left), targets(object, &selected));
    if !from.iter().any(|target| to.contains(target)) {
        return Err(Failure::malformed(format!(
            "The selected field '{}' in the subquery and the left operand field in the where expression in the outer \
             query '{}' should point to the same object type",
            selected.name, left.name
        ))
        .at(&left.span));
    }
    let filter = filter::sql(&mut inner, query, Place::Inner)?;
    Ok(format!("SELECT {} FROM {}{filter}", selected.sql, inner.sources()))
}

fn placed(place: Place) -> Result<(), Failure> {
    Err(Failure::malformed(match place {
        Place::Top => return Ok(()),
        Place::UnderOr => "Semi join sub-selects are not allowed with the 'OR' operator",
        Place::UnderNot => {
            "Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions"
        }
        Place::Inner => "Nesting of semi join sub-selects is not supported",
        Place::Having => "Semi join sub-selects are not allowed in HAVING",
    }))
}

fn plain(query: &Query) -> Result<(), Failure> {
    let clause = match query {
        Query { group: Some(_), .. } => "GROUP BY",
        Query { limit: Some(_), .. } => "LIMIT",
        Query { offset: Some(_), .. } => "OFFSET",
        Query { order, .. } if !order.is_empty() => "ORDER BY",
        Query { purposes, .. } if !purposes.is_empty() => "FOR",
        _ => return Ok(()),
    };
    Err(Failure::malformed(format!("Semi join sub-selects do not support {clause}")))
}

fn allowed(scope: &Scope, object: &Object) -> Result<(), Failure> {
    if std::ptr::eq(scope.root, object) {
        return Err(Failure::malformed("The inner and outer selects should not be on the same object type"));
    }
    if REFUSED.contains(&object.name.as_str()) {
        let reason = format!("Entity '{}' is not supported for semi join inner selects", object.name);
        return Err(Failure::malformed(reason));
    }
    Ok(())
}

fn selected<'a>(scope: &mut Scope<'a>, query: &Query) -> Result<Term<'a>, Failure> {
    let refused = |name: &str| {
        Failure::malformed(format!("Semi join sub-selects can only query id fields, cannot use: '{name}'"))
    };
    match query.select.as_slice() {
        [Item::Field { expr: expr @ Expr::Path(_), alias: None }] => {
            let term = function::term(scope, expr)?;
            if term.is_id() { Ok(term) } else { Err(refused(&term.name).at(&term.span)) }
        }
        [Item::Count(span)] => Err(refused("COUNT()").at(span)),
        _ => Err(Failure::malformed("Semi join sub-selects must select exactly one id field").at(&query.span)),
    }
}

/// The objects that an id field's values may be of.
fn targets<'a>(object: &'a Object, term: &'a Term) -> Vec<&'a str> {
    match term.field {
        Some(field) if field.kind == Kind::Reference => field.references.iter().map(String::as_str).collect(),
        _ => vec![object.name.as_str()],
    }
}
