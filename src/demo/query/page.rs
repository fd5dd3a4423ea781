//! Rows as JSON text, a page at a time, written straight from the columns into one buffer.

use super::{
    cursor::{Cursor, Cursors, Ids},
    direct::Direct,
    format, frame,
    rows::Rows,
    shape::{Part, Shape, Type},
};
use crate::demo::{
    schema::{Kind, Schema},
    store::value::{write_json, write_text},
    wire::Late,
};
use jiff::{Timestamp, tz::TimeZone};
use rusqlite::{Connection, Result, Row, types::ValueRef};
use std::{io::Write, sync::Arc};

/// Everything pages are made from.
pub struct Pages<'a> {
    pub connection: &'a Connection,
    pub schema: &'a Schema,
    pub cursors: &'a Cursors,
    /// `/services/data/v67.0`, with `/tooling` where that was asked.
    pub prefix: &'a str,
    pub user: &'a str,
    pub now: Timestamp,
    pub zone: &'a TimeZone,
    /// The most rows on a page, child rows counted.
    pub limit: usize,
    /// The most child rows that come with their parent.
    pub child_limit: usize,
}

/// A written list of records.
#[derive(Default)]
pub struct Page {
    pub json: Vec<u8>,
    /// Records in the list.
    pub size: usize,
    /// Position of the first id behind the page.
    pub next: usize,
    /// Records in the list and below them.
    pub rows: usize,
    /// What writes the list, where that need not have been done; `json` is empty then.
    pub late: Option<Late>,
}

