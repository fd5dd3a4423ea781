//! Which rows a query sees: its WHERE, the scope it is asked in, and whether deleted rows show.

use super::{
    condition,
    failure::Failure,
    function,
    scope::Scope,
    semijoin::{self, Place},
};
use crate::{
    demo::schema::{Kind, Object},
    soql::ast::{Condition, Expr, Op, Query},
};

/// ` WHERE …`, or nothing: what the query asks for, and what it may see.
pub fn sql(scope: &mut Scope, query: &Query, place: Place) -> Result<String, Failure> {
    let mut tests = Vec::new();
    if let Some(condition) = &query.filter {
        semijoin::check(condition, place)?;
        tests.push(condition::sql(scope, condition, &mut function::term)?);
    }
    tests.extend(visible(scope));
    tests.extend(mine(scope, query));
    with(query)?;
    Ok(if tests.is_empty() { String::new() } else { format!(" WHERE {}", tests.join(" AND ")) })
}

/// Deleted records, and activities that were archived, show only when all rows are wanted.
pub fn visible(scope: &Scope) -> Option<String> {
    let flags: &[_] = match scope.root.name.as_str() {
        "Task" | "Event" => &["IsDeleted", "IsArchived"],
        _ => &["IsDeleted"],
    };
    let flags = flags.iter().filter(|flag| scope.root.field(flag).is_some_and(|field| field.kind == Kind::Boolean));
    let tests: Vec<_> = flags.map(|flag| format!("{} = 0", scope.own(flag))).collect();
    (!tests.is_empty() && !scope.setting.all_rows && scope.root.made.is_none()).then(|| tests.join(" AND "))
}

/// USING SCOPE. Nobody in the demo org delegates, has a team or a territory.
fn mine(scope: &Scope, query: &Query) -> Option<String> {
    let name = query.scope.as_ref()?.text.to_ascii_lowercase();
    let owned = scope.root.field("OwnerId").is_some();
    match name.as_str() {
        "everything" | "scopingrule" => None,
        "mine" | "mine_and_my_groups" if owned => {
            Some(format!("{} = {}", scope.own("OwnerId"), scope.bind(scope.setting.user.to_owned())))
        }
        _ => Some("0".to_owned()),
    }
}

/// WITH clauses are Apex's, but for the one that only asks for more facts about visibility.
fn with(query: &Query) -> Result<(), Failure> {
    let Some(with) = &query.with else { return Ok(()) };
    let text = with.text.trim_start();
    let first = text.split(|char: char| char != '_' && !char.is_alphanumeric()).next().unwrap_or_default();
    let upper = first.to_ascii_uppercase();
    match upper.as_str() {
        "RECORDVISIBILITYCONTEXT" => Ok(()),
        "SECURITY_ENFORCED" | "USER_MODE" | "SYSTEM_MODE" => {
            Err(Failure::malformed(format!("{upper} not allowed in this context")))
        }
        _ => Err(Failure::malformed(format!("unexpected token: '{first}'")).at(&with.span)),
    }
}

/// Objects that must be asked for something in particular.
pub fn guard(object: &Object, query: &Query) -> Result<(), Failure> {
    let asks = query.filter.as_ref().is_some_and(|filter| names(filter, &["ContentDocumentId", "LinkedEntityId"]));
    if object.name == "ContentDocumentLink" && !asks {
        return Err(Failure::malformed(
            "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or \
             LinkedEntityId using the equals operator or multiple Id's using the IN operator.",
        ));
    }
    Ok(())
}

fn names(condition: &Condition, fields: &[&str]) -> bool {
    match condition {
        Condition::And(parts) => parts.iter().any(|part| names(part, fields)),
        Condition::Test { left: Expr::Path(path), op: Op::Eq | Op::In, .. } => {
            path.parts.last().is_some_and(|last| fields.iter().any(|field| field.eq_ignore_ascii_case(&last.text)))
        }
        _ => false,
    }
}
