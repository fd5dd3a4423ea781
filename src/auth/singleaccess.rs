//! A link that signs a browser in once (`spec/oauth.md` 9.5), so that no access token ever stands in an address.

use super::{Error, app, exchange};
use crate::http::{Http, Url};
use crate::secret::Secret;
use serde::Deserialize;

#[derive(Deserialize)]
struct Reply {
    frontdoor_uri: Url,
}

/// The link to a page of the org. Who has it is signed in, so it is a secret until it has been used.
pub async fn singleaccess(http: &Http, instance_url: &Url, access: &Secret, path: &str) -> Result<Secret, Error> {
    if !relative(path) {
        return Err(Error::Input(format!("`{path}` is not a path in the org, such as /lightning/o/Account/home")));
    }
    let host = || instance_url.host_str().unwrap_or_default().to_owned();
    let mut request = exchange::form(app::endpoint(instance_url, "singleaccess"), &[("redirect_uri", path)]);
    exchange::bear(&mut request, access)?;
    let body = exchange::send(http, request).await?.success()?;
    let reply: Reply = serde_json::from_slice(&body).map_err(|_| Error::NotOAuth(host()))?;
    if reply.frontdoor_uri.origin() != instance_url.origin() {
        return Err(Error::OtherHost(reply.frontdoor_uri.host_str().unwrap_or_default().to_owned()));
    }
    Ok(Secret::new(reply.frontdoor_uri))
}

/// A path that cannot lead to another host, however a browser reads it.
fn relative(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t'])
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn a_path_stays_in_the_org() {
        assert!(relative("/lightning/o/Account/home?x=1"));
        for path in ["", "lightning", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example"] {
            assert!(!relative(path), "{path}");
        }
    }
}
