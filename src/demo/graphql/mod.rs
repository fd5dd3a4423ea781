//! `POST vNN/graphql` (`spec/rest.md` 9.4): records by `uiapi { query { … } }`. A query becomes SOQL and its answer the
//! shape that was asked for; what is wrong with it is told in an answer of 200.

mod connection;
mod display;
mod document;
mod filter;
mod node;
#[cfg(test)]
mod tests;

use super::{
    org::Org,
    records::body,
    wire::{Call, Outcome, Reply},
};
use connection::Connections;
use document::Pick;
use graphql_parser::Pos;
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    query: String,
    operation_name: Option<String>,
    #[serde(default)]
    variables: Option<Map<String, Value>>,
}

/// Why there is no answer.
#[derive(Debug)]
pub struct Wrong {
    kind: &'static str,
    message: String,
    at: Option<Pos>,
}

impl Wrong {
    fn new(kind: &'static str, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), at: None }
    }

    /// What the schema does not know or does not take.
    fn invalid(message: impl Into<String>, at: Pos) -> Self {
        Self { at: Some(at), ..Self::new("ValidationError", message) }
    }

    fn unknown(pick: &Pick, of: &str) -> Self {
        let message =
            format!("Validation error of type FieldUndefined: Field '{}' in type '{of}' is undefined", pick.name);
        Self::invalid(message, pick.at)
    }
}

impl From<Wrong> for Value {
    fn from(wrong: Wrong) -> Self {
        let place = wrong.at.map(|at| json!({"line": at.line, "column": at.column}));
        json!({
            "message": wrong.message, "locations": place.into_iter().collect::<Vec<_>>(), "paths": [],
            "extensions": {"ErrorType": wrong.kind},
        })
    }
}

pub fn answer(org: &Org, call: &Call) -> Outcome {
    let request: Request = body::read(call)?;
    let body = match data(org, call, &request) {
        Ok(data) => json!({"data": data, "errors": []}),
        Err(wrong) => json!({"data": null, "errors": [Value::from(wrong)]}),
    };
    Ok(Reply::json(200, &body))
}

fn data(org: &Org, call: &Call, request: &Request) -> Result<Value, Wrong> {
    let variables = request.variables.clone().unwrap_or_default();
    let picks = document::picks(&request.query, request.operation_name.as_deref(), &variables)?;
    let connections = Connections { org, call };
    object(&picks, "Query", |uiapi| match uiapi.name.as_str() {
        "uiapi" => object(&uiapi.picks, "UIAPI", |query| match query.name.as_str() {
            "query" => object(&query.picks, "RecordQuery", |pick| connections.answer(pick)),
            _ => Err(Wrong::unknown(query, "UIAPI")),
        }),
        _ => Err(Wrong::unknown(uiapi, "Query")),
    })
}

/// An object with what was picked, under the names that were asked for.
fn object(picks: &[Pick], of: &str, member: impl Fn(&Pick) -> Result<Value, Wrong>) -> Result<Value, Wrong> {
    let member = |pick: &Pick| match pick.name.as_str() {
        "__typename" => Ok((pick.key.clone(), of.into())),
        _ => Ok((pick.key.clone(), member(pick)?)),
    };
    Ok(Value::Object(picks.iter().map(member).collect::<Result<_, Wrong>>()?))
}
