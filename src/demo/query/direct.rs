//! Pages of made rows without SQL, where all that is asked for are fields of the rows themselves: the values are written
//! as they are computed.

use super::{page::Page, select::Selection, shape::Part, stretch::Stretch};
use crate::demo::{generated::Value, schema::Kind, store::value::write_json, wire::Late};
use rusqlite::types::ValueRef;
use std::{fmt::Write, ops::Range, sync::Arc};

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
    pub fn page(direct: &Arc<Self>, stretch: &Stretch, prefix: &str, from: usize, limit: usize) -> Page {
        let end = usize::try_from(stretch.count).unwrap_or(usize::MAX).min(from.saturating_add(limit));
        let size = end.saturating_sub(from);
        if size == 0 {
            return Page { json: b"[]".to_vec(), next: end, ..Page::default() };
        }
        let head = format!(r#"{{"attributes":{{"type":"{0}","url":"{prefix}/sobjects/{0}/"#, direct.object);
        let mut query = head.clone();
        for (key, field, _) in &direct.members {
            let _ = write!(query, "{key}{field}");
        }
        let number = |position: usize| stretch.number(u64::try_from(position).unwrap_or_default());
        let rows = (number(from), number(end - 1));
        let (direct, stretch) = (direct.clone(), stretch.clone());
        let write = Arc::new(move || direct.list(&stretch, &head, from..end));
        let late = Some(Late { query, rows, at: 0, write });
        Page { json: Vec::new(), size, next: end, rows: size, late }
    }

    /// The rows at these positions; `head` is what each begins with.
    fn list(&self, stretch: &Stretch, head: &str, positions: Range<usize>) -> Vec<u8> {
        let mut json = Vec::with_capacity(positions.len() * (head.len() + self.members.len() * 30));
        let mut text = String::new();
        json.push(b'[');
        for position in positions.clone() {
            let number = stretch.number(u64::try_from(position).unwrap_or_default());
            json.extend_from_slice(if position > positions.start { b"," } else { b"" });
            json.extend_from_slice(head.as_bytes());
            text.clear();
            stretch.made.id(number, &mut text);
            json.extend_from_slice(text.as_bytes());
            json.extend_from_slice(b"\"}");
            for (key, field, kind) in &self.members {
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
        json
    }
}
