//! A literal of a WHERE or HAVING as the value, or the range of values, that a column is compared with.

use super::{date_literal, failure::Failure, scope::Scope, term::Term};
use crate::{
    demo::{
        id,
        schema::Kind,
        store::value::{choices, datetime, instant},
    },
    soql::ast::{Literal, Scalar},
};
use jiff::{ToSpan, civil::Date};
use rusqlite::types::Value;

pub enum Meaning {
    Null,
    Value(Value),
    /// From the first up to, but not including, the second.
    Range(String, String),
}

/// What `literal` means beside `term`.
pub fn meaning(scope: &Scope, term: &Term, literal: &Literal) -> Result<Meaning, Failure> {
    let wrong = || Failure::field(wrong_type(term)).at(&term.span);
    let text = |text: &str| Ok(Meaning::Value(text.to_owned().into()));
    match (&literal.value, term.kind) {
        (Scalar::Bind(_), _) => Err(Failure::malformed("Bind variables only allowed in Apex code").at(&literal.span)),
        (Scalar::Null, _) => Ok(Meaning::Null),
        (Scalar::Bool(truth), Kind::Boolean) => Ok(Meaning::Value((*truth).into())),
        (Scalar::String(id), Kind::Id | Kind::Reference) => record_id(id).map_err(|failure| failure.at(&term.span)),
        (Scalar::String(string), _) if quotable(term.kind) => {
            let string = string.replace("\\%", "%").replace("\\_", "_");
            match (string.trim_end(), term.field) {
                ("", _) => Ok(Meaning::Null),
                (string, Some(field)) if term.kind == Kind::MultiPicklist => text(&choices(field, string)),
                (string, _) => text(string),
            }
        }
        (Scalar::Number(digits), Kind::Int | Kind::Double | Kind::Currency | Kind::Percent)
        | (Scalar::Currency { digits, .. }, Kind::Currency) => text(digits),
        (Scalar::Date(date), Kind::Date) => date.parse::<Date>().map_err(|_| wrong()).and_then(|_| text(date)),
        (Scalar::DateTime(time), Kind::DateTime) => datetime(time).ok_or_else(wrong).and_then(|time| text(&time)),
        (Scalar::DateLiteral { name, n }, Kind::Date | Kind::DateTime) => {
            let failure = || Failure::malformed(format!("unexpected token: '{name}'")).at(&literal.span);
            span(scope, name, *n, term.kind).ok_or_else(failure)
        }
        _ => Err(wrong()),
    }
}

fn quotable(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Boolean | Kind::Int | Kind::Double | Kind::Currency | Kind::Percent | Kind::Date | Kind::DateTime
    )
}

fn wrong_type(term: &Term) -> String {
    let (kind, quotes) = match term.kind {
        Kind::Boolean => ("boolean", "should not"),
        Kind::Int => ("int", "should not"),
        Kind::Double | Kind::Currency | Kind::Percent => ("double", "should not"),
        Kind::Date => ("date", "should not"),
        Kind::DateTime => ("dateTime", "should not"),
        Kind::Id | Kind::Reference => ("ID", "should"),
        _ => ("string", "should"),
    };
    format!(
        "value of filter criterion for field '{}' must be of type {kind} and {quotes} be enclosed in quotes",
        term.name
    )
}

fn record_id(text: &str) -> Result<Meaning, Failure> {
    if text.is_empty() {
        return Ok(Meaning::Null);
    }
    let unknown = || Failure::new("INVALID_QUERY_FILTER_OPERATOR", format!("invalid ID field: {text}"));
    id::long(text).map(|id| Meaning::Value(id.into())).ok_or_else(unknown)
}

/// A named date where the user is: days for a date field, points in time for a datetime.
fn span(scope: &Scope, name: &str, n: Option<u32>, kind: Kind) -> Option<Meaning> {
    let zone = &scope.setting.zone;
    let here = scope.setting.now.to_zoned(zone.clone());
    let (from, to) = date_literal::range(name, n, here.date())?;
    if kind == Kind::Date {
        return Some(Meaning::Range(from.to_string(), to.to_string()));
    }
    let midnight = |date: Date| date.to_zoned(zone.clone()).ok().map(|time| instant(time.timestamp()));
    let to = match name {
        "LAST_N_DAYS" | "LAST_90_DAYS" => instant(scope.setting.now.checked_add(1.millisecond()).ok()?),
        _ => midnight(to)?,
    };
    Some(Meaning::Range(midnight(from)?, to))
}
