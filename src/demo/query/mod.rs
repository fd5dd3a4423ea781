//! Queries: `query`, `queryAll`, `tooling/query`, their further pages, and `explain`. SOQL is compiled to SQL whose
//! every name comes from the schema and whose every value is a parameter; records go out as text, page by page.

mod aggregate;
mod condition;
mod cursor;
mod date_literal;
mod explain;
mod failure;
mod fields;
mod filter;
mod format;
mod frame;
mod function;
mod groups;
mod literal;
mod order;
mod page;
mod plan;
mod request;
mod rows;
mod scope;
mod select;
mod semijoin;
mod setting;
mod shape;
mod statement;
mod term;
#[cfg(test)]
mod tests;

pub use cursor::Cursors;

use crate::demo::{
    schema::Schema,
    store::{Store, table::quoted, value::instant},
    wire::{Call, Fault, Outcome, Reply},
};
use frame::body;
use groups::Groups;
use jiff::{Timestamp, tz::TimeZone};
use page::{Page, Pages};
use plan::Plan;
use request::Request;
use rows::Rows;
use rusqlite::Connection;
use setting::Setting;
use statement::Statement;
use std::{cell::Cell, io::Write, sync::Arc};

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
/// Groups that fit the one page there is.
const MOST_GROUPS: usize = 2_000;

/// Answers a GET of `query` or `queryAll`, plain or under `tooling`, with or without a locator.
pub fn answer(context: &Context, call: &Call) -> Outcome {
    let request = Request::of(call);
    if let Some(locator) = request.locator {
        return more(context, &request, locator);
    }
    if let Some(text) = call.param("explain") {
        let setting = context.setting(&request);
        return explain::answer(&setting, context.store, text);
    }
    run(context, &request, call.param("q").unwrap_or_default())
}

fn run(context: &Context, request: &Request, text: &str) -> Outcome {
    let setting = context.setting(request);
    let query = plan::parse(text).map_err(|failure| failure.fault(text))?;
    let plan = Plan::of(&setting, &query).map_err(|failure| failure.fault(text))?;
    let body = context.store.read(|connection| match &plan {
        Plan::Rows(rows) => first_page(&context.pages(request, connection), rows, request),
        Plan::Count(statement) => count(statement, connection, request),
        Plan::Groups(groups) => all_groups(&context.pages(request, connection), groups, request),
    })?;
    let (body, ids) = body;
    if let Plan::Rows(rows) = &plan {
        touch(context, rows, &ids)?;
    }
    Ok(json(body))
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

/// The body, and the ids on the page for which somebody wants to know that they were seen.
type Answer = (Vec<u8>, Vec<String>);

fn first_page(pages: &Pages, rows: &Arc<Rows>, request: &Request) -> Result<Answer, Fault> {
    let ids = pages.ids(rows, None)?;
    let limit = if rows.whole { usize::MAX } else { pages.limit.min(rows.page) };
    let (page, total) = (pages.page(rows, &ids, 0, limit)?, ids.len());
    let seen = match rows.touched.as_slice() {
        [] => Vec::new(),
        _ => ids.from(0).take(page.next).map(str::to_owned).collect(),
    };
    let next = pages.next(rows, ids, &page);
    Ok((body(request, &rows.object, total, next.as_deref(), &page), seen))
}

fn more(context: &Context, request: &Request, locator: &str) -> Outcome {
    let unknown = || Fault::new(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    let (id, position) = locator.rsplit_once('-').ok_or_else(unknown)?;
    let position: usize = position.parse().map_err(|_| unknown())?;
    let cursor = context.cursors.find(id, &request.call.user, context.now).ok_or_else(unknown)?;
    if position > cursor.ids.len() {
        return Err(unknown());
    }
    let body = context.store.read(|connection| {
        let pages = context.pages(request, connection);
        let limit = pages.limit.min(cursor.rows.page);
        let page = pages.page(&cursor.rows, &cursor.ids, position, limit)?;
        let next = (page.next < cursor.ids.len()).then(|| pages.locator(id, page.next));
        Ok::<_, Fault>(body(request, &cursor.rows.object, cursor.ids.len(), next.as_deref(), &page))
    })?;
    Ok(json(body))
}

fn count(statement: &Statement, connection: &Connection, request: &Request) -> Result<Answer, Fault> {
    let mut statement = statement.prepare(connection)?;
    let mut found = statement.raw_query();
    let total: u32 = match found.next()? {
        Some(row) => row.get(0)?,
        None => 0,
    };
    let page = Page { json: b"[]".to_vec(), ..Page::default() };
    Ok((body(request, "AggregateResult", usize::try_from(total).unwrap_or(usize::MAX), None, &page), Vec::new()))
}

fn all_groups(pages: &Pages, groups: &Groups, request: &Request) -> Result<Answer, Fault> {
    let mut statement = groups.statement.prepare(pages.connection)?;
    let mut found = statement.raw_query();
    let mut page = Page { json: b"[".to_vec(), ..Page::default() };
    while let Some(row) = found.next()? {
        if page.size == MOST_GROUPS {
            let reason =
                "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch";
            return Err(Fault::new(400, "EXCEEDED_ID_LIMIT", reason));
        }
        let comma = if page.size == 0 { "" } else { "," };
        let _ = write!(page.json, r#"{comma}{{"attributes":{{"type":"AggregateResult"}}"#);
        for (index, column) in groups.columns.iter().enumerate() {
            let _ = write!(page.json, r#","{}":"#, column.key);
            pages.value(column.kind, column.formatted, row.get_ref(index)?, &mut page.json);
        }
        page.json.push(b'}');
        page.size += 1;
    }
    page.json.push(b']');
    Ok((body(request, "AggregateResult", page.size, None, &page), Vec::new()))
}

fn json(body: Vec<u8>) -> Reply {
    Reply::text(200, "application/json;charset=UTF-8", body)
}

/// `FOR VIEW` and `FOR REFERENCE` note that the records were seen.
fn touch(context: &Context, rows: &Rows, ids: &[String]) -> Result<(), Fault> {
    if ids.is_empty() {
        return Ok(());
    }
    let now = instant(context.now);
    context.store.write(|transaction| {
        for field in &rows.touched {
            let sql = format!("UPDATE {} SET {} = ?1 WHERE \"Id\" = ?2", quoted(&rows.object), quoted(field));
            let mut update = transaction.prepare_cached(&sql)?;
            for id in ids {
                update.execute([&now, id])?;
            }
        }
        Ok(())
    })
}
