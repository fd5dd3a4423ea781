//! Numbers and dates. Integers and longs wrap around, decimals keep their digits.

use crate::demo::apex::{
    decimal::Decimal,
    thrown::{Stop, Thrown, null},
    tree::Operator,
    types::Type,
    value::Value,
};
use jiff::ToSpan;
use std::cmp::Ordering;

pub fn negated(value: &Value) -> Result<Value, Stop> {
    Ok(match value {
        Value::Integer(number) => Value::Integer(number.wrapping_neg()),
        Value::Long(number) => Value::Long(number.wrapping_neg()),
        Value::Decimal(number) => Value::Decimal(fitting(number.negated())?),
        _ => return Err(null().into()),
    })
}

/// `ty` is the type of what comes out.
pub fn binary(operator: Operator, left: &Value, right: &Value, ty: &Type) -> Result<Value, Stop> {
    if *ty == Type::Boolean {
        return Ok(Value::Boolean(compared(operator, left, right)));
    }
    if left.is_null() || right.is_null() {
        return Err(null().into());
    }
    match (ty, left, right) {
        (Type::Date, ..) => later(left, right),
        (Type::Integer, Value::Integer(left), Value::Integer(right)) => integer(operator, *left, *right),
        (Type::Long, ..) => long(operator, whole(left), whole(right)),
        _ => decimal(operator, left.decimal().ok_or_else(null)?, right.decimal().ok_or_else(null)?),
    }
}

fn compared(operator: Operator, left: &Value, right: &Value) -> bool {
    let order = left.compare(right);
    match operator {
        Operator::Equal => left.equals(right),
        Operator::Unequal => !left.equals(right),
        Operator::Less => order == Some(Ordering::Less),
        Operator::LessOrEqual => order.is_some_and(Ordering::is_le),
        Operator::Greater => order == Some(Ordering::Greater),
        _ => order.is_some_and(Ordering::is_ge),
    }
}

fn integer(operator: Operator, left: i32, right: i32) -> Result<Value, Stop> {
    Ok(Value::Integer(match operator {
        Operator::Add => left.wrapping_add(right),
        Operator::Subtract => left.wrapping_sub(right),
        Operator::Multiply => left.wrapping_mul(right),
        _ if right == 0 => return Err(by_zero()),
        _ => left.wrapping_div(right),
    }))
}

fn long(operator: Operator, left: i64, right: i64) -> Result<Value, Stop> {
    Ok(Value::Long(match operator {
        Operator::Add => left.wrapping_add(right),
        Operator::Subtract => left.wrapping_sub(right),
        Operator::Multiply => left.wrapping_mul(right),
        _ if right == 0 => return Err(by_zero()),
        _ => left.wrapping_div(right),
    }))
}

fn decimal(operator: Operator, left: Decimal, right: Decimal) -> Result<Value, Stop> {
    let number = match operator {
        Operator::Add => left.plus(right),
        Operator::Subtract => right.negated().and_then(|right| left.plus(right)),
        Operator::Multiply => left.times(right),
        _ if right.is_zero() => return Err(by_zero()),
        _ => left.over(right),
    };
    Ok(Value::Decimal(fitting(number)?))
}

fn whole(value: &Value) -> i64 {
    match value {
        Value::Integer(number) => (*number).into(),
        Value::Long(number) => *number,
        _ => 0,
    }
}

fn fitting(number: Option<Decimal>) -> Result<Decimal, Stop> {
    number.ok_or_else(|| Thrown::new("MathException", "The demo org counts with 38 digits").into())
}

fn by_zero() -> Stop {
    Thrown::new("MathException", "Divide by 0").into()
}

/// A date some days later.
pub fn later(date: &Value, days: &Value) -> Result<Value, Stop> {
    let (Value::Date(date), Value::Integer(days)) = (date, days) else { return Err(null().into()) };
    let later = date.checked_add(i64::from(*days).days());
    later.map(Value::Date).map_err(|_| Thrown::new("TypeException", "Invalid date").into())
}
