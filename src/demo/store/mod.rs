//! The records of the demo org, kept in one SQLite file. It knows how values are stored and how to share the file
//! between threads and processes; what may be read or written, and by whom, is not its business.
//!
//! The file's name carries a hash of its tables: a program with another schema starts another file and never
//! touches this one, even while this one is in use.

pub mod calendar;
mod damaged;
pub mod decimal;
pub mod function;
mod reset;
pub mod row;
mod seed;
pub mod table;
mod text;
pub mod value;

pub use damaged::Damaged;

use crate::demo::{generated, schema::Schema, wire::Fault};
use anyhow::Context;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

/// How long one process waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(10);
/// Connections kept open between calls.
const IDLE: usize = 8;

pub struct Store {
    file: PathBuf,
    idle: Mutex<Vec<Connection>>,
    /// Inside a transaction that somebody else ends. Everything happens here then.
    held: Option<Arc<Mutex<Connection>>>,
    /// Has the objects whose rows are computed, if there are any.
    made: Option<Arc<Schema>>,
}

impl Store {
    /// Opens the store in `folder`, or fills a new one with the sample records. `extra` are statements that make
    /// further tables where they are missing (`CREATE TABLE IF NOT EXISTS …`).
    pub fn open(folder: &Path, schema: &Schema, extra: &[&str]) -> anyhow::Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
        let definitions = table::definitions(schema);
        let file = folder.join(format!("org-{:08x}.sqlite", hash(&definitions)));
        let store = Self { file, idle: Mutex::default(), held: None, made: None };
        store.prepare(schema, &definitions, extra).map_err(|error| Damaged::or_other(&store.file, error))?;
        Ok(store)
    }

    /// A store that is gone with its last connection.
    #[cfg(test)]
    pub fn in_memory(name: &str, schema: &Schema) -> rusqlite::Result<Self> {
        let file = PathBuf::from(format!("file:{name}?mode=memory&cache=shared"));
        let store = Self { file, idle: Mutex::default(), held: None, made: None };
        store.prepare(schema, &table::definitions(schema), &[])?;
        Ok(store)
    }

    /// Knows the rows of `schema` that are not stored.
    #[must_use]
    pub fn making(self, schema: &Arc<Schema>) -> Self {
        let made = schema.objects().any(|object| object.made.is_some()).then(|| schema.clone());
        // Connections that were opened before do not know them.
        Self { made, idle: Mutex::default(), ..self }
    }

    fn prepare(&self, schema: &Schema, definitions: &str, extra: &[&str]) -> rusqlite::Result<()> {
        let connection = self.connect()?;
        let seeded = |c: &Connection| c.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0));
        let fresh = seeded(&connection)? == 0;
        self.keep(connection);
        if fresh {
            self.write(|transaction| match seeded(transaction)? {
                0 => fill(transaction, schema, definitions),
                _ => Ok(()),
            })?;
        }
        self.write(|transaction| extra.iter().try_for_each(|sql| transaction.execute_batch(sql)))
    }

    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Runs `work` on one unchanging view of the records.
    pub fn read<T, E: From<rusqlite::Error>>(&self, work: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        self.transact(TransactionBehavior::Deferred, work)
    }

    /// Runs `work` as the only writer; an error takes back what it wrote.
    pub fn write<T, E: From<rusqlite::Error>>(&self, work: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        self.transact(TransactionBehavior::Immediate, work)
    }

    fn transact<T, E: From<rusqlite::Error>>(
        &self,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        if let Some(held) = &self.held {
            let connection = held.lock().unwrap_or_else(PoisonError::into_inner);
            return whole(&connection, || work(&connection));
        }
        let mut connection = self.take()?;
        let transaction = connection.transaction_with_behavior(behavior)?;
        let outcome = work(&transaction);
        match outcome {
            Ok(_) => transaction.commit()?,
            Err(_) => transaction.rollback()?,
        }
        self.keep(connection);
        outcome
    }

    /// Runs `work` on a store that reads and writes in one transaction, whose parts may fail by themselves; an error
    /// of `work` takes back all of them. Nobody else writes meanwhile.
    pub fn together<T, E: From<rusqlite::Error>>(&self, work: impl FnOnce(Self) -> Result<T, E>) -> Result<T, E> {
        let connection = self.take()?;
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let held = Arc::new(Mutex::new(connection));
        let store =
            Self { file: self.file.clone(), idle: Mutex::default(), held: Some(held.clone()), made: self.made.clone() };
        let outcome = work(store);
        let end = if outcome.is_ok() { "COMMIT" } else { "ROLLBACK" };
        held.lock().unwrap_or_else(PoisonError::into_inner).execute_batch(end)?;
        if let Some(connection) = Arc::into_inner(held).and_then(|held| held.into_inner().ok()) {
            self.keep(connection);
        }
        outcome
    }

    fn take(&self) -> rusqlite::Result<Connection> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| self.connect(), Ok)
    }

    fn connect(&self) -> rusqlite::Result<Connection> {
        let connection = Connection::open(&self.file)?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(64);
        function::register(&connection)?;
        if let Some(schema) = &self.made {
            generated::register(&connection, schema)?;
        }
        share(&connection)?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        Ok(connection)
    }

    fn keep(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE {
            idle.push(connection);
        }
    }
}

