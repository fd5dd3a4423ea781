//! What is known of one login and is no secret.

use super::{Error, Policy};
use crate::http::Url;
use clap::ValueEnum;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub username: String,
    pub user_id: String,
    pub org_id: String,
    /// Where the user signed in; a site may have a path.
    pub login_url: Url,
    /// Origin of the org's data APIs.
    pub instance_url: Url,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub api_instance_url: Option<Url>,
    pub client_id: String,
    pub flow: Flow,
    /// What was granted.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// Where the secrets are.
    pub store: Store,
    pub created: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refreshed: Option<Timestamp>,
    #[serde(default)]
    pub policy: Policy,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The private key of the `jwt` flow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_file: Option<PathBuf>,
}

/// How the user signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Flow {
    /// In a browser that comes back to this machine
    Web,
    /// In a browser anywhere; its last address is pasted
    Paste,
    /// As the user an app runs as
    ClientCredentials,
    /// With a certificate
    Jwt,
    /// With user name and password, for old connected apps
    Password,
    /// With a site's own login
    Headless,
    /// In a browser on another device
    Device,
    /// With an access token you already hold
    Token,
    /// With the address of a login of the official CLI
    AuthUrl,
}

/// Where secrets are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Store {
    /// The keychain of the operating system
    Keyring,
    /// A file that only you can read
    File,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Production,
    Sandbox,
    Scratch,
    Developer,
}

impl Store {
    /// The flag decides, then `SFO_STORE`; files are never used without being asked for.
    pub fn decide(flag: Option<Self>, environment: Option<String>) -> Result<Self, Error> {
        match (flag, environment.filter(|name| !name.is_empty())) {
            (Some(store), _) => Ok(store),
            (None, Some(name)) => Self::from_str(&name, true).map_err(|_| Error::Store(name)),
            (None, None) => Ok(Self::Keyring),
        }
    }
}

impl Kind {
    /// What the labels of a My Domain tell; other hosts tell nothing.
    pub fn told_by(instance_url: &Url) -> Option<Self> {
        let host = instance_url.host_str()?.strip_suffix(".my.salesforce.com")?;
        Some(match host.split_once('.') {
            Some((_, "sandbox")) => Self::Sandbox,
            Some((_, "scratch")) => Self::Scratch,
            Some((_, "develop" | "trailblaze")) => Self::Developer,
            Some(_) => return None,
            None if host.ends_with("-dev-ed") => Self::Developer,
            None => Self::Production,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Store, Url};

    #[test]
    fn files_have_to_be_asked_for() {
        let decide = |flag, environment: Option<&str>| Store::decide(flag, environment.map(str::to_owned)).ok();
        assert_eq!(decide(None, None), Some(Store::Keyring));
        assert_eq!(decide(None, Some("")), Some(Store::Keyring));
        assert_eq!(decide(None, Some("file")), Some(Store::File));
        assert_eq!(decide(Some(Store::Keyring), Some("file")), Some(Store::Keyring));
        assert_eq!(decide(None, Some("disk")), None);
    }

    #[test]
    fn a_my_domain_tells_the_kind_of_org() {
        let told = |host| Kind::told_by(&Url::parse(&format!("https://{host}")).expect("is a URL"));
        assert_eq!(told("acme.my.salesforce.com"), Some(Kind::Production));
        assert_eq!(told("sandbox.my.salesforce.com"), Some(Kind::Production));
        assert_eq!(told("acme--uat.sandbox.my.salesforce.com"), Some(Kind::Sandbox));
        assert_eq!(told("x.scratch.my.salesforce.com"), Some(Kind::Scratch));
        assert_eq!(told("x-dev-ed.develop.my.salesforce.com"), Some(Kind::Developer));
        assert_eq!(told("acme-dev-ed.my.salesforce.com"), Some(Kind::Developer));
        assert_eq!(told("127.0.0.1"), None);
        assert_eq!(told("acme.my.salesforce.mil"), None);
    }
}
