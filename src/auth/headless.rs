//! The authorization code and credentials grant of an Experience Cloud site (`spec/oauth.md` 4): the web grant
//! without a browser. The site answers a user name and a password with the redirect that a browser would follow.

use super::callback::Callback;
use super::web::{self, Ask};
use super::{App, Error, Token, exchange};
use crate::http::header::{HeaderName, HeaderValue, LOCATION};
use crate::{http::Http, secret::Secret};

const AUTH_REQUEST_TYPE: HeaderName = HeaderName::from_static("auth-request-type");

pub async fn token(http: &Http, app: &App, ask: &Ask<'_>, user: (&str, &Secret)) -> Result<Token, Error> {
    let pending = web::begin(app, ask)?;
    let asked: Vec<(String, String)> = pending.url.query_pairs().into_owned().collect();
    let asked = asked.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let mut form: Vec<(&str, &str)> = asked.filter(|(name, _)| *name != "response_type").collect();
    form.extend([("response_type", "code_credentials"), ("username", user.0), ("password", user.1.expose())]);
    let mut request = exchange::form(app.endpoint("authorize"), &form);
    request.headers_mut().insert(AUTH_REQUEST_TYPE, HeaderValue::from_static("Named-User"));
    let reply = exchange::send(http, request).await?;
    let place = reply.headers.get(LOCATION).and_then(|place| place.to_str().ok()?.split_once('?'));
    let callback = match place {
        Some((place, query)) if place == ask.redirect_uri => Callback::from_query(query)?,
        _ => {
            reply.success()?;
            return Err(Error::NotOAuth(app.host.host_str().unwrap_or_default().to_owned()));
        }
    };
    pending.redeem(http, callback).await
}
