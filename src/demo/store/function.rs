//! What SQLite has to learn before it can compare and compute like the org: two collations and a few functions.

use super::{calendar, decimal, text};
use rusqlite::{
    Connection, Result,
    functions::{Aggregate, Context, FunctionFlags},
    types::ValueRef,
};

/// Collation of case-insensitive text.
pub const CASELESS: &str = "CASELESS";
/// Collation of numbers, which are kept as text.
pub const DECIMAL: &str = "DECIMAL";

/// What a function of a row is to SQLite.
pub const PURE: FunctionFlags = FunctionFlags::SQLITE_DETERMINISTIC.union(FunctionFlags::SQLITE_UTF8);

pub fn register(connection: &Connection) -> Result<()> {
    connection.create_collation(CASELESS, text::compare)?;
    connection.create_collation(DECIMAL, decimal::compare)?;
    connection.create_scalar_function("alike", 2, PURE, |context| Ok(two_texts(context, text::like)))?;
    connection.create_scalar_function("includes", 2, PURE, |context| Ok(two_texts(context, text::includes)))?;
    connection.create_scalar_function("number", 2, PURE, number)?;
    connection.create_scalar_function("date_part", 3, PURE, |context| Ok(date_part(context)))?;
    connection.create_scalar_function("distance", 5, PURE, |context| Ok(distance(context)))?;
    connection.create_aggregate_function("total_of", 1, PURE, Total(decimal::Sum::total))?;
    connection.create_aggregate_function("average_of", 1, PURE, Total(decimal::Sum::average))
}

fn two_texts(context: &Context, holds: fn(&str, &str) -> bool) -> Option<bool> {
    let argument = |index| context.get_raw(index).as_str_or_null().ok().flatten();
    argument(0).zip(argument(1)).map(|(left, right)| holds(left, right))
}

/// `number(value, scale)`: whatever a formula computed, as the text that a number column holds; a negative scale
/// means an int field.
fn number(context: &Context) -> Result<Option<String>> {
    let text = match context.get_raw(0) {
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(text) => str::from_utf8(text).ok().and_then(decimal::plain),
        _ => None,
    };
    let scale: i64 = context.get(1)?;
    Ok(text.map(|text| match usize::try_from(scale) {
        Ok(scale) => decimal::fractional(decimal::round(&text, scale)),
        Err(_) => decimal::round(&text, 0),
    }))
}

fn date_part(context: &Context) -> Option<String> {
    let argument = |index| context.get_raw(index).as_str_or_null().ok().flatten().unwrap_or_default();
    calendar::part(argument(0), argument(1), argument(2))
}

/// `distance(latitude, longitude, latitude, longitude, unit)` along a great circle; null where a part is missing.
fn distance(context: &Context) -> Option<String> {
    let argument = |index| context.get_raw(index).as_str_or_null().ok().flatten();
    let radians = |index| argument(index)?.parse::<f64>().ok().map(f64::to_radians);
    let (from, to) = ((radians(0)?, radians(1)?), (radians(2)?, radians(3)?));
    let radius = if argument(4) == Some("mi") { 3_958.761_3 } else { 6_371.008_8 };
    let (north, east) = (((to.0 - from.0) / 2.0).sin(), ((to.1 - from.1) / 2.0).sin());
    let chord = north * north + from.0.cos() * to.0.cos() * east * east;
    Some(decimal::fractional((2.0 * radius * chord.sqrt().min(1.0).asin()).to_string()))
}

/// An aggregate over number columns that says in the end what its function makes of the sum; null over nothing.
struct Total(fn(&decimal::Sum) -> String);

impl Aggregate<decimal::Sum, Option<String>> for Total {
    fn init(&self, _: &mut Context<'_>) -> Result<decimal::Sum> {
        Ok(decimal::Sum::default())
    }

    fn step(&self, context: &mut Context<'_>, sum: &mut decimal::Sum) -> Result<()> {
        if let Ok(Some(text)) = context.get_raw(0).as_str_or_null() {
            sum.add(text);
        }
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, sum: Option<decimal::Sum>) -> Result<Option<String>> {
        Ok(sum.filter(|sum| sum.count > 0).map(|sum| self.0(&sum)))
    }
}
