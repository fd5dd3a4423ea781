//! The logins this user has: one readable TOML file without secrets. Every change reads it anew under a lock, so
//! that two logins at once lose nothing.

use super::lock::Lock;
use super::{Entry, Error, Policy, file};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

const HEAD: &str = "# Logins of sfo, without secrets. Written by `sfo auth` and `sfo org`, which keep no comments.\n\n";

#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registry {
    /// The alias used where nothing else names an org.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// By alias.
    #[serde(default)]
    pub orgs: BTreeMap<String, Entry>,
}

impl Registry {
    /// Reads `orgs.toml` in the config folder; none is an empty registry.
    pub fn read(config: &Path) -> Result<Self, Error> {
        let file = config.join("orgs.toml");
        let text = file::read(&file)?.unwrap_or_default();
        toml::from_str(&text).map_err(|error| Error::corrupt(&file, &text, &error))
    }

    /// Reads, lets `edit` change and writes, with nobody in between. Writes nothing when `edit` fails.
    pub async fn change<T>(config: &Path, edit: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        let _lock = Lock::take(&config.join("orgs.lock")).await?;
        let mut registry = Self::read(config)?;
        let outcome = edit(&mut registry)?;
        let path = config.join("orgs.toml");
        let unwritable = |error: toml::ser::Error| Error::Unwritable { file: path.clone(), why: error.to_string() };
        let text = toml::to_string(&registry).map_err(unwritable)?;
        file::replace(&path, &format!("{HEAD}{text}"))?;
        Ok(outcome)
    }

    /// The login with this alias, or the only one of this user name.
    pub fn find(&self, name: &str) -> Result<(&str, &Entry), Error> {
        if let Some((alias, entry)) = self.orgs.get_key_value(name) {
            return Ok((alias, entry));
        }
        let mut known = self.orgs.iter().filter(|(_, entry)| entry.username.eq_ignore_ascii_case(name));
        let (alias, entry) = known.next().ok_or_else(|| Error::Unknown(name.to_owned()))?;
        let others: Vec<&str> = known.map(|(alias, _)| alias.as_str()).collect();
        if others.is_empty() {
            return Ok((alias, entry));
        }
        Err(Error::Ambiguous { name: name.to_owned(), aliases: format!("{alias}, {}", others.join(", ")) })
    }

    /// Enters a login and returns the one that had its alias. The first login becomes the default.
    pub fn add(&mut self, alias: &str, entry: Entry) -> Result<Option<Entry>, Error> {
        check_alias(alias)?;
        if self.orgs.is_empty() {
            self.default.get_or_insert_with(|| alias.to_owned());
        }
        Ok(self.orgs.insert(alias.to_owned(), entry))
    }

    pub fn remove(&mut self, name: &str) -> Result<Entry, Error> {
        let alias = self.alias(name)?;
        if self.default.as_ref() == Some(&alias) {
            self.default = None;
        }
        self.orgs.remove(&alias).ok_or(Error::Unknown(alias))
    }

    pub fn rename(&mut self, name: &str, new: &str) -> Result<(), Error> {
        check_alias(new)?;
        let alias = self.alias(name)?;
        if alias == new {
            return Ok(());
        }
        if self.orgs.contains_key(new) {
            return Err(Error::Alias { given: new.to_owned(), why: "another login has it" });
        }
        if self.default.as_ref() == Some(&alias) {
            self.default = Some(new.to_owned());
        }
        let entry = self.orgs.remove(&alias).ok_or(Error::Unknown(alias))?;
        self.orgs.insert(new.to_owned(), entry);
        Ok(())
    }

    pub fn set_default(&mut self, name: &str) -> Result<(), Error> {
        self.default = Some(self.alias(name)?);
        Ok(())
    }

    pub fn set_policy(&mut self, name: &str, policy: Policy) -> Result<(), Error> {
        let alias = self.alias(name)?;
        self.orgs.get_mut(&alias).ok_or(Error::Unknown(alias))?.policy = policy;
        Ok(())
    }

    fn alias(&self, name: &str) -> Result<String, Error> {
        self.find(name).map(|(alias, _)| alias.to_owned())
    }
}

