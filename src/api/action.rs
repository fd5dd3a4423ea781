//! Invocable actions (`spec/rest.md` 7): lists of them, what one takes and gives, and running one for many inputs at
//! once. A path is what stands below `actions` in an address: `standard/submit`, `custom/flow/Close_Case`.

use super::collections::{self, Fault};
use super::{Answer, Call, Client, Error, Place};
use crate::http::Method;
use crate::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use crate::record::{Kind, Value};
use serde::Deserialize;

/// Invocations of one call.
pub const MOST: usize = 200;

/// An entry of a list.
#[derive(Deserialize)]
pub struct Listed {
    pub name: String,
    pub label: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
}

/// What a place below `actions` holds.
pub enum List {
    Actions(Vec<Listed>),
    /// Names of further places.
    Places(Vec<String>),
}

/// What an action takes and gives. Orgs leave out what they do not know.
#[derive(Deserialize)]
pub struct Description {
    /// `None` where the org does not say: anything may be given.
    pub inputs: Option<Vec<Parameter>>,
    pub outputs: Option<Vec<Parameter>>,
}

/// An input or an output.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Parameter {
    pub name: String,
    pub label: Option<String>,
    /// `STRING`, `ID`, `SOBJECT` and so on.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub required: Option<bool>,
    pub max_occurs: Option<u64>,
    pub sobject_type: Option<String>,
    pub apex_class: Option<String>,
    pub picklist_values: Option<Vec<Choice>>,
    pub description: Option<String>,
}

#[derive(Deserialize)]
pub struct Choice {
    pub value: String,
    pub active: Option<bool>,
}

/// What became of an invocation: its outputs as JSON, or why there are none.
pub type Outcome = Result<String, Fault>;

impl Parameter {
    pub fn is_required(&self) -> bool {
        self.required == Some(true)
    }

    /// How many values it takes; more than one come as a list.
    pub fn most(&self) -> u64 {
        self.max_occurs.unwrap_or(1).max(1)
    }

    /// What may be chosen; nothing where anything may.
    pub fn choices(&self) -> Vec<&str> {
        let choices = self.picklist_values.iter().flatten().filter(|choice| choice.active != Some(false));
        choices.map(|choice| choice.value.as_str()).collect()
    }
}

/// Reads a list of actions, or the map of a place that holds several.
pub fn list(text: &str) -> Result<List, Error> {
    let unreadable = |error: serde_json::Error| Error::Unreadable(error.to_string());
    let body = Value::parse(text).map_err(unreadable)?;
    match body.get("actions") {
        Some(actions) => Ok(List::Actions(serde_json::from_str(actions.text()).map_err(unreadable)?)),
        None if body.kind() == Kind::Object => Ok(List::Places(body.members().map(|(name, _)| name.into()).collect())),
        None => Err(Error::Unreadable("it is no list of actions".to_owned())),
    }
}

/// The call that runs an action once for each of the inputs, which are JSON objects.
pub fn call(path: &str, inputs: &[&str]) -> Call {
    let body = format!(r#"{{"inputs":[{}]}}"#, inputs.join(","));
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
    Call { method: Method::POST, place: Place::Resource(format!("actions/{path}")), headers, body: Some(body.into()) }
}

/// Runs it; each input has an outcome of its own.
pub async fn run(client: &Client, path: &str, inputs: &[&str]) -> Result<Vec<Outcome>, Error> {
    let answer = client.call(&call(path, inputs)).await?;
    match outcomes(&answer) {
        Some(outcomes) => Ok(outcomes),
        None => client.accept(answer).and_then(|_| Err(Error::Unreadable("it is no list of results".to_owned()))),
    }
}

/// Whatever its status, a list of results is one; an org that refuses all of them says 400.
fn outcomes(answer: &Answer) -> Option<Vec<Outcome>> {
    let list = Value::parse(std::str::from_utf8(&answer.body).ok()?).ok()?;
    (list.kind() == Kind::Array).then(|| list.items().map(outcome).collect())?
}

fn outcome(result: Value) -> Option<Outcome> {
    if result.get("isSuccess")?.text() == "true" {
        let outputs = result.get("outputValues").filter(|outputs| !outputs.is_null());
        return Some(Ok(outputs.map_or("{}", Value::text).to_owned()));
    }
    let mut fault = collections::fault(result.get("errors").unwrap_or(Value::EMPTY_LIST));
    if fault.code.is_empty() {
        fault.add("FAILED".to_owned(), "the org does not say why", std::iter::empty());
    }
    Some(Err(fault))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, body: &str) -> Option<Vec<Outcome>> {
        outcomes(&Answer { status, headers: HeaderMap::new(), body: body.as_bytes().to_vec() })
    }

    #[test]
    fn a_place_holds_actions_or_places() {
        let Ok(List::Actions(actions)) = list(r#"{"actions":[{"name":"A","label":null}]}"#) else { panic!("actions") };
        assert_eq!((actions[0].name.as_str(), actions[0].label.as_deref()), ("A", None));
        let Ok(List::Places(places)) = list(r#"{"flow":"/x","apex":"/y"}"#) else { panic!("places") };
        assert_eq!(places, ["flow", "apex"]);
        assert!(list("[]").is_err() && list(r#"{"actions":[{}]}"#).is_err());
    }

    #[test]
    fn results_are_known_by_what_they_say_and_keep_their_digits() {
        let body = concat!(
            r#"[{"errors":null,"isSuccess":true,"outputValues":{"n":1.10}},{"isSuccess":true,"outputValues":null},"#,
            r#"{"isSuccess":false,"errors":[{"statusCode":"E","message":"m","fields":["x"]}]}]"#
        );
        let fault = Fault { code: "E".into(), message: "m".into(), fields: vec!["x".into()] };
        assert_eq!(read(400, body), Some(vec![Ok(r#"{"n":1.10}"#.into()), Ok("{}".into()), Err(fault)]));
        for other in ["", "{}", r#"[{"errorCode":"E","message":"m"}]"#, "<html>"] {
            assert_eq!(read(400, other), None, "{other}");
        }
    }

    #[test]
    fn inputs_are_sent_as_they_are() {
        let body = call("standard/x", &["{}", r#"{"n":1.10}"#]).body.expect("has one");
        assert_eq!(body.as_bytes().expect("is at hand"), br#"{"inputs":[{},{"n":1.10}]}"#);
    }
}
