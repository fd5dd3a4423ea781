//! SOQL over REST (`spec/rest.md` 3): what to ask for, and the pages that come back.

use super::describe::read;
use super::pages::Pace;
pub use super::pages::Pages;
use super::{Call, Client, Error, Place, composite};
use crate::http::header::{HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// What may stand in a query string as it is.
pub const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'\'').remove(b'*');

/// What a query has to fit into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Counted in bytes as they are escaped.
    Url,
    /// Counted in characters.
    Envelope,
}

impl Room {
    /// How much that is. Of a URL and its headers together the org reads 16,384 bytes, and a token may be a JWT; of SOQL
    /// it reads 100,000 characters (`spec/rest.md` 3.5).
    pub fn most(self) -> usize {
        match self {
            Self::Url => 13_000,
            Self::Envelope => 100_000,
        }
    }

    /// How much of it a piece of a query takes.
    pub fn size(self, text: &str) -> usize {
        match self {
            Self::Url => utf8_percent_encode(text, ESCAPED).map(str::len).sum(),
            Self::Envelope => text.chars().count(),
        }
    }
}

/// Every record of a small answer, read whole.
pub async fn all<T: DeserializeOwned>(client: &Arc<Client>, soql: &str) -> Result<Vec<T>, Error> {
    let ask = Ask { soql, all_rows: false, tooling: false, page_size: None, raw: false, limit: None };
    let mut pages = start(client, &ask).await?;
    let mut records = Vec::new();
    while let Some(page) = pages.next().await? {
        for row in page.iter() {
            records.push(read(row.text())?);
        }
    }
    Ok(records)
}

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

/// How a query gets to the org.
enum Way {
    Url(Call),
    /// A resource that is too long for a URL.
    Envelope(String),
}

impl Ask<'_> {
    fn resource(&self, parameter: &str) -> String {
        let tooling = if self.tooling { "tooling/" } else { "" };
        let verb = if self.all_rows { "queryAll" } else { "query" };
        format!("{tooling}{verb}?{parameter}={}", utf8_percent_encode(self.soql, ESCAPED))
    }

    /// How much of `room` the query takes, with all that belongs to it.
    pub fn size(&self, room: Room) -> usize {
        match room {
            Room::Url => self.resource("q").len(),
            Room::Envelope => room.size(self.soql),
        }
    }

    fn way(&self, parameter: &str) -> Result<Way, Error> {
        let resource = self.resource(parameter);
        match resource.len() {
            bytes if bytes <= Room::Url.most() => {
                Ok(Way::Url(Call::get(Place::Resource(resource), self.headers().into_iter().collect())))
            }
            // The envelope of the Tooling API is not known to take queries.
            bytes if self.tooling => Err(Error::TooLong(bytes)),
            _ => Ok(Way::Envelope(resource)),
        }
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
    match ask.way("q")? {
        Way::Url(call) => Pages::start(Arc::clone(client), call, ask.pace()).await,
        Way::Envelope(resource) => {
            let page = composite::get(client, &resource, &ask.headers()).await?;
            Pages::opened(Arc::clone(client), &page, ask.pace()).await
        }
    }
}

/// The plans that the org weighs for a query, without running it (`spec/rest.md` 3.6).
pub async fn explain(client: &Client, ask: &Ask<'_>) -> Result<String, Error> {
    match ask.way("explain")? {
        Way::Url(call) => client.accept(client.call(&call).await?),
        Way::Envelope(resource) => composite::get(client, &resource, &[]).await,
    }
}
