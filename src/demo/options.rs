//! How a demo org is started and how badly it behaves. The flags of `demo serve` are these fields.

use super::{generated::Wish, server::Failure};
use std::time::Duration;

#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// Listen on this port of the loopback addresses
    #[arg(long, value_name = "N", default_value_t = 7717)]
    pub port: u16,
    /// Hold every reply back this long, for example `250ms`
    #[arg(long, value_name = "DUR", value_parser = duration, default_value = "0s")]
    pub latency: Duration,
    /// Put at most this many rows on a page of a query
    #[arg(long, value_name = "N", value_parser = rows)]
    pub page_size: Option<usize>,
    /// Give an object this many computed rows in place of its own; repeatable
    ///
    /// The rows are the same every time, take no room and cannot be written. Some of their values are awkward on purpose:
    /// quotes, line ends, long numbers, nothing at all.
    #[arg(long, value_name = "OBJECT=N")]
    pub rows: Vec<Wish>,
    /// End access tokens this long after they were issued, where an app's policy does not say
    #[arg(long, value_name = "DUR", value_parser = duration, default_value = "2h")]
    pub token_lifetime: Duration,
    /// Let new and changed apps take effect this long after the change
    #[arg(long, value_name = "DUR", value_parser = duration, default_value = "0s")]
    pub propagation: Duration,
    /// Give every app a new refresh token at each refresh, and end the login that uses an old one
    #[arg(long)]
    pub rotate_refresh_tokens: bool,
    /// Refuse API calls beyond this many in 24 hours
    #[arg(long, value_name = "N", default_value_t = 15_000)]
    pub daily_requests: u64,
    /// Keep a bulk job waiting this long before it begins, and again after each of its batches
    #[arg(long, value_name = "DUR", value_parser = duration, default_value = "0s")]
    pub job_delay: Duration,
    /// Put at most this many records into a batch of a bulk job
    #[arg(long, value_name = "N", value_parser = batch, default_value = "10000")]
    pub batch_size: u64,
    /// Refuse bulk query jobs beyond this many in 24 hours
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub daily_query_jobs: u64,
    /// Refuse bulk jobs that write beyond this many batches in 24 hours
    #[arg(long, value_name = "N", default_value_t = 15_000)]
    pub daily_batches: u64,
    /// Let matching requests fail; repeatable
    ///
    /// PATTERN is a path with `*` for any run of characters, after a method and a blank where only one method is
    /// meant. STATUS is an HTTP status, `html` and a status for an error page, or one of
    /// `reset` (the connection breaks in the middle of the reply),
    /// `truncate` (half of the reply, properly ended),
    /// `slow` (the reply drips in over four seconds),
    /// `lock` (`UNABLE_TO_LOCK_ROW`),
    /// `concurrent` (`ConcurrentPerOrgLongTxn`),
    /// `disabled` (`API_DISABLED_FOR_ORG`),
    /// `unknown-app` (a client id that is not known yet).
    /// `xN` behind it ends after N failures, `@N` starts with the Nth matching request:
    /// `--fail 'GET /services/data/*/query*=503x2@3'`.
    #[arg(long, value_name = "PATTERN=STATUS")]
    pub fail: Vec<Failure>,
}

/// A well-behaved org on any free port.
impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            latency: Duration::ZERO,
            page_size: None,
            rows: Vec::new(),
            token_lifetime: Duration::from_secs(7200),
            propagation: Duration::ZERO,
            rotate_refresh_tokens: false,
            daily_requests: 15_000,
            job_delay: Duration::ZERO,
            batch_size: 10_000,
            daily_query_jobs: 10_000,
            daily_batches: 15_000,
            fail: Vec::new(),
        }
    }
}

impl Options {
    /// What a bulk job waits between two steps, in milliseconds.
    pub fn pause(&self) -> i64 {
        i64::try_from(self.job_delay.as_millis()).unwrap_or(i64::MAX / 2)
    }
}

fn rows(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|rows| (1..=2000).contains(rows)).ok_or_else(|| "a page has 1 to 2000 rows".to_owned())
}

fn batch(text: &str) -> Result<u64, String> {
    text.parse()
        .ok()
        .filter(|size| (1..=10_000).contains(size))
        .ok_or_else(|| "a batch has 1 to 10000 records".to_owned())
}

/// `250ms`, `1.5s`, `2h`, `1m 30s`.
fn duration(text: &str) -> Result<Duration, String> {
    let span: jiff::SignedDuration = text.parse().map_err(|error: jiff::Error| error.to_string())?;
    Duration::try_from(span).map_err(|_| "a duration cannot be negative".to_owned())
}
