//! An app that is registered in an org, and the host where it asks for tokens.

use super::exchange;
use crate::{http::Url, secret::Secret};
use oauth2::{AuthType, AuthUrl, ClientId, ClientSecret, EndpointSet, TokenUrl};

#[derive(Clone, Debug)]
pub struct App {
    /// Origin of the login host or My Domain; the address of a site may have a path.
    pub host: Url,
    pub client_id: String,
    /// A public app has none, and then none must be sent: one that is optional is still checked.
    pub client_secret: Option<Secret>,
}

impl App {
    /// The address of one OAuth service, such as `revoke`.
    pub fn endpoint(&self, service: &str) -> Url {
        endpoint(&self.host, service)
    }

    /// This app as the `oauth2` crate knows it.
    pub fn client(&self) -> exchange::Client<EndpointSet, EndpointSet> {
        let client = exchange::Client::new(ClientId::new(self.client_id.clone()))
            .set_auth_type(AuthType::RequestBody)
            .set_auth_uri(AuthUrl::from_url(self.endpoint("authorize")))
            .set_token_uri(TokenUrl::from_url(self.endpoint("token")));
        match &self.client_secret {
            Some(secret) => client.set_client_secret(ClientSecret::new(secret.expose().to_owned())),
            None => client,
        }
    }

    /// What identifies this app in a form of ours.
    pub fn credentials(&self) -> Vec<(&str, &str)> {
        let mut form = vec![("client_id", self.client_id.as_str())];
        form.extend(self.client_secret.as_ref().map(|secret| ("client_secret", secret.expose())));
        form
    }
}

pub fn endpoint(host: &Url, service: &str) -> Url {
    let mut url = host.clone();
    let site = host.path().trim_end_matches('/');
    url.set_path(&format!("{site}/services/oauth2/{service}"));
    url
}

#[cfg(test)]
mod tests {
    use super::{Url, endpoint};

    #[test]
    fn services_live_below_the_host_and_below_the_path_of_a_site() {
        let read = |host| endpoint(&Url::parse(host).expect("is a URL"), "token").to_string();
        assert_eq!(read("https://acme.my.salesforce.com"), "https://acme.my.salesforce.com/services/oauth2/token");
        assert_eq!(read("https://acme.my.site.com/help/"), "https://acme.my.site.com/help/services/oauth2/token");
    }
}
