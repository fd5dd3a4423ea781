//! The client credentials grant: an app signs in as the user its administrator chose (`spec/oauth.md` 6.1).

use super::{App, Error, Token, exchange};
use crate::http::Http;

pub async fn token(http: &Http, app: &App) -> Result<Token, Error> {
    let carrier = exchange::Carrier(http);
    let outcome = app.client().exchange_client_credentials().request_async(&carrier).await;
    exchange::token(app, outcome)
}
