//! The pages of one result, each on its way before it is wanted: the next one is asked for as soon as its address has
//! been seen, while this one is still being read and the one before it written. How far that runs ahead is bounded,
//! so memory is too.

use super::rows::Rows;
use super::{Call, Client, Error, Place};
use crate::http::header::HeaderMap;
use memchr::memmem;
use std::pin::Pin;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinHandle;

/// Pages at a time: one that is being written, one that is being read, one that has been asked for.
const ROOM: usize = 3;
/// Bytes within which the address of the next page stands, where it stands before the records.
const HEAD: usize = 1024;

/// How pages are read.
#[derive(Clone, Copy)]
pub struct Pace {
    /// Keep the records as the org wrote them.
    pub raw: bool,
    /// No page is asked for behind this many rows.
    pub limit: usize,
    /// Ask for the next page before this one has been read.
    pub eager: bool,
}

/// Where pages come from.
struct Source {
    client: Arc<Client>,
    pace: Pace,
    room: Arc<Semaphore>,
}

impl Source {
    /// Waits until there is room for one more page.
    async fn turn(&self, before: usize) -> Turn {
        Turn { before, place: Arc::clone(&self.room).acquire_owned().await.expect("is never closed") }
    }
}

/// The right to read a page, and how many rows come before it.
struct Turn {
    before: usize,
    place: OwnedSemaphorePermit,
}

/// A page that was read, with the one behind it.
struct Page {
    total: Option<u64>,
    rows: Rows,
    next: Option<Ahead>,
    place: OwnedSemaphorePermit,
}

/// A page on its way.
struct Ahead {
    location: String,
    page: JoinHandle<Result<Page, Error>>,
}

/// The pages of one result, one at a time.
pub struct Pages {
    /// Rows of the whole result as the org counts them.
    pub total: Option<u64>,
    first: Option<Page>,
    next: Option<Ahead>,
    /// Held while the page is being written.
    place: Option<OwnedSemaphorePermit>,
}

impl Pages {
    /// Starts with the page that `call` asks for.
    pub async fn start(client: Arc<Client>, call: Call, pace: Pace) -> Result<Self, Error> {
        let source = Source { client, pace, room: Arc::new(Semaphore::new(ROOM)) };
        let first = read(Arc::new(source), call, 0).await?;
        Ok(Self { total: first.total, first: Some(first), next: None, place: None })
    }

    /// Starts with a page that came by another way.
    pub async fn opened(client: Arc<Client>, text: &str, pace: Pace) -> Result<Self, Error> {
        let source = Source { client, pace, room: Arc::new(Semaphore::new(ROOM)) };
        let turn = source.turn(0).await;
        let first = settle(&Arc::new(source), turn, text, None).await?;
        Ok(Self { total: first.total, first: Some(first), next: None, place: None })
    }

    /// The next page with its child lists complete, or `None` behind the last.
    pub async fn next(&mut self) -> Result<Option<Rows>, Error> {
        self.place = None;
        let page = match (self.first.take(), self.next.take()) {
            (Some(page), _) => page,
            (None, Some(ahead)) => ahead.page.await.map_err(|error| Error::Unreadable(error.to_string()))??,
            (None, None) => return Ok(None),
        };
        self.next = page.next;
        self.place = Some(page.place);
        Ok(Some(page.rows))
    }
}

/// Reads the page that `call` asks for and sends for the one behind it. `before` is how many rows come before it.
async fn read(source: Arc<Source>, call: Call, before: usize) -> Result<Page, Error> {
    let turn = source.turn(before).await;
    let mut next = None;
    let answer = source.client.call_watched(&call, &mut |head| look(&source, head, &mut next)).await?;
    settle(&source, turn, &source.client.accept(answer)?, next).await
}

/// Reads the text of a page and sends for the one behind it, if that is not on its way already.
async fn settle(source: &Arc<Source>, turn: Turn, text: &str, next: Option<Ahead>) -> Result<Page, Error> {
    let (head, mut rows) = Rows::read(text, source.pace.raw)?;
    complete(&source.client, &mut rows).await?;
    let seen = turn.before + rows.len();
    let next = match head.next {
        Some(location) if seen < source.pace.limit => {
            let foreseen = next.filter(|ahead: &Ahead| ahead.location == location);
            Some(foreseen.unwrap_or_else(|| send_for(source, location, seen)))
        }
        _ => None,
    };
    Ok(Page { total: head.total, rows, next, place: turn.place })
}

/// Sends for the next page where the head of this one names it; says whether it is worth looking again.
fn look(source: &Arc<Source>, head: &[u8], next: &mut Option<Ahead>) -> bool {
    if !source.pace.eager || next.is_some() {
        return false;
    }
    // Without a limit nobody counts.
    *next = address(head).map(|location| send_for(source, location, 0));
    next.is_none() && head.len() < HEAD
}

/// The address of the next page, where the reply gives it before the records and it came whole.
fn address(head: &[u8]) -> Option<String> {
    let head = &head[..memmem::find(head, b"\"records\"")?.min(HEAD)];
    let behind = &head[memmem::find(head, b"\"nextRecordsUrl\"")? + 16..];
    let mut quoted = std::str::from_utf8(behind).ok()?.split('"');
    (quoted.next()?.trim() == ":").then(|| quoted.next()).flatten().map(str::to_owned)
}

fn send_for(source: &Arc<Source>, location: String, before: usize) -> Ahead {
    let call = Call::get(Place::Location(location.clone()), HeaderMap::new());
    // Boxed, because a page sends for a page.
    let page: Pin<Box<dyn Future<Output = _> + Send>> = Box::pin(read(Arc::clone(source), call, before));
    Ahead { location, page: tokio::spawn(page) }
}

/// Fetches what is missing of child lists, at every depth.
fn complete<'f>(
    client: &'f Client,
    rows: &'f mut Rows,
) -> Pin<Box<dyn Future<Output = Result<(), Error>> + Send + 'f>> {
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

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn the_address_is_taken_from_before_the_records_only() {
        let read = |text: &str| address(text.as_bytes());
        let head = r#"{"totalSize":9,"done":false,"nextRecordsUrl" : "/services/data/v67.0/query/0r8-2","records":["#;
        assert_eq!(read(head).as_deref(), Some("/services/data/v67.0/query/0r8-2"));
        assert_eq!(read(&head[..50]), None);
        assert_eq!(read(r#"{"done":true,"records":[{"nextRecordsUrl":"/x"}]"#), None);
        assert_eq!(read(r#"{"nextRecordsUrl":null,"records":["#), None);
    }
}
