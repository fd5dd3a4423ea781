//! What is remembered of jobs, a file each, by user and org: enough to go on with them after this program was killed or
//! the machine was closed. Two processes never write the same file.

use crate::api::Client;
use crate::api::bulk::Job;
use crate::ctx::Ctx;
use crate::home::Home;
use crate::org::{self, file};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::time::Duration;

/// The org keeps results for seven days (`spec/rest.md` 8.2).
const MEMORY: Duration = Duration::from_secs(8 * 24 * 60 * 60);

pub struct Memory {
    folder: PathBuf,
}

/// One job.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Kept {
    pub id: String,
    pub operation: String,
    pub object: Option<String>,
    /// When this program made it.
    pub created: jiff::Timestamp,
    /// The last state that was seen.
    pub state: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub soql: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partial: Option<Partial>,
    /// The load that its rows are a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load: Option<String>,
}

/// A file of results that is not complete.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Partial {
    /// Where it belongs, and where it is until then.
    pub path: PathBuf,
    pub file: PathBuf,
    /// How much of it is good: whole pages.
    pub bytes: u64,
    pub rows: u64,
    /// The last of those pages.
    pub page: Option<String>,
}

impl Kept {
    pub fn new(job: &Job) -> Self {
        Self {
            id: job.id.clone(),
            operation: job.operation.clone(),
            object: job.object.clone(),
            created: jiff::Timestamp::now(),
            state: job.state.clone(),
            soql: None,
            partial: None,
            load: None,
        }
    }
}

impl Memory {
    pub fn of(ctx: &Ctx, client: &Client) -> Self {
        Self::at(&ctx.home, client.owner())
    }

    /// Of this user of one org.
    pub fn at(home: &Home, owner: &str) -> Self {
        Self { folder: home.state.join("jobs").join(owner) }
    }

    pub fn keep(&self, kept: &Kept) -> Result<(), org::Error> {
        let text = serde_json::to_string(kept).unwrap_or_default();
        file::replace(&self.place(&kept.id), &text)
    }

    pub fn find(&self, id: &str) -> Option<Kept> {
        read(&self.place(id))
    }

    /// Forgets a job, and what a run that was cut off has written of its results.
    pub fn forget(&self, id: &str) {
        let partial =
            self.find(id).and_then(|kept| kept.partial).filter(|partial| !partial.file.as_os_str().is_empty());
        if let Some(partial) = partial {
            let _ = std::fs::remove_file(partial.file);
        }
        let _ = file::remove(&self.place(id));
    }

    /// All jobs, the newest first. Those whose results the org has no longer are forgotten.
    pub fn all(&self) -> Vec<Kept> {
        let past = jiff::Timestamp::now() - MEMORY;
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let files = entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|it| it == "json"));
        let fresh = |path: PathBuf| {
            let kept = read(&path)?;
            if kept.created >= past {
                return Some(kept);
            }
            let _ = file::remove(&path);
            None
        };
        let mut all: Vec<Kept> = files.filter_map(fresh).collect();
        all.sort_by(|one, other| other.created.cmp(&one.created).then_with(|| other.id.cmp(&one.id)));
        all
    }

    /// Ids are the same with and without the last three characters.
    fn place(&self, id: &str) -> PathBuf {
        self.folder.join(id.get(..15).unwrap_or(id)).with_extension("json")
    }
}

/// What is unreadable is not remembered; the org still knows.
fn read(path: &std::path::Path) -> Option<Kept> {
    serde_json::from_str(&file::read(path).ok()??).ok()
}
