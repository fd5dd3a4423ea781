//! The functions that make one value of many rows.

use super::{failure::Failure, term::Term};
use crate::{
    demo::schema::Kind,
    soql::ast::{Arg, Call, Expr},
};

const FUNCTIONS: [&str; 7] = ["COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX", "GROUPING"];

pub fn is(call: &Call) -> bool {
    FUNCTIONS.iter().any(|function| function.eq_ignore_ascii_case(&call.function.text))
}

/// Whether there is one anywhere in `expr`.
pub fn used(expr: &Expr) -> bool {
    let Expr::Call(call) = expr else { return false };
    is(call) || call.args.iter().any(|arg| matches!(arg, Arg::Expr(expr) if used(expr)))
}

/// What the function makes of its argument.
pub fn term<'a>(call: &Call, inner: Term<'a>) -> Result<Term<'a>, Failure> {
    let function = call.function.text.to_ascii_uppercase();
    if !takes(&function, &inner) {
        let reason = format!("field {} does not support aggregate operator {function}", inner.name);
        return Err(Failure::field(reason).at(&inner.span));
    }
    let value = inner.collated();
    let double = if inner.kind == Kind::Int { Kind::Double } else { inner.kind };
    let (sql, kind) = match function.as_str() {
        "COUNT" => (format!("CAST(count({value}) AS TEXT)"), Kind::Int),
        "COUNT_DISTINCT" => (format!("CAST(count(DISTINCT {value}) AS TEXT)"), Kind::Int),
        "SUM" => (format!("total_of({value})"), double),
        "AVG" => (format!("average_of({value})"), double),
        "MIN" => (format!("min({value})"), inner.kind),
        _ => (format!("max({value})"), inner.kind),
    };
    Ok(Term { base: sql.clone(), sql, kind, field: None, span: call.span.clone(), ..inner })
}

fn takes(function: &str, term: &Term) -> bool {
    match term.kind {
        Kind::Int | Kind::Double | Kind::Currency | Kind::Percent => true,
        Kind::Base64
        | Kind::Boolean
        | Kind::Time
        | Kind::Address
        | Kind::Location
        | Kind::AnyType
        | Kind::MultiPicklist
        | Kind::EncryptedString => false,
        _ => !matches!(function, "SUM" | "AVG") && !term.is_long(),
    }
}
