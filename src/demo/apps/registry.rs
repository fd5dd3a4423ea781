//! Where apps are kept: those of a fresh org are what they are in every org until they are changed; a change is a row
//! of the store. What a change says is obeyed only once it has spread through the org.

use super::{model::App, records};
use crate::demo::{clock, id, oauth::Tickets, org::Org};
use rusqlite::{Connection, Row, params};

pub struct Apps<'a>(&'a Org);

/// An app as it was changed last.
struct Kept {
    id: String,
    /// As metadata shows it; `None` where it was deleted.
    last: Option<App>,
    /// As OAuth takes it until the change has spread; `None` where it was not there.
    before: Option<App>,
    /// Milliseconds since 1970.
    spread: i64,
}

impl<'a> Apps<'a> {
    /// An app is whole or absent in it. A row that was deleted stays, so that its id is not given again.
    pub const TABLE: &'static str = "CREATE TABLE IF NOT EXISTS app
        (id TEXT PRIMARY KEY, last TEXT, before TEXT, spread INTEGER NOT NULL) WITHOUT ROWID";

    pub fn new(org: &'a Org) -> Self {
        Self(org)
    }

    /// All apps as they were changed last.
    pub fn all(&self) -> rusqlite::Result<Vec<App>> {
        Ok(self.kept()?.into_iter().filter_map(|kept| kept.last).collect())
    }

    /// The app that calls itself by this consumer key, as it is in effect now.
    pub fn in_effect(&self, key: &str) -> rusqlite::Result<Option<App>> {
        // An app that OAuth has never heard of has no key yet.
        let mut apps = self.kept()?.into_iter().filter_map(Kept::in_effect).filter(|_| !key.is_empty());
        Ok(apps.find_map(|app| app.called(key)))
    }

    pub fn of_id(&self, id: &str) -> rusqlite::Result<Option<App>> {
        Ok(self.all()?.into_iter().find(|app| app.id == id))
    }

    /// The external client app of this org with this developer name.
    pub fn named(&self, name: &str) -> rusqlite::Result<Option<App>> {
        let named = |app: &App| app.name.eq_ignore_ascii_case(name) && !app.connected() && app.home.is_none();
        Ok(self.all()?.into_iter().find(named))
    }

    /// Makes `app` what it says; OAuth obeys once that has spread.
    pub fn keep(&self, app: &App, user: &str) -> rusqlite::Result<()> {
        let app = &App { spreading: false, ..app.clone() };
        let before = self.kept()?.into_iter().find(|kept| kept.id == app.id).and_then(Kept::in_effect);
        let delay = i64::try_from(self.0.options.propagation.as_millis()).unwrap_or(i64::MAX);
        self.0.store.write(|connection| {
            put(connection, &app.id, Some(app), before.as_ref(), clock::millis().saturating_add(delay))?;
            records::write(connection, &self.0.schema, app, user)
        })
    }

    /// It and all that belongs to it is gone at once, logins included.
    pub fn remove(&self, app: &App) -> rusqlite::Result<()> {
        self.0.store.write(|connection| {
            put(connection, &app.id, None, None, 0)?;
            Tickets::end_all(connection, &app.id)?;
            records::remove(connection, app)
        })
    }

    /// An id that no external client app has had.
    pub fn new_id(&self) -> rusqlite::Result<String> {
        let kept = self.kept()?;
        let numbers = kept.iter().filter(|kept| kept.id.starts_with("0xI")).filter_map(|kept| id::counter(&kept.id));
        Ok(id::make("0xI", numbers.max().unwrap_or(0) + 1))
    }

    fn kept(&self) -> rusqlite::Result<Vec<Kept>> {
        let mut changed = self.0.store.read(rows)?;
        let mut kept = Vec::new();
        for seed in self.0.seeds.iter() {
            let row = changed.iter().position(|row| row.id == seed.id).map(|at| changed.remove(at));
            kept.push(row.unwrap_or_else(|| Kept::unchanged(seed)));
        }
        kept.append(&mut changed);
        Ok(kept)
    }
}

impl Kept {
    fn unchanged(app: &App) -> Self {
        let spread = if app.spreading { i64::MAX } else { 0 };
        Self { id: app.id.clone(), last: Some(app.clone()), before: None, spread }
    }

    fn in_effect(self) -> Option<App> {
        let settled = self.spread <= clock::millis();
        if settled { self.last } else { self.last.and(self.before) }
    }
}

fn put(
    connection: &Connection,
    id: &str,
    last: Option<&App>,
    before: Option<&App>,
    spread: i64,
) -> rusqlite::Result<()> {
    let text = |app: Option<&App>| app.and_then(|app| serde_json::to_string(app).ok());
    let sql = "INSERT OR REPLACE INTO app VALUES (?1, ?2, ?3, ?4)";
    connection.execute(sql, params![id, text(last), text(before), spread]).map(drop)
}

fn rows(connection: &Connection) -> rusqlite::Result<Vec<Kept>> {
    let mut all = connection.prepare_cached("SELECT id, last, before, spread FROM app ORDER BY id")?;
    all.query_map([], read)?.collect()
}

fn read(row: &Row) -> rusqlite::Result<Kept> {
    // By way of a value: numbers that keep their digits cannot be read into a struct that keeps the rest.
    let app = |text: Option<String>| {
        let value: serde_json::Value = serde_json::from_str(&text?).ok()?;
        serde_json::from_value(value).ok()
    };
    Ok(Kept { id: row.get(0)?, last: app(row.get(1)?), before: app(row.get(2)?), spread: row.get(3)? })
}
