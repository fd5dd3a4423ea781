//! Secrets in files, one a login: for machines without a keychain, and only where that was asked for.

use super::{Change, Key, Slot};
use crate::org::{Error, file};
use crate::{home::Home, secret::Secret};
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Clone)]
pub struct Files {
    folder: PathBuf,
}

type Content = BTreeMap<String, Secret>;

impl Files {
    pub fn new(home: &Home) -> Self {
        Self { folder: home.state.join("logins") }
    }

    pub fn read(&self, key: &Key, slot: Slot) -> Result<Option<Secret>, Error> {
        Ok(self.content(key)?.remove(slot.name()))
    }

    /// All changes are one: they take effect together.
    pub fn write(&self, key: &Key, changes: &[Change]) -> Result<(), Error> {
        let path = self.path(key);
        let mut content = self.content(key)?;
        for (slot, secret) in changes {
            match secret {
                Some(secret) => content.insert(slot.name().to_owned(), (*secret).clone()),
                None => content.remove(slot.name()),
            };
        }
        if content.is_empty() {
            return file::remove(&path);
        }
        let exposed: BTreeMap<&str, &str> =
            content.iter().map(|(slot, secret)| (slot.as_str(), secret.expose())).collect();
        let unwritable = |why: &str| Error::Unwritable { file: path.clone(), why: why.to_owned() };
        let text = toml::to_string(&exposed).map_err(|_| unwritable("a secret holds what a file cannot"))?;
        file::replace(&path, &text)?;
        if self.content(key)? == content { Ok(()) } else { Err(unwritable("it does not hold what was written")) }
    }

    fn content(&self, key: &Key) -> Result<Content, Error> {
        let path = self.path(key);
        let text = file::read_secret(&path)?.unwrap_or_default();
        // No word of the file may be shown, not even what looks like a key.
        toml::from_str(&text).map_err(|_| Error::Corrupt { file: path, why: "it is damaged".to_owned() })
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.folder.join(format!("{key}.toml"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::tests::{Scratch, entry};

    #[test]
    fn secrets_come_back_change_and_go() {
        let home = Scratch::new();
        let (files, key) = (Files::new(&home), Key::of(&entry("a@example.com")));
        let read = |slot| files.read(&key, slot).expect("reads");
        assert_eq!(read(Slot::Access), None);
        let (odd, other) = (Secret::new("5Aep\"\n\\é="), Secret::new("b"));
        files.write(&key, &[(Slot::Refresh, Some(&odd)), (Slot::Access, Some(&other))]).expect("writes");
        assert_eq!((read(Slot::Refresh), read(Slot::Access)), (Some(odd.clone()), Some(other)));
        files.write(&key, &[(Slot::Access, None)]).expect("writes");
        assert_eq!((read(Slot::Refresh), read(Slot::Access)), (Some(odd), None));
        files.write(&key, &[(Slot::Refresh, None)]).expect("writes");
        assert!(!files.path(&key).exists());
    }

    #[test]
    fn a_broken_file_is_named_without_what_it_holds() {
        let home = Scratch::new();
        let (files, key) = (Files::new(&home), Key::of(&entry("a@example.com")));
        let path = files.path(&key);
        for text in ["access = 5Aep861SECRET\n", "5Aep861SECRET==\n"] {
            file::replace(&path, text).expect("writes");
            let error = files.read(&key, Slot::Access).expect_err("is no TOML").to_string();
            assert!(error.contains(&*path.to_string_lossy()) && !error.contains("SECRET"), "{error}");
        }
    }
}
