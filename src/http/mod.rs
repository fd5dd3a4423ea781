//! HTTP for everything that leaves this program: one client, one time-out policy, no redirects, bodies with a
//! cap. Knows neither tokens nor Salesforce.

mod body;
mod error;
mod form;
pub mod media;
mod request;
mod shown;
mod upload;

pub use body::{Body, Peek};
pub use error::{Error, Fault};
pub use form::Form;
pub use request::Request;
pub use reqwest::{Method, Url, header};
pub use shown::shown;
pub use upload::{Upload, Watcher};

use header::{HeaderMap, HeaderValue};
use reqwest::{Certificate, Client, redirect};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// Time to reach a host.
const CONNECT: Duration = Duration::from_secs(15);
/// Time for a whole request with its body, unless the user says otherwise.
const WHOLE: Duration = Duration::from_secs(120);

/// Called once a request, when its reply's head has arrived or it has failed.
pub type Observer = Box<dyn Fn(&Exchange) + Send + Sync>;

pub struct Http {
    /// Loopback without TLS; spares the loading of root certificates and never asks a proxy.
    plain: OnceLock<Client>,
    tls: OnceLock<Client>,
    /// What the user grants a request.
    timeout: Option<Duration>,
    observer: Observer,
    tally: Arc<Tally>,
}

/// What went over the wire so far, and how many requests may.
#[derive(Default)]
pub struct Tally {
    most: Option<u64>,
    requests: AtomicU64,
    bytes: AtomicU64,
}

/// One request and the head of its reply, for those who watch.
pub struct Exchange<'a> {
    pub method: &'a Method,
    pub url: &'a Url,
    pub sent: &'a HeaderMap,
    pub outcome: Result<(u16, &'a HeaderMap), &'a Error>,
    pub took: Duration,
}

pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Body,
}

impl Http {
    pub fn new(timeout: Option<Duration>, observer: Observer) -> Self {
        Self { plain: OnceLock::new(), tls: OnceLock::new(), timeout, observer, tally: Arc::default() }
    }

    /// Counts together with all others that count on this tally.
    #[must_use]
    pub fn counting(self, tally: Arc<Tally>) -> Self {
        Self { tally, ..self }
    }

    /// How long a request may take: as the user says, or else the longer the more it carries.
    pub fn timeout(&self, request: &Request) -> Duration {
        self.timeout.unwrap_or_else(|| request.time(WHOLE))
    }

    /// Sends one request, once. The reply's body is still on its way when this returns.
    pub async fn send(&self, mut request: Request) -> Result<Reply, Error> {
        request.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        let (method, url) = (request.method().clone(), request.url().clone());
        let sent = request.headers().clone();
        let start = Instant::now();
        self.tally.take(&url)?;
        let mut built = request.build().map_err(|error| Error::of(&url, Fault::File(error.to_string())))?;
        *built.timeout_mut() = Some(self.timeout(&request));
        let reply = self.client(&url)?.execute(built).await.map_err(|error| Error::new(&url, &error));
        let outcome = reply.as_ref().map(|reply| (reply.status().as_u16(), reply.headers()));
        (self.observer)(&Exchange { method: &method, url: &url, sent: &sent, outcome, took: start.elapsed() });
        let reply = reply?;
        Ok(Reply {
            status: reply.status().as_u16(),
            headers: reply.headers().clone(),
            body: Body::new(reply, url, Arc::clone(&self.tally)),
        })
    }

    fn client(&self, url: &Url) -> Result<&Client, Error> {
        let cell = if url.scheme() == "http" { &self.plain } else { &self.tls };
        if let Some(client) = cell.get() {
            return Ok(client);
        }
        let client = self.build(url)?;
        Ok(cell.get_or_init(|| client))
    }

    fn build(&self, url: &Url) -> Result<Client, Error> {
        // Fails only when a provider is there already, which is then the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder()
            .user_agent(concat!("sfo/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT)
            // A host that has gone silent is given up long before a big file would be.
            .read_timeout(self.timeout.unwrap_or(WHOLE));
        let builder = if url.scheme() == "http" {
            builder.no_proxy().tls_certs_only([])
        } else {
            builder.tls_certs_merge(private_roots(url)?)
        };
        builder.build().map_err(|error| Error::new(url, &error))
    }
}

impl Tally {
    pub fn new(most: Option<u64>) -> Self {
        Self { most, ..Self::default() }
    }

    /// Counts a request before it is sent, unless it would be one too many.
    fn take(&self, url: &Url) -> Result<(), Error> {
        let before = self.requests.fetch_add(1, Ordering::Relaxed);
        match self.most {
            Some(most) if before >= most => {
                self.requests.fetch_sub(1, Ordering::Relaxed);
                Err(Error::of(url, Fault::Spent(most)))
            }
            _ => Ok(()),
        }
    }

    pub fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    /// Bytes of reply bodies as they came over the wire, before they were unpacked.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }
}

/// The certificates of `SSL_CERT_FILE`, which the system's own store knows on Linux only.
fn private_roots(url: &Url) -> Result<Vec<Certificate>, Error> {
    let Some(path) = std::env::var_os("SSL_CERT_FILE") else { return Ok(Vec::new()) };
    let unreadable = |why: &dyn std::fmt::Display| {
        Error::of(url, Fault::Certificates(format!("SSL_CERT_FILE {}: {why}", path.display())))
    };
    let pem = std::fs::read(&path).map_err(|error| unreadable(&error))?;
    Certificate::from_pem_bundle(&pem).map_err(|error| unreadable(&error))
}
