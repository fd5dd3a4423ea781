//! How one answer leads to the next: by an address that the org names, or by a cursor in a variable of GraphQL.

use super::{graphql, paper};
use crate::api::{self, Answer, Call, Place};
use crate::error::Failure;
use crate::http::Method;
use serde_json::{Map, Value};

pub enum Pages {
    /// Whatever the org says, one answer is enough.
    One,
    Links,
    /// The variable that takes the cursor.
    Cursor(&'static str),
}

impl Pages {
    /// How to go on after this call. Fails where no answer to it could be followed.
    pub fn of(call: &Call) -> Result<Self, Failure> {
        if call.method == Method::GET {
            return Ok(Self::Links);
        }
        match request(call).filter(|_| graphql::meant(&call.place)) {
            Some(request) => graphql::cursor(&request).map(Self::Cursor),
            None => Err(Failure::usage(format!("--paginate goes with GET and GraphQL, not with {}", call.method))),
        }
    }

    /// The call for the page behind an answer, if there is one.
    pub fn next(&self, call: &Call, answer: &Answer) -> anyhow::Result<Option<Call>> {
        let page = match self {
            Self::One => return Ok(None),
            Self::Links | Self::Cursor(_) => paper::json(answer),
        };
        let Some(page) = page else { return Ok(None) };
        let Self::Cursor(variable) = self else {
            let link = ["nextRecordsUrl", "nextPageUrl"].iter().find_map(|name| page.get(name));
            let link = link.filter(|link| !link.is_null()).map(|link| Place::Location(link.string().into_owned()));
            return Ok(link.map(|place| Call::get(place, call.headers.clone())));
        };
        match (graphql::next(page), request(call)) {
            (Some(cursor), Some(request)) => turned(call, request, variable, cursor).map(Some),
            _ => Ok(None),
        }
    }
}

/// The request of a call that holds JSON.
fn request(call: &Call) -> Option<Map<String, Value>> {
    serde_json::from_slice(call.body.as_ref()?.as_bytes()?).ok()
}

/// The same call for the page behind `cursor`.
fn turned(call: &Call, mut request: Map<String, Value>, variable: &str, cursor: String) -> anyhow::Result<Call> {
    let variables = request.entry("variables").or_insert_with(|| Map::new().into());
    if variables.get(variable).and_then(Value::as_str) == Some(&cursor) {
        return Err(api::Error::Unreadable(format!("it names the page behind `{cursor}` again and again")).into());
    }
    variables[variable] = cursor.into();
    let body = Some(Value::Object(request).to_string().into());
    Ok(Call { method: call.method.clone(), place: call.place.clone(), headers: call.headers.clone(), body })
}
