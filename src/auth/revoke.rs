//! Taking a token back at the org (`spec/oauth.md` 9.1). A refresh token takes every access token made from it along.

use super::{App, Error, exchange};
use crate::{http::Http, secret::Secret};

/// Returns whether the token was still good; an org that no longer knows it is content too.
pub async fn revoke(http: &Http, app: &App, token: &Secret) -> Result<bool, Error> {
    let reply = exchange::send(http, exchange::form(app.endpoint("revoke"), &[("token", token.expose())])).await?;
    let known = reply.status != 400;
    if known {
        reply.success()?;
    }
    Ok(known)
}
