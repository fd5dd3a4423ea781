//! Values of a list as SOQL literals, and the forms in which the org may give the same value back.

use crate::error::Failure;
use crate::soql::{self, ast::Scalar};
use jiff::Timestamp;

/// How values of a field are written and compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// Text of which the first 15 characters count, in their case.
    Id,
    Number,
    Date,
    DateTime,
    Boolean,
}

impl Kind {
    /// By the name that a description gives the type.
    pub fn of(described: &str) -> Self {
        match described {
            "int" | "double" | "currency" | "percent" | "long" => Self::Number,
            "date" => Self::Date,
            "datetime" => Self::DateTime,
            "boolean" => Self::Boolean,
            "id" | "reference" => Self::Id,
            _ => Self::Text,
        }
    }

    /// By the looks of the values alone: ids, what can do without quotes, or text.
    pub fn by_looks(values: &[String]) -> Self {
        let id = |value: &String| {
            let bytes = value.as_bytes();
            matches!(bytes.len(), 15 | 18)
                && bytes.iter().all(u8::is_ascii_alphanumeric)
                && bytes.iter().any(u8::is_ascii_digit)
        };
        if values.iter().all(id) {
            return Self::Id;
        }
        let mut kinds = values.iter().map(|value| Self::bare(value));
        let first = kinds.next().flatten().filter(|first| kinds.all(|kind| kind == Some(*first)));
        first.unwrap_or(Self::Text)
    }

    /// By the looks of a value that could do without quotes.
    pub fn bare(value: &str) -> Option<Self> {
        match looks(value)? {
            Scalar::Number(_) => Some(Self::Number),
            Scalar::Date(_) => Some(Self::Date),
            Scalar::DateTime(_) => Some(Self::DateTime),
            Scalar::Bool(_) => Some(Self::Boolean),
            _ => None,
        }
    }

    /// The literal for a value, which must be of this kind.
    pub fn literal(self, value: &str) -> Result<String, Failure> {
        let bare = match (self, looks(value)) {
            (Self::Text | Self::Id, _) => return Ok(soql::quote(value)),
            (Self::Number, Some(Scalar::Number(_)))
            | (Self::Date, Some(Scalar::Date(_)))
            | (Self::DateTime, Some(Scalar::DateTime(_)))
            | (Self::Boolean, Some(Scalar::Bool(_))) => value,
            _ => {
                let wanted = match self {
                    Self::Number => "a number",
                    Self::Date => "a date such as 2024-05-31",
                    Self::DateTime => "a time such as 2024-05-31T10:00:00Z",
                    _ => "true or false",
                };
                return Err(Failure::usage(format!("`{value}` in the list is not {wanted}")));
            }
        };
        Ok(bare.to_owned())
    }

    /// The same text for values that the org takes for the same.
    pub fn key(self, value: &str) -> String {
        match self {
            Self::Text | Self::Boolean => value.trim_end().to_lowercase(),
            Self::Id => value.get(..15).unwrap_or(value).to_owned(),
            Self::Date => value.to_owned(),
            Self::Number => number(value),
            Self::DateTime => {
                value.parse::<Timestamp>().map_or_else(|_| value.to_owned(), |time| time.as_nanosecond().to_string())
            }
        }
    }
}

/// The literal that a value could be without quotes.
fn looks(value: &str) -> Option<Scalar> {
    match value {
        _ if value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false") => Some(Scalar::Bool(true)),
        _ => soql::number(value),
    }
}

/// The digits that matter.
fn number(value: &str) -> String {
    if value.contains(['e', 'E']) {
        return value.parse::<f64>().map_or_else(|_| value.to_owned(), |value| number(&value.to_string()));
    }
    let (sign, digits) = value.strip_prefix('-').map_or(("", value.trim_start_matches('+')), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    if whole.is_empty() && fraction.is_empty() { "0".to_owned() } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_written_as_its_field_wants_it() {
        let literal = |kind: Kind, value| kind.literal(value).ok();
        assert_eq!(literal(Kind::Text, "O'Neil").as_deref(), Some(r"'O\'Neil'"));
        assert_eq!(literal(Kind::Text, "12345").as_deref(), Some("'12345'"));
        assert_eq!(literal(Kind::Number, "1.10").as_deref(), Some("1.10"));
        assert_eq!(literal(Kind::DateTime, "2024-05-01T10:00:00Z").as_deref(), Some("2024-05-01T10:00:00Z"));
        for (kind, value) in [
            (Kind::Number, "1) OR (Id != null"),
            (Kind::Number, "2024-05-01"),
            (Kind::Date, "5/1/2024"),
            (Kind::DateTime, "2024-05-01"),
            (Kind::Boolean, "yes"),
        ] {
            assert_eq!(literal(kind, value), None, "{value}");
        }
    }

    #[test]
    fn the_same_value_has_the_same_key() {
        for (kind, a, b) in [
            (Kind::Text, "A@x.example ", "a@X.example"),
            (Kind::Id, "001000000000AbC", "001000000000AbCAAX"),
            (Kind::Number, "007.50", "7.5"),
            (Kind::Number, "-0", "0.0"),
            (Kind::Number, "1E+3", "1000"),
            (Kind::DateTime, "2024-05-01T10:00:00Z", "2024-05-01T12:00:00.000+0200"),
        ] {
            assert_eq!(kind.key(a), kind.key(b));
        }
        assert_ne!(Kind::Id.key("001000000000AbC"), Kind::Id.key("001000000000aBC"));
        assert_ne!(Kind::Number.key("-1"), Kind::Number.key("1"));
    }

    #[test]
    fn a_kind_is_told_by_the_looks_of_all_values() {
        let looks = |values: &[&str]| Kind::by_looks(&values.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(looks(&["001000000000AbC", "001000000000AbCAAX"]), Kind::Id);
        assert_eq!(looks(&["001000000000AbC", "x"]), Kind::Text);
        assert_eq!(looks(&["abcdefghijklmno"]), Kind::Text);
        assert_eq!(looks(&["2023", "2024"]), Kind::Number);
        assert_eq!(looks(&["2023", "2024-01-01"]), Kind::Text);
    }
}
