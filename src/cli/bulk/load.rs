//! A load as it is kept until its end: rows cut into the data of one job each, and how far each of them is. A run that is
//! killed leaves everything that another needs to go on with it, and no row is sent twice.

use crate::api::Client;
use crate::api::bulk::Job;
use crate::api::bulk::ingest::Operation;
use crate::ctx::Ctx;
use crate::org::{self, file};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Load {
    pub name: String,
    pub object: String,
    pub operation: Operation,
    pub key: Option<String>,
    /// Where the files of results go, if anywhere.
    pub results: Option<PathBuf>,
    pub parts: Vec<Part>,
}

/// The rows of one job.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Part {
    pub rows: u64,
    pub job: Option<String>,
    pub stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Nothing of it was written; if there is a job, it has to be replaced.
    Open,
    /// The org has been told that it has it all, and may not have heard.
    Closing,
    /// The org has it all.
    Closed,
}

impl Load {
    /// A job that was begun elsewhere, and of which only the org knows.
    pub fn of(job: &Job) -> Self {
        let operation = serde_json::from_value(job.operation.as_str().into()).unwrap_or(Operation::Insert);
        Self {
            name: job.id.clone(),
            object: job.object.clone().unwrap_or_default(),
            operation,
            key: None,
            results: None,
            parts: vec![Part { rows: job.processed(), job: Some(job.id.clone()), stage: Stage::Closed }],
        }
    }
}

/// Where the loads of one user of one org are.
pub struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    pub fn of(ctx: &Ctx, client: &Client) -> Self {
        Self { folder: ctx.home.state.join("loads").join(client.owner()) }
    }

    /// A name that no other load has.
    pub fn name() -> String {
        format!("{}-{}", jiff::Timestamp::now().as_millisecond(), std::process::id())
    }

    pub fn keep(&self, load: &Load) -> Result<(), org::Error> {
        file::replace(&self.place(&load.name), &serde_json::to_string(load).unwrap_or_default())
    }

    pub fn find(&self, name: &str) -> Option<Load> {
        serde_json::from_str(&file::read(&self.place(name)).ok()??).ok()
    }

    /// The data of a part, packed.
    pub fn data(&self, name: &str, part: usize) -> PathBuf {
        self.folder.join(name).join(format!("{part}.csv.gz"))
    }

    /// The data are needed no longer.
    pub fn clear(&self, name: &str) {
        let _ = std::fs::remove_dir_all(self.folder.join(name));
    }

    /// The load itself is done with.
    pub fn forget(&self, name: &str) {
        self.clear(name);
        let _ = file::remove(&self.place(name));
    }

    fn place(&self, name: &str) -> PathBuf {
        self.folder.join(name).with_extension("json")
    }
}

/// Keeps the user's data from others, and goes away with an error unless it is kept.
pub struct Scratch<'s> {
    shelf: &'s Shelf,
    name: Option<&'s str>,
}

impl<'s> Scratch<'s> {
    pub fn new(shelf: &'s Shelf, name: &'s str) -> Self {
        Self { shelf, name: Some(name) }
    }

    pub fn keep(mut self) {
        self.name = None;
    }
}

impl Drop for Scratch<'_> {
    fn drop(&mut self) {
        if let Some(name) = self.name {
            self.shelf.clear(name);
        }
    }
}

/// A new file for the data of a part.
pub fn create(path: &Path) -> std::io::Result<std::fs::File> {
    file::open(path)
}
