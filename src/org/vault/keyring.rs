//! The keychain of the operating system: Secret Service, macOS Keychain, Windows Credential Manager. It is opened when
//! it is first needed and on a thread of its own, because a keychain may wait for somebody to unlock it and nobody
//! may be there.

use super::{Change, Key, Slot};
use crate::org::Error;
use crate::{home::Home, secret::Secret};
use keyring_core::{CredentialStore, Entry, Error as Refusal, Result as Answer};
use std::sync::{Arc, OnceLock, mpsc};
use std::time::Duration;
use tokio::sync::oneshot;

#[derive(Clone)]
pub struct Keyring {
    /// Homes do not share logins: each has locks of its own.
    service: String,
}

/// One connection for the whole process. It is never closed: closing waits for the keychain, and a wait is a panic
/// where the logins that use it go out of scope.
static OPENED: OnceLock<Arc<CredentialStore>> = OnceLock::new();

impl Keyring {
    pub fn new(home: &Home) -> Self {
        Self { service: format!("sfo {}", home.config.display()) }
    }

    pub async fn read(&self, key: &Key, slot: Slot) -> Result<Option<Secret>, Error> {
        let account = account(key, slot);
        self.ask(move |keyring| keyring.entry(&account).and_then(|entry| content(&entry))).await
    }

    pub fn write(&self, key: &Key, changes: &[Change]) -> Result<(), Error> {
        let changes: Vec<_> = changes.iter().map(|(slot, secret)| (account(key, *slot), secret.cloned())).collect();
        let (sender, receiver) = mpsc::channel();
        self.start(move |keyring| {
            // The receiver is gone when it has waited long enough.
            let _ = sender.send(changes.iter().try_for_each(|(account, secret)| keyring.set(account, secret.as_ref())));
        });
        receiver.recv_timeout(patience()).map_err(|_| silent())?.map_err(|refusal| told(&refusal))
    }

    /// The password of the official CLI for the secrets in its files.
    pub async fn official(&self) -> Result<Option<Secret>, Error> {
        self.ask(|_| official(store()?.as_ref())).await
    }

    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Self) -> Answer<T> + Send + 'static,
    ) -> Result<T, Error> {
        let (sender, receiver) = oneshot::channel();
        self.start(move |keyring| {
            let _ = sender.send(question(keyring));
        });
        let answer = tokio::time::timeout(patience(), receiver).await;
        answer.map_err(|_| silent())?.map_err(|_| silent())?.map_err(|refusal| told(&refusal))
    }

    fn start(&self, work: impl FnOnce(&Self) + Send + 'static) {
        let keyring = self.clone();
        std::thread::spawn(move || work(&keyring));
    }

    fn set(&self, account: &str, secret: Option<&Secret>) -> Answer<()> {
        let entry = self.entry(account)?;
        match secret {
            Some(secret) => entry.set_secret(secret.expose().as_bytes())?,
            None => match entry.delete_credential() {
                Ok(()) | Err(Refusal::NoEntry) => {}
                Err(refusal) => return Err(refusal),
            },
        }
        if content(&entry)?.as_ref() == secret {
            return Ok(());
        }
        Err(Refusal::BadStoreFormat("it does not hold what was written".to_owned()))
    }

    fn entry(&self, account: &str) -> Answer<Entry> {
        store()?.build(&self.service, account, None)
    }
}

fn store() -> Answer<&'static Arc<CredentialStore>> {
    if let Some(store) = OPENED.get() {
        return Ok(store);
    }
    let store: Arc<CredentialStore> = platform::Store::new()?;
    Ok(OPENED.get_or_init(|| store))
}

fn account(key: &Key, slot: Slot) -> String {
    format!("{key} {}", slot.name())
}

