//! SOSL over REST (`spec/rest.md` 4): one request, one list of records of several objects.

use super::query::{ESCAPED, Room};
use super::rows::Rows;
use super::{Call, Client, Error, Place};
use crate::http::Method;
use crate::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use percent_encoding::utf8_percent_encode;
use serde::Deserialize;
use serde_json::value::RawValue;

/// The most records that the org returns of a search.
pub const MOST: usize = 2_000;

/// What to ask for.
pub struct Ask<'a> {
    pub sosl: &'a str,
    /// The same as a body of `parameterizedSearch`, for a text too long for a URL.
    pub parameters: Option<String>,
    /// Keep the records as the org wrote them; else each says of which object it is.
    pub raw: bool,
}

/// What a search found.
pub struct Found {
    pub rows: Rows,
    /// What the org says beside the records, as it wrote it.
    pub metadata: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    #[serde(borrow)]
    search_records: Vec<&'a RawValue>,
    #[serde(borrow)]
    metadata: Option<&'a RawValue>,
}

/// Runs a search.
pub async fn run(client: &Client, ask: &Ask<'_>) -> Result<Found, Error> {
    let reply = client.accept(client.call(&ask.call()?).await?)?;
    let unreadable = |error: serde_json::Error| Error::Unreadable(error.to_string());
    // Before version 37 there is no envelope.
    let envelope = if reply.trim_start().starts_with('[') {
        Envelope { search_records: serde_json::from_str(&reply).map_err(unreadable)?, metadata: None }
    } else {
        serde_json::from_str(&reply).map_err(unreadable)?
    };
    let rows = Rows::found(&envelope.search_records, ask.raw);
    Ok(Found { rows, metadata: envelope.metadata.map(|metadata| metadata.get().to_owned()) })
}

impl Ask<'_> {
    fn call(&self) -> Result<Call, Error> {
        let resource = format!("search?q={}", utf8_percent_encode(self.sosl, ESCAPED));
        if resource.len() <= Room::Url.most() {
            return Ok(Call::get(Place::Resource(resource), HeaderMap::new()));
        }
        let body = self.parameters.clone().ok_or(Error::TooLong(resource.len()))?;
        let headers = [(CONTENT_TYPE, HeaderValue::from_static("application/json"))].into_iter().collect();
        let place = Place::Resource("parameterizedSearch".to_owned());
        Ok(Call { method: Method::POST, place, headers, body: Some(body.into()) })
    }
}
