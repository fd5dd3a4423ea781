//! The device grant (`spec/oauth.md` 6.6): a person approves on another device while this one asks again and again.

use super::{App, Error, Token, exchange};
use crate::http::{Http, Url};
use crate::secret::Secret;
use serde::Deserialize;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout_at};

/// How long Salesforce keeps a code.
const LIFETIME: Duration = Duration::from_secs(600);
/// What is added to the interval when the org asks for patience.
const SLOWER: Duration = Duration::from_secs(5);

/// A sign-in that waits for its approval.
pub struct Pending {
    /// For the person to type in at [`Self::verification_uri`].
    pub user_code: String,
    pub verification_uri: Url,
    app: App,
    device_code: Secret,
    interval: Duration,
    expires: Instant,
}

/// What the org offers to approve.
#[derive(Deserialize)]
struct Offer {
    device_code: Secret,
    user_code: String,
    verification_uri: Url,
    #[serde(default = "Offer::interval")]
    interval: u64,
}

impl Offer {
    fn interval() -> u64 {
        5
    }
}

pub async fn begin(http: &Http, app: &App, scopes: &[String]) -> Result<Pending, Error> {
    let scope = scopes.join(" ");
    let mut form = vec![("response_type", "device_code"), ("client_id", app.client_id.as_str())];
    form.extend((!scopes.is_empty()).then_some(("scope", scope.as_str())));
    let body = exchange::send(http, exchange::form(app.endpoint("token"), &form)).await?.success()?;
    let not_oauth = |_| Error::NotOAuth(app.host.host_str().unwrap_or_default().to_owned());
    let offer: Offer = serde_json::from_slice(&body).map_err(not_oauth)?;
    Ok(Pending {
        user_code: offer.user_code,
        verification_uri: offer.verification_uri,
        app: app.clone(),
        device_code: offer.device_code,
        interval: Duration::from_secs(offer.interval.max(1)),
        expires: Instant::now() + LIFETIME,
    })
}

impl Pending {
    /// Asks until the person has decided, the code has expired or `patience` has run out.
    pub async fn token(self, http: &Http, patience: Duration) -> Result<Token, Error> {
        let deadline = self.expires.min(Instant::now() + patience);
        timeout_at(deadline, self.poll(http)).await.map_err(|_| Error::TimedOut)?
    }

    async fn poll(&self, http: &Http) -> Result<Token, Error> {
        let mut interval = self.interval;
        loop {
            sleep(interval).await;
            let mut form = vec![("grant_type", "device"), ("code", self.device_code.expose())];
            form.extend(self.app.credentials());
            match exchange::grant(http, &self.app, &form).await {
                Err(error) if error.code() == Some("authorization_pending") => {}
                Err(error) if error.code() == Some("slow_down") => interval += SLOWER,
                outcome => return outcome,
            }
        }
    }
}
