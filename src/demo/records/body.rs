//! The JSON object that a call brings, or why it is none, in the words of the org's parser.

use crate::demo::wire::{Call, Fault};
use serde_json::{Map, Value};

pub fn fields(call: &Call) -> Result<Map<String, Value>, Fault> {
    let refused = |message: String| Fault::new(400, "JSON_PARSER_ERROR", message);
    if call.body.is_empty() {
        return Err(refused("The HTTP entity body is required, but this request has no entity body.".to_owned()));
    }
    match serde_json::from_slice(&call.body) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(refused("The request body has to be a JSON object at [line:1, column:1]".to_owned())),
        Err(error) => Err(refused(unexpected(&call.body, &error))),
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
