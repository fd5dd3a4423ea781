//! Developer names: what an app is called by everything but people.

use serde::Serialize;
use std::fmt;
use std::str::FromStr;

/// The most characters of a developer name.
const LONGEST: usize = 80;

/// A developer name, such as `sfo_cli`. Holds nothing that XML, SOQL or a path would read as its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Name(String);

impl Name {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What people read where nobody has chosen a label.
    pub fn label(&self) -> String {
        self.0.replace('_', " ")
    }
}

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let lawful = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let begun = text.starts_with(|first: char| first.is_ascii_alphabetic());
        if lawful && begun && !text.contains("__") && !text.ends_with('_') && text.len() <= LONGEST {
            return Ok(Self(text.to_owned()));
        }
        Err(format!(
            "a developer name has up to {LONGEST} letters, digits and single underscores, begins with a letter and does \
             not end with an underscore, such as sfo_cli; --label gives the name that people see"
        ))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_the_org_would_take() {
        for name in ["sfo_cli", "A", "c1"] {
            assert_eq!(name.parse::<Name>().expect("is one").as_str(), name);
        }
        for text in ["", "1a", "_a", "a_", "a__b", "a b", "a-b", "ä", "a<", "a'", &"a".repeat(81)] {
            assert!(text.parse::<Name>().is_err(), "{text}");
        }
    }
}
