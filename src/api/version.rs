//! Which API version to ask for: the newest this program knows, or the org's own newest where that is older.

use super::{Client, Error};
use crate::record::Value;
use std::fmt;
use std::str::FromStr;

/// `67.0`, kept as its whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u16);

/// The newest version this program was written against (Summer '26).
pub const NEWEST: Version = Version(67);

impl Version {
    /// Whether it has what came with version `number`.
    pub fn is_since(self, number: u16) -> bool {
        self.0 >= number
    }
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let whole = text.trim_start_matches('v').trim_end_matches(".0");
        match whole.parse() {
            Ok(number @ 31..=999) => Ok(Self(number)),
            _ => Err("an API version looks like 67.0 and is at least 31.0".to_owned()),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}.0", self.0)
    }
}

/// The newest version the org serves (`spec/rest.md` 1.2).
pub async fn newest(client: &Client) -> Result<Version, Error> {
    let reply = client.fetch("/services/data/").await?;
    let versions = Value::parse(&reply).map_err(|error| Error::Unreadable(error.to_string()))?;
    let newest = versions.items().filter_map(|item| item.get("version")?.string().parse().ok()).max();
    newest.ok_or_else(|| Error::Unreadable("it lists no API version".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn versions_are_read_in_every_spelling() {
        for text in ["67.0", "67", "v67.0"] {
            assert_eq!(text.parse(), Ok(Version(67)));
        }
        for text in ["", "sixty", "12.0", "67.1", "-1"] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
    }
}