fn content(entry: &Entry) -> Answer<Option<Secret>> {
    match entry.get_secret() {
        Ok(bytes) => {
            String::from_utf8(bytes).map(|text| Some(Secret::new(text))).map_err(|_| Refusal::BadEncoding(Vec::new()))
        }
        Err(Refusal::NoEntry) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// Where a window can ask for a password somebody may be typing it.
fn patience() -> Duration {
    let window = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let asks = cfg!(any(windows, target_os = "macos")) || window("DISPLAY") || window("WAYLAND_DISPLAY");
    Duration::from_secs(if asks { 60 } else { 5 })
}

fn silent() -> Error {
    Error::Keychain("it does not answer; it may wait to be unlocked".to_owned())
}

fn told(refusal: &Refusal) -> Error {
    Error::Keychain(match refusal {
        Refusal::NoStorageAccess(why) => format!("it is locked, or nobody could be asked to unlock it ({why})"),
        refusal => refusal.to_string(),
    })
}

#[cfg(all(unix, not(target_os = "macos")))]
mod platform {
    pub use zbus_secret_service_keyring_store::Store;
}

#[cfg(target_os = "macos")]
mod platform {
    pub use apple_native_keyring_store::keychain::Store;
}

#[cfg(windows)]
mod platform {
    pub use windows_native_keyring_store::Store;
}

/// It calls its item by other names than keyring libraries do.
#[cfg(all(unix, not(target_os = "macos")))]
fn official(store: &CredentialStore) -> Answer<Option<Secret>> {
    let found = store.search(&[("user", "local"), ("domain", "sfdx")].into())?;
    found.first().map_or(Ok(None), content)
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn official(store: &CredentialStore) -> Answer<Option<Secret>> {
    store.build("sfdx", "local", None).and_then(|entry| content(&entry))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use crate::org::tests::{Scratch, block_on, elsewhere, entry};
    use std::path::Path;
    use std::time::Instant;

    #[test]
    #[ignore = "needs an unlocked Secret Service, which tests/keychain/run has"]
    fn secrets_come_back_change_and_go() {
        let home = Scratch::new();
        let (keyring, key) = (Keyring::new(&home), Key::of(&entry("a@example.com")));
        let read = |keyring: &Keyring, slot| block_on(keyring.read(&key, slot)).expect("reads");
        assert_eq!(read(&keyring, Slot::Access), None);
        let (long, other) = (Secret::new("é".repeat(1200)), Secret::new("b"));
        keyring.write(&key, &[(Slot::Refresh, Some(&long)), (Slot::Access, Some(&other))]).expect("writes");
        assert_eq!(read(&Keyring::new(&home), Slot::Access), Some(other));
        assert_eq!(read(&Keyring::new(&Scratch::new()), Slot::Access), None, "homes are apart");
        keyring.write(&key, &[(Slot::Access, None), (Slot::ClientSecret, None)]).expect("writes");
        assert_eq!((read(&keyring, Slot::Refresh), read(&keyring, Slot::Access)), (Some(long), None));
        keyring.write(&key, &[(Slot::Refresh, None)]).expect("writes");
    }

    #[test]
    #[ignore = "is started by no_keychain_is_an_error_and_not_a_wait, and needs to find none"]
    fn find_none() {
        let home = Scratch::new();
        let (keyring, key) = (Keyring::new(&home), Key::of(&entry("a@example.com")));
        let start = Instant::now();
        assert!(matches!(block_on(keyring.read(&key, Slot::Access)), Err(Error::Keychain(_))));
        let written = keyring.write(&key, &[(Slot::Access, Some(&Secret::new("a")))]);
        assert!(matches!(written, Err(Error::Keychain(_))));
        assert!(start.elapsed() < Duration::from_secs(15), "{:?}", start.elapsed());
    }

    #[test]
    fn no_keychain_is_an_error_and_not_a_wait() {
        let nowhere = Path::new("unix:path=/nowhere");
        let mut process = elsewhere("org::vault::keyring::tests::find_none", "DBUS_SESSION_BUS_ADDRESS", nowhere);
        assert!(process.wait().expect("ends").success());
    }
}
