//! `FIELDS(ALL | STANDARD | CUSTOM)`: which fields it stands for, and when it may.

use super::failure::Failure;
use crate::{
    demo::schema::Object,
    soql::ast::{Arg, Call, Condition, Expr, Name, Op, Operand, Path, Query},
};

/// The most rows that an unbounded list of fields may return.
const MOST: u64 = 200;

/// The fields that `expr` stands for, as paths; `None` where it is no `FIELDS()`.
pub fn expand(expr: &Expr, object: &Object, query: &Query) -> Result<Option<Vec<Path>>, Failure> {
    let Expr::Call(call) = expr else { return Ok(None) };
    let Some(which) = which(call) else { return Ok(None) };
    if which != "STANDARD" && !bounded(query) {
        return Err(Failure::malformed(format!("The SOQL FIELDS function must have a LIMIT of at most {MOST}")));
    }
    let wanted = |name: &str| match which.as_str() {
        "ALL" => true,
        "CUSTOM" => custom(name),
        _ => !custom(name),
    };
    let fields: Vec<_> = object.fields.iter().filter(|field| wanted(&field.name)).collect();
    if fields.is_empty() && query.select.len() == 1 {
        return Err(Failure::malformed(format!("There are no custom fields on entity '{}'", object.name)));
    }
    let path = |name: &str| {
        let name = Name { text: name.to_owned(), span: call.span.clone() };
        Path { parts: vec![name], span: call.span.clone() }
    };
    Ok(Some(fields.into_iter().map(|field| path(&field.name)).collect()))
}

/// Whether `expr` stands for fields that an admin may add to at any time.
pub fn unbounded(expr: &Expr) -> bool {
    matches!(expr, Expr::Call(call) if which(call).is_some_and(|which| which != "STANDARD"))
}

fn which(call: &Call) -> Option<String> {
    let fields = call.function.text.eq_ignore_ascii_case("FIELDS");
    match call.args.as_slice() {
        [Arg::Expr(Expr::Path(path))] if fields => path.parts.first().map(|name| name.text.to_ascii_uppercase()),
        _ => None,
    }
}

/// `__c` and, of a location's parts, `__s`.
pub fn custom(name: &str) -> bool {
    name.ends_with("__c") || name.ends_with("__s")
}

fn bounded(query: &Query) -> bool {
    query.limit.is_some_and(|limit| limit <= MOST) || query.filter.as_ref().is_some_and(names_ids)
}

fn names_ids(condition: &Condition) -> bool {
    match condition {
        Condition::And(parts) => parts.iter().any(names_ids),
        Condition::Test { left: Expr::Path(path), op, right, .. } if path.parts.len() == 1 => {
            let few = match (op, right) {
                (Op::Eq, _) => true,
                (Op::In, Operand::List(list)) => u64::try_from(list.len()).is_ok_and(|len| len <= MOST),
                _ => false,
            };
            few && path.parts[0].text.eq_ignore_ascii_case("Id")
        }
        _ => false,
    }
}
