//! Looks on while requests are made: `-v`, `--stats`, and the API version that an org turned out to have.

use super::Options;
use crate::api::{self, Client, Version};
use crate::home::Home;
use crate::http::header::HeaderMap;
use crate::http::{Exchange, Observer, Tally, Url, shown};
use crate::term::Term;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

#[derive(Clone)]
pub struct Watch {
    verbose: u8,
    term: Term,
    start: Instant,
    tally: Arc<Tally>,
    /// By host, the last `Sforce-Limit-Info`: `api-usage=18/5000`.
    usage: Arc<Mutex<BTreeMap<String, String>>>,
}

impl Watch {
    pub fn new(options: &Options, term: &Term) -> Self {
        let tally = Arc::new(Tally::new(options.max_calls));
        Self { verbose: options.verbose, term: term.clone(), start: Instant::now(), tally, usage: Arc::default() }
    }

    /// What all requests of this run are counted on.
    pub fn tally(&self) -> Arc<Tally> {
        Arc::clone(&self.tally)
    }

    pub fn observer(&self) -> Observer {
        let (verbose, term, usage) = (self.verbose, self.term.clone(), Arc::clone(&self.usage));
        Box::new(move |exchange| {
            if let Ok((_, headers)) = exchange.outcome
                && let Some(value) = headers.get("sforce-limit-info").and_then(|value| value.to_str().ok())
            {
                let host = exchange.url.authority().to_owned();
                usage.lock().unwrap_or_else(PoisonError::into_inner).insert(host, value.to_owned());
            }
            if verbose > 0 {
                term.tell(&line(exchange));
            }
            if verbose > 1 {
                term.tell(&headers(exchange));
            }
        })
    }

    /// `3 requests, 81.2 kB, 0.4 s, 14988 of 15000 API calls left`
    pub fn stats(&self) -> String {
        let tally = &self.tally;
        let (requests, seconds) = (tally.requests(), self.start.elapsed().as_secs_f32());
        let plural = if requests == 1 { "" } else { "s" };
        let mut text = format!("{requests} request{plural}, {} bytes received, {seconds:.2} s", tally.bytes());
        let usage = self.usage.lock().unwrap_or_else(PoisonError::into_inner);
        for (host, (used, most)) in usage.iter().filter_map(|(host, header)| Some((host, api_usage(header)?))) {
            let at = if usage.len() > 1 { format!(" at {host}") } else { String::new() };
            let _ = write!(text, ", {} of {most} API calls left{at}", most.saturating_sub(used));
        }
        text
    }
}

/// Used and allowed calls of `api-usage=18/5000; per-app-api-usage=…`.
fn api_usage(header: &str) -> Option<(u64, u64)> {
    let (used, most) = header.split(';').next()?.trim().strip_prefix("api-usage=")?.split_once('/')?;
    Some((used.parse().ok()?, most.parse().ok()?))
}

/// The query part may hold data and is left out.
fn line(exchange: &Exchange) -> String {
    let (method, path, took) = (exchange.method, exchange.url.path(), exchange.took.as_millis());
    match exchange.outcome {
        Ok((status, headers)) => {
            let id = api::request_id(headers).map_or_else(String::new, |id| format!(" {id}"));
            format!("{method} {path} {status} {took}ms{id}")
        }
        Err(error) => format!("{method} {path} failed {took}ms: {error}"),
    }
}

fn headers(exchange: &Exchange) -> String {
    let received = exchange.outcome.ok().map(|(_, headers)| headers);
    let sent = exchange.sent.iter().map(|pair| ('>', pair));
    let received = received.into_iter().flat_map(HeaderMap::iter).map(|pair| ('<', pair));
    let line = |(mark, (name, value))| format!("{mark} {name}: {}", shown(name, value));
    sent.chain(received).map(line).collect::<Vec<_>>().join("\n")
}

fn version_file(home: &Home, url: &Url) -> PathBuf {
    // With the port: several orgs may live on loopback.
    home.cache.join(url.authority().replace(':', "_")).join("api-version")
}

/// The version that an org older than this program was found to have.
pub fn learned(home: &Home, url: &Url) -> Option<Version> {
    std::fs::read_to_string(version_file(home, url)).ok()?.trim().parse().ok()
}

/// Remembers the version of an org that is older than this program. A cache: what cannot be written is let go.
pub fn learn(home: &Home, client: &Client) {
    if let Some(version) = client.learned_version() {
        let file = version_file(home, client.origin());
        let _ = file.parent().map(std::fs::create_dir_all);
        let _ = std::fs::write(file, version.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usage_is_read_with_and_without_an_app_quota() {
        assert_eq!(api_usage("api-usage=18/5000"), Some((18, 5000)));
        assert_eq!(api_usage("api-usage=25/5000; per-app-api-usage=17/250(appName=x)"), Some((25, 5000)));
        assert_eq!(api_usage("something else"), None);
    }
}
