//! The logins of the official CLI, read from its own files (`spec/oauth.md` 12.3). Changes nothing there, prints
//! nothing and stores nothing.

mod cipher;

use super::vault::Keyring;
use super::{Entry, Error, Flow, Kind, Policy, Secrets, Store, file, origin};
use crate::home::Home;
use crate::secret::Secret;
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A login that could be taken over. Its refresh token stays in use there: where tokens rotate, two programs with
/// one token sign each other out.
#[derive(Debug)]
pub struct Candidate {
    pub alias: Option<String>,
    /// It is the default org there.
    pub default: bool,
    pub entry: Entry,
    pub secrets: Secrets,
}

#[derive(Debug, Default)]
pub struct Found {
    pub logins: Vec<Candidate>,
    /// Files that hold no login we can use, and why.
    pub skipped: Vec<(PathBuf, String)>,
}

/// Where the official CLI keeps its things.
pub struct Official {
    user: PathBuf,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Account {
    username: String,
    org_id: String,
    user_id: Option<String>,
    instance_url: String,
    login_url: Option<String>,
    client_id: Option<String>,
    private_key: Option<PathBuf>,
    access_token: Option<String>,
    refresh_token: Option<String>,
    client_secret: Option<String>,
}

#[derive(Default, Deserialize)]
struct Aliases {
    #[serde(default)]
    orgs: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
struct Settings {
    #[serde(rename = "target-org")]
    target_org: Option<String>,
}

#[derive(Deserialize)]
struct KeyFile {
    key: Secret,
}

impl Official {
    /// Below the user's home folder.
    pub fn find() -> Option<Self> {
        directories::BaseDirs::new().map(|dirs| Self::below(dirs.home_dir()))
    }

    pub fn below(user: &Path) -> Self {
        Self { user: user.to_owned() }
    }

    /// Every login there. The keychain is asked for the password of its files.
    pub async fn logins(&self, home: &Home, store: Store) -> Result<Found, Error> {
        let files = self.accounts();
        if files.is_empty() {
            return Ok(Found::default());
        }
        let keys = self.keys(&Keyring::new(home)).await?;
        Ok(self.found(files, &keys, store))
    }

    fn found(&self, files: Vec<PathBuf>, keys: &[Secret], store: Store) -> Found {
        let aliases: Aliases = json(&self.user.join(".sfdx/alias.json")).unwrap_or_default();
        let settings: Settings = json(&self.user.join(".sf/config.json")).unwrap_or_default();
        let mut found = Found::default();
        for path in files {
            match candidate(&path, keys, store) {
                Ok((entry, secrets)) => {
                    let alias = aliases.orgs.iter().find(|(_, user)| **user == entry.username);
                    let alias = alias.map(|(alias, _)| alias.clone());
                    let target = settings.target_org.as_ref();
                    let default = target.is_some_and(|name| *name == entry.username || Some(name) == alias.as_ref());
                    found.logins.push(Candidate { alias, default, entry, secrets });
                }
                Err(why) => found.skipped.push((path, why)),
            }
        }
        found
    }

    /// One file a user, named like the user.
    fn accounts(&self) -> Vec<PathBuf> {
        let Ok(folder) = std::fs::read_dir(self.user.join(".sfdx")) else { return Vec::new() };
        let account = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.contains('@') && path.extension().is_some_and(|end| end == "json")
        };
        let mut files: Vec<PathBuf> = folder.flatten().map(|entry| entry.path()).filter(account).collect();
        files.sort();
        files
    }

