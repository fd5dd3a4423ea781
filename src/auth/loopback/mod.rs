//! Where a browser comes back to: a listener on loopback, bound before the browser is sent away and closed when the
//! answer is here. It hands one [`Callback`] over and knows nothing of tokens.
//!
//! It is the server that is in this program anyway, and not `tiny_http`, which panics on a connection that is reset
//! before it was accepted: a port scanner could end a sign-in.

mod desk;
mod page;

use super::{Callback, Error, web::Judge};
use crate::http::Url;
use axum::Router;
use desk::Desk;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::{timeout, timeout_at};

/// Time for the last page to reach the browser.
const FAREWELL: Duration = Duration::from_millis(500);

/// A port that is ours, on which nobody is answered yet.
pub struct Listener {
    redirect_uri: String,
    place: Place,
    sockets: Vec<TcpListener>,
}

/// What of a redirect URI matters to a server.
struct Place {
    path: String,
    port: u16,
}

/// A listener that answers. Dropping it closes the port.
pub struct Arrival {
    callbacks: mpsc::Receiver<Callback>,
    servers: JoinSet<io::Result<()>>,
    open: watch::Sender<()>,
}

/// Takes the port of the first of these redirect URIs that is free.
pub fn bind(redirect_uris: &[String]) -> Result<Listener, Error> {
    let mut taken = Vec::new();
    for uri in redirect_uris {
        let place = Place::of(uri)?;
        match place.bind() {
            Ok(sockets) => return Ok(Listener { redirect_uri: uri.clone(), place, sockets }),
            Err(error) => taken.push(format!("port {}: {error}", place.port)),
        }
    }
    Err(Error::Ports(taken.join("; ")))
}

impl Listener {
    /// The one whose port was free, as it was given.
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// Starts to answer. Only what `judge` accepts is handed over.
    pub fn listen(self, judge: Judge) -> Result<Arrival, Error> {
        // One sign-in, one answer: what comes after it finds the channel full.
        let (sender, callbacks) = mpsc::channel(1);
        let (open, closed) = watch::channel(());
        let desk = Router::new().fallback(desk::answer).with_state(Arc::new(Desk::new(self.place, judge, sender)));
        let mut servers = JoinSet::new();
        for socket in self.sockets {
            let socket = tokio::net::TcpListener::from_std(socket).map_err(|error| Error::Ports(error.to_string()))?;
            let mut closed = closed.clone();
            let farewell = async move { while closed.changed().await.is_ok() {} };
            servers.spawn(axum::serve(socket, desk.clone()).with_graceful_shutdown(farewell).into_future());
        }
        Ok(Arrival { callbacks, servers, open })
    }
}

impl Arrival {
    /// Waits for the answer. May be given up and asked again, and so be one of several things to wait for.
    pub async fn callback(&mut self, deadline: Instant) -> Result<Callback, Error> {
        match timeout_at(deadline.into(), self.callbacks.recv()).await {
            Ok(Some(callback)) => Ok(callback),
            Ok(None) | Err(_) => Err(Error::TimedOut),
        }
    }

    /// Closes the port when the browser has got its page.
    pub async fn close(mut self) {
        drop(self.open);
        // A connection that stays silent is not waited for.
        let _ = timeout(FAREWELL, async { while self.servers.join_next().await.is_some() {} }).await;
    }
}

impl Place {
    fn of(uri: &str) -> Result<Self, Error> {
        let refuse = |why| Error::Input(format!("`{uri}` cannot be listened on: {why}"));
        let url = Url::parse(uri).map_err(|_| refuse("it is not a URL"))?;
        if url.scheme() != "http" || !matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]")) {
            return Err(refuse("only http://localhost, http://127.0.0.1 and http://[::1] lead to this machine"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refuse("it has a query or a fragment"));
        }
        Ok(Self { path: url.path().to_owned(), port: url.port().unwrap_or(80) })
    }

    /// Both stacks, because `localhost` may be either; a machine without IPv6 gets by with one.
    fn bind(&self) -> io::Result<Vec<TcpListener>> {
        let mut sockets = vec![TcpListener::bind((Ipv4Addr::LOCALHOST, self.port))?];
        match TcpListener::bind((Ipv6Addr::LOCALHOST, self.port)) {
            Ok(socket) => sockets.push(socket),
            Err(error) if matches!(error.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied) => {
                return Err(error);
            }
            Err(_) => {}
        }
        for socket in &sockets {
            socket.set_nonblocking(true)?;
        }
        Ok(sockets)
    }

    /// Whether a `Host` header means us, and not a name that someone let point here.
    fn is_host(&self, given: &str) -> bool {
        let port = if self.port == 80 { String::new() } else { format!(":{}", self.port) };
        ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| given.eq_ignore_ascii_case(&format!("{name}{port}")))
    }
}

#[cfg(test)]
mod tests;
