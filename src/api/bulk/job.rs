//! A job as the org describes it: found, waited for, ended before its end.

use super::patience::patiently;
use crate::api::{Call, Client, Error, Place, Version};
use crate::http::Method;
use crate::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};
use std::time::Duration;

/// Pauses between two looks at a job: the first, the longest, and how they grow.
const FIRST: Duration = Duration::from_millis(300);
const LONGEST: Duration = Duration::from_secs(5);
const GROWTH: f32 = 1.5;

/// Which of the two resources a job belongs to.
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

/// What stands between two cells.
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
    const ALL: [(Self, u8); 6] = [
        (Self::Comma, b','),
        (Self::Tab, b'\t'),
        (Self::Semicolon, b';'),
        (Self::Pipe, b'|'),
        (Self::Caret, b'^'),
        (Self::Backquote, b'`'),
    ];

    pub fn byte(self) -> u8 {
        Self::ALL.iter().find(|(delimiter, _)| *delimiter == self).map_or(b',', |(_, byte)| *byte)
    }
}

/// What the org says of a job. Counts are missing until there are any.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Job {
    pub id: String,
    pub operation: String,
    #[serde(default)]
    pub object: Option<String>,
    pub state: String,
    #[serde(default)]
    pub created_date: Option<String>,
    pub api_version: Number,
    #[serde(default)]
    pub column_delimiter: Delimiter,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number_records_processed: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number_records_failed: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
}

impl Job {
    pub fn kind(&self) -> Kind {
        if self.operation.starts_with("query") { Kind::Query } else { Kind::Ingest }
    }

    /// Rows that it is through with, failed ones too.
    pub fn processed(&self) -> u64 {
        self.number_records_processed.unwrap_or_default()
    }

    pub fn failed(&self) -> u64 {
        self.number_records_failed.unwrap_or_default()
    }

    pub fn has_ended(&self) -> bool {
        ["JobComplete", "Failed", "Aborted"].contains(&self.state.as_str())
    }

    pub fn is_complete(&self) -> bool {
        self.state == "JobComplete"
    }

    /// Results are given in the version that the job was created in, and in no other.
    pub fn version(&self) -> Option<Version> {
        self.api_version.to_string().parse().ok()
    }

    /// Where it is.
    pub fn path(&self) -> String {
        format!("/services/data/v{}/jobs/{}/{}", self.api_version, self.kind().word(), self.id)
    }
}

/// Whether the org says that it has no such job.
pub fn is_unknown(error: &Error) -> bool {
    matches!(error, Error::Refused(refusal) if refusal.status == 404 || refusal.code == "INVALIDJOB")
}

/// Looks a job up, whichever kind it is of.
pub async fn find(client: &Client, id: &str) -> Result<Job, Error> {
    match get(client, Place::Resource(format!("jobs/query/{id}"))).await {
        Err(error) if is_unknown(&error) => get(client, Place::Resource(format!("jobs/ingest/{id}"))).await,
        outcome => outcome,
    }
}

/// Asks until the job has ended, at first often and then every few seconds. `seen` is shown every answer.
pub async fn wait(client: &Client, mut job: Job, mut seen: impl FnMut(&Job)) -> Result<Job, Error> {
    let mut pause = FIRST;
    let path = job.path();
    while !job.has_ended() {
        tokio::time::sleep(pause).await;
        pause = pause.mul_f32(GROWTH).min(LONGEST);
        job = patiently(|| get(client, Place::Location(path.clone()))).await?;
        seen(&job);
    }
    Ok(job)
}

/// What the org says of a job now.
pub async fn look(client: &Client, job: &Job) -> Result<Job, Error> {
    get(client, Place::Location(job.path())).await
}

/// Takes a job away, and with it its results. One that is gone already is as good as taken away.
pub async fn delete(client: &Client, job: &Job) -> Result<(), Error> {
    let outcome = patiently(|| async { client.accept(client.call(&delete_call(job)).await?) }).await;
    match outcome {
        Err(error) if is_unknown(&error) => Ok(()),
        outcome => outcome.map(drop),
    }
}

pub fn delete_call(job: &Job) -> Call {
    Call { method: Method::DELETE, ..Call::get(Place::Location(job.path()), HeaderMap::new()) }
}

async fn get(client: &Client, place: Place) -> Result<Job, Error> {
    answer(client, &Call::get(place, HeaderMap::new())).await
}

/// All jobs of one kind that the org still knows.
pub async fn list(client: &Client, kind: Kind) -> Result<Vec<Job>, Error> {
    let (mut jobs, mut place) = (Vec::new(), format!("jobs/{}", kind.word()));
    loop {
        let call = Call::get(Place::Resource(place.clone()), HeaderMap::new());
        let text = client.accept(client.call(&call).await?)?;
        let list: List = serde_json::from_str(&text).map_err(|error| Error::Unreadable(error.to_string()))?;
        // Jobs of the older API are listed too, with other members.
        jobs.extend(list.records.into_iter().filter_map(|job| serde_json::from_value(job).ok()));
        // The org may name the resource of the other kind; only the locator is good (`spec/rest.md` 8.3).
        let next = list.next_records_url.filter(|_| !list.done);
        let locator = next.as_deref().and_then(|url| url.split("queryLocator=").nth(1)).map(str::to_owned);
        match locator.map(|locator| format!("jobs/{}?queryLocator={locator}", kind.word())) {
            Some(next) if next != place => place = next,
            _ => return Ok(jobs),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct List {
    #[serde(default)]
    done: bool,
    next_records_url: Option<String>,
    records: Vec<Value>,
}

/// A call with a JSON body.
pub fn call(method: Method, place: Place, body: &Value) -> Call {
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
    Call { method, place, headers, body: Some(body.to_string().into_bytes().into()) }
}

/// The job that answers a call.
pub async fn answer(client: &Client, call: &Call) -> Result<Job, Error> {
    read(&client.accept(client.call(call).await?)?)
}

fn read(text: &str) -> Result<Job, Error> {
    serde_json::from_str(text).map_err(|error| Error::Unreadable(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_where_it_was_created() {
        let job = read(r#"{"id":"750x","operation":"queryAll","state":"InProgress","apiVersion":57.0}"#);
        let job = job.expect("is a job");
        assert_eq!(job.path(), "/services/data/v57.0/jobs/query/750x");
        assert_eq!((job.has_ended(), job.version()), (false, "57.0".parse().ok()));
        let job = read(r#"{"id":"750x","operation":"hardDelete","state":"Aborted","apiVersion":60.0}"#);
        let job = job.expect("is a job");
        assert_eq!((job.path().as_str(), job.has_ended()), ("/services/data/v60.0/jobs/ingest/750x", true));
    }
}
