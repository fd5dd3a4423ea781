//! A new access token for a stored login (`spec/oauth.md` 3.3): one grant, whatever number of processes want it, and
//! what it brings is stored before anyone uses it.

use super::ended::Ended;
use super::vault::Key;
use super::{Error, Flow, Login, Registry, Slot, file, host};
use crate::auth::{self, Access, App, Token, client_credentials, jwt, refresh};
use crate::http::Http;
use crate::secret::Secret;
use jiff::Timestamp;
use std::path::Path;
use std::time::Duration;

/// How often another process's grant with our refresh token is waited for.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(250);

/// Whether a token says itself that it is about to end.
pub fn due(token: &Secret) -> bool {
    let now = u64::try_from(Timestamp::now().as_second()).unwrap_or_default();
    matches!(Access::read(token), Access::Jwt(claims) if claims.due(now))
}

/// Reads the key of the JWT grant; one that others may read is refused, at sign-in as at every renewal.
pub fn private_key(path: &Path) -> Result<jwt::Key, Error> {
    let pem = file::read_secret(path)?;
    let pem = pem.ok_or_else(|| Error::Corrupt { file: path.to_owned(), why: "there is no such file".to_owned() })?;
    Ok(jwt::Key::from_pem(&Secret::new(pem))?)
}

