//! Jobs that read.

use super::job::{self, Delimiter, Job};
use super::patience::patiently;
use crate::api::{Client, Error, Place};
use crate::http::Method;
use serde_json::json;

/// Asks the org to run a query by itself. `all_rows` also takes deleted and archived rows. A job that nobody hears of
/// does no harm.
pub async fn create(client: &Client, soql: &str, all_rows: bool, delimiter: Delimiter) -> Result<Job, Error> {
    let operation = if all_rows { "queryAll" } else { "query" };
    let body = json!({"operation": operation, "query": soql, "columnDelimiter": delimiter, "lineEnding": "LF"});
    let call = job::call(Method::POST, Place::Resource("jobs/query".to_owned()), &body);
    patiently(|| job::answer(client, &call)).await
}
