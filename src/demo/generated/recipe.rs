//! How the values of one field follow from the number of their row. Writes bytes and allocates nothing, because some
//! millions of them may be wanted in a second.

use super::{Value, awkward};
use crate::demo::{
    id,
    sample::MAIN_USER,
    schema::{Field, Kind, Object},
};
use std::fmt::Write;

const WORDS: [&str; 16] = [
    "Amber", "Birch", "Copper", "Delta", "Ember", "Fjord", "Granite", "Harbor", "Indigo", "Juniper", "Krill", "Linden",
    "Meadow", "Nimbus", "Ochre", "Pebble",
];
/// Every so many rows, a text or a number is an awkward one.
const AWKWARD: u64 = 37;
/// Every so many rows, a field that may be empty is.
const EMPTY: u64 = 13;
/// Characters that a word and a number need.
const ROOM: u32 = 20;
/// Characters that every awkward text fits.
const WIDE: u32 = 40;

/// First characters and number of the rows that one of several objects has.
pub type Parents<'p> = dyn Fn(&[String]) -> Option<(String, u64)> + 'p;

#[derive(Clone, Debug)]
pub struct Recipe {
    what: What,
    /// Sets one field apart from another.
    salt: u64,
    nillable: bool,
}

#[derive(Clone, Debug)]
enum What {
    Nothing,
    No,
    Truth,
    Id(String),
    /// A reference to one of so many rows.
    Parent(String, u64),
    Constant(String),
    /// The label of the object and the number.
    Name(String),
    Text {
        awkward: bool,
    },
    /// A text that no other row has.
    Key(String),
    Digits(u32),
    Choice(Vec<String>),
    Choices(Vec<String>),
    Int,
    /// Digits behind the point, and in front of it.
    Number {
        scale: u32,
        wide: bool,
    },
    Date,
    Moment,
    Time,
    Email,
    Phone,
    Url,
    Long,
}

impl Recipe {
    /// `parent` knows first characters and number of the rows that one of several objects has.
    pub fn of(object: &Object, field: &Field, position: usize, parent: &Parents) -> Self {
        let salt = u64::try_from(position).unwrap_or_default();
        let nillable = field.nillable && !matches!(field.kind, Kind::Boolean);
        Self { what: what(object, field, parent), salt, nillable }
    }

    pub fn value(&self, number: u64, text: &mut String) -> Value {
        let mixed = number.wrapping_add(self.salt);
        if self.nillable && mixed.is_multiple_of(EMPTY) {
            return Value::Null;
        }
        match &self.what {
            What::Nothing => return Value::Null,
            What::No => return Value::Truth(false),
            What::Truth => return Value::Truth(mixed.is_multiple_of(3)),
            what => what.write(number, mixed, text),
        }
        Value::Text
    }
}

fn what(object: &Object, field: &Field, parent: &Parents) -> What {
    let choices = || field.picklist.iter().filter(|choice| choice.active).map(|choice| choice.value.clone()).collect();
    match field.kind {
        Kind::Id => What::Id(object.key_prefix.clone()),
        Kind::Boolean if field.name == "IsDeleted" || field.name == "IsArchived" => What::No,
        Kind::Boolean => What::Truth,
        Kind::Reference => match parent(&field.references) {
            Some((prefix, count)) => What::Parent(prefix, count),
            None if field.references.iter().any(|name| name == "User") => What::Constant(MAIN_USER.to_owned()),
            None => What::Nothing,
        },
        Kind::Int => What::Int,
        Kind::Double | Kind::Currency | Kind::Percent => {
            What::Number { scale: field.scale, wide: field.precision.saturating_sub(field.scale) >= 13 }
        }
        Kind::Date => What::Date,
        Kind::DateTime => What::Moment,
        Kind::Time => What::Time,
        Kind::Picklist | Kind::Combobox if !field.picklist.is_empty() => What::Choice(choices()),
        Kind::MultiPicklist if !field.picklist.is_empty() => What::Choices(choices()),
        Kind::Base64 | Kind::Address | Kind::Location | Kind::AnyType => What::Nothing,
        _ if field.name_field && field.length > WIDE => What::Name(object.label.clone()),
        _ if field.unique || field.external_id || field.name_field => What::Key(object.key_prefix.clone()),
        Kind::Email => What::Email,
        Kind::Phone => What::Phone,
        Kind::Url => What::Url,
        Kind::TextArea if field.length > 255 => What::Long,
        _ if field.length < ROOM => What::Digits(field.length.clamp(1, 9)),
        _ => What::Text { awkward: field.length >= WIDE && field.kind != Kind::EncryptedString },
    }
}

