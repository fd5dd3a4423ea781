//! The one place that sends a request to an org: attaches the bearer, repeats what is safe to repeat, renews a
//! spent token once, and tells a refusal from a page for people.

use super::retry::Tries;
use super::version::{self, NEWEST, Version};
use super::{Error, Refusal};
use crate::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use crate::http::{self, Http, Method, Request, Url};
use crate::org::Session;
use crate::secret::Secret;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// No reply of the JSON APIs comes near this; what is longer is not for us.
const CAP: usize = 64 << 20;
/// Error bodies and pages for people.
const ERROR_CAP: usize = 1 << 20;

pub struct Client {
    http: Http,
    session: Session,
    version: Version,
    /// The org's newest version, where that is older than what was asked for.
    older: OnceLock<Version>,
    /// The version was given by the user or has been answered, so a 404 is about something else.
    settled: AtomicBool,
}

/// A reply that is no refusal, with its whole body.
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

/// A call before it is sent: headers beside those that every call carries.
pub type Headers = [(HeaderName, HeaderValue)];

impl Client {
    /// `version` is what the user asked for; without it the newest that both sides know is found out.
    pub fn new(http: Http, session: Session, version: Option<Version>, learned: Option<Version>) -> Self {
        let settled = AtomicBool::new(version.is_some());
        Self { http, session, version: version.or(learned).unwrap_or(NEWEST), older: OnceLock::new(), settled }
    }

    pub fn http(&self) -> &Http {
        &self.http
    }

    /// The API version in use.
    pub fn version(&self) -> Version {
        self.learned_version().unwrap_or(self.version)
    }

    /// The access token of the moment, for whoever needs it elsewhere.
    pub async fn token(&self) -> Result<Secret, Error> {
        self.session.token(&self.http).await?.ok_or_else(|| Error::SignedOut(Refusal::none()))
    }

    /// Replaces the access token, spent or not.
    pub async fn renew_token(&self) -> Result<(), Error> {
        let stale = self.token().await?;
        let fresh = self.session.renew(&self.http, &stale).await?;
        fresh.map(drop).ok_or_else(|| Error::SignedOut(Refusal::none()))
    }

    /// Where the org's APIs are.
    pub fn origin(&self) -> &Url {
        &self.session.instance_url
    }

    /// The version that this run found the org to stop at.
    pub fn learned_version(&self) -> Option<Version> {
        self.older.get().copied()
    }

    /// GETs a resource below `/services/data/vNN.0/`.
    pub async fn get(&self, resource: &str, headers: &Headers) -> Result<Reply, Error> {
        let asked = self.version();
        let outcome = self.fetch_with(&versioned(asked, resource), headers).await;
        if let Err(Error::Refused(refusal)) = &outcome
            && refusal.status == 404
            && !self.settled.swap(true, Ordering::Relaxed)
        {
            let newest = version::newest(self).await?;
            if newest < asked {
                self.older.get_or_init(|| newest);
                return self.fetch_with(&versioned(newest, resource), headers).await;
            }
        }
        outcome
    }

    /// GETs what the org itself named, such as a `nextRecordsUrl`: a path, or a URL on the org's own host.
    pub async fn fetch(&self, location: &str) -> Result<Reply, Error> {
        self.fetch_with(location, &[]).await
    }

    async fn fetch_with(&self, location: &str, headers: &Headers) -> Result<Reply, Error> {
        let mut request = Request::new(Method::GET, self.locate(location)?);
        request.headers_mut().extend(headers.iter().cloned());
        self.send(request).await
    }

    /// The token must go to no other host, whatever a reply says.
    fn locate(&self, location: &str) -> Result<Url, Error> {
        let base = &self.session.instance_url;
        let url = base.join(location).map_err(|error| Error::Unreadable(error.to_string()))?;
        if url.origin() == base.origin() { Ok(url) } else { Err(Error::OtherHost(host(&url))) }
    }

