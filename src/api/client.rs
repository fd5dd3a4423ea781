//! The one place that sends a request to an org: attaches the bearer, repeats what is safe to repeat, renews a
//! spent token once, and tells a refusal from a page for people.

use super::retry::Tries;
use super::version::{self, NEWEST, Version};
use super::{Answer, Call, Error, Place, Refusal};
use crate::http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use crate::http::{self, Body, Fault, Http, Method, Peek, Request, Url};
use crate::org::{self, Session};
use crate::secret::Secret;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// No reply of the JSON APIs comes near this; what is longer is not for us.
const CAP: usize = 64 << 20;
/// Error bodies and pages for people.
const ERROR_CAP: usize = 1 << 20;
/// Time for a download of any length, while the org keeps sending.
const DOWNLOAD: Duration = Duration::from_secs(6 * 60 * 60);

pub struct Client {
    http: Http,
    session: Session,
    version: Version,
    /// The org's newest version, where that is older than what was asked for.
    older: OnceLock<Version>,
    /// The version was given by the user or has been answered, so a 404 is about something else.
    settled: AtomicBool,
}

/// An answer with the head of its body, and what is still on its way of it.
pub type Opened = (Answer, Option<Body>);

/// How the body of an answer is read.
struct Reading<'p> {
    /// The most that is held at once.
    hold: usize,
    peek: Peek<'p>,
}

