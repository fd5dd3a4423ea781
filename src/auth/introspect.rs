//! Whether a token is still good, asked without using it (`spec/oauth.md` 9.2). Only an app with a secret may ask.

use super::{App, Error, exchange};
use crate::http::Http;
use crate::secret::Secret;
use serde::Deserialize;

#[derive(Deserialize)]
struct State {
    active: bool,
}

/// Whether the org would take this refresh token of `app`.
pub async fn lives(http: &Http, app: &App, refresh: &Secret) -> Result<bool, Error> {
    let mut form = app.credentials();
    form.extend([("token", refresh.expose()), ("token_type_hint", "refresh_token")]);
    let body = exchange::send(http, exchange::form(app.endpoint("introspect"), &form)).await?.success()?;
    let host = || app.host.host_str().unwrap_or_default().to_owned();
    let state: State = serde_json::from_slice(&body).map_err(|_| Error::NotOAuth(host()))?;
    Ok(state.active)
}
