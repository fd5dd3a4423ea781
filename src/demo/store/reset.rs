//! A store as it was on its first day, whatever became of it, and alone in its folder.

use super::{Damaged, Store};
use crate::demo::schema::Schema;
use anyhow::Context;
use std::{fs, path::Path};

/// Tables that hold what was written there. SQLite's own, and those behind a full-text index, follow from them.
const ORDINARY: &str = "SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'";

impl Store {
    /// Seeds the store in `folder` again, also for whoever has it open. One that is damaged is replaced, and those that
    /// other versions of the program left behind are removed.
    pub fn reset(folder: &Path, schema: &Schema, extra: &[&str]) -> anyhow::Result<()> {
        let emptied = Self::open(folder, schema, extra).and_then(|store| {
            store.empty(schema).map_err(|error| Damaged::or_other(&store.file, error)).map(|()| store)
        });
        match emptied {
            Ok(store) => sweep(folder, store.file.file_name().and_then(|name| name.to_str())),
            Err(error) if error.is::<Damaged>() => {
                sweep(folder, None)?;
                Self::open(folder, schema, extra).map(drop)
            }
            Err(error) => Err(error),
        }
    }

    /// Empties all tables, also the further ones, and seeds the store again.
    fn empty(&self, schema: &Schema) -> rusqlite::Result<()> {
        self.write(|transaction| {
            let mut tables = transaction.prepare(ORDINARY)?;
            let names: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            for name in names {
                transaction.execute(&format!("DELETE FROM {}", super::table::quoted(&name)), [])?;
            }
            super::seed::fill(transaction, schema)
        })
    }
}

/// Removes all stores but the one called `kept`, each with the files that SQLite puts beside it.
fn sweep(folder: &Path, kept: Option<&str>) -> anyhow::Result<()> {
    let listing = || format!("looking through {}", folder.display());
    for entry in fs::read_dir(folder).with_context(listing)? {
        let entry = entry.with_context(listing)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = name.starts_with("org-") && name.contains(".sqlite");
        if ours && !kept.is_some_and(|kept| name.starts_with(kept)) {
            fs::remove_file(entry.path()).with_context(|| format!("removing {}", entry.path().display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{env, path::PathBuf, process};

    const ACCOUNTS: &str = "SELECT count(*) FROM Account";

    /// A folder with a store, and the store's file.
    fn seeded(name: &str, schema: &Schema) -> (PathBuf, PathBuf) {
        let folder = env::temp_dir().join(format!("sfo-reset-{}-{name}", process::id()));
        let store = Store::open(&folder, schema, &[]).expect("opens");
        (folder, store.file.clone())
    }

    fn accounts(folder: &Path, schema: &Schema) -> anyhow::Result<u32> {
        let store = Store::open(folder, schema, &[])?;
        Ok(store.read(|connection| connection.query_row(ACCOUNTS, [], |row| row.get(0)))?)
    }

    #[test]
    fn a_damaged_store_says_so_and_is_replaced() {
        let schema = Schema::read();
        let (folder, file) = seeded("damaged", &schema);
        let (whole, first) = (fs::read(&file).expect("reads"), accounts(&folder, &schema).expect("reads"));
        for damage in [&b"this was never a database, only some text that is long enough"[..], &whole[..10_000]] {
            fs::write(&file, damage).expect("writes");
            let error = accounts(&folder, &schema).expect_err("is damaged");
            assert!(error.is::<Damaged>() && error.to_string().contains(&file.display().to_string()), "{error:?}");
            Store::reset(&folder, &schema, &[]).expect("resets");
            assert_eq!(accounts(&folder, &schema).expect("reads"), first);
        }
        let dropped = |store: &Store| store.write(|transaction| transaction.execute_batch("DROP TABLE Account"));
        dropped(&Store::open(&folder, &schema, &[]).expect("opens")).expect("drops");
        Store::reset(&folder, &schema, &[]).expect("resets");
        assert_eq!(accounts(&folder, &schema).expect("reads"), first);
        fs::remove_dir_all(&folder).expect("is ours");
    }

    #[test]
    fn a_reset_reaches_open_stores_and_leaves_foreign_files_alone() {
        let schema = Schema::read();
        let (folder, _) = seeded("open", &schema);
        for name in ["org-00000000.sqlite", "org-00000000.sqlite-wal", "mine.txt"] {
            fs::write(folder.join(name), "x").expect("writes");
        }
        let open = Store::open(&folder, &schema, &[]).expect("opens");
        let count = || open.read(|connection| connection.query_row::<u32, _, _>(ACCOUNTS, [], |row| row.get(0)));
        let first = count().expect("reads");
        open.write(|transaction| transaction.execute("DELETE FROM Account", [])).expect("writes");
        Store::reset(&folder, &schema, &[]).expect("resets");
        assert_eq!(count().expect("reads"), first);
        let left =
            ["org-00000000.sqlite", "org-00000000.sqlite-wal", "mine.txt"].map(|name| folder.join(name).exists());
        assert_eq!(left, [false, false, true]);
        drop(open);
        fs::remove_dir_all(&folder).expect("is ours");
    }
}
