//! Whether a host is an org at all, found out before anybody signs in there (`spec/oauth.md` 1.4, 1.5).

use super::{Error, exchange, identity};
use crate::http::{Http, Method, Request, Url};
use serde_json::Value;
use std::time::Duration;
use tokio::time::timeout;

/// A host that takes longer is left to the sign-in itself.
const PATIENCE: Duration = Duration::from_secs(5);

/// The id of the org behind a My Domain, where it tells. Fails on a host that cannot be reached or has pages for
/// people where an org has its list of versions.
pub async fn probe(http: &Http, host: &Url) -> Result<Option<String>, Error> {
    let asked = async {
        match org_id(http, host).await? {
            Some(id) => Ok(Some(id)),
            None => get(http, host, "/services/data/").await.map(|_| None),
        }
    };
    timeout(PATIENCE, asked).await.unwrap_or(Ok(None))
}

async fn org_id(http: &Http, host: &Url) -> Result<Option<String>, Error> {
    let configuration = match get(http, host, "/.well-known/auth-configuration").await {
        Ok(configuration) => configuration,
        Err(Error::Http(error)) => return Err(error.into()),
        Err(_) => return Ok(None),
    };
    Ok(configuration["OrgId"].as_str().and_then(|id| identity::long(id, "00D")))
}

async fn get(http: &Http, host: &Url, path: &str) -> Result<Value, Error> {
    let mut url = host.clone();
    url.set_path(path);
    match exchange::send(http, Request::new(Method::GET, url)).await?.success() {
        Ok(body) => Ok(serde_json::from_slice(&body).unwrap_or_default()),
        Err(error @ Error::NotOAuth(_)) => Err(error),
        // An org in its own words is an org.
        Err(_) => Ok(Value::Null),
    }
}
