//! The results of a query job, page by page and in order: several on their way at a time where the org lists them, else
//! the next one as soon as this one has said where it is.

use super::page::Page;
use super::{Job, patience::patiently};
use crate::api::query::ESCAPED;
use crate::api::{Call, Client, Error, Place as Target};
use crate::http::header::HeaderMap;
use percent_encoding::utf8_percent_encode;
use serde::Deserialize;
use std::collections::VecDeque;
use std::sync::Arc;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// The first version whose orgs list pages (`spec/rest.md` 8.3).
const LISTED_SINCE: u16 = 58;

/// Which pages are wanted, and how.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Pages on their way at a time.
    pub width: usize,
    /// Rows a page, as a wish.
    pub rows: Option<u32>,
    /// The page behind which to begin, where that is not the first.
    pub after: Option<String>,
}

pub struct Pages {
    client: Arc<Client>,
    path: String,
    wish: Place,
    source: Source,
    coming: VecDeque<Coming>,
}

/// Where the addresses of further pages come from.
enum Source {
    /// From lists; the next one is on its way before it is wanted.
    Lists { next: Option<JoinHandle<Result<List, Error>>>, known: VecDeque<String> },
    /// From each page.
    Chain,
}

/// A page on its way.
struct Coming {
    location: String,
    next: oneshot::Receiver<Option<String>>,
    page: JoinHandle<Result<Page, Error>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct List {
    result_pages: Vec<Listed>,
    next_records_url: Option<String>,
    #[serde(default)]
    done: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Listed {
    result_url: String,
}

impl Pages {
    pub async fn start(client: Arc<Client>, job: &Job, wish: Place) -> Result<Self, Error> {
        let lists = wish.width > 1 && job.version().is_some_and(|version| version.is_since(LISTED_SINCE));
        let path = job.path();
        let mut pages = Self { client, path, wish, source: Source::Chain, coming: VecDeque::new() };
        if !(lists && pages.open_lists().await?) {
            // Only the page itself says where the one behind it is.
            let first = pages.wish.after.clone().unwrap_or_else(|| pages.address(None));
            pages.send_for(first);
            if pages.wish.after.is_some() {
                pages.next().await?;
            }
        }
        Ok(pages)
    }

    /// The next page and its address, or `None` behind the last.
    pub async fn next(&mut self) -> Result<Option<(String, Page)>, Error> {
        self.fill().await?;
        let Some(mut coming) = self.coming.pop_front() else { return Ok(None) };
        if matches!(self.source, Source::Chain)
            && let Ok(Some(locator)) = (&mut coming.next).await
        {
            let next = self.address(Some(&locator));
            if next == coming.location {
                return Err(Error::Unreadable("a page of results names itself as the next one".to_owned()));
            }
            self.send_for(next);
        }
        let page = coming.page.await.map_err(|error| Error::Unreadable(error.to_string()))??;
        Ok(Some((coming.location, page)))
    }

    /// Reads the first list, and passes over the pages that are not wanted. `false` where the org has no lists.
    async fn open_lists(&mut self) -> Result<bool, Error> {
        let list = match read(&self.client, &format!("{}/resultPages{}", self.path, self.size("?"))).await {
            Err(Error::Refused(refusal)) if matches!(refusal.status, 400 | 404 | 405) => return Ok(false),
            outcome => outcome?,
        };
        self.source = self.listed(list);
        while let Some(after) = &self.wish.after {
            let Source::Lists { next, known } = &mut self.source else { break };
            if let Some(at) = known.iter().position(|location| location == after) {
                known.drain(..=at);
                break;
            }
            let Some(next) = next.take() else {
                self.source = Source::Chain;
                return Ok(false);
            };
            self.source = self.listed(arrived(next).await?);
        }
        Ok(true)
    }

    /// Sends for as many pages as may be on their way.
    async fn fill(&mut self) -> Result<(), Error> {
        while self.coming.len() < self.wish.width.max(1) {
            let Source::Lists { next, known } = &mut self.source else { return Ok(()) };
            if let Some(location) = known.pop_front() {
                self.send_for(location);
            } else if let Some(next) = next.take() {
                self.source = self.listed(arrived(next).await?);
            } else {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Sends for the list behind this one.
    fn listed(&self, list: List) -> Source {
        let send = |next: String| {
            let client = Arc::clone(&self.client);
            tokio::spawn(async move { read(&client, &next).await })
        };
        let next = list.next_records_url.filter(|_| !list.done).map(send);
        Source::Lists { next, known: list.result_pages.into_iter().map(|page| page.result_url).collect() }
    }

    fn send_for(&mut self, location: String) {
        let (tell, next) = oneshot::channel();
        let (client, from) = (Arc::clone(&self.client), location.clone());
        let page = tokio::spawn(async move { Page::fetch(&client, &from, tell).await });
        self.coming.push_back(Coming { location, next, page });
    }

    fn address(&self, locator: Option<&str>) -> String {
        let path = &self.path;
        match locator {
            None => format!("{path}/results{}", self.size("?")),
            Some(locator) => {
                format!("{path}/results?locator={}{}", utf8_percent_encode(locator, ESCAPED), self.size("&"))
            }
        }
    }

    fn size(&self, mark: &str) -> String {
        self.wish.rows.map_or_else(String::new, |rows| format!("{mark}maxRecords={rows}"))
    }
}

async fn read(client: &Client, location: &str) -> Result<List, Error> {
    let call = Call::get(Target::Location(location.to_owned()), HeaderMap::new());
    let text = patiently(|| async { client.accept(client.call(&call).await?) }).await?;
    let list: List = serde_json::from_str(&text).map_err(|error| Error::Unreadable(error.to_string()))?;
    // One that names itself would never end.
    Ok(List { done: list.done || list.next_records_url.as_deref() == Some(location), ..list })
}

async fn arrived(list: JoinHandle<Result<List, Error>>) -> Result<List, Error> {
    list.await.map_err(|error| Error::Unreadable(error.to_string()))?
}
