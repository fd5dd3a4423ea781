//! Methods of classes.

use super::{Method, Work, fixed, text};
use crate::demo::apex::{
    run::Run,
    thrown::{Stop, Thrown},
    value::Value,
};
use jiff::Timestamp;

pub const METHODS: &[Method] = &[
    fixed("System", "debug", &["Object"], "void", |run, _, given| run.debug("DEBUG", &given[0])),
    fixed("System", "debug", &["LoggingLevel", "Object"], "void", |run, _, given| {
        run.debug(&given[0].shown(), &given[1])
    }),
    fixed("System", "assert", &["Boolean"], "void", |_, _, given| truth(&given[0], None)),
    fixed("System", "assert", &["Boolean", "Object"], "void", |_, _, given| truth(&given[0], Some(&given[1]))),
    fixed("System", "assertEquals", &["Object", "Object"], "void", |_, _, given| same(given, true)),
    fixed("System", "assertEquals", &["Object", "Object", "Object"], "void", |_, _, given| same(given, true)),
    fixed("System", "assertNotEquals", &["Object", "Object"], "void", |_, _, given| same(given, false)),
    fixed("System", "assertNotEquals", &["Object", "Object", "Object"], "void", |_, _, given| same(given, false)),
    fixed("Assert", "isTrue", &["Boolean"], "void", |_, _, given| truth(&given[0], None)),
    fixed("Assert", "areEqual", &["Object", "Object"], "void", |_, _, given| same(given, true)),
    fixed("System", "today", &[], "Date", TODAY),
    fixed("Date", "today", &[], "Date", TODAY),
    fixed("Date", "newInstance", &["Integer", "Integer", "Integer"], "Date", |_, _, given| date(given)),
    fixed("System", "now", &[], "Datetime", NOW),
    fixed("Datetime", "now", &[], "Datetime", NOW),
    fixed("String", "valueOf", &["Date"], "String", |_, _, given| match &given[0] {
        Value::Date(date) => Ok(Value::text(date.to_string())),
        other => Ok(Value::text(other.shown())),
    }),
    fixed("String", "valueOf", &["Object"], "String", |_, _, given| Ok(Value::text(given[0].shown()))),
    fixed("String", "isBlank", &["String"], "Boolean", |_, _, given| Ok(Value::Boolean(blank(&given[0])))),
    fixed("String", "isNotBlank", &["String"], "Boolean", |_, _, given| Ok(Value::Boolean(!blank(&given[0])))),
    fixed("String", "isEmpty", &["String"], "Boolean", |_, _, given| {
        Ok(Value::Boolean(text(&given[0]).is_none_or(str::is_empty)))
    }),
    fixed("String", "join", &["List<String>", "String"], "String", |_, _, given| join(given)),
    fixed("Integer", "valueOf", &["String"], "Integer", |_, _, given| {
        number(&given[0], "integer", |text| text.parse().map(Value::Integer).ok())
    }),
    fixed("Long", "valueOf", &["String"], "Long", |_, _, given| {
        number(&given[0], "long", |text| text.parse().map(Value::Long).ok())
    }),
    fixed("Decimal", "valueOf", &["String"], "Decimal", |_, _, given| {
        number(&given[0], "decimal", |text| text.parse().map(Value::Decimal).ok())
    }),
    fixed("Math", "mod", &["Integer", "Integer"], "Integer", |_, _, given| modulo(given)),
    fixed("Math", "max", &["Integer", "Integer"], "Integer", |_, _, given| pick(given, true)),
    fixed("Math", "min", &["Integer", "Integer"], "Integer", |_, _, given| pick(given, false)),
    fixed("UserInfo", "getUserId", &[], "Id", |run, _, _| Ok(Value::text(run.user()))),
];

const TODAY: Work = |run, _, _| Ok(Value::Date(run.today()?));
const NOW: Work = |_, _, _| Ok(Value::Datetime(Timestamp::now()));

fn truth(value: &Value, message: Option<&Value>) -> Result<Value, Stop> {
    match value {
        Value::Boolean(true) => Ok(Value::Null),
        _ => Err(failed(message, None)),
    }
}

fn same(given: &[Value], wanted: bool) -> Result<Value, Stop> {
    if given[0].equals(&given[1]) == wanted {
        return Ok(Value::Null);
    }
    let values = if wanted {
        format!("Expected: {}, Actual: {}", given[0].shown(), given[1].shown())
    } else {
        format!("Same value: {}", given[0].shown())
    };
    Err(failed(given.get(2), Some(&values)))
}

fn failed(message: Option<&Value>, values: Option<&str>) -> Stop {
    let message = message.map(|message| format!(": {}", message.shown())).unwrap_or_default();
    let values = values.map(|values| format!(": {values}")).unwrap_or_default();
    Thrown::new("AssertException", format!("Assertion Failed{message}{values}")).into()
}

fn blank(value: &Value) -> bool {
    text(value).is_none_or(|text| text.trim().is_empty())
}

fn join(given: &[Value]) -> Result<Value, Stop> {
    let (Value::List(items), Some(between)) = (&given[0], text(&given[1])) else { return Err(missing()) };
    let items: Vec<String> = items.borrow().iter().map(Value::shown).collect();
    Ok(Value::text(items.join(between)))
}

fn number(value: &Value, kind: &str, read: fn(&str) -> Option<Value>) -> Result<Value, Stop> {
    let text = text(value).ok_or_else(missing)?;
    read(text).ok_or_else(|| Thrown::new("TypeException", format!("Invalid {kind}: {text}")).into())
}

fn missing() -> Stop {
    Thrown::new("NullPointerException", "Argument cannot be null.").into()
}

fn integers(given: &[Value]) -> Result<Vec<i32>, Stop> {
    let integer = |value: &Value| match value {
        Value::Integer(number) => Ok(*number),
        _ => Err(missing()),
    };
    given.iter().map(integer).collect()
}

fn modulo(given: &[Value]) -> Result<Value, Stop> {
    let numbers = integers(given)?;
    match numbers[0].checked_rem(numbers[1]) {
        Some(rest) => Ok(Value::Integer(rest)),
        None if numbers[1] == 0 => Err(Thrown::new("MathException", "Divide by 0").into()),
        None => Ok(Value::Integer(0)),
    }
}

fn pick(given: &[Value], greatest: bool) -> Result<Value, Stop> {
    let numbers = integers(given)?;
    let picked = if greatest { numbers.iter().max() } else { numbers.iter().min() };
    Ok(picked.map_or(Value::Null, |number| Value::Integer(*number)))
}

fn date(given: &[Value]) -> Result<Value, Stop> {
    let numbers = integers(given)?;
    let small = |at: usize| i8::try_from(numbers[at]).ok();
    let date = i16::try_from(numbers[0]).ok().zip(small(1)).zip(small(2));
    let date = date.and_then(|((year, month), day)| jiff::civil::Date::new(year, month, day).ok());
    date.map(Value::Date).ok_or_else(|| Thrown::new("TypeException", "Invalid date").into())
}

impl Run<'_> {
    fn debug(&mut self, level: &str, value: &Value) -> Result<Value, Stop> {
        let shown = value.shown();
        self.spend(shown.len())?;
        self.note("USER_DEBUG", &format!("|{level}|{shown}"));
        Ok(Value::Null)
    }
}
