//! The full-text index over all searchable records: SQLite's FTS5, one row a record, one column a group of fields.
//!
//! It is made when somebody first searches. From then on triggers note the id of whatever record is written, by
//! whichever way, and a search brings the index up to date before it reads it. So a million rows load at their own
//! speed, and the first search after them pays.

use super::words;
use crate::demo::{
    id,
    schema::{Field, Kind, Object, Schema},
    store::{Store, table::quoted},
    wire::Fault,
};
use rusqlite::{Connection, OptionalExtension, Row, Statement};
use std::fmt::Write;

/// The columns of the index: what `IN … FIELDS` chooses from.
const COLUMNS: [&str; 4] = ["name", "email", "phone", "other"];
const NAME: usize = 0;
const EMAIL: usize = 1;
const PHONE: usize = 2;
const OTHER: usize = 3;
/// Fields that belong to the names of an object although they are none (`spec/rest.md` 4.2).
const NAMES: [(&str, &str); 13] = [
    ("Account", "Website"),
    ("Account", "Site"),
    ("Asset", "SerialNumber"),
    ("Case", "SuppliedName"),
    ("Case", "SuppliedCompany"),
    ("Case", "Subject"),
    ("Contact", "AssistantName"),
    ("Event", "Subject"),
    ("Task", "Subject"),
    ("Lead", "Company"),
    ("Note", "Title"),
    ("Report", "Description"),
    ("User", "CommunityNickname"),
];
/// `search_built` has a row once the index is built; emptying all tables, as a reset does, makes it built anew.
const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS search_built (built INTEGER);
    CREATE TABLE IF NOT EXISTS search_stale (id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
    CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(name, email, phone, other, content='', contentless_delete=1,
        tokenize='unicode61 remove_diacritics 2');
";

/// The index and what tells it of writes.
fn definitions(schema: &Schema) -> String {
    let mut sql = TABLES.to_owned();
    for object in searchable(schema) {
        let columns: Vec<_> = watched(object).map(|field| quoted(&field.name)).collect();
        let changed = format!("UPDATE OF {}", columns.join(", "));
        for (name, event, side) in [("made", "INSERT", "new"), ("changed", &changed, "new"), ("gone", "DELETE", "old")]
        {
            let trigger = quoted(&format!("search.{}.{name}", object.name));
            let table = quoted(&object.name);
            let _ = writeln!(
                sql,
                "CREATE TRIGGER IF NOT EXISTS {trigger} AFTER {event} ON {table} WHEN EXISTS (SELECT 1 FROM search_built) \
                 BEGIN INSERT OR IGNORE INTO search_stale VALUES ({side}.\"Id\"); END;"
            );
        }
    }
    sql
}

pub fn searchable(schema: &Schema) -> impl Iterator<Item = &Object> {
    schema.objects().filter(|object| object.searchable && !object.tooling)
}

/// The text fields of an object, each with its column in the index.
fn texts(object: &Object) -> impl Iterator<Item = (&Field, usize)> {
    object.fields.iter().filter_map(|field| Some((field, column(object, field)?)))
}

fn column(object: &Object, field: &Field) -> Option<usize> {
    let named = NAMES.contains(&(object.name.as_str(), field.name.as_str()));
    match field.kind {
        Kind::String | Kind::TextArea | Kind::Url | Kind::Combobox if field.name_field || named => Some(NAME),
        // The whole name holds them.
        Kind::String if field.compound.as_deref() == Some("Name") => None,
        Kind::String | Kind::TextArea | Kind::Url | Kind::Combobox => Some(OTHER),
        Kind::Email => Some(EMAIL),
        Kind::Phone => Some(PHONE),
        _ => None,
    }
}

/// The columns whose change changes what is found.
fn watched(object: &Object) -> impl Iterator<Item = &Field> {
    let text = |field: &Field| column(object, field).is_some() || field.compound.as_deref() == Some("Name");
    object.fields.iter().filter(move |field| field.stored() && (text(field) || field.name == "IsDeleted"))
}

/// Brings the index up to date with the records.
pub fn refresh(store: &Store, schema: &Schema) -> Result<(), Fault> {
    if store.read(state)? == State::Current {
        return Ok(());
    }
    store
        .write(|transaction| match state(transaction)? {
            State::Current => Ok(()),
            State::Missing => build(transaction, schema),
            State::Stale => catch_up(transaction, schema),
        })
        .map_err(|error: rusqlite::Error| error.into())
}

#[derive(PartialEq, Eq)]
enum State {
    Current,
    Stale,
    Missing,
}

fn state(records: &Connection) -> rusqlite::Result<State> {
    let exists = |what: &str| {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {what})");
        records.prepare_cached(&sql)?.query_row([], |row| row.get(0))
    };
    if !exists("sqlite_schema WHERE name = 'search_built'")? || !exists("search_built")? {
        return Ok(State::Missing);
    }
    Ok(if exists("search_stale")? { State::Stale } else { State::Current })
}