    async fn send(&self, request: Request) -> Result<Reply, Error> {
        self.session.allows(request.method(), &path_and_query(request.url()))?;
        let mut tries = Tries::new(request.method(), self.http.timeout());
        let mut renewed = false;
        loop {
            let token = self.session.token(&self.http).await?;
            let failed = match self.exchange(&request, token.as_ref()).await {
                Ok(reply) if reply.status == 401 && !renewed => {
                    renewed = true;
                    self.renew(&reply, token.as_ref()).await?;
                    continue;
                }
                Ok(reply) if reply.status < 300 || reply.status == 304 => return self.accept(reply),
                Ok(reply) => (tries.after_status(reply.status, &reply.headers), self.refuse(&reply)),
                Err(error) => (tries.after_failure(&error), error.into()),
            };
            let (Some(pause), _) = failed else { return Err(failed.1) };
            tokio::time::sleep(pause).await;
        }
    }

    async fn exchange(&self, request: &Request, token: Option<&Secret>) -> Result<Reply, http::Error> {
        let mut request = request.try_clone().expect("bodies are in memory");
        if let Some(mut bearer) =
            token.and_then(|token| HeaderValue::try_from(format!("Bearer {}", token.expose())).ok())
        {
            bearer.set_sensitive(true);
            request.headers_mut().insert(AUTHORIZATION, bearer);
        }
        let reply = self.http.send(request).await?;
        let (status, headers) = (reply.status, reply.headers);
        if status < 300 {
            return Ok(Reply { status, headers, text: reply.body.text(CAP).await? });
        }
        Ok(Reply { status, headers, text: without(token, reply.body.text(ERROR_CAP).await?) })
    }

    /// Gets another token after a 401, or says why there is none.
    async fn renew(&self, reply: &Reply, stale: Option<&Secret>) -> Result<(), Error> {
        let signed_out = || Error::SignedOut(refusal(reply));
        let stale = stale.ok_or_else(signed_out)?;
        self.session.renew(&self.http, stale).await?.map(|_| ()).ok_or_else(signed_out)
    }

    fn accept(&self, reply: Reply) -> Result<Reply, Error> {
        if is_page(&reply) {
            return Err(self.refuse(&reply));
        }
        self.settled.store(true, Ordering::Relaxed);
        Ok(reply)
    }

    fn refuse(&self, reply: &Reply) -> Error {
        let status = reply.status;
        if is_page(reply) || (300..400).contains(&status) {
            return Error::Page { host: host(&self.session.instance_url), status, title: title(&reply.text) };
        }
        let refusal = refusal(reply);
        if status == 401 { Error::SignedOut(refusal) } else { Error::Refused(refusal) }
    }
}

/// An error is shown, and may repeat what was sent. No token is as short as an id.
fn without(token: Option<&Secret>, text: String) -> String {
    match token {
        Some(token) if token.expose().len() > 18 => text.replace(token.expose(), "****"),
        _ => text,
    }
}

fn versioned(version: Version, resource: &str) -> String {
    format!("/services/data/v{version}/{resource}")
}

fn path_and_query(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

fn is_page(reply: &Reply) -> bool {
    let html = reply.headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    html || reply.text.trim_start().starts_with('<')
}

/// What stands between `<title>` and `</title>`.
fn title(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("<title>")?;
    let (title, _) = rest.split_once("</title>")?;
    let title = title.trim();
    (!title.is_empty()).then(|| title.chars().take(200).collect())
}

fn refusal(reply: &Reply) -> Refusal {
    Refusal::read(reply.status, &reply.text, request_id(&reply.headers))
}

/// The id that support asks for; the header's name differs between Edge and the instances.
pub fn request_id(headers: &HeaderMap) -> Option<String> {
    let known = ["x-request-id", "x-sfdc-request-id"];
    let found = known.iter().find_map(|name| headers.get(*name))?;
    found.to_str().ok().map(str::to_owned)
}
