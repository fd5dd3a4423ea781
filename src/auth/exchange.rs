//! Between the `oauth2` crate and our HTTP client: one request to a token endpoint, never repeated and never
//! redirected, and its reply as a [`Token`].

use super::{Error, Token};
use crate::http::{Http, Method, Request, Url};
use crate::secret::Secret;
use oauth2::{AccessToken, HttpRequest, HttpResponse, RequestTokenError, TokenResponse};
use oauth2::{StandardTokenResponse, basic};

/// A token reply has a few kilobytes; what is longer is something else.
const CAP: usize = 1 << 20;

/// What Salesforce adds to the members that RFC 6749 knows.
#[derive(Clone, Debug, serde::Deserialize, serde::Serialize)]
pub struct Extra {
    instance_url: Url,
}

impl oauth2::ExtraTokenFields for Extra {}

pub type Reply = StandardTokenResponse<Extra, basic::BasicTokenType>;

/// An OAuth client for this reply with nothing set but its id.
pub type Client = oauth2::Client<
    basic::BasicErrorResponse,
    Reply,
    basic::BasicTokenIntrospectionResponse,
    oauth2::StandardRevocableToken,
    basic::BasicRevocationErrorResponse,
>;

/// Where a login host answers every grant.
pub fn token_url(host: &Url) -> oauth2::TokenUrl {
    let mut url = host.clone();
    url.set_path("/services/oauth2/token");
    oauth2::TokenUrl::from_url(url)
}

/// Carries one request of the `oauth2` crate over our client.
pub async fn send(http: &Http, request: HttpRequest) -> Result<HttpResponse, Error> {
    let (head, body) = request.into_parts();
    let url = Url::parse(&head.uri.to_string()).map_err(|error| Error::NotOAuth(error.to_string()))?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let mut request = Request::new(Method::POST, url);
    *request.headers_mut() = head.headers;
    *request.body_mut() = Some(body.into());
    let reply = http.send(request).await?;
    let (status, headers) = (reply.status, reply.headers);
    let body = reply.body.bytes(CAP).await?;
    if (300..400).contains(&status) || body.trim_ascii_start().starts_with(b"<") {
        return Err(Error::NotOAuth(host));
    }
    let mut response = HttpResponse::new(body);
    *response.status_mut() = oauth2::http::StatusCode::from_u16(status).unwrap_or_default();
    *response.headers_mut() = headers;
    Ok(response)
}

/// Reads the crate's outcome as ours.
pub fn token(
    outcome: Result<Reply, RequestTokenError<Error, basic::BasicErrorResponse>>,
    host: &Url,
) -> Result<Token, Error> {
    let reply = outcome.map_err(|error| match error {
        RequestTokenError::ServerResponse(refusal) => Error::Refused {
            error: refusal.error().to_string(),
            description: refusal.error_description().cloned().unwrap_or_default(),
        },
        RequestTokenError::Request(error) => error,
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            Error::NotOAuth(host.host_str().unwrap_or_default().to_owned())
        }
    })?;
    let access: &AccessToken = reply.access_token();
    Ok(Token { access: Secret::new(access.secret()), instance_url: reply.extra_fields().instance_url.clone() })
}
