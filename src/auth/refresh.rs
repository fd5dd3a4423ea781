//! The refresh grant (`spec/oauth.md` 3): once, never repeated, because a token that rotates is dead after its first
//! use. Who holds the lock and where the new token is kept is for the caller.

use super::{App, Error, Token, exchange};
use crate::{http::Http, secret::Secret};
use oauth2::RefreshToken;

pub async fn token(http: &Http, app: &App, refresh: &Secret) -> Result<Token, Error> {
    let refresh = RefreshToken::new(refresh.expose().to_owned());
    let carrier = exchange::Carrier(http);
    let outcome = app.client().exchange_refresh_token(&refresh).request_async(&carrier).await;
    exchange::token(app, outcome)
}
