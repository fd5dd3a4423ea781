//! Pages of made rows without SQL, where all that is asked for are fields of the rows themselves: the values are written
//! as they are computed.

use super::{page::Page, select::Selection, shape::Part, stretch::Stretch};
use crate::demo::{generated::Value, schema::Kind, store::value::write_json, wire::Steady};
use rusqlite::types::ValueRef;
use std::{fmt::Write, ops::Range};

/// Members of a record in order.
#[derive(Debug)]
pub struct Direct {
    object: String,
    /// What stands before the value, position of the field, and its type.
    members: Vec<(String, usize, Kind)>,
}

impl Direct {
    /// `None` where something else than fields is asked for.
    pub fn of(selection: &Selection) -> Option<Self> {
        let scope = &selection.scope;
        scope.root.made.as_ref()?;
        let fields = &scope.root.fields;
        let columns: Vec<String> = fields.iter().map(|field| scope.own(&field.name)).collect();
        let member = |(key, part): &(String, Part)| match part {
            Part::Value { column, kind, formatted: false } => {
                let position = columns.iter().position(|own| *own == selection.columns[*column])?;
                Some((format!(",\"{key}\":"), position, *kind))
            }
            _ => None,
        };
        let members = selection.shape.members.iter().map(member).collect::<Option<_>>()?;
        Some(Self { object: scope.root.name.clone(), members })
    }

    /// The page that begins at position `from`; `prefix` is the path that records are below.
    pub fn page(&self, stretch: &Stretch, prefix: &str, from: usize, limit: usize) -> Page {
        let Self { object, members } = self;
        let end = usize::try_from(stretch.count).unwrap_or(usize::MAX).min(from.saturating_add(limit));
        let head = format!(r#"{{"attributes":{{"type":"{object}","url":"{prefix}/sobjects/{object}/"#);
        let mut json = Vec::with_capacity((end - from.min(end)) * (head.len() + members.len() * 30));
        let mut text = String::new();
        json.push(b'[');
        for position in from..end {
            let number = stretch.number(u64::try_from(position).unwrap_or_default());
            json.extend_from_slice(if position > from { b"," } else { b"" });
            json.extend_from_slice(head.as_bytes());
            text.clear();
            stretch.made.id(number, &mut text);
            json.extend_from_slice(text.as_bytes());
            json.extend_from_slice(b"\"}");
            for (key, field, kind) in members {
                json.extend_from_slice(key.as_bytes());
                text.clear();
                match stretch.made.value(*field, number, &mut text) {
                    Value::Null => json.extend_from_slice(b"null"),
                    Value::Truth(truth) => json.extend_from_slice(if truth { b"true" } else { b"false" }),
                    Value::Text => write_json(*kind, ValueRef::Text(text.as_bytes()), &mut json),
                }
            }
            json.push(b'}');
        }
        json.push(b']');
        let size = end - from.min(end);
        Page { json, size, next: end, rows: size, steady: self.steady(stretch, &head, from..end) }
    }

    /// What tells these rows from others, where there are any; `head` is what each begins with.
    fn steady(&self, stretch: &Stretch, head: &str, positions: Range<usize>) -> Option<Steady> {
        let last = positions.len().checked_sub(1)? + positions.start;
        let number = |position: usize| stretch.number(u64::try_from(position).unwrap_or_default());
        let mut query = head.to_owned();
        for (key, field, _) in &self.members {
            let _ = write!(query, "{key}{field}");
        }
        Some(Steady { query, rows: (number(positions.start), number(last)), range: 0..0 })
    }
}
