//! HTTP on the loopback addresses: sockets, threads, the form of requests and replies. What they mean is decided in
//! `answer` and behind it.

mod answer;
mod deliver;
mod drip;
mod failure;
mod intake;
mod misbehave;
mod packed;
mod pretty;
mod resources;
mod route;
mod spool;
mod stream;
mod versions;

pub use answer::{answer, count};
pub use failure::Failure;
pub use route::part as route;

use super::{
    Options,
    apps::{self, App},
    bulk::Worker,
    org::Org,
    wire::Call,
};
use anyhow::Context;
use axum::{Router, extract::Request, response::Response};
use deliver::Wish;
use failure::Failures;
use packed::Shelf;
use std::net::{self, Ipv4Addr, Ipv6Addr};
use std::{io, path::Path, sync::Arc, thread, time::Duration, time::Instant};
use tokio::{net::TcpListener, runtime, sync::oneshot};

/// A request that was answered, for whoever wants to watch.
pub struct Answered<'a> {
    pub method: &'a str,
    /// Without the query, which may carry secrets.
    pub path: &'a str,
    pub status: u16,
    pub took: Duration,
}

/// What is told of every request.
pub type Observer = Box<dyn Fn(&Answered) + Send + Sync>;

/// A demo org that answers until it is dropped.
pub struct Running {
    /// `http://localhost:PORT`.
    pub origin: String,
    /// The app that signs in by itself, for whoever started the org.
    pub client_id: String,
    pub client_secret: String,
    pub org: Arc<Org>,
    _worker: Worker,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

/// Opens the org in `folder` and answers for it on a thread of its own.
pub fn start(folder: &Path, options: Options, observer: Observer) -> anyhow::Result<Running> {
    let port = options.port;
    let failures = Failures::new(&options.fail);
    let site =
        Arc::new(Site { failures, org: Arc::new(Org::open(folder, options)?), observer, shelf: Shelf::default() });
    let (port, listeners) = listen(port).with_context(|| format!("listening on port {port} of localhost"))?;
    let runtime = runtime::Builder::new_current_thread().enable_all().build().context("starting the demo org")?;
    let (stop, stopped) = oneshot::channel();
    let org = site.org.clone();
    let thread = thread::spawn(move || {
        runtime.block_on(async {
            for listener in listeners {
                tokio::spawn(serve(listener, site.clone()));
            }
            let _ = stopped.await;
        });
        runtime.shutdown_background();
    });
    let app = own_app(org.apps().all()?)?;
    let (client_id, client_secret) = (app.consumer.key, app.consumer.secret);
    let origin = format!("http://localhost:{port}");
    let worker = Worker::start(org.clone());
    Ok(Running { origin, client_id, client_secret, org, _worker: worker, stop: Some(stop), thread: Some(thread) })
}

/// The app that signs in by itself.
fn own_app(apps: Vec<App>) -> anyhow::Result<App> {
    apps.into_iter().find(App::runs_alone).context("the demo org has no app")
}

/// The key of the app that signs in by itself, without starting anything.
pub fn client_id() -> anyhow::Result<String> {
    Ok(own_app(apps::seed::apps()?)?.consumer.key)
}

/// Both loopback addresses, because `localhost` may mean either; a machine without IPv6 has one.
fn listen(port: u16) -> io::Result<(u16, Vec<net::TcpListener>)> {
    let first = net::TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let port = first.local_addr()?.port();
    let second = net::TcpListener::bind((Ipv6Addr::LOCALHOST, port));
    let listeners: Vec<_> = [Ok(first), second].into_iter().flatten().collect();
    listeners.iter().try_for_each(|listener| listener.set_nonblocking(true))?;
    Ok((port, listeners))
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What every request needs.
struct Site {
    org: Arc<Org>,
    failures: Failures,
    observer: Observer,
    shelf: Shelf,
}

async fn serve(listener: net::TcpListener, site: Arc<Site>) -> io::Result<()> {
    let answer = move |request: Request| respond(site.clone(), request);
    axum::serve(TcpListener::from_std(listener)?, Router::new().fallback(answer)).await
}

async fn respond(site: Arc<Site>, request: Request) -> Response {
    let started = Instant::now();
    let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
    let response = match intake::call(request).await {
        Ok(call) => fulfil(&site, call, &path).await,
        Err(reply) => deliver::response(reply, Wish::default(), None, &site.shelf),
    };
    tokio::time::sleep(site.org.options.latency).await;
    let status = response.status().as_u16();
    (site.observer)(&Answered { method: &method, path: &path, status, took: started.elapsed() });
    response
}

/// Handlers may take their time, so each has a thread.
async fn fulfil(site: &Arc<Site>, call: Call, path: &str) -> Response {
    let wish = Wish::of(&call);
    let struck = site.failures.strike(&call.method, path);
    if let Some(reply) = struck.and_then(|outcome| misbehave::instead(outcome, &call)) {
        return deliver::response(reply, wish, None, &site.shelf);
    }
    let here = site.clone();
    let work = move || deliver::response(answer(&here.org, call), wish, struck, &here.shelf);
    let answered = tokio::task::spawn_blocking(work).await;
    answered.unwrap_or_else(|_| deliver::response(misbehave::broken(), wish, None, &site.shelf))
}