fn build(records: &Connection, schema: &Schema) -> rusqlite::Result<()> {
    records.execute_batch(&definitions(schema))?;
    records.execute_batch("INSERT INTO search (search) VALUES ('delete-all'); DELETE FROM search_stale;")?;
    let mut insert = records.prepare_cached(&insertion())?;
    for object in searchable(schema) {
        let mut all = records.prepare(&selection(object, ""))?;
        let mut rows = all.query([])?;
        while let Some(row) = rows.next()? {
            add(&mut insert, object, row)?;
        }
    }
    records.execute("INSERT INTO search_built VALUES (1)", []).map(drop)
}

fn catch_up(records: &Connection, schema: &Schema) -> rusqlite::Result<()> {
    let mut stale = records.prepare("SELECT id FROM search_stale")?;
    let mut delete = records.prepare_cached("DELETE FROM search WHERE rowid = ?1")?;
    let mut insert = records.prepare_cached(&insertion())?;
    let mut ids = stale.query([])?;
    while let Some(row) = ids.next()? {
        let id = row.get_ref(0)?.as_str()?;
        delete.execute([number(id)])?;
        if let Some(object) = schema.of_id(id) {
            let mut one = records.prepare_cached(&selection(object, " AND \"Id\" = ?1"))?;
            one.query_row([id], |row| add(&mut insert, object, row)).optional()?;
        }
    }
    drop(ids);
    records.execute("DELETE FROM search_stale", []).map(drop)
}

fn insertion() -> String {
    format!("INSERT INTO search (rowid, {}) VALUES (?1, ?2, ?3, ?4, ?5)", COLUMNS.join(", "))
}

fn selection(object: &Object, and: &str) -> String {
    let columns: Vec<_> = texts(object).map(|(field, _)| quoted(&field.name)).collect();
    let present = if object.field("IsDeleted").is_some() { "\"IsDeleted\" = 0" } else { "1" };
    let columns = columns.iter().fold("\"Id\"".to_owned(), |list, column| list + ", " + column);
    format!("SELECT {columns} FROM {} WHERE {present}{and}", quoted(&object.name))
}

fn add(insert: &mut Statement, object: &Object, row: &Row) -> rusqlite::Result<()> {
    let mut columns: [String; COLUMNS.len()] = Default::default();
    for (index, (field, column)) in texts(object).enumerate() {
        if let Some(text) = row.get_ref(index + 1)?.as_str_or_null()? {
            words::indexed(text, field.kind == Kind::Phone, &mut columns[column]);
        }
    }
    let [name, email, phone, other] = columns;
    insert.execute((number(row.get_ref(0)?.as_str()?), name, email, phone, other)).map(drop)
}

/// Bits of a row number that count the records of one object; those above say which object.
const COUNTING: u32 = 44;

/// The row of a record in the index. Ids count, so that the records of one object are one range.
fn number(id: &str) -> Option<i64> {
    let counted = id::counter(id).filter(|counted| *counted < 1 << COUNTING)?;
    i64::try_from((kind(id.get(..3)?)? << COUNTING) | counted).ok()
}

/// The three characters of a key prefix as a number.
fn kind(prefix: &str) -> Option<u64> {
    id::counter(&format!("000000000000{prefix}"))
}

fn id_of(object: &Object, number: i64) -> String {
    id::make(&object.key_prefix, u64::try_from(number).unwrap_or_default() & ((1 << COUNTING) - 1))
}

/// The ids of an object's records that fit an expression of FTS5, the best first.
pub fn hits(records: &Connection, object: &Object, expression: &str, most: usize) -> rusqlite::Result<Vec<String>> {
    let Some(kind) = kind(&object.key_prefix) else { return Ok(Vec::new()) };
    let first = i64::try_from(kind << COUNTING).unwrap_or(i64::MAX);
    let sql = "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid BETWEEN ?2 AND ?3 \
               ORDER BY bm25(search, 10, 4, 4, 1), rowid LIMIT ?4";
    let mut found = records.prepare_cached(sql)?;
    let last = first + (1 << COUNTING) - 1;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    found.query_map((expression, first, last, most), |row| Ok(id_of(object, row.get(0)?)))?.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_ids_lead_to_each_other() {
        let schema = Schema::read();
        for object in searchable(&schema) {
            let id = id::make(&object.key_prefix, 1_000_001);
            assert_eq!(id_of(object, number(&id).expect("is one of ours")), id);
        }
        assert_eq!(number("001D000000IqhSLIAZ"), None);
    }

    #[test]
    fn every_searchable_object_has_a_name() {
        let schema = Schema::read();
        let nameless: Vec<_> = searchable(&schema)
            .filter(|object| !texts(object).any(|(_, column)| column == NAME))
            .map(|object| object.name.as_str())
            .collect();
        assert_eq!(nameless, [""; 0]);
    }
}
