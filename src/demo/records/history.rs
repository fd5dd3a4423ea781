//! Notes what becomes of the fields that are followed: their old value, their new one, and who changed them when.

use super::{Writer, body::members};
use crate::demo::{
    schema::{CREATED, Field, Kind, Object},
    store::{decimal, row, table::quoted, value},
};
use rusqlite::{
    OptionalExtension,
    types::{Value as Sql, ValueRef},
};
use serde_json::{Map, Value, json};

/// Of longer texts only that they changed is noted.
const LONGEST: u32 = 255;

/// To be called before `changes` are made.
pub fn note(writer: &Writer, object: &Object, id: &str, changes: &Map<String, Value>) -> rusqlite::Result<()> {
    let Some(history) = writer.schema.history(object) else { return Ok(()) };
    for field in object.fields.iter().filter(|field| field.tracked) {
        let Some(given) = changes.get(&field.name) else { continue };
        let (Some(old), Ok(new)) = (before(writer, object, id, field)?, value::encode(field, given)) else { continue };
        if differ(field, &old, &new) {
            let trail = Trail { writer, history, record: id, field };
            trail.changed(&old, &new)?;
        }
    }
    Ok(())
}

/// To be called when the record is there.
pub fn begin(writer: &Writer, object: &Object, id: &str) -> rusqlite::Result<()> {
    let Some(history) = writer.schema.history(object) else { return Ok(()) };
    entry(writer, history, id, json!({"Field": CREATED, "DataType": "Text"}))
}

struct Trail<'t> {
    writer: &'t Writer<'t>,
    history: &'t Object,
    record: &'t str,
    field: &'t Field,
}

impl Trail<'_> {
    /// A reference is noted twice: by the names of its records, and by their ids.
    fn changed(&self, old: &Sql, new: &Sql) -> rusqlite::Result<()> {
        if self.field.kind == Kind::Reference {
            self.add("Text", &self.name(old)?, &self.name(new)?)?;
        }
        let (old, new) = if self.shown() { (self.json(old), self.json(new)) } else { (Value::Null, Value::Null) };
        self.add(self.field.data_type(), &old, &new)
    }

    fn add(&self, kind: &str, old: &Value, new: &Value) -> rusqlite::Result<()> {
        let field = self.field.tracked_as();
        let entry = json!({"Field": field, "DataType": kind, "OldValue": old, "NewValue": new});
        self::entry(self.writer, self.history, self.record, entry)
    }

    fn shown(&self) -> bool {
        let secret = matches!(self.field.kind, Kind::EncryptedString | Kind::MultiPicklist);
        !secret && (self.field.kind != Kind::TextArea || self.field.length <= LONGEST)
    }

    /// The value as a record shows it.
    fn json(&self, value: &Sql) -> Value {
        let mut text = Vec::new();
        value::write_json(self.field.kind, ValueRef::from(value), &mut text);
        serde_json::from_slice(&text).unwrap_or_default()
    }

    fn name(&self, id: &Sql) -> rusqlite::Result<Value> {
        let Sql::Text(id) = id else { return Ok(Value::Null) };
        let object = self.writer.schema.of_id(id);
        let named = object.and_then(|object| Some((object, object.fields.iter().find(|field| field.name_field)?)));
        let Some((object, field)) = named else { return Ok(Value::Null) };
        row::held(self.writer.records, object, id, &field.name).map(Value::from)
    }
}

/// `1.1` is no other number than `1.10`.
fn differ(field: &Field, old: &Sql, new: &Sql) -> bool {
    match (field.kind, old, new) {
        (Kind::Int | Kind::Double | Kind::Currency | Kind::Percent, Sql::Text(old), Sql::Text(new)) => {
            decimal::compare(old, new).is_ne()
        }
        _ => old != new,
    }
}

fn entry(writer: &Writer, history: &Object, record: &str, entry: Value) -> rusqlite::Result<()> {
    let mut entry = members(entry);
    entry.insert(history.as_history().field, record.into());
    writer.add_to(history, entry).map(drop)
}

fn before(writer: &Writer, object: &Object, id: &str, field: &Field) -> rusqlite::Result<Option<Sql>> {
    let sql = format!("SELECT {} FROM {} WHERE \"Id\" = ?1", quoted(&field.name), quoted(&object.name));
    writer.records.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()
}
