//! Queries: `query`, `queryAll`, `tooling/query`, their further pages, and `explain`. SOQL is compiled to SQL whose
//! every name comes from the schema and whose every value is a parameter; records go out as text, page by page.

mod aggregate;
mod columns;
mod condition;
mod cursor;
mod date_literal;
mod direct;
mod explain;
mod export;
mod failure;
mod fields;
mod filter;
mod format;
mod found;
mod frame;
mod function;
mod groups;
mod literal;
mod order;
mod page;
mod plan;
mod record;
mod request;
mod rows;
mod run;
mod scope;
mod select;
mod semijoin;
mod setting;
mod shape;
mod statement;
mod stretch;
mod term;
#[cfg(test)]
mod tests;

pub use cursor::Cursors;
pub use export::{Asker, Export};
pub use failure::Failure;
pub use format::text as format;
pub use found::Found;
pub use plan::Gives;
pub use record::Reader;

use crate::demo::{
    schema::Schema,
    store::Store,
    wire::{Call, Fault, Outcome, Reply},
};
use jiff::{Timestamp, tz::TimeZone};
use page::Pages;
use plan::Plan;
use request::Request;
use rusqlite::Connection;
use setting::Setting;
use std::cell::Cell;

/// What the org knows when it is asked.
pub struct Context<'a> {
    pub schema: &'a Schema,
    pub store: &'a Store,
    pub cursors: &'a Cursors,
    pub now: Timestamp,
    /// The user's time zone.
    pub zone: TimeZone,
    /// Makes pages smaller than the org would.
    pub page_size: Option<usize>,
}

/// Child rows that come with their parent.
const CHILDREN: usize = 200;

/// Answers a GET of `query` or `queryAll`, plain or under `tooling`, with or without a locator.
pub fn answer(context: &Context, call: &Call) -> Outcome {
    late(context, call).map(Reply::whole)
}

/// The same, where the rows may be written later.
pub fn late(context: &Context, call: &Call) -> Outcome {
    let request = Request::of(call);
    if let Some(locator) = request.locator {
        return more(context, &request, locator);
    }
    if let Some(text) = call.param("explain") {
        let setting = context.setting(&request);
        return explain::answer(&setting, context.store, text);
    }
    let text = call.param("q").unwrap_or_default();
    if call.param("columns") == Some("true") {
        return columns::answer(&context.setting(&request), text);
    }
    run::answer(context, &request, text)
}

/// What a query would give, or why it would be refused.
pub fn gives(context: &Context, call: &Call, text: &str) -> Result<Gives, Fault> {
    let request = Request::of(call);
    let judged = plan::parse(text).and_then(|query| Ok(Plan::of(&context.setting(&request), &query)?.gives()));
    judged.map_err(|failure| failure.fault(text))
}

impl Context<'_> {
    fn setting<'s>(&'s self, request: &'s Request) -> Setting<'s> {
        Setting {
            schema: self.schema,
            now: self.now,
            zone: self.zone.clone(),
            user: &request.call.user,
            all_rows: request.all_rows,
            tooling: request.tooling,
            tables: Cell::new(0),
        }
    }

    fn pages<'p>(&'p self, request: &'p Request, connection: &'p Connection) -> Pages<'p> {
        let most = self.page_size.unwrap_or(usize::MAX).max(1);
        Pages {
            connection,
            schema: self.schema,
            cursors: self.cursors,
            prefix: &request.prefix,
            user: &request.call.user,
            now: self.now,
            zone: &self.zone,
            limit: request.batch().min(most),
            child_limit: CHILDREN.min(most),
        }
    }
}

fn more(context: &Context, request: &Request, locator: &str) -> Outcome {
    let unknown = || Fault::new(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    let (id, position) = locator.rsplit_once('-').ok_or_else(unknown)?;
    let position: usize = position.parse().map_err(|_| unknown())?;
    let cursor = context.cursors.find(id, &request.call.user, context.now).ok_or_else(unknown)?;
    if position > cursor.ids.len() {
        return Err(unknown());
    }
    context.store.read(|connection| {
        let pages = context.pages(request, connection);
        let limit = pages.limit.min(cursor.rows.page);
        let page = pages.page(&cursor.rows, &cursor.ids, position, limit)?;
        let next = (page.next < cursor.ids.len()).then(|| pages.locator(id, page.next));
        Ok(frame::reply(request, &cursor.rows.object, cursor.ids.len(), next.as_deref(), &page))
    })
}