impl Pages<'_> {
    /// The ids of all rows; `parent` is whose child rows these are.
    pub fn ids(&self, rows: &Rows, parent: Option<&str>) -> Result<Ids> {
        if let (Some(stretch), None) = (&rows.stretch, parent) {
            return Ok(Ids::Stretch(stretch.clone()));
        }
        let mut statement = rows.ids.prepare(self.connection)?;
        if let Some(parent) = parent {
            statement.raw_bind_parameter(1, parent)?;
        }
        let mut found = statement.raw_query();
        let mut ids = Ids::default();
        while let Some(row) = found.next()? {
            ids.push(row.get_ref(0)?.as_str()?);
        }
        Ok(ids)
    }

    /// The page that begins at position `from`. It ends early where child rows fill it.
    pub fn page(&self, rows: &Rows, ids: &Ids, from: usize, limit: usize) -> Result<Page> {
        if let (Ids::Stretch(stretch), Some(direct)) = (ids, &rows.direct) {
            return Ok(Direct::page(direct, stretch, self.prefix, from, limit));
        }
        let mut statement = rows.row.prepare(self.connection)?;
        let mut page = Page { next: from, json: b"[".to_vec(), ..Page::default() };
        for id in ids.from(from) {
            if page.rows >= limit {
                break;
            }
            page.next += 1;
            statement.raw_bind_parameter(1, &*id)?;
            let mut found = statement.raw_query();
            let Some(row) = found.next()? else { continue };
            if page.size > 0 {
                page.json.push(b',');
            }
            page.size += 1;
            page.rows += 1 + self.record(&rows.shape, row, &mut page.json)?;
        }
        page.json.push(b']');
        Ok(page)
    }

    /// One record, if it is there.
    pub fn one(&self, rows: &Rows, id: &str) -> Result<Option<Vec<u8>>> {
        let mut statement = rows.row.prepare(self.connection)?;
        statement.raw_bind_parameter(1, id)?;
        let mut found = statement.raw_query();
        let Some(row) = found.next()? else { return Ok(None) };
        let mut json = Vec::new();
        self.record(&rows.shape, row, &mut json)?;
        Ok(Some(json))
    }

    /// Where the rows behind `page` are to be had, if there are any.
    pub fn next(&self, rows: &Arc<Rows>, ids: Ids, page: &Page) -> Option<String> {
        if rows.whole || page.next >= ids.len() {
            return None;
        }
        let cursor = Cursor { rows: rows.clone(), ids, user: self.user.to_owned(), made: self.now };
        Some(self.locator(&self.cursors.keep(cursor), page.next))
    }

    pub fn locator(&self, cursor: &str, position: usize) -> String {
        format!("{}/query/{cursor}-{position}", self.prefix)
    }

    /// Writes one record and returns how many child rows it has in it.
    fn record(&self, shape: &Shape, row: &Row, out: &mut Vec<u8>) -> Result<usize> {
        let Some(id) = row.get_ref(shape.id)?.as_str_or_null()? else {
            out.extend_from_slice(b"null");
            return Ok(0);
        };
        let object = self.object(&shape.kind, id);
        let shown = match &shape.kind {
            Type::Object(object) => object,
            Type::Name => "Name",
        };
        let prefix = self.prefix;
        let _ = write!(out, r#"{{"attributes":{{"type":"{shown}","url":"{prefix}/sobjects/{object}/{id}"}}"#);
        let mut children = 0;
        for (key, part) in &shape.members {
            let _ = write!(out, r#","{key}":"#);
            match part {
                Part::Blob { column } if row.get(*column)? => {
                    let _ = write!(out, r#""{prefix}/sobjects/{object}/{id}/{key}""#);
                }
                part => children += self.part(part, id, row, out)?,
            }
        }
        out.push(b'}');
        Ok(children)
    }

    fn object<'s>(&'s self, kind: &'s Type, id: &str) -> &'s str {
        match kind {
            Type::Object(object) => object,
            Type::Name => self.schema.of_id(id).map_or("Name", |object| object.name.as_str()),
        }
    }

    fn part(&self, part: &Part, id: &str, row: &Row, out: &mut Vec<u8>) -> Result<usize> {
        match part {
            Part::Value { column, kind, formatted } => self.value(*kind, *formatted, row.get_ref(*column)?, out),
            Part::Compound(parts) => compound(parts, row, out)?,
            Part::Parent(shape) => return self.record(shape, row, out),
            Part::Children(rows) => return self.children(rows, id, out),
            Part::Typed { id, branches, otherwise } => {
                let kind = row.get_ref(*id)?.as_str_or_null()?.and_then(|id| self.schema.of_id(id));
                let is_it = |shape: &&Shape| kind.is_some_and(|kind| shape.kind == Type::Object(kind.name.clone()));
                match branches.iter().find(is_it).or(otherwise.as_ref()) {
                    Some(shape) => return self.record(shape, row, out),
                    None => out.extend_from_slice(b"null"),
                }
            }
            Part::Blob { .. } => out.extend_from_slice(b"null"),
        }
        Ok(0)
    }

    pub fn value(&self, kind: Kind, formatted: bool, value: ValueRef, out: &mut Vec<u8>) {
        match value.as_str_or_null() {
            Ok(Some(text)) if formatted => write_text(&format::text(kind, text, self.zone), out),
            _ => write_json(kind, value, out),
        }
    }

    /// The child rows of one parent with a page frame of their own; null where there are none.
    fn children(&self, rows: &Arc<Rows>, parent: &str, out: &mut Vec<u8>) -> Result<usize> {
        let ids = self.ids(rows, Some(parent))?;
        if ids.len() == 0 {
            out.extend_from_slice(b"null");
            return Ok(0);
        }
        let limit = if rows.whole { usize::MAX } else { self.child_limit };
        let (page, total) = (self.page(rows, &ids, 0, limit)?, ids.len());
        let next = self.next(rows, ids, &page);
        frame::plain(total, next.as_deref(), &page, out);
        Ok(page.rows)
    }
}

fn compound(parts: &[(String, usize, Kind)], row: &Row, out: &mut Vec<u8>) -> Result<()> {
    let values: Result<Vec<_>> = parts.iter().map(|(_, column, _)| row.get_ref(*column)).collect();
    let values = values?;
    if values.iter().all(|value| *value == ValueRef::Null) {
        out.extend_from_slice(b"null");
        return Ok(());
    }
    out.push(b'{');
    for (index, ((key, _, kind), value)) in parts.iter().zip(values).enumerate() {
        let _ = write!(out, r#"{}"{key}":"#, if index == 0 { "" } else { "," });
        write_json(*kind, value, out);
    }
    out.push(b'}');
    Ok(())
}
