//! SOQL over REST: the first page, those behind it, and the rest of child lists (`spec/rest.md` 3).

use super::rows::Rows;
use super::{Client, Error};
use crate::http::header::{HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::pin::Pin;

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
}

impl Ask<'_> {
    fn resource(&self, parameter: &str) -> Result<String, Error> {
        let tooling = if self.tooling { "tooling/" } else { "" };
        let verb = if self.all_rows { "queryAll" } else { "query" };
        let resource = format!("{tooling}{verb}?{parameter}={}", utf8_percent_encode(self.soql, ESCAPED));
        if resource.len() > LONGEST_URI { Err(Error::TooLong(resource.len())) } else { Ok(resource) }
    }

    fn headers(&self) -> Vec<(HeaderName, HeaderValue)> {
        let name = HeaderName::from_static("sforce-query-options");
        let option = |size: u16| HeaderValue::try_from(format!("batchSize={}", size.clamp(200, 2000))).ok();
        self.page_size.and_then(option).map(|value| (name, value)).into_iter().collect()
    }
}

/// Runs a query and returns its first page's promise; rows are pulled by [`Pages::next`].
pub async fn start<'c>(client: &'c Client, ask: &Ask<'_>) -> Result<Pages<'c>, Error> {
    let reply = client.get(&ask.resource("q")?, &ask.headers()).await?;
    let (head, rows) = Rows::read(&reply, ask.raw)?;
    Ok(Pages { client, raw: ask.raw, total: head.total, next: head.next, first: Some(rows) })
}

/// The plans that the org weighs for a query, without running it (`spec/rest.md` 3.6).
pub async fn explain(client: &Client, ask: &Ask<'_>) -> Result<String, Error> {
    client.get(&ask.resource("explain")?, &[]).await
}

/// The pages of one result, one at a time.
pub struct Pages<'c> {
    client: &'c Client,
    raw: bool,
    /// Rows of the whole result as the org counts them.
    pub total: Option<u64>,
    next: Option<String>,
    first: Option<Rows>,
}

impl Pages<'_> {
    /// The next page with its child lists complete, or `None` behind the last.
    pub async fn next(&mut self) -> Result<Option<Rows>, Error> {
        let mut rows = match (self.first.take(), self.next.take()) {
            (Some(rows), next) => {
                self.next = next;
                rows
            }
            (None, Some(location)) => {
                let reply = self.client.fetch(&location).await?;
                let (head, rows) = Rows::read(&reply, self.raw)?;
                self.next = head.next;
                rows
            }
            (None, None) => return Ok(None),
        };
        complete(self.client, &mut rows).await?;
        Ok(Some(rows))
    }
}

/// Fetches what is missing of child lists, at every depth.
fn complete<'f>(client: &'f Client, rows: &'f mut Rows) -> Pin<Box<dyn Future<Output = Result<(), Error>> + 'f>> {
    Box::pin(async move {
        while let Some((at, mut location)) = rows.take_gap() {
            let mut place = at;
            loop {
                let reply = client.fetch(&location).await?;
                let (head, mut more) = Rows::read(&reply, false)?;
                complete(client, &mut more).await?;
                place += rows.fill(place, &more);
                match head.next {
                    Some(next) => location = next,
                    None => break,
                }
            }
        }
        Ok(())
    })
}
