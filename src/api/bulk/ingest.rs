//! Jobs that write. A job whose upload was not closed has written nothing and never will, so whatever goes wrong before
//! that can be begun anew with another job.

use super::job::{self, Job};
use super::page::Page;
use super::patience::patiently;
use crate::api::{Call, Client, Error, Place};
use crate::http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue};
use crate::http::{Method, Upload};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::path::Path;
use tokio::sync::oneshot;

/// What is done with rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Operation {
    Insert,
    Update,
    Upsert,
    Delete,
    HardDelete,
}

/// Which of the three files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Successful,
    Failed,
    Unprocessed,
}

impl Outcome {
    fn resource(self) -> &'static str {
        match self {
            Self::Successful => "successfulResults",
            Self::Failed => "failedResults",
            // In lower case, unlike the other two (`spec/rest.md` 8.2).
            Self::Unprocessed => "unprocessedrecords",
        }
    }
}

/// The call that creates a job for comma-separated lines; `key` is the field of an upsert.
pub fn create_call(object: &str, operation: Operation, key: Option<&str>) -> Call {
    let mut body = json!({
        "object": object, "operation": operation, "contentType": "CSV", "columnDelimiter": "COMMA", "lineEnding": "LF",
    });
    if let Some(key) = key {
        body["externalIdFieldName"] = key.into();
    }
    job::call(Method::POST, Place::Resource("jobs/ingest".to_owned()), &body)
}

/// Creates a job. One that nobody hears of stays empty.
pub async fn create(client: &Client, call: &Call) -> Result<Job, Error> {
    patiently(|| job::answer(client, call)).await
}

/// Uploads the data of a job, a file that is packed by gzip, once.
pub async fn upload(client: &Client, job: &Job, file: &Path) -> Result<(), Error> {
    let upload = Upload::file(file).map_err(|error| Error::Unreadable(format!("{}: {error}", file.display())))?;
    let headers = HeaderMap::from_iter([
        (CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=UTF-8")),
        (CONTENT_ENCODING, HeaderValue::from_static("gzip")),
    ]);
    let place = Place::Location(format!("{}/batches", job.path()));
    let call = Call { method: Method::PUT, place, headers, body: Some(upload) };
    client.accept(client.call(&call).await?).map(drop)
}

/// Says that all is uploaded; from here on the org writes. Where the answer gets lost, the job itself tells.
pub async fn close(client: &Client, job: &Job) -> Result<Job, Error> {
    patiently(|| async {
        match job::answer(client, &change(job, "UploadComplete")).await {
            Ok(job) => Ok(job),
            Err(error) => {
                job::look(client, job).await.and_then(|job| if job.state == "Open" { Err(error) } else { Ok(job) })
            }
        }
    })
    .await
}

/// Ends a job, of whichever kind; what has been written stays.
pub async fn abort(client: &Client, job: &Job) -> Result<Job, Error> {
    job::answer(client, &abort_call(job)).await
}

pub fn abort_call(job: &Job) -> Call {
    change(job, "Aborted")
}

fn change(job: &Job, state: &str) -> Call {
    job::call(Method::PATCH, Place::Location(job.path()), &json!({ "state": state }))
}

/// One of the files that say what became of the rows.
pub async fn outcome(client: &Client, job: &Job, outcome: Outcome) -> Result<Page, Error> {
    // These come in one piece.
    let (nobody, _) = oneshot::channel();
    Page::fetch(client, &format!("{}/{}", job.path(), outcome.resource()), nobody).await
}
