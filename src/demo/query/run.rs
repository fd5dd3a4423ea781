//! The first answer to a query; for most it is the only one.

use super::{
    Context,
    frame::reply,
    groups::Groups,
    page::{Page, Pages},
    plan::{self, Plan},
    request::Request,
    rows::Rows,
    statement::Statement,
};
use crate::demo::{
    store::{table::quoted, value::instant},
    wire::{Fault, Outcome, Reply},
};
use rusqlite::Connection;
use std::{borrow::Cow, io::Write, sync::Arc};

/// Groups that fit the one page there is.
const MOST_GROUPS: usize = 2_000;

/// Compiles and runs the query `text`.
pub fn answer(context: &Context, request: &Request, text: &str) -> Outcome {
    let query = plan::parse(text).map_err(|failure| failure.fault(text))?;
    let mut setting = context.setting(request);
    setting.all_rows |= query.all_rows;
    let plan = Plan::of(&setting, &query).map_err(|failure| failure.fault(text))?;
    let (reply, seen) = context.store.read(|connection| match &plan {
        Plan::Rows(rows) => first_page(&context.pages(request, connection), rows, request),
        Plan::Count(statement) => count(statement, connection, request),
        Plan::Groups(groups) => all_groups(&context.pages(request, connection), groups, request),
    })?;
    if let Plan::Rows(rows) = &plan {
        touch(context, rows, &seen)?;
    }
    Ok(reply)
}

/// The reply, and the ids on the page for which somebody wants to know that they were seen.
type Answer = (Reply, Vec<String>);

fn first_page(pages: &Pages, rows: &Arc<Rows>, request: &Request) -> Result<Answer, Fault> {
    let ids = pages.ids(rows, None)?;
    let limit = if rows.whole { usize::MAX } else { pages.limit.min(rows.page) };
    let (page, total) = (pages.page(rows, &ids, 0, limit)?, ids.len());
    let seen = match rows.touched.as_slice() {
        [] => Vec::new(),
        _ => ids.from(0).take(page.next).map(Cow::into_owned).collect(),
    };
    let next = pages.next(rows, ids, &page);
    Ok((reply(request, &rows.object, total, next.as_deref(), &page), seen))
}

fn count(statement: &Statement, connection: &Connection, request: &Request) -> Result<Answer, Fault> {
    let mut statement = statement.prepare(connection)?;
    let mut found = statement.raw_query();
    let total: u32 = match found.next()? {
        Some(row) => row.get(0)?,
        None => 0,
    };
    let page = Page { json: b"[]".to_vec(), ..Page::default() };
    Ok((reply(request, "AggregateResult", usize::try_from(total).unwrap_or(usize::MAX), None, &page), Vec::new()))
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
    Ok((reply(request, "AggregateResult", page.size, None, &page), Vec::new()))
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