impl Login {
    /// A token other than `stale`, or `None` where this login has no means to get one.
    pub async fn renew(&self, http: &Http, stale: Option<&Secret>) -> Result<Option<Secret>, Error> {
        let _lock = self.lock().await?;
        let mut tries = TRIES;
        loop {
            if let Some(token) = self.secret(Slot::Access).await?
                && Some(&token) != stale
                && !due(&token)
            {
                return Ok(Some(token));
            }
            match self.grant(http, self.app().await?).await {
                Ok(Some(token)) => return self.keep(token).await.map(Some),
                Ok(None) => return Ok(None),
                Err(Error::Auth(auth::Error::Busy)) if tries > 0 => tries -= 1,
                Err(error) => return Err(self.explain(error)),
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Asks once. What is sent is read under the lock.
    pub(super) async fn grant(&self, http: &Http, app: App) -> Result<Option<Token>, Error> {
        let token = match self.entry.flow {
            Flow::Jwt => jwt::token(http, &app, &self.entry.username, &self.private_key()?).await,
            Flow::ClientCredentials => client_credentials::token(http, &app).await,
            _ => match self.secret(Slot::Refresh).await? {
                Some(token) => refresh::token(http, &app, &token).await,
                None => return Ok(None),
            },
        };
        Ok(Some(token?))
    }

    fn private_key(&self) -> Result<jwt::Key, Error> {
        let missing = || Error::SignedOut(self.alias.clone());
        let path = self.entry.key_file.as_ref().ok_or_else(missing)?;
        private_key(path)
    }

    /// A refresh token that came along is kept in any case: the one before it is dead.
    pub(super) async fn keep(&self, token: Token) -> Result<Secret, Error> {
        let checked = token.check_hosts(|named| host::allowed(&self.entry.login_url, named));
        let checked = checked.and_then(|()| token.check_org(&self.entry.org_id));
        let mut changes = Vec::new();
        changes.extend(token.refresh.as_ref().map(|refresh| (Slot::Refresh, Some(refresh))));
        changes.push((Slot::Access, checked.is_ok().then_some(&token.access)));
        self.vault.write(&self.key, &changes)?;
        checked?;
        let access = token.access.clone();
        self.note(token).await?;
        Ok(access)
    }

    /// An org may move to another instance; every alias of this login is to know.
    async fn note(&self, token: Token) -> Result<(), Error> {
        Registry::change(&self.home.config, |registry| {
            for entry in registry.orgs.values_mut().filter(|entry| Key::of(entry) == self.key) {
                entry.instance_url = token.instance_url.clone();
                entry.api_instance_url = token.api_instance_url.clone().or(entry.api_instance_url.take());
                entry.refreshed = Some(Timestamp::now());
            }
            Ok(())
        })
        .await
    }

    pub(super) fn explain(&self, error: Error) -> Error {
        let rotates = !matches!(self.entry.flow, Flow::Jwt | Flow::ClientCredentials);
        match error {
            Error::Auth(auth::Error::Http(error)) if rotates && !error.unsent() => Error::Uncertain(error),
            Error::Auth(words) if words.code() == Some("invalid_grant") => {
                match self.vault.write(&self.key, &[(Slot::Access, None)]) {
                    Ok(()) => Error::Ended(Box::new(Ended::new(self, words))),
                    Err(error) => error,
                }
            }
            error => error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::home::Home;
    use crate::http::Url;
    use crate::org::Secrets;
    use crate::org::tests::{Host, Scratch, block_on, elsewhere, http};
    use std::path::PathBuf;

    fn secret(text: &str) -> Secret {
        Secret::new(text)
    }

    /// A login `dev` whose access token `old` is spent.
    fn sign_in(home: &Home, host: &Host) -> Login {
        let secrets = Secrets { access: Some(secret("old")), refresh: Some(secret("5A")), client_secret: None };
        block_on(Login::save(home, "dev", host.entry(), &secrets)).expect("saves");
        Login::find(home, "dev").expect("is there")
    }

    fn renew(login: &Login) -> Result<Option<Secret>, Error> {
        block_on(login.renew(&http(), Some(&secret("old"))))
    }

    fn stored(login: &Login, slot: Slot) -> Option<Secret> {
        block_on(login.secret(slot)).expect("reads")
    }

    fn refusal(description: &str) -> (u16, String) {
        (400, format!(r#"{{"error":"invalid_grant","error_description":"{description}"}}"#))
    }

    #[test]
    fn a_rotated_refresh_token_takes_the_place_of_the_old_one() {
        let home = Scratch::new();
        let host = Host::new(|url, _| Host::reply(url, "new", "5B"));
        let login = sign_in(&home, &host);
        assert_eq!(renew(&login).expect("renews"), Some(secret("new")));
        assert_eq!(stored(&login, Slot::Refresh), Some(secret("5B")));
        assert_eq!(stored(&login, Slot::Access), Some(secret("new")));
        assert!(Login::find(&home, "dev").expect("is there").entry.refreshed.is_some());
        let forms = host.forms();
        assert!(forms.len() == 1 && forms[0].contains("refresh_token=5A"), "{forms:?}");
    }

    #[test]
    fn another_process_s_token_is_adopted() {
        let home = Scratch::new();
        let host = Host::new(|_, _| (500, String::new()));
        let login = sign_in(&home, &host);
        let adopted = block_on(login.renew(&http(), Some(&secret("older"))));
        assert_eq!(adopted.expect("adopts"), Some(secret("old")));
        assert_eq!(host.forms().len(), 0);
    }

    /// One of the processes of the test below.
    #[test]
    #[ignore = "is started by processes_at_once_renew_once"]
    fn renew_elsewhere() {
        let Some(root) = std::env::var_os("SFO_TEST_HOME") else { return };
        let root = PathBuf::from(root);
        let home = Home { config: root.join("config"), state: root.join("state"), cache: root.join("cache") };
        let login = Login::find(&home, "dev").expect("is there");
        assert_eq!(renew(&login).expect("renews"), Some(secret("new")));
    }

    #[test]
    fn processes_at_once_renew_once() {
        let home = Scratch::new();
        let host = Host::new(|url, form| {
            if form.contains("refresh_token=5A") {
                Host::reply(url, "new", "5B")
            } else {
                refusal("expired access/refresh token")
            }
        });
        let login = sign_in(&home, &host);
        let root = home.config.parent().expect("has one");
        let start = || elsewhere("org::renewal::tests::renew_elsewhere", "SFO_TEST_HOME", root);
        let mut processes: Vec<_> = (0..8).map(|_| start()).collect();
        for process in &mut processes {
            assert!(process.wait().expect("ends").success());
        }
        assert_eq!(host.forms().len(), 1);
        assert_eq!(stored(&login, Slot::Refresh), Some(secret("5B")));
    }

    #[test]
    fn a_grant_that_is_being_processed_elsewhere_is_waited_for() {
        let home = Scratch::new();
        let mut count = 0;
        let host = Host::new(move |url, _| {
            count += 1;
            if count < 3 { refusal("token request is already being processed") } else { Host::reply(url, "new", "5B") }
        });
        let login = sign_in(&home, &host);
        assert_eq!(renew(&login).expect("renews"), Some(secret("new")));
        assert_eq!(host.forms().len(), 3);
    }

    #[test]
    fn a_grant_that_stays_busy_is_given_up() {
        let home = Scratch::new();
        let host = Host::new(|_, _| refusal("token request is already being processed"));
        let login = sign_in(&home, &host);
        assert!(matches!(renew(&login), Err(Error::Auth(auth::Error::Busy))));
        assert_eq!(host.forms().len(), 6);
        assert_eq!(stored(&login, Slot::Access), Some(secret("old")));
    }

    #[test]
    fn an_ended_login_keeps_its_entry_and_says_why() {
        let home = Scratch::new();
        let host = Host::new(|_, _| refusal("expired access/refresh token"));
        let login = sign_in(&home, &host);
        let error = renew(&login).expect_err("is refused").to_string();
        assert!(error.contains("`dev` (127.0.0.1, org 00D000000000001EAA, of 2026-01-02)"), "{error}");
        assert!(error.contains("\n  - the login was revoked"), "{error}");
        assert_eq!((stored(&login, Slot::Access), stored(&login, Slot::Refresh)), (None, Some(secret("5A"))));
        assert!(Login::find(&home, "dev").is_ok());
        assert_eq!(host.forms().len(), 1);
    }

    #[test]
    fn a_lost_reply_is_not_asked_for_again() {
        let home = Scratch::new();
        let host = Host::new(|_, _| (0, String::new()));
        let login = sign_in(&home, &host);
        assert!(matches!(renew(&login), Err(Error::Uncertain(_))));
        assert_eq!(host.forms().len(), 1);
    }

    #[test]
    fn an_unreached_host_leaves_nothing_uncertain() {
        let home = Scratch::new();
        let host = Host::new(|_, _| (0, String::new()));
        let mut login = sign_in(&home, &host);
        login.entry.login_url.set_port(Some(1)).expect("has one");
        assert!(matches!(renew(&login), Err(Error::Auth(auth::Error::Http(error))) if error.unsent()));
    }

    #[test]
    fn an_org_may_move_within_its_domain_only() {
        let home = Scratch::new();
        let moved = |url: &Url| url.as_str().replace("127.0.0.1", "localhost");
        let host = Host::new(move |url, _| Host::reply(&Url::parse(&moved(url)).expect("is a URL"), "new", "5B"));
        let login = sign_in(&home, &host);
        renew(&login).expect("renews");
        let entry = Login::find(&home, "dev").expect("is there").entry;
        assert_eq!(entry.instance_url.as_str(), host.url.as_str().replace("127.0.0.1", "localhost"));
    }

    #[test]
    fn a_reply_for_a_foreign_host_or_org_brings_no_token_but_its_refresh_token_is_kept() {
        for (here, there) in [
            ("\"instance_url\":\"http://127.0.0.1", "\"instance_url\":\"https://evil.example"),
            ("00D000000000001EAA", "00D000000000002EAA"),
        ] {
            let home = Scratch::new();
            let host = Host::new(move |url, _| {
                let (status, body) = Host::reply(url, "new", "5B");
                let body = body.replace(here, there);
                let port = format!("evil.example:{}", url.port().unwrap_or_default());
                (status, body.replace(&port, "evil.example"))
            });
            let login = sign_in(&home, &host);
            assert!(matches!(renew(&login), Err(Error::Auth(_))), "{there}");
            assert_eq!((stored(&login, Slot::Access), stored(&login, Slot::Refresh)), (None, Some(secret("5B"))));
        }
    }
}
