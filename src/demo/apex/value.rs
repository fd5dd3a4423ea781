//! Values while a block runs, and how they read.

use super::{decimal::Decimal, thrown::Thrown};
use jiff::{Timestamp, civil::Date};
use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;

#[derive(Clone, Debug)]
pub enum Value {
    Null,
    Boolean(bool),
    Integer(i32),
    Long(i64),
    Decimal(Decimal),
    /// Strings and Ids.
    Text(Rc<str>),
    Date(Date),
    Datetime(Timestamp),
    Record(Rc<RefCell<Record>>),
    List(Rc<RefCell<Vec<Value>>>),
    Thrown(Rc<Thrown>),
}

#[derive(Clone, Debug)]
pub struct Record {
    pub object: String,
    /// In the order in which they were set or selected.
    pub fields: Vec<(String, Value)>,
    /// It came from a query, which says which fields it has.
    pub queried: bool,
}

impl Record {
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value)
    }

    pub fn set(&mut self, field: &str, value: Value) {
        match self.fields.iter_mut().find(|(name, _)| name == field) {
            Some((_, old)) => *old = value,
            None => self.fields.push((field.to_owned(), value)),
        }
    }
}

impl Value {
    pub fn text(text: impl Into<Rc<str>>) -> Self {
        Self::Text(text.into())
    }

    pub fn list(items: Vec<Self>) -> Self {
        Self::List(Rc::new(RefCell::new(items)))
    }

    pub fn record(record: Record) -> Self {
        Self::Record(Rc::new(RefCell::new(record)))
    }

    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// As `System.debug` and `+` write it.
    pub fn shown(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Boolean(value) => value.to_string(),
            Self::Integer(value) => value.to_string(),
            Self::Long(value) => value.to_string(),
            Self::Decimal(value) => value.to_string(),
            Self::Text(text) => text.to_string(),
            Self::Date(date) => format!("{date} 00:00:00"),
            Self::Datetime(time) => time.strftime("%F %T").to_string(),
            Self::Record(record) => {
                let record = record.borrow();
                let fields = record.fields.iter().map(|(name, value)| format!("{name}={}", value.shown()));
                format!("{}:{{{}}}", record.object, fields.collect::<Vec<_>>().join(", "))
            }
            Self::List(items) => {
                format!("({})", items.borrow().iter().map(Self::shown).collect::<Vec<_>>().join(", "))
            }
            Self::Thrown(thrown) => thrown.text(),
        }
    }

    pub fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Integer(value) => Some(i64::from(*value).into()),
            Self::Long(value) => Some((*value).into()),
            Self::Decimal(value) => Some(*value),
            _ => None,
        }
    }

    /// `None` where the two have no order. Text is compared without regard to case.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Text(left), Self::Text(right)) => Some(left.to_lowercase().cmp(&right.to_lowercase())),
            (Self::Boolean(left), Self::Boolean(right)) => Some(left.cmp(right)),
            (Self::Date(left), Self::Date(right)) => Some(left.cmp(right)),
            (Self::Datetime(left), Self::Datetime(right)) => Some(left.cmp(right)),
            (left, right) => Some(left.decimal()?.compare(right.decimal()?)),
        }
    }

    /// `==`
    pub fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::List(left), Self::List(right)) => {
                let (left, right) = (left.borrow(), right.borrow());
                left.len() == right.len() && left.iter().zip(right.iter()).all(|(left, right)| left.equals(right))
            }
            (Self::Record(left), Self::Record(right)) => {
                let (left, right) = (left.borrow(), right.borrow());
                let same = |(name, value): &(String, Self)| right.get(name).is_some_and(|other| value.equals(other));
                left.object == right.object && left.fields.len() == right.fields.len() && left.fields.iter().all(same)
            }
            _ => self.compare(other) == Some(Ordering::Equal),
        }
    }
}
