//! How the values of one field follow from the number of their row. Appends to one text and allocates nothing, because
//! some millions of them may be wanted in a second.

use super::{
    Value, awkward,
    digits::{digits, parts},
};
use crate::demo::{
    id,
    sample::MAIN_USER,
    schema::{Field, Kind, Object},
};

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
        match self {
            Self::Nothing | Self::No | Self::Truth => (),
            Self::Id(prefix) => id::write(prefix, number, text),
            Self::Parent(prefix, count) => id::write(prefix, number % count + 1, text),
            Self::Constant(value) => text.push_str(value),
            Self::Name(label) => counted(rare.map_or(label, |rare| pick(&awkward::TEXTS, rare)), ' ', number, text),
            Self::Text { awkward: true } if rare.is_some() => text.push_str(pick(&awkward::TEXTS, rare.unwrap_or(0))),
            Self::Text { .. } => counted(pick(&WORDS, mixed), ' ', mixed % 1_000, text),
            Self::Key(prefix) => counted(prefix, '-', number, text),
            Self::Digits(length) => digits(number % 10_u64.pow(*length), 1, text),
            Self::Choice(choices) => text.push_str(pick(choices, mixed)),
            Self::Choices(choices) => several(choices, mixed, text),
            Self::Int => digits(number.wrapping_mul(7_919) % 1_000_000, 1, text),
            Self::Number { scale, wide } => decimal(*scale, rare.filter(|_| *wide), mixed, text),
            Self::Date => parts(&[2015 + mixed / 336 % 20, mixed / 28 % 12 + 1, mixed % 28 + 1], '-', text),
            Self::Moment => moment(number, text),
            Self::Time => clock(mixed % 24, mixed / 24 % 60, mixed % 60, text),
            Self::Email => {
                text.push_str("row");
                digits(number, 1, text);
                text.push_str("@example.com");
            }
            Self::Phone => {
                text.push_str("+1 555 ");
                digits(number % 10_000_000, 7, text);
            }
            Self::Url => {
                text.push_str("https://www.example.com/");
                digits(number, 1, text);
            }
            Self::Long => long(number, rare, text),
        }
    }
}

/// A word and a number.
fn counted(word: &str, sign: char, number: u64, text: &mut String) {
    text.push_str(word);
    text.push(sign);
    digits(number, 1, text);
}

fn pick<T: AsRef<str>>(from: &[T], at: u64) -> &str {
    let length = u64::try_from(from.len()).unwrap_or(1).max(1);
    from.get(usize::try_from(at % length).unwrap_or_default()).map_or("", AsRef::as_ref)
}

/// Choices in the order of their list.
fn several(choices: &[String], mixed: u64, text: &mut String) {
    for (at, choice) in choices.iter().enumerate() {
        if at == 0 || mixed >> (at % 8) & 1 == 1 {
            text.push_str(if text.is_empty() { "" } else { ";" });
            text.push_str(choice);
        }
    }
}

fn decimal(scale: u32, rare: Option<u64>, mixed: u64, text: &mut String) {
    let (whole, fraction, width) = match (scale, rare) {
        (0, Some(rare)) => return text.push_str(pick(&awkward::WHOLE, rare)),
        (2.., Some(rare)) => return text.push_str(pick(&awkward::NUMBERS, rare)),
        (0, None) => (mixed % 1_000, 0, 1),
        (1, _) => (mixed % 100, mixed % 10, 1),
        _ => (mixed % 100, mixed % 97, 2),
    };
    digits(whole, 1, text);
    text.push('.');
    digits(fraction, width, text);
}

/// A second later than the row before. Months have four weeks here.
fn moment(number: u64, text: &mut String) {
    let (minutes, hours, days) = (number / 60, number / 3_600, number / 86_400);
    let (months, years) = (days / 28, days / 336 % 500);
    parts(&[2020 + years, months % 12 + 1, days % 28 + 1], '-', text);
    text.push('T');
    clock(hours % 24, minutes % 60, number % 60, text);
}

fn clock(hours: u64, minutes: u64, seconds: u64, text: &mut String) {
    parts(&[hours, minutes, seconds], ':', text);
    text.push_str(".000Z");
}

fn long(number: u64, rare: Option<u64>, text: &mut String) {
    counted("Row", ' ', number, text);
    text.push_str(".\n");
    for (part, sign) in [
        (pick(&awkward::TEXTS, rare.unwrap_or(number)), "\n"),
        (pick(&WORDS, number), " "),
        (pick(&WORDS, number / 16), ""),
    ] {
        text.push_str(part);
        text.push_str(sign);
    }
}
