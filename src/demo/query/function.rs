//! Fields and the functions around them that work on one row: dates, labels, currencies, distances. Aggregates
//! are made elsewhere.

use super::{failure::Failure, scope::Scope, term::Term};
use crate::{
    demo::{
        schema::{Field, Kind, Object},
        store::calendar,
    },
    soql::ast::{Arg, Call, Expr, Literal, Path, Scalar},
};
use std::fmt::Write;

/// The value of `expr` in one row.
pub fn term<'a>(scope: &mut Scope<'a>, expr: &Expr) -> Result<Term<'a>, Failure> {
    let call = match expr {
        Expr::Path(path) => return scope.term(path),
        Expr::Call(call) => call,
    };
    let name = call.function.text.to_ascii_uppercase();
    match name.as_str() {
        "TOLABEL" => label(scope, call),
        "CONVERTCURRENCY" => currency(scope, call),
        "FORMAT" => Ok(Term { formatted: true, ..term(scope, argument(call)?)? }),
        "DISTANCE" => distance(scope, call),
        function if calendar::FUNCTIONS.contains(&function) => date_part(scope, call, function),
        _ => Err(unexpected(call)),
    }
}

/// The only argument of a function of one.
pub fn argument(call: &Call) -> Result<&Expr, Failure> {
    match call.args.as_slice() {
        [Arg::Expr(expr)] => Ok(expr),
        _ => Err(unexpected(call)),
    }
}

pub fn unexpected(call: &Call) -> Failure {
    Failure::malformed(format!("unexpected token: '{}'", call.function.text)).at(&call.span)
}

fn date_part<'a>(scope: &mut Scope<'a>, call: &Call, function: &str) -> Result<Term<'a>, Failure> {
    let inner = argument(call)?;
    let (dated, zone) = match inner {
        Expr::Call(inner) if inner.function.text.eq_ignore_ascii_case("convertTimezone") => {
            (term(scope, argument(inner)?)?, scope.setting.zone_name())
        }
        _ => (term(scope, inner)?, ""),
    };
    let takes_date = function != "HOUR_IN_DAY" && zone.is_empty();
    if !(dated.kind == Kind::DateTime || dated.kind == Kind::Date && takes_date) {
        let reason = format!("field '{}' can not be used with function '{function}'", dated.name);
        return Err(Failure::field(reason).at(&dated.span));
    }
    dated.filterable()?;
    Ok(Term {
        sql: format!("date_part('{function}', {}, '{}')", dated.sql, zone.replace('\'', "''")),
        kind: if function == "DAY_ONLY" { Kind::Date } else { Kind::Int },
        field: None,
        span: call.span.clone(),
        ..dated
    })
}

/// The label of a picklist's value; what the list does not know stays as it is.
fn label<'a>(scope: &mut Scope<'a>, call: &Call) -> Result<Term<'a>, Failure> {
    let inner = term(scope, argument(call)?)?;
    let choices =
        inner.field.filter(|_| inner.is_picklist()).map(|field| field.picklist.as_slice()).unwrap_or_default();
    let differing: Vec<_> = choices.iter().filter(|choice| choice.label != choice.value).collect();
    if differing.is_empty() {
        return Ok(inner);
    }
    let mut sql = format!("CASE {}", inner.sql);
    for choice in differing {
        let (value, label) = (scope.bind(choice.value.clone()), scope.bind(choice.label.clone()));
        let _ = write!(sql, " WHEN {value} THEN {label}");
    }
    let _ = write!(sql, " ELSE {} END", inner.sql);
    Ok(Term { sql: format!("({sql})"), kind: Kind::String, ..inner })
}

/// The demo org has one currency, so that converting changes nothing.
fn currency<'a>(scope: &mut Scope<'a>, call: &Call) -> Result<Term<'a>, Failure> {
    let inner = term(scope, argument(call)?)?;
    match inner.kind {
        Kind::Currency => Ok(inner),
        _ => Err(Failure::field(format!("field '{}' is not a currency field", inner.name)).at(&inner.span)),
    }
}

fn distance<'a>(scope: &mut Scope<'a>, call: &Call) -> Result<Term<'a>, Failure> {
    let [Arg::Expr(Expr::Path(from)), Arg::Expr(to), Arg::Literal(Literal { value: Scalar::String(unit), .. })] =
        call.args.as_slice()
    else {
        return Err(unexpected(call));
    };
    if !matches!(unit.as_str(), "mi" | "km") {
        return Err(
            Failure::malformed(format!("Invalid distance unit: {unit}. Valid values are 'mi' and 'km'")).at(&call.span)
        );
    }
    let (name, from) = place(scope, from)?;
    let to = match to {
        Expr::Path(path) => place(scope, path)?.1,
        Expr::Call(call) => point(scope, call)?,
    };
    let sql = format!("distance({from}, {to}, {})", scope.bind(unit.clone()));
    let span = call.span.clone();
    Ok(Term { base: sql.clone(), sql, kind: Kind::Double, field: None, name, span, node: 0, formatted: false })
}

/// Name of a location field and its coordinates, as two SQL values.
fn place(scope: &mut Scope, path: &Path) -> Result<(String, String), Failure> {
    let (node, last) = scope.locate(path)?;
    let whole = scope.field(node, &last.text, &path.span)?;
    let object = scope.object(node).filter(|_| matches!(whole.kind, Kind::Location | Kind::Address));
    let Some(object) = object else {
        let reason = format!("field '{}' is not a location field", whole.name);
        return Err(Failure::field(reason).at(&path.span));
    };
    let coordinate = |part: &str| {
        let field = components(object, &whole.name).find(|(name, _)| name == part).map(|(_, field)| field);
        field.map_or_else(|| Ok("NULL".to_owned()), |field| scope.field(node, &field.name, &path.span).map(|t| t.sql))
    };
    Ok((whole.name.clone(), format!("{}, {}", coordinate("latitude")?, coordinate("longitude")?)))
}

fn point(scope: &Scope, call: &Call) -> Result<String, Failure> {
    let geolocation = call.function.text.eq_ignore_ascii_case("GEOLOCATION");
    match call.args.as_slice() {
        [
            Arg::Literal(Literal { value: Scalar::Number(latitude), .. }),
            Arg::Literal(Literal { value: Scalar::Number(longitude), .. }),
        ] if geolocation => Ok(format!("{}, {}", scope.bind(latitude.clone()), scope.bind(longitude.clone()))),
        _ => Err(unexpected(call)),
    }
}

/// The fields that make up a compound field, each by the name it has inside: `BillingCity` is `city`.
pub fn components<'a>(object: &'a Object, compound: &str) -> impl Iterator<Item = (String, &'a Field)> {
    let prefix = compound.strip_suffix("Address").unwrap_or(compound).to_owned();
    let prefix = prefix.strip_suffix("__c").map(|base| format!("{base}__")).unwrap_or(prefix);
    let compound = compound.to_owned();
    object.fields.iter().filter(move |field| field.compound.as_ref() == Some(&compound)).map(move |field| {
        let part = field.name.strip_prefix(&prefix).unwrap_or(&field.name);
        let mut part = part.strip_suffix("__s").unwrap_or(part).to_owned();
        part[..1].make_ascii_lowercase();
        (part, field)
    })
}
