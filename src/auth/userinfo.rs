//! Who an access token speaks for, asked of the org (`spec/oauth.md` 9.3).

use super::{Error, app, exchange};
use crate::http::{Http, Method, Request, Url};
use crate::secret::Secret;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct User {
    #[serde(rename = "preferred_username")]
    pub username: String,
    #[serde(rename = "user_id")]
    pub id: String,
    #[serde(rename = "organization_id")]
    pub org_id: String,
    /// Told where the token has the scope for it.
    pub email: Option<String>,
}

pub async fn userinfo(http: &Http, host: &Url, access: &Secret) -> Result<User, Error> {
    let mut request = Request::new(Method::GET, app::endpoint(host, "userinfo"));
    exchange::bear(&mut request, access)?;
    let body = exchange::send(http, request).await?.success()?;
    serde_json::from_slice(&body).map_err(|_| Error::NotOAuth(host.host_str().unwrap_or_default().to_owned()))
}