/// Headers beside those that every call carries.
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

    pub fn session(&self) -> &Session {
        &self.session
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

    /// Whose session it is, as the name of a place for what is kept of this org.
    pub fn owner(&self) -> &str {
        &self.session.owner
    }

    /// The version that this run found the org to stop at.
    pub fn learned_version(&self) -> Option<Version> {
        self.older.get().copied()
    }

    /// GETs a resource below `/services/data/vNN.0/`, which is JSON or an error.
    pub async fn get(&self, resource: &str, headers: &Headers) -> Result<String, Error> {
        let call = Call::get(Place::Resource(resource.to_owned()), headers.iter().cloned().collect());
        self.accept(self.call(&call).await?)
    }

    /// GETs what the org itself named, such as a `nextRecordsUrl`: a path, or a URL on the org's own host.
    pub async fn fetch(&self, location: &str) -> Result<String, Error> {
        let request = Request::new(Method::GET, self.locate(location)?);
        self.accept(self.send(request).await?)
    }

    /// Sends a request for a whole answer.
    async fn send(&self, request: Request) -> Result<Answer, Error> {
        whole(self.begin(request, &mut Reading { hold: CAP, peek: &mut |_| false }).await?)
    }

    /// Sends a call and hands over the answer, whatever it is.
    pub async fn call(&self, call: &Call) -> Result<Answer, Error> {
        self.call_watched(call, &mut |_| false).await
    }

    /// The same, with a look at how the answer begins while the rest is still on its way. Where it has to be sent
    /// again, it begins again.
    pub async fn call_watched(&self, call: &Call, peek: Peek<'_>) -> Result<Answer, Error> {
        whole(self.read(call, Reading { hold: CAP, peek }).await?)
    }

    /// The answer with not much more than `hold` bytes of its body; the rest, if there is any, is still on its way.
    pub async fn open(&self, call: &Call, hold: usize) -> Result<Opened, Error> {
        self.read(call, Reading { hold, peek: &mut |_| false }).await
    }

    async fn read(&self, call: &Call, mut reading: Reading<'_>) -> Result<Opened, Error> {
        let asked = self.version();
        let (answer, rest) = self.begin(self.request(call)?, &mut reading).await?;
        if answer.status == 404
            && !answer.is_page()
            && matches!(call.place, Place::Resource(_))
            && !self.settled.swap(true, Ordering::Relaxed)
        {
            let newest = version::newest(self).await?;
            if newest < asked {
                self.older.get_or_init(|| newest);
                return self.begin(self.request(call)?, &mut reading).await;
            }
        }
        Ok((answer, rest))
    }

    /// A call as it is sent, but for the token.
    pub fn request(&self, call: &Call) -> Result<Request, Error> {
        let url = match &call.place {
            Place::Resource(resource) => self.locate(&format!("/services/data/v{}/{resource}", self.version()))?,
            Place::Location(location) => self.locate(location)?,
        };
        let mut request = Request::new(call.method.clone(), url);
        request.headers_mut().clone_from(&call.headers);
        request.body_mut().clone_from(&call.body);
        Ok(request)
    }

    /// Whether the org's policy lets a request through.
    pub fn allows(&self, request: &Request) -> Result<(), Error> {
        Ok(self.session.allows(request.method(), &path_and_query(request.url()), sent(request))?)
    }

    /// The user has agreed to what this run writes.
    pub fn confirm(&self) {
        self.session.confirm();
    }

    /// The token must go to no other host, whatever a reply says.
    fn locate(&self, location: &str) -> Result<Url, Error> {
        let base = &self.session.instance_url;
        let url = base.join(location).map_err(|error| Error::Unreadable(error.to_string()))?;
        if url.origin() == base.origin() { Ok(url) } else { Err(Error::OtherHost(host(&url))) }
    }

    async fn begin(&self, mut request: Request, reading: &mut Reading<'_>) -> Result<Opened, Error> {
        self.allows(&request)?;
        if reading.hold < CAP {
            request.patience = DOWNLOAD;
        }
        let again = org::repeatable(request.method(), &path_and_query(request.url()), sent(&request));
        let mut tries = Tries::new(again, self.http.timeout(&request));
        let mut renewed = false;
        loop {
            let token = self.session.token(&self.http).await?;
            let pause = match self.exchange(&request, token.as_ref(), reading).await {
                Ok((answer, rest)) if answer.status == 401 && !renewed => {
                    renewed = true;
                    if self.renew(token.as_ref()).await? {
                        continue;
                    }
                    return Ok((answer, rest));
                }
                Ok((answer, rest)) => match tries.after_status(answer.status, &answer.headers) {
                    Some(pause) => pause,
                    None => return Ok((answer, rest)),
                },
                Err(error) => tries.after_failure(&error).ok_or(error)?,
            };
            tokio::time::sleep(pause).await;
        }
    }

    async fn exchange(
        &self,
        request: &Request,
        token: Option<&Secret>,
        reading: &mut Reading<'_>,
    ) -> Result<Opened, http::Error> {
        let mut request = request.clone();
        if let Some(mut bearer) =
            token.and_then(|token| HeaderValue::try_from(format!("Bearer {}", token.expose())).ok())
        {
            bearer.set_sensitive(true);
            request.headers_mut().insert(AUTHORIZATION, bearer);
        }
        let reply = self.http.send(request).await?;
        let (status, headers, mut rest) = (reply.status, reply.headers, reply.body);
        if status < 300 {
            let body = rest.up_to(reading.hold, reading.peek).await?;
            return Ok((Answer { status, headers, body }, Some(rest).filter(|rest| !rest.ended())));
        }
        let body = without(token, rest.bytes(ERROR_CAP).await?);
        Ok((Answer { status, headers, body }, None))
    }

    /// Gets another token after a 401, if there is a way to.
    async fn renew(&self, stale: Option<&Secret>) -> Result<bool, Error> {
        let Some(stale) = stale else { return Ok(false) };
        Ok(self.session.renew(&self.http, stale).await?.is_some())
    }

    /// The text of an answer that is good news, or the error it is.
    pub fn accept(&self, answer: Answer) -> Result<String, Error> {
        if answer.failed() || answer.is_page() {
            return Err(self.refuse(&answer));
        }
        self.settled.store(true, Ordering::Relaxed);
        String::from_utf8(answer.body).map_err(|_| http::Error::of(self.origin(), Fault::NotUtf8).into())
    }

    /// What an answer that is no good news comes to.
    pub fn refuse(&self, answer: &Answer) -> Error {
        let status = answer.status;
        let text = String::from_utf8_lossy(&answer.body);
        // A key that fits several records is answered with 300 and their addresses.
        if answer.is_page() || (301..400).contains(&status) {
            return Error::Page { host: host(&self.session.instance_url), status, title: title(&text) };
        }
        let refusal = Refusal::read(status, &text, request_id(&answer.headers));
        if status == 401 { Error::SignedOut(refusal) } else { Error::Refused(refusal) }
    }
}

fn whole((answer, rest): Opened) -> Result<Answer, Error> {
    rest.map_or(Ok(answer), |rest| Err(rest.too_large(CAP).into()))
}

/// An error is shown, and may repeat what was sent. No token is as short as an id.
fn without(token: Option<&Secret>, body: Vec<u8>) -> Vec<u8> {
    match token {
        Some(token) if token.expose().len() > 18 => {
            String::from_utf8_lossy(&body).replace(token.expose(), "****").into_bytes()
        }
        _ => body,
    }
}

/// The body of a request, where it is at hand.
fn sent(request: &Request) -> &[u8] {
    request.body().and_then(|body| body.as_bytes()).unwrap_or_default()
}

fn path_and_query(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

/// What stands between `<title>` and `</title>`.
fn title(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("<title>")?;
    let (title, _) = rest.split_once("</title>")?;
    let title = title.trim();
    (!title.is_empty()).then(|| title.chars().take(200).collect())
}

/// The id that support asks for; the header's name differs between Edge and the instances.
pub fn request_id(headers: &HeaderMap) -> Option<String> {
    let known = ["x-request-id", "x-sfdc-request-id"];
    let found = known.iter().find_map(|name| headers.get(*name))?;
    found.to_str().ok().map(str::to_owned)
}
