//! The demo org as its handlers see it: what it knows about objects, records, apps and logins, and how it was told
//! to behave.

use super::{
    Options,
    apps::{self, App, Apps},
    bulk::{self, Bell},
    limits::Usage,
    listviews::Views,
    metadata::{self, Jobs},
    oauth::{Tickets, User, password},
    query::{self, Cursors},
    records,
    schema::Schema,
    settings,
    store::Store,
    wire::Fault,
};
use jiff::Timestamp;
use std::{path::Path, sync::Arc};

/// 18-character id of the only organization there is.
pub const ID: &str = "00D000000000001EAA";

/// What is kept besides records.
const TABLES: [&str; 9] = [
    Tickets::TABLE,
    Apps::TABLE,
    Jobs::TABLE,
    metadata::RETRIEVES,
    settings::TABLE,
    Usage::TABLE,
    records::BIN,
    bulk::TABLES,
    password::TABLE,
];

pub struct Org {
    pub schema: Arc<Schema>,
    pub store: Store,
    /// The apps that it began with.
    pub seeds: Arc<Vec<App>>,
    pub views: Arc<Views>,
    pub options: Arc<Options>,
    /// Rung when there is work for a bulk job.
    pub bell: Arc<Bell>,
    cursors: Arc<Cursors>,
}

impl Org {
    pub fn open(folder: &Path, options: Options) -> anyhow::Result<Self> {
        let mut schema = Schema::read();
        schema.make(&options.rows);
        let schema = Arc::new(schema);
        let store = Store::open(folder, &schema, &TABLES)?.making(&schema);
        let (seeds, views) = (Arc::new(apps::seed::apps()?), Arc::new(Views::read()?));
        let (options, bell, cursors) = (Arc::new(options), Arc::default(), Arc::default());
        Ok(Self { schema, store, seeds, views, options, bell, cursors })
    }

    /// Runs `work` on this org in one transaction, which an error takes back.
    pub fn together<T, E: From<rusqlite::Error>>(&self, work: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        self.store.together(|store| {
            let (schema, seeds, views) = (self.schema.clone(), self.seeds.clone(), self.views.clone());
            let (options, bell, cursors) = (self.options.clone(), self.bell.clone(), self.cursors.clone());
            work(&Self { schema, store, seeds, views, options, bell, cursors })
        })
    }

    pub fn apps(&self) -> Apps<'_> {
        Apps::new(self)
    }

    pub fn tickets(&self) -> Tickets<'_> {
        Tickets::new(&self.store)
    }

    /// Puts the first records back and ends all logins, also for whoever has the store open.
    pub fn reset(folder: &Path) -> anyhow::Result<()> {
        Store::reset(folder, &Schema::read(), &TABLES)
    }

    /// What a query of `user` depends on.
    pub fn asked_by(&self, user: &str) -> Result<query::Context<'_>, Fault> {
        let user = User::of_id(self, user)?.unwrap_or_default();
        Ok(query::Context {
            schema: &self.schema,
            store: &self.store,
            cursors: &self.cursors,
            now: Timestamp::now(),
            zone: user.zone(),
            page_size: self.options.page_size,
        })
    }

    pub fn usage(&self) -> Usage<'_> {
        Usage::new(&self.store)
    }

    pub fn bulk_usage(&self) -> bulk::Usage<'_> {
        let Options { daily_query_jobs: jobs, daily_batches: batches, .. } = *self.options;
        bulk::Usage { store: &self.store, jobs, batches }
    }
}
