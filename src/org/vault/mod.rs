//! Where the secrets of logins are: the keychain of the operating system, or files that only their owner can read.
//! Never moves from one to the other by itself.

mod file;
mod keyring;

pub use keyring::Keyring;

use super::{Entry, Error, Store};
use crate::{home::Home, secret::Secret};
use file::Files;
use ring::digest::{SHA256, digest};
use std::fmt;

#[derive(Clone)]
pub enum Vault {
    Keyring(Keyring),
    File(Files),
}

/// Which secret of a login. Each has an entry of its own, because Windows takes no more than 2,560 bytes in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Access,
    Refresh,
    ClientSecret,
}

/// A slot and its new content; `None` empties it.
pub type Change<'a> = (Slot, Option<&'a Secret>);

/// What tells one login from another: org, user, login host and app. Two aliases may share one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

impl Vault {
    pub fn new(store: Store, home: &Home) -> Self {
        match store {
            Store::Keyring => Self::Keyring(Keyring::new(home)),
            Store::File => Self::File(Files::new(home)),
        }
    }

    pub async fn read(&self, key: &Key, slot: Slot) -> Result<Option<Secret>, Error> {
        match self {
            Self::Keyring(keyring) => keyring.read(key, slot).await,
            Self::File(files) => files.read(key, slot),
        }
    }

    /// Makes the changes in their order and reads them back. Does not yield: an interrupt must not come between a
    /// refresh token that has replaced another at the org and its place here.
    pub fn write(&self, key: &Key, changes: &[Change]) -> Result<(), Error> {
        match self {
            Self::Keyring(keyring) => keyring.write(key, changes),
            Self::File(files) => files.write(key, changes),
        }
    }

    /// Whether secrets can be kept there at all.
    pub async fn reach(&self) -> Result<(), Error> {
        self.read(&Key("none".to_owned()), Slot::Access).await.map(drop)
    }

    pub fn erase(&self, key: &Key) -> Result<(), Error> {
        self.write(key, &Slot::ALL.map(|slot| (slot, None)))
    }
}

impl Slot {
    const ALL: [Self; 3] = [Self::Access, Self::Refresh, Self::ClientSecret];

    fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Refresh => "refresh",
            Self::ClientSecret => "client_secret",
        }
    }
}

impl Key {
    pub fn of(entry: &Entry) -> Self {
        let short = |id: &str| id.chars().filter(char::is_ascii_alphanumeric).take(15).collect::<String>();
        let rest = digest(&SHA256, format!("{} {}", entry.login_url, entry.client_id).as_bytes());
        let rest = hex::encode(&rest.as_ref()[..8]);
        Self(format!("{}-{}-{rest}", short(&entry.org_id), short(&entry.user_id)))
    }
}

/// Good as the name of a file.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Key;
    use crate::org::tests::entry;

    #[test]
    fn logins_differ_by_org_user_host_and_app() {
        let first = entry("a@example.com");
        let mut others = vec![first.clone(); 4];
        others[0].org_id = "00D000000000002EAA".to_owned();
        others[1].user_id = "005000000000002AAA".to_owned();
        others[2].login_url.set_host(Some("test.salesforce.com")).expect("is a host");
        others[3].client_id.push('x');
        let key = Key::of(&first);
        assert!(others.iter().all(|other| Key::of(other) != key));
        let mut same = first;
        same.org_id.truncate(15);
        same.username = "renamed@example.com".to_owned();
        assert_eq!(Key::of(&same), key);
        assert!(key.to_string().starts_with("00D000000000001-005000000000001-"), "{key}");
    }
}
