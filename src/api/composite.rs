//! A GET inside `POST composite` (`spec/rest.md` 3.5, 6.6), for what is too long for a URL. Counts as one call, like the
//! GET itself.

use super::client::{Headers, request_id};
use super::{Call, Client, Error, Place, Refusal, Version};
use crate::http::Method;
use crate::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    #[serde(borrow)]
    composite_response: Vec<Part<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Part<'a> {
    #[serde(borrow)]
    body: &'a RawValue,
    http_status_code: u16,
}

/// GETs a resource below `/services/data/vNN.0/`, however long its name is.
pub async fn get(client: &Client, resource: &str, headers: &Headers) -> Result<String, Error> {
    let mut version = client.version();
    let answer = loop {
        let answer = client.call(&call(version, resource, headers)).await?;
        // The URL inside is of the version that the org turned out not to have.
        if client.version() == version {
            break answer;
        }
        version = client.version();
    };
    let id = request_id(&answer.headers);
    let text = client.accept(answer)?;
    let envelope: Envelope = serde_json::from_str(&text).map_err(|error| Error::Unreadable(error.to_string()))?;
    let [part] = envelope.composite_response.as_slice() else {
        return Err(Error::Unreadable("one request got no single answer".to_owned()));
    };
    match (part.http_status_code, part.body.get()) {
        (..300, body) => Ok(body.to_owned()),
        (401, body) => Err(Error::SignedOut(Refusal::read(401, body, id))),
        (status, body) => Err(Error::Refused(Refusal::read(status, body, id))),
    }
}

fn call(version: Version, resource: &str, headers: &Headers) -> Call {
    let url = format!("/services/data/v{version}/{resource}");
    let text = |value: &HeaderValue| value.to_str().map(Value::from).unwrap_or_default();
    let inner: Map<_, _> = headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect();
    let part = json!({"method": "GET", "url": url, "referenceId": "q", "httpHeaders": inner});
    Call {
        method: Method::POST,
        place: Place::Resource("composite".to_owned()),
        headers: HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]),
        body: Some(json!({ "compositeRequest": [part] }).to_string().into_bytes().into()),
    }
}
