//! The client credentials grant: an app signs in as the user its administrator chose (`spec/oauth.md` 6.1).

use super::{Error, Token, exchange};
use crate::{http::Http, http::Url, secret::Secret};
use oauth2::{AuthType, ClientId, ClientSecret};

/// A confidential app and the host that knows it.
#[derive(Clone, Debug)]
pub struct App {
    pub host: Url,
    pub client_id: String,
    pub client_secret: Secret,
}

impl App {
    pub async fn token(&self, http: &Http) -> Result<Token, Error> {
        let client = exchange::Client::new(ClientId::new(self.client_id.clone()))
            .set_client_secret(ClientSecret::new(self.client_secret.expose().to_owned()))
            .set_auth_type(AuthType::RequestBody)
            .set_token_uri(exchange::token_url(&self.host));
        let send = |request| exchange::send(http, request);
        let outcome = client.exchange_client_credentials().request_async(&send).await;
        exchange::token(outcome, &self.host)
    }
}
