//! A job as it is kept and as callers see it.

use crate::demo::{
    id,
    store::value::instant,
    wire::{Call, Fault},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// First characters of a job's id.
const PREFIX: &str = "750";

/// Which of the two resources it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Query,
    Ingest,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Ingest => "ingest",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    Open,
    UploadComplete,
    InProgress,
    JobComplete,
    Failed,
    Aborted,
}

impl State {
    pub fn ended(self) -> bool {
        matches!(self, Self::JobComplete | Self::Failed | Self::Aborted)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Operation {
    #[default]
    Insert,
    Update,
    Upsert,
    Delete,
    HardDelete,
}

/// What is to be done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Task {
    Query {
        soql: String,
        /// `queryAll`
        all_rows: bool,
    },
    Ingest {
        operation: Operation,
        /// Of an upsert, the field whose values name records.
        key: Option<String>,
    },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Delimiter {
    #[default]
    Comma,
    Tab,
    Semicolon,
    Pipe,
    Caret,
    Backquote,
}

impl Delimiter {
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Tab => b'\t',
            Self::Semicolon => b';',
            Self::Pipe => b'|',
            Self::Caret => b'^',
            Self::Backquote => b'`',
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum LineEnding {
    #[default]
    Lf,
    Crlf,
}

impl LineEnding {
    pub fn text(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::Crlf => "\r\n",
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// What its id is made of; never used twice.
    #[serde(skip)]
    pub number: u64,
    pub task: Task,
    pub object: String,
    pub delimiter: Delimiter,
    pub line_ending: LineEnding,
    /// Of the API in which it was created.
    pub version: u16,
    pub user: String,
    pub state: State,
    /// Milliseconds since 1970, like all times here.
    pub created: i64,
    pub modified: i64,
    /// When it is to be worked on next; `None` where there is nothing to do.
    pub due: Option<i64>,
    pub processed: u64,
    pub failed: u64,
    /// Milliseconds of work.
    pub spent: i64,
    /// Bytes of the data that were read; of a job that has none yet, nothing.
    pub position: Option<u64>,
    pub error: Option<String>,
}

/// The number in a job's id.
pub fn number(id: &str) -> Result<u64, Fault> {
    let long = id::long(id).filter(|id| id.starts_with(PREFIX));
    long.and_then(|id| id::counter(&id)).ok_or_else(Fault::not_found)
}

impl Job {
    pub fn new(call: &Call, task: Task, object: &str, now: i64) -> Self {
        let state = if matches!(task, Task::Query { .. }) { State::UploadComplete } else { State::Open };
        Self {
            number: 0,
            task,
            object: object.to_owned(),
            delimiter: Delimiter::default(),
            line_ending: LineEnding::default(),
            version: call.version(),
            user: call.user.clone(),
            state,
            created: now,
            modified: now,
            due: None,
            processed: 0,
            failed: 0,
            spent: 0,
            position: None,
            error: None,
        }
    }

    pub fn id(&self) -> String {
        id::make(PREFIX, self.number)
    }

    pub fn kind(&self) -> Kind {
        match self.task {
            Task::Query { .. } => Kind::Query,
            Task::Ingest { .. } => Kind::Ingest,
        }
    }

    /// Ends the job.
    pub fn end(&mut self, state: State, now: i64) {
        (self.state, self.due, self.modified) = (state, None, now);
    }

    /// What is said of it where it was created or changed.
    pub fn brief(&self) -> Map<String, Value> {
        let mut said = Map::new();
        let mut put = |name: &str, value: Value| said.insert(name.to_owned(), value);
        put("id", self.id().into());
        put("operation", self.operation());
        put("object", self.object.as_str().into());
        put("createdById", self.user.as_str().into());
        put("createdDate", time(self.created).into());
        put("systemModstamp", time(self.modified).into());
        put("state", json!(self.state));
        if let Task::Ingest { key: Some(key), .. } = &self.task {
            put("externalIdFieldName", key.as_str().into());
        }
        put("concurrencyMode", "Parallel".into());
        put("contentType", "CSV".into());
        put("apiVersion", json!(f64::from(self.version)));
        if self.kind() == Kind::Ingest && self.state == State::Open {
            put("contentUrl", format!("services/data/v{}.0/jobs/ingest/{}/batches", self.version, self.id()).into());
        }
        put("lineEnding", json!(self.line_ending));
        put("columnDelimiter", json!(self.delimiter));
        said
    }

    /// What is said of it to whoever asks how it is going.
    pub fn full(&self) -> Map<String, Value> {
        let mut said = self.brief();
        let mut put = |name: &str, value: Value| said.insert(name.to_owned(), value);
        let ingest = self.kind() == Kind::Ingest;
        put("jobType", if ingest { "V2Ingest" } else { "V2Query" }.into());
        put("numberRecordsProcessed", self.processed.into());
        if ingest {
            put("numberRecordsFailed", self.failed.into());
        }
        put("retries", 0.into());
        put("totalProcessingTime", self.spent.into());
        if ingest {
            put("apiActiveProcessingTime", self.spent.into());
            put("apexProcessingTime", 0.into());
        }
        if let Some(error) = &self.error {
            put("errorMessage", error.as_str().into());
        }
        put("isPkChunkingSupported", (!ingest).into());
        said
    }

    fn operation(&self) -> Value {
        match &self.task {
            Task::Query { all_rows: false, .. } => "query".into(),
            Task::Query { all_rows: true, .. } => "queryAll".into(),
            Task::Ingest { operation, .. } => json!(operation),
        }
    }
}

/// As a datetime goes over the wire.
fn time(millis: i64) -> String {
    let time = Timestamp::from_millisecond(millis).unwrap_or_default();
    instant(time).replace('Z', "+0000")
}
