//! A login goes over to another pair of key and secret of its app. At every moment one of the two leads to tokens, so
//! that whoever is killed in between has a login that works.

use super::vault::Key;
use super::{Entry, Error, Login, Registry, Slot};
use crate::auth;
use crate::http::Http;
use crate::secret::Secret;

impl Login {
    /// Forgets what a run that was killed may have stored for this login under another pair of its app.
    pub fn forget_pair(&self, key: &str) -> Result<(), Error> {
        self.under(key).abandon()
    }

    /// The same login with another key.
    fn under(&self, key: &str) -> Self {
        Self::new(&self.home, &self.alias, Entry { client_id: key.to_owned(), ..self.entry.clone() })
    }

    /// Moves this login, under all its aliases, to the pair of this key and secret. The pair is stored first, then
    /// proven at the org, then taken for the login's own; what it had before goes last.
    pub async fn adopt(&self, http: &Http, key: &str, secret: Option<&Secret>) -> Result<(), Error> {
        let _lock = self.lock().await?;
        let next = self.under(key);
        // An app that needs no secret is given none: one that is sent is checked all the same.
        let secret = self.secret(Slot::ClientSecret).await?.and(secret);
        next.vault.write(&next.key, &[(Slot::ClientSecret, secret)])?;
        if let Err(error) = self.prove(http, &next).await {
            next.abandon()?;
            return Err(error);
        }
        let (refresh, access) = (self.secret(Slot::Refresh).await?, self.secret(Slot::Access).await?);
        next.vault.write(&next.key, &[(Slot::Refresh, refresh.as_ref()), (Slot::Access, access.as_ref())])?;
        self.rename(key).await?;
        self.vault.erase(&self.key)
    }

    /// Asks for a token with the new pair. What comes is kept where the login still is.
    async fn prove(&self, http: &Http, next: &Self) -> Result<(), Error> {
        match self.grant(http, next.app().await?).await {
            Ok(Some(token)) => self.keep(token).await.map(drop),
            Ok(None) => Ok(()),
            // A refresh token that went out and came back with nothing may be spent.
            Err(error @ Error::Auth(auth::Error::Http(_))) => Err(self.explain(error)),
            Err(error) => Err(error),
        }
    }

    /// Forgets what was stored for a login that came to nothing.
    fn abandon(&self) -> Result<(), Error> {
        if self.used(|_| true)? { Ok(()) } else { self.vault.erase(&self.key) }
    }

    /// Lets all aliases lead to the secrets of another key.
    async fn rename(&self, key: &str) -> Result<(), Error> {
        Registry::change(&self.home.config, |registry| {
            let leads = |entry: &Entry| entry.store == self.entry.store && Key::of(entry) == self.key;
            for entry in registry.orgs.values_mut().filter(|entry| leads(entry)) {
                key.clone_into(&mut entry.client_id);
            }
            Ok(())
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::home::Home;
    use crate::org::Secrets;
    use crate::org::tests::{Host, Scratch, block_on, http};

    fn secret(text: &str) -> Secret {
        Secret::new(text)
    }

    /// A login with two aliases.
    fn sign_in(home: &Home, host: &Host, client_secret: Option<&str>) -> Login {
        let client_secret = client_secret.map(secret);
        let secrets = Secrets { access: Some(secret("old")), refresh: Some(secret("5A")), client_secret };
        for alias in ["dev", "same"] {
            block_on(Login::save(home, alias, host.entry(), &secrets)).expect("saves");
        }
        Login::find(home, "dev").expect("is there")
    }

    fn adopt(login: &Login) -> Result<(), Error> {
        block_on(login.adopt(&http(), "3MVG9new", Some(&secret("fresh"))))
    }

    fn stored(home: &Home, alias: &str) -> (String, [Option<Secret>; 3]) {
        let login = Login::find(home, alias).expect("is there");
        let read = |slot| block_on(login.secret(slot)).expect("reads");
        (login.entry.client_id.clone(), [read(Slot::Access), read(Slot::Refresh), read(Slot::ClientSecret)])
    }

    fn files(home: &Home) -> usize {
        std::fs::read_dir(home.state.join("logins")).map_or(0, Iterator::count)
    }

    #[test]
    fn every_alias_leads_to_the_new_pair_and_what_it_brought() {
        let home = Scratch::new();
        let host = Host::new(|url, _| Host::reply(url, "new", "5B"));
        let login = sign_in(&home, &host, Some("stale"));
        adopt(&login).expect("moves");
        let want = [Some(secret("new")), Some(secret("5B")), Some(secret("fresh"))];
        for alias in ["dev", "same"] {
            assert_eq!(stored(&home, alias), ("3MVG9new".to_owned(), want.clone()));
        }
        assert_eq!(files(&home), 1);
        let forms = host.forms();
        assert!(forms.len() == 1 && forms[0].contains("client_secret=fresh") && forms[0].contains("3MVG9new"));
    }

    #[test]
    fn a_login_without_a_secret_gets_none() {
        let home = Scratch::new();
        let host = Host::new(|url, _| Host::reply(url, "new", "5B"));
        adopt(&sign_in(&home, &host, None)).expect("moves");
        assert_eq!(stored(&home, "dev").1[2], None);
        assert!(!host.forms()[0].contains("client_secret"));
    }

    #[test]
    fn a_pair_that_the_org_refuses_leaves_the_login_as_it_was() {
        let home = Scratch::new();
        let host = Host::new(|_, _| (400, r#"{"error":"invalid_client","error_description":"no"}"#.to_owned()));
        let login = sign_in(&home, &host, Some("stale"));
        let before = stored(&home, "dev");
        assert!(adopt(&login).is_err());
        assert_eq!((stored(&home, "dev"), files(&home)), (before, 1));
    }

    #[test]
    fn what_a_killed_run_stored_is_forgotten_and_what_is_used_is_not() {
        let home = Scratch::new();
        let host = Host::new(|_, _| (500, String::new()));
        let login = sign_in(&home, &host, Some("stale"));
        let next = login.under("3MVG9new");
        next.vault.write(&next.key, &[(Slot::ClientSecret, Some(&secret("fresh")))]).expect("writes");
        assert_eq!(files(&home), 2);
        login.forget_pair("3MVG9new").expect("forgets");
        login.forget_pair(&login.entry.client_id).expect("is in use");
        assert_eq!((files(&home), host.forms().len()), (1, 0));
        assert_eq!(stored(&home, "dev").1[2], Some(secret("stale")));
    }

    #[test]
    fn a_login_that_cannot_be_renewed_is_moved_as_it_is() {
        let home = Scratch::new();
        let host = Host::new(|_, _| (500, String::new()));
        let secrets = Secrets { access: Some(secret("only")), refresh: None, client_secret: None };
        block_on(Login::save(&home, "dev", host.entry(), &secrets)).expect("saves");
        adopt(&Login::find(&home, "dev").expect("is there")).expect("moves");
        assert_eq!(stored(&home, "dev"), ("3MVG9new".to_owned(), [Some(secret("only")), None, None]));
        assert_eq!(host.forms().len(), 0);
    }
}