    /// The password is in the keychain or in a file, and in both where the CLI was told to change: each is tried.
    async fn keys(&self, keyring: &Keyring) -> Result<Vec<Secret>, Error> {
        let path = self.user.join(".sfdx/key.json");
        let unreadable = |_| Error::Corrupt { file: path.clone(), why: "it holds no key".to_owned() };
        let text = file::read_secret(&path)?;
        let file = text.map(|text| serde_json::from_str::<KeyFile>(&text).map_err(unreadable)).transpose()?;
        let mut keys: Vec<Secret> = file.into_iter().map(|file| file.key).collect();
        match keyring.official().await {
            Ok(key) => keys.extend(key),
            Err(error) if keys.is_empty() => return Err(error),
            Err(_) => {}
        }
        Ok(keys)
    }
}

fn candidate(path: &Path, keys: &[Secret], store: Store) -> Result<(Entry, Secrets), String> {
    let account: Account = json(path).ok_or("it does not read as a login")?;
    let open = |text: &Option<String>| match text.as_deref().filter(|text| !text.is_empty()) {
        Some(text) => cipher::open(text, keys).map(Some).ok_or("no key opens its secrets"),
        None => Ok(None),
    };
    let secrets = Secrets {
        access: open(&account.access_token)?,
        refresh: open(&account.refresh_token)?,
        client_secret: open(&account.client_secret)?,
    };
    let modified = std::fs::metadata(path).and_then(|file| file.modified()).ok();
    let created = modified.and_then(|time| Timestamp::try_from(time).ok()).unwrap_or_else(Timestamp::now);
    Ok((entry(account, &secrets, store, created)?, secrets))
}

fn entry(account: Account, secrets: &Secrets, store: Store, created: Timestamp) -> Result<Entry, String> {
    let host = |text: &str| origin(text).map_err(|error| error.to_string());
    let instance_url = host(&account.instance_url)?;
    let flow = match (&account.private_key, &secrets.refresh) {
        (Some(_), _) => Flow::Jwt,
        (None, Some(_)) => Flow::Web,
        (None, None) if secrets.access.is_some() => Flow::Token,
        (None, None) => return Err("it holds no token".to_owned()),
    };
    Ok(Entry {
        username: account.username,
        user_id: account.user_id.ok_or("it does not tell the user's id")?,
        org_id: account.org_id,
        login_url: host(account.login_url.as_deref().unwrap_or("login.salesforce.com"))?,
        kind: Kind::told_by(&instance_url),
        instance_url,
        api_instance_url: None,
        client_id: account.client_id.unwrap_or_else(|| "PlatformCLI".to_owned()),
        flow,
        scopes: Vec::new(),
        store,
        created,
        refreshed: None,
        policy: Policy::Open,
        key_file: account.private_key,
    })
}

fn json<T: serde::de::DeserializeOwned>(path: &Path) -> Option<T> {
    serde_json::from_str(&file::read(path).ok()??).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::tests::Scratch;
    use serde_json::json;

    const KEY: &str = "00112233445566778899aabbccddeeff";
    const TOKEN: &str =
        "0123456789ab181d3139a8657308970c823c7b6ffb971baac46ab31d70014695:df085b4915641f16aaa0650059455a8e";

    fn write(user: &Path, name: &str, content: &serde_json::Value) {
        file::replace(&user.join(name), &content.to_string()).expect("writes");
    }

    #[test]
    fn logins_aliases_and_the_default_are_found() {
        let home = Scratch::new();
        let user = home.config.as_path();
        let login = |name: &str| {
            json!({
                "username": name, "orgId": "00D000000000001EAA", "userId": "005000000000001AAA", "created": "1",
                "instanceUrl": "https://acme.my.salesforce.com", "loginUrl": "https://login.salesforce.com",
                "clientId": "PlatformCLI", "accessToken": TOKEN, "refreshToken": TOKEN,
            })
        };
        write(user, ".sfdx/a@example.com.json", &login("a@example.com"));
        let mut jwt = login("b@example.com");
        jwt["privateKey"] = json!("/keys/server.key");
        jwt.as_object_mut().expect("is an object").remove("refreshToken");
        write(user, ".sfdx/b@example.com.json", &jwt);
        let mut evil = login("c@example.com");
        evil["instanceUrl"] = json!("https://evil.example");
        write(user, ".sfdx/c@example.com.json", &evil);
        write(user, ".sfdx/alias.json", &json!({"orgs": {"dev": "a@example.com"}}));
        write(user, ".sf/config.json", &json!({"target-org": "dev"}));
        write(user, ".sfdx/key.json", &json!({"account": "local", "key": KEY, "service": "sfdx"}));
        let official = Official::below(user);
        let found = official.found(official.accounts(), &[Secret::new(KEY)], Store::File);
        let [first, second] = &found.logins[..] else { panic!("{found:?}") };
        assert_eq!((first.alias.as_deref(), first.default, first.entry.flow), (Some("dev"), true, Flow::Web));
        assert_eq!(first.secrets.refresh, Some(Secret::new("00D000000000001!AQEAQ.test")));
        assert_eq!((second.alias.as_deref(), second.default, second.entry.flow), (None, false, Flow::Jwt));
        assert_eq!(found.skipped.len(), 1);
        let wrong = official.found(official.accounts(), &[Secret::new("ff".repeat(16))], Store::File);
        assert_eq!((wrong.logins.len(), wrong.skipped.len()), (0, 3));
    }
}