/// An alias is typed in shells and printed in lists.
fn check_alias(alias: &str) -> Result<(), Error> {
    let refuse = |why| Err(Error::Alias { given: alias.to_owned(), why });
    match alias {
        "" => refuse("it is empty"),
        "demo" => refuse("it is the name of the built-in org"),
        _ if alias.starts_with('-') => refuse("it would be read as a flag"),
        _ if alias.chars().any(|c| c.is_whitespace() || c.is_control()) => refuse("it holds a space"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::tests::{Scratch, block_on, elsewhere, entry};
    use std::path::PathBuf;

    #[test]
    fn what_is_written_is_read() {
        let home = Scratch::new();
        let written = block_on(Registry::change(&home.config, |registry| {
            registry.add("dev", entry("a@example.com"))?;
            registry.set_policy("dev", Policy::ReadOnly)?;
            Ok(toml::to_string(registry).expect("is TOML"))
        }));
        let read = Registry::read(&home.config).expect("reads");
        assert_eq!(toml::to_string(&read).expect("is TOML"), written.expect("writes"));
        assert_eq!(read.default.as_deref(), Some("dev"));
        assert_eq!(read.orgs["dev"].policy, Policy::ReadOnly);
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line() {
        let home = Scratch::new();
        let mut text = toml::to_string(&Registry::default()).expect("is TOML");
        text.push_str("[orgs.dev]\nusername = \"a\"\nalias = \"b\"\n");
        file::replace(&home.config.join("orgs.toml"), &text).expect("writes");
        let error = Registry::read(&home.config).expect_err("is refused").to_string();
        assert!(error.contains("key `alias`"), "{error}");
    }

    #[test]
    fn a_failed_change_writes_nothing() {
        let home = Scratch::new();
        let outcome = block_on(Registry::change(&home.config, |registry| {
            registry.add("dev", entry("a@example.com"))?;
            registry.rename("none", "x")
        }));
        assert!(matches!(outcome, Err(Error::Unknown(_))));
        assert_eq!(Registry::read(&home.config).expect("reads"), Registry::default());
    }

    #[test]
    fn a_name_is_an_alias_or_one_users() {
        let mut registry = Registry::default();
        for (alias, user) in [("a", "one@example.com"), ("b", "two@example.com"), ("c", "two@example.com")] {
            registry.add(alias, entry(user)).expect("is an alias");
        }
        assert_eq!(registry.find("b").expect("is there").0, "b");
        assert_eq!(registry.find("One@Example.com").expect("is there").0, "a");
        assert!(matches!(registry.find("two@example.com"), Err(Error::Ambiguous { aliases, .. }) if aliases == "b, c"));
        assert!(matches!(registry.find("three@example.com"), Err(Error::Unknown(_))));
    }

    #[test]
    fn the_default_follows_its_login() {
        let mut registry = Registry::default();
        registry.add("a", entry("one@example.com")).expect("is an alias");
        registry.add("b", entry("two@example.com")).expect("is an alias");
        registry.rename("a", "c").expect("is free");
        assert_eq!(registry.default.as_deref(), Some("c"));
        assert!(registry.rename("c", "b").is_err());
        registry.remove("one@example.com").expect("is there");
        assert_eq!(registry.default, None);
        for alias in ["", "demo", "-o", "a b", "a\n"] {
            assert!(registry.add(alias, entry("x")).is_err(), "{alias:?}");
        }
    }

    /// One of the processes of the test below.
    #[test]
    #[ignore = "is started by processes_at_once_lose_nothing"]
    fn add_ten() {
        let Some(config) = std::env::var_os("SFO_TEST_CONFIG") else { return };
        let config = PathBuf::from(config);
        for number in 0..10 {
            let alias = format!("p{}-{number}", std::process::id());
            let added = Registry::change(&config, |registry| registry.add(&alias, entry("a")));
            block_on(added).expect("writes");
        }
    }

    #[test]
    fn processes_at_once_lose_nothing() {
        let home = Scratch::new();
        let start = || elsewhere("org::registry::tests::add_ten", "SFO_TEST_CONFIG", &home.config);
        let mut writers: Vec<_> = (0..4).map(|_| start()).collect();
        for writer in &mut writers {
            assert!(writer.wait().expect("ends").success());
        }
        assert_eq!(Registry::read(&home.config).expect("reads").orgs.len(), 40);
    }
}
