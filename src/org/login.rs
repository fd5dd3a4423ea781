//! One stored login: what the registry and the vault know of it together. Secrets are stored before the entry that
//! leads to them and taken away before it goes, so that a kill leaves nothing that looks like a login and is none.

use super::lock::Lock;
use super::vault::{Key, Vault};
use super::{Entry, Error, Flow, Registry, Slot, Store, host};
use crate::auth::App;
use crate::home::Home;
use crate::http::Url;
use crate::secret::Secret;

pub struct Login {
    pub alias: String,
    pub entry: Entry,
    pub(super) home: Home,
    pub(super) vault: Vault,
    pub(super) key: Key,
}

/// What a sign-in brought and nobody may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Secrets {
    pub access: Option<Secret>,
    pub refresh: Option<Secret>,
    pub client_secret: Option<Secret>,
}

/// A refresh token that a new one has taken the place of. It should be revoked: an org keeps five per user and app.
#[derive(Debug)]
pub struct Replaced {
    pub app: App,
    pub refresh: Secret,
}

impl Login {
    pub(super) fn new(home: &Home, alias: &str, entry: Entry) -> Self {
        let (vault, key) = (Vault::new(entry.store, home), Key::of(&entry));
        Self { alias: alias.to_owned(), entry, home: home.clone(), vault, key }
    }

    /// Fails where secrets could not be kept, so that it is known before anybody signs in.
    pub async fn reach(home: &Home, store: Store) -> Result<(), Error> {
        Vault::new(store, home).reach().await
    }

    /// The login with this alias or user name. Opens no keychain.
    pub fn find(home: &Home, name: &str) -> Result<Self, Error> {
        let registry = Registry::read(&home.config)?;
        let (alias, entry) = registry.find(name)?;
        Ok(Self::new(home, alias, entry.clone()))
    }

    /// Stores a login in the place of the one that has its alias.
    pub async fn save(home: &Home, alias: &str, entry: Entry, secrets: &Secrets) -> Result<Vec<Replaced>, Error> {
        let login = Self::new(home, alias, entry);
        let old = login.old()?;
        let replaced = login.replaced(&old, secrets).await;
        {
            let _lock = login.lock().await?;
            let known = old.iter().any(|old| old.same(&login));
            login.store(secrets).inspect_err(|_| {
                if !known {
                    let _ = login.vault.erase(&login.key);
                }
            })?;
            Registry::change(&home.config, |registry| registry.add(alias, login.entry.clone())).await?;
        }
        for old in old.iter().filter(|old| !old.same(&login)) {
            old.discard().await?;
        }
        Ok(replaced)
    }

    /// Takes a login away, here only; whoever wants it revoked at the org does that first.
    pub async fn forget(self) -> Result<(), Error> {
        let _lock = self.lock().await?;
        if !self.shared()? {
            self.vault.erase(&self.key)?;
        }
        Registry::change(&self.home.config, |registry| registry.remove(&self.alias)).await?;
        Ok(())
    }

    pub async fn secret(&self, slot: Slot) -> Result<Option<Secret>, Error> {
        self.vault.read(&self.key, slot).await
    }

    /// The app this login belongs to, at the host where its tokens are renewed and revoked.
    pub async fn app(&self) -> Result<App, Error> {
        let client_secret = self.secret(Slot::ClientSecret).await?;
        Ok(App { host: self.token_host()?, client_id: self.entry.client_id.clone(), client_secret })
    }

    /// My Domain keeps answering where `login` and `test` may be switched off for API users.
    fn token_host(&self) -> Result<Url, Error> {
        let entry = &self.entry;
        if entry.flow == Flow::Headless {
            return host::site(entry.login_url.as_str());
        }
        let general = matches!(entry.login_url.host_str(), Some("login.salesforce.com" | "test.salesforce.com"));
        let url = if general && entry.flow != Flow::Jwt { &entry.instance_url } else { &entry.login_url };
        host::origin(url.as_str())
    }

    /// Whether a spent access token can be replaced without a person.
    pub async fn renewable(&self) -> Result<bool, Error> {
        match self.entry.flow {
            Flow::ClientCredentials | Flow::Jwt => Ok(true),
            _ => Ok(self.secret(Slot::Refresh).await?.is_some()),
        }
    }

    pub(super) async fn lock(&self) -> Result<Lock, Error> {
        Lock::take(&self.home.state.join("locks").join(self.key.to_string())).await
    }

    fn store(&self, secrets: &Secrets) -> Result<(), Error> {
        let changes = [
            (Slot::ClientSecret, secrets.client_secret.as_ref()),
            (Slot::Refresh, secrets.refresh.as_ref()),
            (Slot::Access, secrets.access.as_ref()),
        ];
        self.vault.write(&self.key, &changes)
    }

    /// The logins that this one takes the place of: the one with its alias, and itself.
    fn old(&self) -> Result<Vec<Self>, Error> {
        Self::all(&self.home, |old| old.alias == self.alias || old.same(self))
    }

    /// The logins that an app with this client id was given; aliases of one count as one.
    pub fn of_app(home: &Home, client_id: &str) -> Result<Vec<Self>, Error> {
        Self::all(home, |login| login.entry.client_id == client_id)
    }

    fn all(home: &Home, wanted: impl Fn(&Self) -> bool) -> Result<Vec<Self>, Error> {
        let orgs = Registry::read(&home.config)?.orgs;
        let logins = orgs.into_iter().map(|(alias, entry)| Self::new(home, &alias, entry));
        let mut found: Vec<Self> = Vec::new();
        for login in logins.filter(wanted) {
            if !found.iter().any(|known| known.same(&login)) {
                found.push(login);
            }
        }
        Ok(found)
    }

