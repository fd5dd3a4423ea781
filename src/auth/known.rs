//! Whether an org's sign-in knows an app: a new one takes minutes to be known everywhere (`spec/oauth.md` 10.10).

use super::{Error, app, exchange};
use crate::http::{Http, Url};

/// A refresh token that is none, and that nobody could take for one.
const NONE: &str = "sfo-asks-whether-this-app-is-known";

/// Asks with a refresh token that is none. It is refused in any case; the words tell why.
pub async fn known(http: &Http, host: &Url, client_id: &str) -> Result<bool, Error> {
    let pairs = [("grant_type", "refresh_token"), ("client_id", client_id), ("refresh_token", NONE)];
    let request = exchange::form(app::endpoint(host, "token"), &pairs);
    match exchange::send(http, request).await?.success() {
        Err(Error::Refused { error, .. }) => Ok(error.replace('-', "_") != "invalid_client_id"),
        Ok(_) | Err(Error::Busy) => Ok(true),
        Err(error) => Err(error),
    }
}
