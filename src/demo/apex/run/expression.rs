//! Expressions.

use super::{Run, arithmetic};
use crate::demo::apex::{
    method,
    thrown::{Stop, Thrown, null},
    tree::{Call, Expr, Field, Kind, Operator, Place},
    types::Type,
    value::{Record, Value},
};
use crate::demo::{id, store::value::instant};
use std::rc::Rc;

impl Run<'_> {
    pub fn value(&mut self, expr: &Expr) -> Result<Value, Stop> {
        self.line = expr.at.line;
        let value = self.inner(expr);
        value.map_err(|stop| {
            self.line = expr.at.line;
            self.placed(stop)
        })
    }

    fn inner(&mut self, expr: &Expr) -> Result<Value, Stop> {
        Ok(match &expr.kind {
            Kind::Literal(value) => value.clone(),
            Kind::Slot(slot) => self.slots[*slot].clone(),
            Kind::Field(field) => self.field(field)?,
            Kind::Item(item) => {
                let (list, index) = (self.value(&item.0)?, self.value(&item.1)?);
                method::item(&list, &index)?
            }
            Kind::Record(object, fields) => {
                let mut record = Record { object: object.clone(), fields: Vec::new(), queried: false };
                for (name, value) in fields {
                    record.set(name, self.value(value)?);
                }
                Value::record(record)
            }
            Kind::List(items) => Value::list(items.iter().map(|item| self.value(item)).collect::<Result<_, _>>()?),
            Kind::Exception(kind, message) => {
                let message = message.as_ref().map(|message| self.value(message)).transpose()?;
                let message = message.filter(|message| !message.is_null()).map(|message| message.shown().into());
                Value::Thrown(Rc::new(Thrown { kind, message, line: 0 }))
            }
            Kind::Not(operand) => Value::Boolean(!self.holds(operand)?),
            Kind::Minus(operand) => arithmetic::negated(&self.value(operand)?)?,
            Kind::Binary(operator, sides) => self.binary(*operator, &sides.0, &sides.1, &expr.ty)?,
            Kind::Choose(parts) => {
                let (condition, left, right) = &**parts;
                let chosen = if self.holds(condition)? { left } else { right };
                self.value(chosen)?
            }
            Kind::Set(set) => self.set(&set.0, &set.1)?,
            Kind::Step { slot, by, before } => {
                let Value::Integer(old) = self.slots[*slot] else { return Err(null().into()) };
                self.slots[*slot] = Value::Integer(old.wrapping_add(*by));
                if *before { Value::Integer(old) } else { self.slots[*slot].clone() }
            }
            Kind::Call(call) => self.call(call)?,
            Kind::Query(query) => self.query(query)?,
            Kind::Convert(inner) => {
                let value = self.value(inner)?;
                convert(value, &expr.ty)?
            }
            Kind::Dml(deed, target) => {
                let target = self.value(target)?;
                self.line = expr.at.line;
                self.dml(*deed, &target)?
            }
        })
    }

    fn field(&mut self, field: &Field) -> Result<Value, Stop> {
        let record = match self.value(&field.of)? {
            Value::Record(record) => record,
            Value::Null if field.safe => return Ok(Value::Null),
            _ => return Err(null().into()),
        };
        let record = record.borrow();
        match record.get(&field.name) {
            Some(value) => Ok(value.clone()),
            None if record.queried => {
                let name = format!("{}.{}", record.object, field.name);
                let message =
                    format!("SObject row was retrieved via SOQL without querying the requested field: {name}");
                Err(Thrown::new("SObjectException", message).into())
            }
            None => Ok(Value::Null),
        }
    }

    fn set(&mut self, place: &Place, value: &Expr) -> Result<Value, Stop> {
        match place {
            Place::Slot(slot) => self.slots[*slot] = self.value(value)?,
            Place::Field(field) => {
                let Value::Record(record) = self.value(&field.of)? else { return Err(null().into()) };
                let value = self.value(value)?;
                record.borrow_mut().set(&field.name, value.clone());
                return Ok(value);
            }
            Place::Item(list, index) => {
                let (list, index) = (self.value(list)?, self.value(index)?);
                let value = self.value(value)?;
                method::put(&list, &index, value.clone())?;
                return Ok(value);
            }
        }
        let Place::Slot(slot) = place else { return Ok(Value::Null) };
        Ok(self.slots[*slot].clone())
    }

    fn call(&mut self, call: &Call) -> Result<Value, Stop> {
        let line = self.line;
        let on = call.on.as_ref().map_or(Ok(Value::Null), |on| self.value(on))?;
        if on.is_null() && call.on.is_some() {
            return if call.safe { Ok(Value::Null) } else { Err(null().into()) };
        }
        let given = call.arguments.iter().map(|argument| self.value(argument)).collect::<Result<Vec<_>, _>>()?;
        self.line = line;
        (call.method.run)(self, &on, &given)
    }

    fn binary(&mut self, operator: Operator, left: &Expr, right: &Expr, ty: &Type) -> Result<Value, Stop> {
        match operator {
            Operator::And => return Ok(Value::Boolean(self.holds(left)? && self.holds(right)?)),
            Operator::Or => return Ok(Value::Boolean(self.holds(left)? || self.holds(right)?)),
            Operator::Else => {
                let value = self.value(left)?;
                let value = if value.is_null() { self.value(right)? } else { value };
                return convert(value, ty);
            }
            _ => (),
        }
        let (left, right) = (self.value(left)?, self.value(right)?);
        if operator == Operator::Join {
            let joined = format!("{}{}", left.shown(), right.shown());
            self.spend(joined.len())?;
            return Ok(Value::text(joined));
        }
        arithmetic::binary(operator, &left, &right, ty)
    }
}

/// A value as one of type `ty`.
fn convert(value: Value, ty: &Type) -> Result<Value, Stop> {
    Ok(match (value, ty) {
        (Value::Integer(number), Type::Long) => Value::Long(number.into()),
        (value @ (Value::Integer(_) | Value::Long(_)), Type::Decimal) => {
            value.decimal().map_or(Value::Null, Value::Decimal)
        }
        (Value::Date(date), Type::Datetime) => {
            let midnight = date.to_zoned(jiff::tz::TimeZone::UTC).map(|zoned| zoned.timestamp());
            midnight.map_or(Value::Null, Value::Datetime)
        }
        (Value::Text(text), Type::Id) => match id::long(&text) {
            Some(long) => Value::text(long),
            None => return Err(Thrown::new("StringException", format!("Invalid id: {text}")).into()),
        },
        (Value::List(items), Type::Record(_)) => match items.borrow().as_slice() {
            [record] => record.clone(),
            [] => return Err(Thrown::new("QueryException", "List has no rows for assignment to SObject").into()),
            _ => {
                let message = "List has more than 1 row for assignment to SObject";
                return Err(Thrown::new("QueryException", message).into());
            }
        },
        (value, _) => value,
    })
}

/// As JSON has it, and SOQL between quotes.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Date(date) => date.to_string(),
        Value::Datetime(time) => instant(*time),
        value => value.shown(),
    }
}
