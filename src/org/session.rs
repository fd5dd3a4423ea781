//! A signed-in user of one org: where the data APIs are, the access token of the moment and how to get the next.

use super::{Error, origin};
use crate::auth;
use crate::http::{Http, Url};
use crate::secret::Secret;
use tokio::sync::Mutex;

pub struct Session {
    pub instance_url: Url,
    token: Mutex<Option<Secret>>,
    renewal: Renewal,
}

/// How a new access token is had.
enum Renewal {
    /// The token was handed to us and is all there is.
    Never,
    ClientCredentials(auth::App),
}

impl Session {
    /// The session that `SFO_ACCESS_TOKEN` and `SFO_INSTANCE_URL` describe, if they are set. It is never written down.
    pub fn from_environment() -> Result<Option<Self>, Error> {
        let read = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        match (read("SFO_ACCESS_TOKEN"), read("SFO_INSTANCE_URL")) {
            (None, None) => Ok(None),
            (Some(_), None) => Err(Error::HalfSession("SFO_INSTANCE_URL")),
            (None, Some(_)) => Err(Error::HalfSession("SFO_ACCESS_TOKEN")),
            (Some(token), Some(url)) => {
                let token = Mutex::new(Some(Secret::new(token)));
                Ok(Some(Self { instance_url: origin(&url)?, token, renewal: Renewal::Never }))
            }
        }
    }

    /// A session that signs in when its token is first asked for.
    pub fn of_app(app: auth::App) -> Self {
        let instance_url = app.host.clone();
        Self { instance_url, token: Mutex::new(None), renewal: Renewal::ClientCredentials(app) }
    }

    /// The access token to use now, or `None` where there is none left.
    pub async fn token(&self, http: &Http) -> Result<Option<Secret>, auth::Error> {
        let mut token = self.token.lock().await;
        if token.is_none() {
            *token = self.renewed(http).await?;
        }
        Ok(token.clone())
    }

    /// A token other than `stale`, or `None` where there is no way to get one. Callers that come at once share
    /// one renewal.
    pub async fn renew(&self, http: &Http, stale: &Secret) -> Result<Option<Secret>, auth::Error> {
        let mut token = self.token.lock().await;
        if token.as_ref() == Some(stale) {
            *token = self.renewed(http).await?;
        }
        Ok(token.clone())
    }

    async fn renewed(&self, http: &Http) -> Result<Option<Secret>, auth::Error> {
        match &self.renewal {
            Renewal::Never => Ok(None),
            Renewal::ClientCredentials(app) => {
                let token = auth::client_credentials::token(http, app).await?;
                // A token must not be sent to a host that merely claims it (spec/oauth.md 1.5, step 6).
                if token.instance_url.origin() != self.instance_url.origin() {
                    return Err(auth::Error::OtherHost(token.instance_url.to_string()));
                }
                Ok(Some(token.access))
            }
        }
    }
}
