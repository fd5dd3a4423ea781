//! SOQL over REST (`spec/rest.md` 3): what to ask for, and the pages that come back.

use super::pages::{Pace, Pages};
use super::{Call, Client, Error, Place};
use crate::http::header::{HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::sync::Arc;

/// The longest URI that the org reads, in bytes (`spec/rest.md` 1.4).
const LONGEST_URI: usize = 16_384;
/// What may stand in a query string as it is.
const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'\'').remove(b'*');

/// What to ask for.
pub struct Ask<'a> {
    pub soql: &'a str,
    /// Also deleted and archived rows.
    pub all_rows: bool,
    pub tooling: bool,
    /// Rows a page, as a wish; the org takes 200 to 2,000.
    pub page_size: Option<u16>,
    /// Keep the records as the org wrote them.
    pub raw: bool,
    /// Rows that are wanted, where not all are.
    pub limit: Option<usize>,
}

impl Ask<'_> {
    fn resource(&self, parameter: &str) -> Result<String, Error> {
        let tooling = if self.tooling { "tooling/" } else { "" };
        let verb = if self.all_rows { "queryAll" } else { "query" };
        let resource = format!("{tooling}{verb}?{parameter}={}", utf8_percent_encode(self.soql, ESCAPED));
        if resource.len() > LONGEST_URI { Err(Error::TooLong(resource.len())) } else { Ok(resource) }
    }

    fn pace(&self) -> Pace {
        // Asking for the next page may end the lists of child rows that this one still has (`spec/rest.md` 3.3).
        let children = self.soql.to_ascii_lowercase().matches("select").count() > 1;
        Pace { raw: self.raw, limit: self.limit.unwrap_or(usize::MAX), eager: self.limit.is_none() && !children }
    }

    fn headers(&self) -> Vec<(HeaderName, HeaderValue)> {
        let name = HeaderName::from_static("sforce-query-options");
        let option = |size: u16| HeaderValue::try_from(format!("batchSize={}", size.clamp(200, 2000))).ok();
        self.page_size.and_then(option).map(|value| (name, value)).into_iter().collect()
    }
}

/// Runs a query and returns its first page's promise; rows are pulled by [`Pages::next`].
pub async fn start(client: &Arc<Client>, ask: &Ask<'_>) -> Result<Pages, Error> {
    let call = Call::get(Place::Resource(ask.resource("q")?), ask.headers().into_iter().collect());
    Pages::start(Arc::clone(client), call, ask.pace()).await
}

/// The plans that the org weighs for a query, without running it (`spec/rest.md` 3.6).
pub async fn explain(client: &Client, ask: &Ask<'_>) -> Result<String, Error> {
    client.get(&ask.resource("explain")?, &[]).await
}