/// A refusal takes back what `work` wrote inside a transaction, and nothing that was written before.
pub fn whole<T, E: From<rusqlite::Error>>(
    connection: &Connection,
    work: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    connection.execute_batch("SAVEPOINT part")?;
    let outcome = work();
    if outcome.is_err() {
        connection.execute_batch("ROLLBACK TO part")?;
    }
    connection.execute_batch("RELEASE part")?;
    outcome
}

fn fill(transaction: &Connection, schema: &Schema, definitions: &str) -> rusqlite::Result<()> {
    transaction.execute_batch(definitions)?;
    seed::fill(transaction, schema)?;
    transaction.pragma_update(None, "user_version", 1)
}

/// Switches the file to write-ahead logging, with which readers and a writer do not wait for each other. While
/// another process is doing the same, SQLite answers "busy" without asking the busy handler.
fn share(connection: &Connection) -> rusqlite::Result<()> {
    let mut tries = 0;
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && tries < 500 => tries += 1,
            outcome => return outcome,
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// FNV-1a: the name of the file has to be the same on every machine and with every compiler.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// What SQLite says where a statement passes its own limits: tables in a join, depth of an expression, columns.
const LIMITS: [&str; 3] = ["at most ", "too large", "too many "];

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        let text = error.to_string();
        if LIMITS.iter().any(|limit| text.contains(limit)) {
            let reason = "Query is either selecting too many fields or the filter conditions are too complicated.";
            return Self::new(400, "QUERY_TOO_COMPLICATED", reason);
        }
        let damaged =
            [ErrorCode::NotADatabase, ErrorCode::DatabaseCorrupt].map(Some).contains(&error.sqlite_error_code());
        let advice = if damaged { "; `sfo demo reset` replaces a damaged store" } else { "" };
        Self::new(500, "UNKNOWN_EXCEPTION", format!("An unexpected error occurred: {text}{advice}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{env, process};

    fn folder(name: &str) -> PathBuf {
        env::temp_dir().join(format!("sfo-store-{}-{name}", process::id()))
    }

    #[test]
    fn what_was_written_is_there_when_the_store_is_opened_again() {
        let (folder, schema) = (folder("again"), Schema::read());
        let extra = ["CREATE TABLE IF NOT EXISTS token (id TEXT)"];
        let open = || Store::open(&folder, &schema, &extra).expect("opens");
        let write = |sql: &str| open().write(|transaction| transaction.execute(sql, []));
        write("INSERT INTO token VALUES ('a')").expect("writes");
        assert!(write("INSERT INTO token VALUES (1, 2)").is_err());
        let count: i64 =
            open().read(|c| c.query_row("SELECT count(*) FROM token", [], |row| row.get(0))).expect("reads");
        fs::remove_dir_all(&folder).expect("is ours");
        assert_eq!(count, 1);
    }

    #[test]
    fn stores_that_start_on_an_empty_folder_together_seed_it_once() {
        let (folder, schema) = (folder("together"), Arc::new(Schema::read()));
        let opened: Vec<_> = (0..4)
            .map(|_| (folder.clone(), schema.clone()))
            .map(|(folder, schema)| thread::spawn(move || Store::open(&folder, &schema, &[]).is_ok()))
            .collect();
        let opened: Vec<_> = opened.into_iter().map(|thread| thread.join().unwrap_or(false)).collect();
        fs::remove_dir_all(&folder).expect("is ours");
        assert_eq!(opened, [true; 4]);
    }
}
