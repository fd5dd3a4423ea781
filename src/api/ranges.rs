//! A query's rows by ranges of Ids, several asked for side by side. A range that has more rows than one page holds is
//! cut again behind its first page, so nothing depends on how evenly Ids are spread. Memory holds one page a request.

use super::query::{self, Ask};
use super::rows::Rows;
use super::{Client, Error, id};
use crate::record::Value;
use futures_util::future::{select_all, try_join3};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// Rows that a range is meant to have: a few less than the largest page, because Ids are not spread evenly.
const ROWS: u64 = 1_800;
/// A range of which the org has no more rows than this is not cut.
const PAGE: u64 = 2_000;
/// How long an org is left alone that has too many long requests, and how often.
const REST: Duration = Duration::from_secs(3);
const RESTS: u32 = 20;

/// Ids behind the first and up to the second, where there is a bound.
pub type Range = (Option<String>, Option<String>);

/// What is asked, as SOQL.
pub struct Texts {
    pub count: String,
    pub first: String,
    pub last: String,
    /// The rows of a range in the order of their Ids, which are among what is selected.
    pub within: Box<dyn Fn(&Range) -> String + Send + Sync>,
}

/// How it is asked.
#[derive(Clone, Copy)]
pub struct Manner {
    pub all_rows: bool,
    pub tooling: bool,
    pub raw: bool,
    /// Requests side by side.
    pub width: usize,
    /// Rows come as they come, not in the order of their Ids.
    pub unordered: bool,
}

pub struct Ranges {
    client: Arc<Client>,
    texts: Texts,
    manner: Manner,
    /// In the order of their Ids.
    parts: VecDeque<Part>,
    rests: u32,
    /// The last Id there was at the start.
    last: String,
    /// Rows of all ranges as the org counted them at the start.
    pub total: u64,
}

struct Part {
    range: Range,
    /// The first page, once it has been asked for.
    page: Option<JoinHandle<Result<Page, Error>>>,
}

struct Page {
    rows: Rows,
    /// Rows of the range that this page does not hold.
    left: u64,
}

impl Ranges {
    pub async fn start(client: Arc<Client>, texts: Texts, manner: Manner) -> Result<Self, Error> {
        let Survey { total, first, last } = survey(&client, &texts, &manner).await?;
        let parts = stretch((None, None), id::between(&first, &last, pieces(total))).collect();
        Ok(Self { client, texts, manner, parts, rests: RESTS, last, total })
    }

    /// The rows of another range, or of a part of it, or `None` behind the last.
    pub async fn next(&mut self) -> Result<Option<Rows>, Error> {
        loop {
            self.send();
            if self.parts.is_empty() {
                return Ok(None);
            }
            let (at, page) = self.arrival().await;
            let Some(Part { range, .. }) = self.parts.remove(at) else { continue };
            match page {
                Ok(Page { rows, left }) => {
                    self.put_back(at, &range, &rows, left)?;
                    return Ok(Some(rows));
                }
                Err(error) if self.rests > 0 && is_busy(&error) => {
                    self.parts.insert(at, Part { range, page: None });
                    self.rest().await;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Keeps as many requests under way as are allowed, and the first range's in any case: the others wait for it.
    fn send(&mut self) {
        let under_way = self.parts.iter().filter(|part| part.page.is_some()).count();
        let free = self.manner.width.saturating_sub(under_way);
        let waiting = self.parts.iter_mut().enumerate().filter(|(_, part)| part.page.is_none());
        for (number, (at, part)) in waiting.enumerate() {
            if number >= free && at > 0 {
                break;
            }
            let (client, manner, soql) = (Arc::clone(&self.client), self.manner, (self.texts.within)(&part.range));
            part.page = Some(tokio::spawn(async move { read(&client, &manner, &soql).await }));
        }
    }

    /// The place of the range whose page is next, and the page.
    async fn arrival(&mut self) -> (usize, Result<Page, Error>) {
        let asked = self.parts.iter_mut().enumerate().filter_map(|(at, part)| Some((at, part.page.as_mut()?)));
        let wanted = if self.manner.unordered { usize::MAX } else { 1 };
        let (places, pages): (Vec<_>, Vec<_>) = asked.take(wanted).unzip();
        let (page, which, _) = select_all(pages).await;
        (places[which], page.unwrap_or_else(|error| Err(Error::Unreadable(error.to_string()))))
    }

    /// What a range still has behind its first page goes where the range was.
    fn put_back(&mut self, at: usize, range: &Range, rows: &Rows, left: u64) -> Result<(), Error> {
        let Some(last) = rows.iter().last().filter(|_| left > 0) else { return Ok(()) };
        let last = id_of(Some(last));
        if range.0.as_ref().is_some_and(|after| last <= *after) {
            return Err(Error::Unreadable("its rows are not of the Ids that were asked for".to_owned()));
        }
        let cuts = id::between(&last, range.1.as_ref().unwrap_or(&self.last), pieces(left));
        for (index, part) in stretch((Some(last), range.1.clone()), cuts).enumerate() {
            self.parts.insert(at + index, part);
        }
        Ok(())
    }

    /// The org has too many long requests: fewer at a time from now on.
    async fn rest(&mut self) {
        self.rests -= 1;
        self.manner.width = (self.manner.width / 2).max(1);
        tokio::time::sleep(REST).await;
    }
}

struct Survey {
    total: u64,
    first: String,
    last: String,
}

async fn survey(client: &Arc<Client>, texts: &Texts, manner: &Manner) -> Result<Survey, Error> {
    let asked = [&texts.count, &texts.first, &texts.last].map(|soql| Box::pin(read(client, manner, soql)));
    let [count, first, last] = asked;
    let (count, first, last) = try_join3(count, first, last).await?;
    let id = |page: &Page| id_of(page.rows.iter().next());
    Ok(Survey { total: count.left, first: id(&first), last: id(&last) })
}

/// Into how many ranges so many rows are cut.
fn pieces(rows: u64) -> u64 {
    if rows <= PAGE { 1 } else { rows.div_ceil(ROWS) }
}

/// The ranges that a range falls into where it is cut.
fn stretch(range: Range, cuts: Vec<String>) -> impl Iterator<Item = Part> {
    let starts = std::iter::once(range.0).chain(cuts.clone().into_iter().map(Some));
    let ends = cuts.into_iter().map(Some).chain([range.1]);
    starts.zip(ends).map(|range| Part { range, page: None })
}

async fn read(client: &Arc<Client>, manner: &Manner, soql: &str) -> Result<Page, Error> {
    let Manner { all_rows, tooling, raw, .. } = *manner;
    // One page only: what is behind it is asked for by its own range.
    let ask = Ask { soql, all_rows, tooling, raw, page_size: None, limit: Some(1) };
    let mut pages = query::start(client, &ask).await?;
    let rows = pages.next().await?.unwrap_or_default();
    let left = pages.total.unwrap_or(0).saturating_sub(rows.len() as u64);
    Ok(Page { rows, left })
}

fn id_of(row: Option<Value>) -> String {
    row.and_then(|row| row.get("Id")).map(|id| id.string().into_owned()).unwrap_or_default()
}

/// The limit of long requests at a time (`spec/rest.md` 1.10).
fn is_busy(error: &Error) -> bool {
    matches!(error, Error::Refused(refusal) if refusal.code == "REQUEST_LIMIT_EXCEEDED" && refusal.message.contains("Concurrent"))
}
