//! Between the grants and our HTTP client: one request to an OAuth endpoint, never repeated and never redirected,
//! and either the body of its success or an error in the org's words.

use super::token::Reply;
use super::{App, Error, Token, refusal};
use crate::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use crate::http::{Http, Method, Request, Url};
use crate::secret::Secret;
use oauth2::url::form_urlencoded;
use oauth2::{AsyncHttpClient, EndpointNotSet, HttpRequest, HttpResponse, RequestTokenError, basic};
use std::borrow::Cow;
use std::pin::Pin;

/// What an OAuth endpoint says has a few kilobytes; what is longer is something else.
const CAP: usize = 1 << 20;

/// An OAuth client for Salesforce's reply.
pub type Client<HasAuthUrl = EndpointNotSet, HasTokenUrl = EndpointNotSet> = oauth2::Client<
    basic::BasicErrorResponse,
    Reply,
    basic::BasicTokenIntrospectionResponse,
    oauth2::StandardRevocableToken,
    basic::BasicRevocationErrorResponse,
    HasAuthUrl,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    HasTokenUrl,
>;

/// A reply as it came, whatever its status.
pub struct Raw {
    pub status: u16,
    pub headers: HeaderMap,
    body: Vec<u8>,
    host: String,
    sent: refusal::Sent,
}

impl Raw {
    /// The body of a success. A page or a redirect where OAuth was expected means that this is some other host.
    pub fn success(self) -> Result<Vec<u8>, Error> {
        if (300..400).contains(&self.status) || self.body.trim_ascii_start().starts_with(b"<") {
            return Err(Error::NotOAuth(self.host));
        }
        if (200..300).contains(&self.status) {
            return Ok(self.body);
        }
        Err(refusal::read(&self.body, &self.sent).unwrap_or(Error::NotOAuth(self.host)))
    }

    /// What the body turns down, where it is no page.
    pub fn refused(&self) -> Option<Error> {
        refusal::read(&self.body, &self.sent).filter(|_| self.status >= 400)
    }

    /// The body as it reads.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    pub fn not_oauth(self) -> Error {
        Error::NotOAuth(self.host)
    }
}

/// Sends one request and reads the whole reply.
pub async fn send(http: &Http, request: Request) -> Result<Raw, Error> {
    let host = request.url().host_str().unwrap_or_default().to_owned();
    let sent = refusal::Sent::of(&request);
    let reply = http.send(request).await?;
    let (status, headers) = (reply.status, reply.headers);
    Ok(Raw { status, headers, body: reply.body.bytes(CAP).await?, host, sent })
}

/// A POST of a form.
pub fn form(url: Url, pairs: &[(&str, &str)]) -> Request {
    let mut request = Request::new(Method::POST, url);
    let kind = HeaderValue::from_static("application/x-www-form-urlencoded; charset=UTF-8");
    request.headers_mut().insert(CONTENT_TYPE, kind);
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    *request.body_mut() = Some(body.into());
    request
}

/// Lets a request speak with an access token. Fails on a token that could not be one.
pub fn bear(request: &mut Request, access: &Secret) -> Result<(), Error> {
    let value = HeaderValue::try_from(format!("Bearer {}", access.expose()));
    let mut value =
        value.map_err(|_| Error::Input("the access token holds characters that no token has".to_owned()))?;
    value.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, value);
    Ok(())
}

/// A grant that the `oauth2` crate does not have.
pub async fn grant(http: &Http, app: &App, pairs: &[(&str, &str)]) -> Result<Token, Error> {
    let body = send(http, form(app.endpoint("token"), pairs)).await?.success()?;
    Token::read(&serde_json::from_slice(&body).map_err(|_| not_oauth(app))?, app)
}

/// Carries the requests of the `oauth2` crate over our client. A closure would do, but for a future that may move to
/// another thread.
pub struct Carrier<'h>(pub &'h Http);

impl<'c> AsyncHttpClient<'c> for Carrier<'_> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Error>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(carry(self.0, request))
    }
}

async fn carry(http: &Http, request: HttpRequest) -> Result<HttpResponse, Error> {
    let (head, body) = request.into_parts();
    let url = Url::parse(&head.uri.to_string()).map_err(|error| Error::Input(error.to_string()))?;
    let mut request = Request::new(Method::POST, url);
    *request.headers_mut() = head.headers;
    *request.body_mut() = Some(body.into());
    let raw = send(http, request).await?;
    let headers = raw.headers.clone();
    let mut response = HttpResponse::new(raw.success()?);
    *response.headers_mut() = headers;
    Ok(response)
}

/// Reads the crate's outcome as ours.
pub fn token(
    app: &App,
    outcome: Result<Reply, RequestTokenError<Error, basic::BasicErrorResponse>>,
) -> Result<Token, Error> {
    match outcome {
        Ok(reply) => Token::read(&reply, app),
        Err(RequestTokenError::Request(error)) => Err(error),
        // Refusals were read before the crate saw them.
        Err(_) => Err(not_oauth(app)),
    }
}

fn not_oauth(app: &App) -> Error {
    Error::NotOAuth(app.host.host_str().unwrap_or_default().to_owned())
}
