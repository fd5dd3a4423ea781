//! WHERE and HAVING as SQL.
//!
//! SQL has three truth values and SOQL two. A test that a null leaves open counts as false, and whatever negates
//! (`!=`, `NOT IN`, `EXCLUDES`, `NOT`) is written as `IS NOT TRUE`, so that it holds for null.

use super::{
    failure::Failure,
    literal::{Meaning, meaning},
    scope::Scope,
    semijoin,
    term::Term,
};
use crate::{
    demo::schema::Kind,
    soql::ast::{Condition, Expr, Literal, Op, Operand, Scalar},
};

/// How the left side of a test is read: HAVING has aggregates there.
pub type Read<'r, 'a> = dyn FnMut(&mut Scope<'a>, &Expr) -> Result<Term<'a>, Failure> + 'r;

pub fn sql<'a>(scope: &mut Scope<'a>, condition: &Condition, read: &mut Read<'_, 'a>) -> Result<String, Failure> {
    match condition {
        Condition::And(all) => joined(scope, all, " AND ", read),
        Condition::Or(any) => joined(scope, any, " OR ", read),
        Condition::Not(inner) => Ok(format!("({} IS NOT TRUE)", sql(scope, inner, read)?)),
        Condition::Test { left, op, right, .. } => {
            let term = read(scope, left)?;
            term.filterable()?;
            test(scope, &term, *op, right)
        }
    }
}

fn joined<'a>(
    scope: &mut Scope<'a>,
    parts: &[Condition],
    glue: &str,
    read: &mut Read<'_, 'a>,
) -> Result<String, Failure> {
    let parts: Result<Vec<_>, _> = parts.iter().map(|part| sql(scope, part, read)).collect();
    Ok(balanced(&parts?, glue))
}

/// SQLite takes a chain of a thousand tests for too deep a tree, so that longer ones are halved.
fn balanced(parts: &[String], glue: &str) -> String {
    match parts.len() {
        0..100 => format!("({})", parts.join(glue)),
        len => {
            let (left, right) = parts.split_at(len / 2);
            format!("({}{glue}{})", balanced(left, glue), balanced(right, glue))
        }
    }
}

fn test(scope: &Scope, term: &Term, op: Op, right: &Operand) -> Result<String, Failure> {
    let holds = match (op, right) {
        (Op::In | Op::NotIn, Operand::Query(query)) => {
            format!("{} IN ({})", term.sql, semijoin::sql(scope, term, query)?)
        }
        (Op::In | Op::NotIn, Operand::List(list)) => one_of(scope, term, list)?,
        (Op::Includes | Op::Excludes, Operand::List(list)) => includes(scope, term, list)?,
        (Op::Like, Operand::Value(literal)) => like(scope, term, literal)?,
        (_, Operand::Value(literal)) => compared(scope, term, op, literal)?,
        _ => return Err(Failure::malformed("unexpected token: '('").at(&term.span)),
    };
    let negated = matches!(op, Op::Ne | Op::NotIn | Op::Excludes);
    Ok(if negated { format!("(({holds}) IS NOT TRUE)") } else { format!("({holds})") })
}

/// For `!=` this is the test that must not hold.
fn compared(scope: &Scope, term: &Term, op: Op, literal: &Literal) -> Result<String, Failure> {
    let column = comparable(term);
    Ok(match (op, meaning(scope, term, literal)?) {
        (Op::Eq | Op::Ne, Meaning::Null) if term.kind == Kind::Boolean => format!("{column} = 0"),
        (Op::Eq | Op::Ne, Meaning::Null) => format!("{} IS NULL", term.sql),
        (_, Meaning::Null) => "0".to_owned(),
        (op, Meaning::Value(value)) => format!("{column} {} {}", sign(op), scope.bind(value)),
        (op, Meaning::Range(from, to)) => {
            let bind = |date| scope.bind(date);
            match op {
                Op::Lt => format!("{column} < {}", bind(from)),
                Op::Ge => format!("{column} >= {}", bind(from)),
                Op::Gt => format!("{column} >= {}", bind(to)),
                Op::Le => format!("{column} < {}", bind(to)),
                _ => format!("{column} >= {} AND {column} < {}", bind(from), bind(to)),
            }
        }
    })
}

/// A checkbox that is not there, like that of a missing parent, is not ticked.
fn comparable(term: &Term) -> String {
    match term.kind {
        Kind::Boolean => format!("coalesce({}, 0)", term.sql),
        _ => term.collated(),
    }
}

fn sign(op: Op) -> &'static str {
    match op {
        Op::Lt => "<",
        Op::Le => "<=",
        Op::Gt => ">",
        Op::Ge => ">=",
        _ => "=",
    }
}

fn one_of(scope: &Scope, term: &Term, list: &[Literal]) -> Result<String, Failure> {
    let mut marks = Vec::new();
    let mut tests = Vec::new();
    for literal in list {
        match meaning(scope, term, literal)? {
            Meaning::Value(value) => marks.push(scope.bind(value)),
            _ => tests.push(compared(scope, term, Op::Eq, literal)?),
        }
    }
    if !marks.is_empty() {
        tests.push(format!("{} IN ({})", comparable(term), marks.join(", ")));
    }
    Ok(tests.join(" OR "))
}

fn includes(scope: &Scope, term: &Term, list: &[Literal]) -> Result<String, Failure> {
    if term.kind != Kind::MultiPicklist {
        let reason = format!("field '{}' is not a multi-select picklist: INCLUDES and EXCLUDES need one", term.name);
        return Err(Failure::new("INVALID_QUERY_FILTER_OPERATOR", reason).at(&term.span));
    }
    let mut tests = Vec::new();
    for literal in list {
        tests.push(match meaning(scope, term, literal)? {
            Meaning::Value(wanted) => format!("includes({}, {})", term.sql, scope.bind(wanted)),
            _ => format!("{} IS NULL", term.sql),
        });
    }
    Ok(tests.join(" OR "))
}

fn like(scope: &Scope, term: &Term, literal: &Literal) -> Result<String, Failure> {
    if term.is_id() {
        return Err(Failure::new("INVALID_QUERY_FILTER_OPERATOR", "invalid operator on id field").at(&term.span));
    }
    if matches!(meaning(scope, term, literal)?, Meaning::Null) {
        return Ok(format!("{} IS NULL", term.sql));
    }
    match &literal.value {
        Scalar::String(pattern) => Ok(format!("alike({}, {})", term.sql, scope.bind(pattern.clone()))),
        _ => Err(Failure::new("INVALID_QUERY_FILTER_OPERATOR", "invalid operator").at(&term.span)),
    }
}
