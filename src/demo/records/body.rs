//! The JSON object that a call brings, or why it is none, in the words of the org's parser.

use super::multipart;
use crate::demo::{
    schema::Object,
    wire::{Call, Fault},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Without a header the body is taken for JSON.
const JSON: &str = "application/json";

pub fn fields(call: &Call) -> Result<Map<String, Value>, Fault> {
    let kind = call.header("content-type").unwrap_or(JSON);
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(JSON)) {
        let message = format!("Content-Type header specified in HTTP request is not supported: {kind}");
        return Err(Fault::new(415, "UNSUPPORTED_MEDIA_TYPE", message));
    }
    parsed(&call.body)
}

/// The members of a record, which may come in a part of its own with its file behind it.
pub fn record(call: &Call, object: &Object) -> Result<Map<String, Value>, Fault> {
    let Some(boundary) = call.header("content-type").and_then(multipart::boundary) else { return fields(call) };
    let (json, files) = multipart::record(&call.body, &boundary, object)?;
    let mut record = parsed(json)?;
    record.extend(files);
    Ok(record)
}

pub fn parsed(body: &[u8]) -> Result<Map<String, Value>, Fault> {
    let refused = |message: String| Fault::new(400, "JSON_PARSER_ERROR", message);
    if body.is_empty() {
        return Err(refused("The HTTP entity body is required, but this request has no entity body.".to_owned()));
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(refused("The request body has to be a JSON object at [line:1, column:1]".to_owned())),
        Err(error) => Err(refused(unexpected(body, &error))),
    }
}

/// The body as the members of a request.
pub fn read<T: DeserializeOwned>(call: &Call) -> Result<T, Fault> {
    let body = Value::Object(fields(call)?);
    serde_json::from_value(body).map_err(|error| Fault::new(400, "JSON_PARSER_ERROR", error.to_string()))
}

/// What an object holds; of any other value, nothing.
pub fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn unexpected(body: &[u8], error: &serde_json::Error) -> String {
    let at = format!("at [line:{}, column:{}]", error.line(), error.column());
    let text = String::from_utf8_lossy(body);
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    match line.chars().nth(error.column().saturating_sub(1)) {
        Some(found) if !error.is_eof() => {
            format!("Unexpected character ('{found}' (code {})): expected a valid value {at}", u32::from(found))
        }
        _ => format!("Unexpected end-of-input {at}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::{
        Options,
        trial::{Trial, json},
    };

    #[test]
    fn only_json_is_read() {
        let trial = Trial::signed_in("media", Options::default());
        let path = "services/data/v67.0/sobjects/Account";
        let sent = |kind| trial.send("POST", path, &[("content-type", kind)], r#"{"Name":"x"}"#);
        assert_eq!(sent("Application/JSON ; charset=utf-8").status, 201);
        for kind in ["application/x-www-form-urlencoded", "text/plain", "application/xml", ""] {
            let refused = sent(kind);
            assert_eq!((refused.status, &json(&refused)[0]["errorCode"]), (415, &"UNSUPPORTED_MEDIA_TYPE".into()));
        }
    }
}
