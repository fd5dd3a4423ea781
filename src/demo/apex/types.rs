//! The types that the demo org's Apex knows, by their names, and which value may stand where.

use crate::demo::schema::{Kind, Schema};
use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Of `null` alone; fits everywhere.
    Null,
    Void,
    Boolean,
    Integer,
    Long,
    Decimal,
    String,
    Id,
    Date,
    Datetime,
    /// `LoggingLevel`
    Level,
    Object,
    /// An object of the schema, by its name there.
    Record(String),
    List(Box<Type>),
    /// An exception by its name without `System.`; `Exception` is all of them.
    Exception(&'static str),
}

const EXCEPTIONS: [&str; 11] = [
    "Exception",
    "AssertException",
    "DmlException",
    "IllegalArgumentException",
    "ListException",
    "MathException",
    "NullPointerException",
    "QueryException",
    "SObjectException",
    "StringException",
    "TypeException",
];

const SIMPLE: [(&str, Type); 11] = [
    ("void", Type::Void),
    ("Boolean", Type::Boolean),
    ("Integer", Type::Integer),
    ("Long", Type::Long),
    ("Decimal", Type::Decimal),
    ("String", Type::String),
    ("Id", Type::Id),
    ("Date", Type::Date),
    ("Datetime", Type::Datetime),
    ("LoggingLevel", Type::Level),
    ("Object", Type::Object),
];

impl Type {
    /// The type called `name`, in any case; lists are written around others.
    pub fn named(name: &str, schema: &Schema) -> Option<Self> {
        let name = name.get(..7).filter(|start| start.eq_ignore_ascii_case("System.")).map_or(name, |_| &name[7..]);
        Self::simple(name).or_else(|| schema.object(name).map(|object| Self::Record(object.name.clone())))
    }

    /// The same without the schema's objects.
    pub fn simple(name: &str) -> Option<Self> {
        let simple = SIMPLE.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, it)| it.clone());
        let exception = || EXCEPTIONS.iter().find(|known| known.eq_ignore_ascii_case(name));
        simple.or_else(|| exception().map(|name| Self::Exception(name)))
    }

    /// What a field holds.
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Boolean => Self::Boolean,
            Kind::Int => Self::Integer,
            Kind::Double | Kind::Currency | Kind::Percent => Self::Decimal,
            Kind::Date => Self::Date,
            Kind::DateTime => Self::Datetime,
            Kind::Id | Kind::Reference => Self::Id,
            _ => Self::String,
        }
    }

    pub fn list(element: Self) -> Self {
        Self::List(Box::new(element))
    }

    pub fn is_number(&self) -> bool {
        matches!(self, Self::Integer | Self::Long | Self::Decimal)
    }

    /// Whether a value of this type may be given where `other` is wanted.
    pub fn fits(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Void, _) => false,
            (Self::Null, _)
            | (_, Self::Object)
            | (Self::Integer, Self::Long | Self::Decimal)
            | (Self::Long, Self::Decimal)
            | (Self::String, Self::Id)
            | (Self::Id, Self::String)
            | (Self::Date, Self::Datetime)
            | (Self::Exception(_), Self::Exception("Exception")) => true,
            (Self::List(element), Self::Record(_)) => **element == *other,
            _ => self == other,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Null => f.write_str("NULL"),
            Self::Record(name) => f.write_str(name),
            Self::List(element) => write!(f, "List<{element}>"),
            Self::Exception(name) => write!(f, "System.{name}"),
            simple => {
                let name = SIMPLE.iter().find(|(_, known)| known == simple).map_or("Object", |(name, _)| name);
                f.write_str(name)
            }
        }
    }
}
