//! One page of a job's results: fetched whole before anybody reads it, in memory while it is small and on disk beyond.
//! So a page that breaks off is fetched again, and nothing of it was written.

use super::lines::Lines;
use super::patience::patiently;
use crate::api::{Call, Client, Error, Place};
use crate::http::header::{ACCEPT, HeaderMap, HeaderValue};
use crate::http::{self, Fault};
use std::io::{self, Read, Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;
use tokio::sync::oneshot;

/// Held in memory of a page, and read at a time.
const HELD: usize = 1 << 20;
const PART: usize = 64 << 10;

pub struct Page {
    text: SpooledTempFile,
    /// Bytes of the header with its line end.
    header: u64,
    /// Lines below the header.
    pub rows: u64,
}

/// Who wants to know where the next page is, as soon as that is known.
pub type Next = oneshot::Sender<Option<String>>;

impl Page {
    /// Fetches what is at `location`; `next` is told the locator of the page behind it.
    pub async fn fetch(client: &Client, location: &str, next: Next) -> Result<Self, Error> {
        let headers = HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static("text/csv"))]);
        let (call, next) =
            (Call::get(Place::Location(location.to_owned()), headers), &std::sync::Mutex::new(Some(next)));
        let tell = &move |locator| {
            let first = next.lock().ok().and_then(|mut next| next.take());
            // Whoever does not listen does not want the next page.
            first.map(|next| next.send(locator))
        };
        patiently(|| async {
            let (answer, mut rest) = client.open(&call, PART).await?;
            if answer.failed() || answer.is_page() {
                return Err(client.refuse(&answer));
            }
            tell(locator(&answer.headers));
            let mut page = Draft::default();
            page.add(client, &answer.body)?;
            while let Some(body) = rest.as_mut().filter(|body| !body.ended()) {
                let part = body.up_to(PART, &mut |_| false).await?;
                page.add(client, &part)?;
            }
            page.finish(client)
        })
        .await
    }

    /// The text, with its header or without.
    pub fn text(mut self, with_header: bool) -> io::Result<impl Read + Send + use<>> {
        self.text.seek(SeekFrom::Start(if with_header { 0 } else { self.header }))?;
        Ok(self.text)
    }

    /// The text to be looked at, before it goes on.
    pub fn view(&mut self) -> io::Result<impl Read + use<'_>> {
        self.text.seek(SeekFrom::Start(0))?;
        Ok(&mut self.text)
    }

    /// Whether there is no header either.
    pub fn is_blank(&self) -> bool {
        self.header == 0
    }
}

struct Draft {
    text: SpooledTempFile,
    lines: Lines,
}

impl Default for Draft {
    fn default() -> Self {
        Self { text: SpooledTempFile::new(HELD), lines: Lines::default() }
    }
}

impl Draft {
    fn add(&mut self, client: &Client, part: &[u8]) -> Result<(), Error> {
        self.lines.see(part);
        self.text.write_all(part).map_err(|error| unkept(client, &error))
    }

    fn finish(mut self, client: &Client) -> Result<Page, Error> {
        self.text.flush().map_err(|error| unkept(client, &error))?;
        Ok(Page { text: self.text, header: self.lines.first(), rows: self.lines.count().saturating_sub(1) })
    }
}

fn unkept(client: &Client, error: &io::Error) -> Error {
    let folder = std::env::temp_dir();
    let why = format!("cannot keep a page of results in {}: {error}", folder.display());
    http::Error::of(client.origin(), Fault::File(why)).into()
}

/// The end is the word `null`; nothing at all means the same (`spec/rest.md` 8.3).
fn locator(headers: &HeaderMap) -> Option<String> {
    let text = headers.get("sforce-locator")?.to_str().ok()?;
    (!text.is_empty() && text != "null").then(|| text.to_owned())
}