    async fn replaced(&self, old: &[Self], new: &Secrets) -> Vec<Replaced> {
        let mut replaced = Vec::new();
        for old in old {
            // A store that is gone must not stand in the way of a new login.
            if let (Ok(Some(refresh)), Ok(app)) = (old.secret(Slot::Refresh).await, old.app().await)
                && Some(&refresh) != new.refresh.as_ref()
                && (old.same(self) || !old.used(|alias| alias != self.alias).unwrap_or(true))
            {
                replaced.push(Replaced { app, refresh });
            }
        }
        replaced
    }

    /// Erases secrets that no alias leads to any more.
    async fn discard(&self) -> Result<(), Error> {
        let _lock = self.lock().await?;
        if self.used(|_| true)? { Ok(()) } else { self.vault.erase(&self.key) }
    }

    /// Whether another alias leads to the same secrets.
    pub fn shared(&self) -> Result<bool, Error> {
        self.used(|alias| alias != self.alias)
    }

    /// Whether one of these aliases leads to the same secrets.
    pub(super) fn used(&self, by: impl Fn(&str) -> bool) -> Result<bool, Error> {
        let orgs = Registry::read(&self.home.config)?.orgs;
        let leads = |entry: &Entry| entry.store == self.entry.store && Key::of(entry) == self.key;
        Ok(orgs.iter().any(|(alias, entry)| by(alias) && leads(entry)))
    }

    pub(super) fn same(&self, other: &Self) -> bool {
        self.key == other.key && self.entry.store == other.entry.store
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::tests::{Scratch, block_on, entry};

    fn secrets(refresh: &str) -> Secrets {
        let secret = |text: &str| Some(Secret::new(text));
        Secrets { access: secret("00D!a"), refresh: secret(refresh), client_secret: None }
    }

    fn save(home: &Home, alias: &str, entry: &Entry, refresh: &str) -> Vec<String> {
        let replaced = block_on(Login::save(home, alias, entry.clone(), &secrets(refresh))).expect("saves");
        replaced.iter().map(|old| old.refresh.expose().to_owned()).collect()
    }

    fn stored(home: &Home, name: &str) -> Option<Secret> {
        block_on(Login::find(home, name).expect("is there").secret(Slot::Refresh)).expect("reads")
    }

    fn files(home: &Home) -> usize {
        std::fs::read_dir(home.state.join("logins")).map_or(0, Iterator::count)
    }

    #[test]
    fn a_login_is_found_again_and_forgotten_whole() {
        let home = Scratch::new();
        assert!(save(&home, "dev", &entry("a@example.com"), "5A").is_empty());
        assert_eq!(stored(&home, "a@example.com"), Some(Secret::new("5A")));
        block_on(Login::find(&home, "dev").expect("is there").forget()).expect("forgets");
        assert!(matches!(Login::find(&home, "dev"), Err(Error::Unknown(_))));
        assert_eq!(files(&home), 0);
    }

    #[test]
    fn what_is_replaced_is_handed_back_once() {
        let home = Scratch::new();
        let first = entry("a@example.com");
        let mut other = first.clone();
        other.user_id = "005000000000002AAA".to_owned();
        save(&home, "dev", &first, "5A");
        assert!(save(&home, "dev", &first, "5A").is_empty(), "the same token is in use");
        assert_eq!(save(&home, "dev", &first, "5B"), ["5A"]);
        assert_eq!(save(&home, "second", &first, "5C"), ["5B"], "both aliases lead to the same secrets");
        assert!(save(&home, "dev", &other, "5D").is_empty(), "the other alias still uses it");
        assert_eq!(save(&home, "second", &other, "5E").len(), 2);
        assert_eq!(files(&home), 1);
    }

    #[test]
    fn secrets_stay_while_another_alias_leads_to_them() {
        let home = Scratch::new();
        save(&home, "a", &entry("a@example.com"), "5A");
        save(&home, "b", &entry("a@example.com"), "5A");
        block_on(Login::find(&home, "a").expect("is there").forget()).expect("forgets");
        assert_eq!(stored(&home, "b"), Some(Secret::new("5A")));
    }

    #[test]
    fn secrets_that_cannot_be_stored_leave_no_entry() {
        let home = Scratch::new();
        std::fs::create_dir_all(&home.state).expect("makes");
        std::fs::write(home.state.join("logins"), "is no folder").expect("writes");
        let outcome = block_on(Login::save(&home, "dev", entry("a@example.com"), &secrets("5A")));
        assert!(outcome.is_err());
        assert_eq!(Registry::read(&home.config).expect("reads"), Registry::default());
    }

    #[test]
    fn tokens_are_renewed_at_my_domain() {
        let home = Scratch::new();
        let host = |change: &dyn Fn(&mut Entry)| {
            let mut entry = entry("a@example.com");
            change(&mut entry);
            Login::new(&home, "dev", entry).token_host().map(|url| url.to_string())
        };
        let set = |url: &'static str| move |entry: &mut Entry| entry.login_url = Url::parse(url).expect("is a URL");
        assert_eq!(host(&|_| {}).expect("is good"), "https://acme.my.salesforce.com/");
        assert_eq!(host(&set("http://localhost:7717")).expect("is good"), "http://localhost:7717/");
        assert_eq!(host(&|entry| entry.flow = Flow::Jwt).expect("is good"), "https://login.salesforce.com/");
        assert!(host(&set("https://evil.example")).is_err(), "whoever edits the registry gets no token");
    }
}
