//! Methods of values.

use super::{Method, of, text};
use crate::demo::apex::{
    run::later,
    thrown::{Stop, Thrown, null},
    value::Value,
};
use std::cell::RefCell;

pub const METHODS: &[Method] = &[
    of("String", "length", &[], "Integer", |_, on, _| Ok(count(string(on)?.encode_utf16().count()))),
    of("String", "toUpperCase", &[], "String", |_, on, _| Ok(Value::text(string(on)?.to_uppercase()))),
    of("String", "toLowerCase", &[], "String", |_, on, _| Ok(Value::text(string(on)?.to_lowercase()))),
    of("String", "trim", &[], "String", |_, on, _| Ok(Value::text(string(on)?.trim()))),
    of("String", "contains", &["String"], "Boolean", |_, on, given| {
        Ok(Value::Boolean(string(on)?.contains(string(&given[0])?)))
    }),
    of("String", "startsWith", &["String"], "Boolean", |_, on, given| {
        Ok(Value::Boolean(string(on)?.starts_with(string(&given[0])?)))
    }),
    of("String", "endsWith", &["String"], "Boolean", |_, on, given| {
        Ok(Value::Boolean(string(on)?.ends_with(string(&given[0])?)))
    }),
    of("String", "equals", &["String"], "Boolean", |_, on, given| {
        Ok(Value::Boolean(text(&given[0]) == Some(string(on)?)))
    }),
    of("String", "equalsIgnoreCase", &["String"], "Boolean", |_, on, given| {
        Ok(Value::Boolean(
            text(&given[0])
                .is_some_and(|it| it.to_lowercase() == string(on).map(str::to_lowercase).unwrap_or_default()),
        ))
    }),
    of("String", "replace", &["String", "String"], "String", |run, on, given| {
        let replaced = string(on)?.replace(string(&given[0])?, string(&given[1])?);
        run.spend(replaced.len())?;
        Ok(Value::text(replaced))
    }),
    of("List", "add", &["T"], "void", |_, on, given| {
        items(on)?.borrow_mut().push(given[0].clone());
        Ok(Value::Null)
    }),
    of("List", "size", &[], "Integer", |_, on, _| Ok(count(items(on)?.borrow().len()))),
    of("List", "isEmpty", &[], "Boolean", |_, on, _| Ok(Value::Boolean(items(on)?.borrow().is_empty()))),
    of("List", "get", &["Integer"], "T", |_, on, given| item(on, &given[0])),
    of("List", "clear", &[], "void", |_, on, _| {
        items(on)?.borrow_mut().clear();
        Ok(Value::Null)
    }),
    of("Exception", "getMessage", &[], "String", |_, on, _| {
        let message = thrown(on)?.message.as_deref().unwrap_or("Script-thrown exception");
        Ok(Value::text(message))
    }),
    of("Exception", "getTypeName", &[], "String", |_, on, _| Ok(Value::text(format!("System.{}", thrown(on)?.kind)))),
    of("Exception", "getLineNumber", &[], "Integer", |_, on, _| Ok(count(thrown(on)?.line))),
    of("Exception", "getStackTraceString", &[], "String", |_, on, _| Ok(Value::text(thrown(on)?.stack()))),
    of("Date", "addDays", &["Integer"], "Date", |_, on, given| later(on, &given[0])),
];

/// The item of a list at an index.
pub fn item(list: &Value, index: &Value) -> Result<Value, Stop> {
    let items = items(list)?.borrow();
    let Value::Integer(index) = index else { return Err(null().into()) };
    let found = usize::try_from(*index).ok().and_then(|index| items.get(index));
    found.cloned().ok_or_else(|| out_of_bounds(*index))
}

/// Replaces an item.
pub fn put(list: &Value, index: &Value, value: Value) -> Result<(), Stop> {
    let mut items = items(list)?.borrow_mut();
    let Value::Integer(index) = index else { return Err(null().into()) };
    let place = usize::try_from(*index).ok().and_then(|index| items.get_mut(index));
    *place.ok_or_else(|| out_of_bounds(*index))? = value;
    Ok(())
}

fn out_of_bounds(index: i32) -> Stop {
    Thrown::new("ListException", format!("List index out of bounds: {index}")).into()
}

fn string(value: &Value) -> Result<&str, Stop> {
    text(value).ok_or_else(|| null().into())
}

fn items(value: &Value) -> Result<&RefCell<Vec<Value>>, Stop> {
    match value {
        Value::List(items) => Ok(items),
        _ => Err(null().into()),
    }
}

fn thrown(value: &Value) -> Result<&Thrown, Stop> {
    match value {
        Value::Thrown(thrown) => Ok(thrown),
        _ => Err(null().into()),
    }
}

fn count(number: usize) -> Value {
    Value::Integer(i32::try_from(number).unwrap_or(i32::MAX))
}
