//! The user name and password grant (`spec/oauth.md` 5): for old connected apps only.

use super::{App, Error, Token, exchange};
use crate::{http::Http, secret::Secret};
use oauth2::{ResourceOwnerPassword, ResourceOwnerUsername};

pub struct Credentials {
    pub username: String,
    pub password: Secret,
    /// Needed outside the org's trusted networks.
    pub security_token: Option<Secret>,
}

impl Credentials {
    /// Salesforce wants the security token directly behind the password.
    fn joined(&self) -> ResourceOwnerPassword {
        let token = self.security_token.as_ref().map_or("", Secret::expose);
        ResourceOwnerPassword::new(format!("{}{token}", self.password.expose()))
    }
}

pub async fn token(http: &Http, app: &App, credentials: &Credentials) -> Result<Token, Error> {
    let (username, password) = (ResourceOwnerUsername::new(credentials.username.clone()), credentials.joined());
    let carrier = exchange::Carrier(http);
    let outcome = app.client().exchange_password(&username, &password).request_async(&carrier).await;
    exchange::token(app, outcome)
}