impl What {
    fn write(&self, number: u64, mixed: u64, text: &mut String) {
        let rare = mixed.is_multiple_of(AWKWARD).then_some(mixed / AWKWARD);
        let _ = match self {
            Self::Nothing | Self::No | Self::Truth => Ok(()),
            Self::Id(prefix) => {
                id::write(prefix, number, text);
                Ok(())
            }
            Self::Parent(prefix, count) => {
                id::write(prefix, number % count + 1, text);
                Ok(())
            }
            Self::Constant(value) => text.write_str(value),
            Self::Name(label) => match rare {
                Some(rare) => write!(text, "{} {number}", pick(&awkward::TEXTS, rare)),
                None => write!(text, "{label} {number}"),
            },
            Self::Text { awkward: true } if rare.is_some() => text.write_str(pick(&awkward::TEXTS, rare.unwrap_or(0))),
            Self::Text { .. } => write!(text, "{} {}", pick(&WORDS, mixed), mixed % 1_000),
            Self::Key(prefix) => write!(text, "{prefix}-{number}"),
            Self::Digits(length) => write!(text, "{}", number % 10_u64.pow(*length)),
            Self::Choice(choices) => text.write_str(pick(choices, mixed)),
            Self::Choices(choices) => several(choices, mixed, text),
            Self::Int => write!(text, "{}", number.wrapping_mul(7_919) % 1_000_000),
            Self::Number { scale, wide } => decimal(*scale, rare.filter(|_| *wide), mixed, text),
            Self::Date => write!(text, "{}-{:02}-{:02}", 2015 + mixed / 336 % 20, mixed / 28 % 12 + 1, mixed % 28 + 1),
            Self::Moment => moment(number, text),
            Self::Time => write!(text, "{:02}:{:02}:{:02}.000Z", mixed % 24, mixed / 24 % 60, mixed % 60),
            Self::Email => write!(text, "row{number}@example.com"),
            Self::Phone => write!(text, "+1 555 {:07}", number % 10_000_000),
            Self::Url => write!(text, "https://www.example.com/{number}"),
            Self::Long => long(number, rare, text),
        };
    }
}

fn pick<T: AsRef<str>>(from: &[T], at: u64) -> &str {
    let length = u64::try_from(from.len()).unwrap_or(1).max(1);
    from.get(usize::try_from(at % length).unwrap_or_default()).map_or("", AsRef::as_ref)
}

/// Choices in the order of their list.
fn several(choices: &[String], mixed: u64, text: &mut String) -> std::fmt::Result {
    for (at, choice) in choices.iter().enumerate() {
        if at == 0 || mixed >> (at % 8) & 1 == 1 {
            let sign = if text.is_empty() { "" } else { ";" };
            write!(text, "{sign}{choice}")?;
        }
    }
    Ok(())
}

fn decimal(scale: u32, rare: Option<u64>, mixed: u64, text: &mut String) -> std::fmt::Result {
    match (scale, rare) {
        (0, Some(rare)) => text.write_str(pick(&awkward::WHOLE, rare)),
        (2.., Some(rare)) => text.write_str(pick(&awkward::NUMBERS, rare)),
        (0, None) => write!(text, "{}.0", mixed % 1_000),
        (1, _) => write!(text, "{}.{}", mixed % 100, mixed % 10),
        _ => write!(text, "{}.{:02}", mixed % 100, mixed % 97),
    }
}

/// A second later than the row before. Months have four weeks here.
fn moment(number: u64, text: &mut String) -> std::fmt::Result {
    let (minutes, hours, days) = (number / 60, number / 3_600, number / 86_400);
    let (months, years) = (days / 28, days / 336 % 500);
    let (year, month, day) = (2020 + years, months % 12 + 1, days % 28 + 1);
    write!(text, "{year}-{month:02}-{day:02}T{:02}:{:02}:{:02}.000Z", hours % 24, minutes % 60, number % 60)
}

fn long(number: u64, rare: Option<u64>, text: &mut String) -> std::fmt::Result {
    let first = pick(&awkward::TEXTS, rare.unwrap_or(number));
    write!(text, "Row {number}.\n{first}\n{} {}", pick(&WORDS, number), pick(&WORDS, number / 16))
}
