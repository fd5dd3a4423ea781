//! The logins this user has: one readable TOML file without secrets.

use super::Error;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registry {
    /// The alias used where nothing else names an org.
    pub default: Option<String>,
    #[serde(default)]
    pub orgs: BTreeMap<String, Entry>,
}

/// What is known of one login.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub username: String,
}

impl Registry {
    /// Reads `orgs.toml` in the config folder; none is an empty registry.
    pub fn read(config: &Path) -> Result<Self, Error> {
        let file = config.join("orgs.toml");
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Error::Corrupt { file, why: error.to_string() }),
        };
        toml::from_str(&text).map_err(|error| Error::corrupt(&file, &text, &error))
    }

    /// The login with this alias or user name.
    pub fn find(&self, name: &str) -> Option<&Entry> {
        self.orgs.get(name).or_else(|| self.orgs.values().find(|entry| entry.username == name))
    }
}
