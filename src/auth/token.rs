//! What a token endpoint hands out (`spec/oauth.md` 2.6), read strictly where a token could go astray and leniently
//! everywhere else.

use super::{App, Error, Identity, identity, signature};
use crate::{http::Url, secret::Secret};
use oauth2::{ExtraTokenFields, StandardTokenResponse, TokenResponse, basic::BasicTokenType};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug)]
#[expect(clippy::struct_field_names, reason = "an id_token is called so everywhere")]
pub struct Token {
    pub access: Secret,
    /// Present when the app may renew, and in a refresh when tokens rotate: then the one that was sent is dead.
    pub refresh: Option<Secret>,
    /// Origin of the org's data APIs.
    pub instance_url: Url,
    /// Origin of the API platform.
    pub api_instance_url: Option<Url>,
    pub identity: Identity,
    pub scopes: Vec<String>,
    /// Milliseconds since 1970.
    pub id_token: Option<Secret>,
}

/// What Salesforce adds to the members that RFC 6749 knows.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Extra {
    instance_url: String,
    id: String,
    api_instance_url: Option<String>,
    issued_at: Option<String>,
    signature: Option<String>,
    id_token: Option<String>,
}

impl ExtraTokenFields for Extra {}

pub type Reply = StandardTokenResponse<Extra, BasicTokenType>;

impl Token {
    /// Reads a reply to `app`. A signature that the app can check must be right.
    pub fn read(reply: &Reply, app: &App) -> Result<Self, Error> {
        let unusable = |why| Error::Unusable { host: app.host.host_str().unwrap_or_default().to_owned(), why };
        let extra = reply.extra_fields();
        if *reply.token_type() != BasicTokenType::Bearer {
            return Err(unusable("its token is not a bearer token"));
        }
        if !signed(extra, app) {
            return Err(unusable("its signature does not fit the client secret"));
        }
        Ok(Self {
            access: Secret::new(reply.access_token().secret()),
            refresh: reply.refresh_token().map(|token| Secret::new(token.secret())),
            instance_url: origin(&extra.instance_url).ok_or_else(|| unusable("its instance_url is not an origin"))?,
            api_instance_url: match &extra.api_instance_url {
                Some(url) => Some(origin(url).ok_or_else(|| unusable("its api_instance_url is not an origin"))?),
                None => None,
            },
            identity: Identity::read(&extra.id).ok_or_else(|| unusable("its id names no org and user"))?,
            scopes: reply.scopes().into_iter().flatten().map(|scope| scope.to_string()).collect(),
            id_token: extra.id_token.as_ref().map(Secret::new),
        })
    }

    /// Fails when the reply names a host that `allowed` does not know. To be asked before the token goes anywhere.
    pub fn check_hosts(&self, allowed: impl Fn(&Url) -> bool) -> Result<(), Error> {
        let named = [Some(&self.instance_url), self.api_instance_url.as_ref(), Some(&self.identity.url)];
        match named.into_iter().flatten().find(|url| !allowed(url)) {
            Some(url) => Err(Error::OtherHost(url.host_str().unwrap_or_default().to_owned())),
            None => Ok(()),
        }
    }

    /// Fails when the token is for another org than the one it was asked for; ids of 15 and 18 characters compare.
    pub fn check_org(&self, expected: &str) -> Result<(), Error> {
        let got = &self.identity.org_id;
        if expected.get(..15).is_some_and(|start| got.starts_with(start)) {
            return Ok(());
        }
        Err(Error::OtherOrg { expected: expected.to_owned(), got: got.clone() })
    }
}

/// False when the app holds what it takes to check a signature and it is wrong.
fn signed(extra: &Extra, app: &App) -> bool {
    match (&app.client_secret, &extra.signature) {
        (Some(secret), Some(signature)) => {
            signature::matches(secret, &extra.id, extra.issued_at.as_deref().unwrap_or_default(), signature)
        }
        _ => true,
    }
}

fn origin(text: &str) -> Option<Url> {
    Url::parse(text).ok().filter(|url| identity::trusted(url) && url.path() == "/" && url.query().is_none())
}

#[cfg(test)]
mod tests {
    use super::{App, Error, Reply, Secret, Token, Url};
    use serde_json::{Value, json};

    fn read(change: &Value) -> Result<Token, Error> {
        let mut reply = json!({
            "access_token": "00D!a", "token_type": "Bearer", "scope": "api refresh_token", "refresh_token": "5Aep861",
            "instance_url": "https://acme.my.salesforce.com", "issued_at": "1735689600000", "new_member": {"a": 1},
            "id": "https://login.salesforce.com/id/00D000000000001EAA/005000000000001AAA",
            "signature": "MYVGaSZZZP412iEchOYVbdGimxBzDyjS8qVLojmvly8=",
        });
        for (key, value) in change.as_object().expect("is an object") {
            reply[key] = value.clone();
        }
        let app = App {
            host: Url::parse("https://login.salesforce.com").expect("is a URL"),
            client_id: "3MVG9".to_owned(),
            client_secret: Some(Secret::new("1234567890ABCDEF")),
        };
        Token::read(&serde_json::from_value::<Reply>(reply).expect("is a reply"), &app)
    }

    #[test]
    fn a_reply_without_expiry_and_with_unknown_members_reads() {
        let token = read(&json!({})).expect("reads");
        assert_eq!(token.scopes, ["api", "refresh_token"]);
        assert_eq!(token.identity.user_id, "005000000000001AAA");
        assert!(token.check_org("00D000000000001").is_ok());
        assert!(token.check_org("00D000000000002EAA").is_err());
    }

    #[test]
    fn what_could_lead_a_token_astray_is_refused() {
        for change in [
            json!({"token_type": "DPoP"}),
            json!({"signature": "MYVGaSZZZP412iEchOYVbdGimxBzDyjS8qVLojmvly9="}),
            json!({"issued_at": "1735689600001"}),
            json!({"instance_url": "http://acme.my.salesforce.com"}),
            json!({"instance_url": "https://u:p@acme.my.salesforce.com"}),
            json!({"instance_url": "https://acme.my.salesforce.com:444"}),
            json!({"instance_url": "https://acme.my.salesforce.com/path"}),
            json!({"api_instance_url": "ftp://api.salesforce.com"}),
            json!({"id": "https://login.salesforce.com/id/x/y", "signature": null}),
        ] {
            assert!(matches!(read(&change), Err(Error::Unusable { .. })), "{change}");
        }
    }

    #[test]
    fn every_host_of_a_reply_is_checked() {
        let ours = |url: &Url| url.host_str().is_some_and(|host| host.ends_with(".salesforce.com"));
        assert!(read(&json!({})).expect("reads").check_hosts(ours).is_ok());
        for member in ["instance_url", "api_instance_url"] {
            let token = read(&json!({ member: "https://evil.example" })).expect("reads");
            assert!(matches!(token.check_hosts(ours), Err(Error::OtherHost(host)) if host == "evil.example"));
        }
    }
}
