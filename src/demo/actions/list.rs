//! What there is to run: maps and lists of actions, and what each takes and gives (`spec/rest.md` 7.1, 7.2).

use super::definition::{self, Definition, Parameter};
use crate::demo::{
    mark::{Mark, moment},
    wire::{Call, Fault, Outcome, Reply},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use ring::digest;
use serde_json::{Map, Value, json};

/// Families whose lists are one an object.
const OF_OBJECTS: [&str; 2] = ["quickAction", "emailAlert"];
/// When the definitions last changed, for callers that go by dates alone.
const LAST_MODIFIED: &str = "Mon, 23 Nov 2026 09:00:00 GMT";

/// `GET actions`.
pub fn root(call: &Call) -> Reply {
    Reply::json(200, &json!({"standard": url(call, "standard"), "custom": url(call, "custom")}))
}

/// `GET actions/…`: a map of places, a list of actions, or one of them.
pub fn show(call: &Call) -> Outcome {
    let path = path(call);
    if let Some(action) = Definition::at(&path) {
        return Ok(unless_known(call, || description(action)));
    }
    let names = |names: Vec<&str>| {
        let places = names.into_iter().map(|name| (name.to_owned(), url(call, &format!("{path}/{name}")).into()));
        Reply::json(200, &places.collect::<Map<_, _>>().into())
    };
    let of_objects = OF_OBJECTS.iter().any(|family| path.eq_ignore_ascii_case(&format!("custom/{family}")));
    if path == "custom" || of_objects {
        return Ok(names(steps(&path)));
    }
    let actions: Vec<Value> = Definition::below(&path).map(|action| entry(call, action)).collect();
    if actions.is_empty() { Err(Fault::not_found()) } else { Ok(Reply::json(200, &json!({"actions": actions}))) }
}

/// The next part of every path below this one, each once.
fn steps(path: &str) -> Vec<&'static str> {
    let behind = |action: &'static Definition| {
        let (start, rest) = action.path.split_at_checked(path.len())?;
        let rest = rest.strip_prefix('/').filter(|_| start.eq_ignore_ascii_case(path))?;
        rest.split('/').next()
    };
    let mut steps: Vec<_> = Definition::all().filter_map(behind).collect();
    steps.dedup();
    steps
}

fn entry(call: &Call, action: &Definition) -> Value {
    json!({"label": action.label, "name": action.name(), "type": action.kind, "url": url(call, &action.path)})
}

/// What the path names below `actions`.
pub fn path(call: &Call) -> String {
    call.path.iter().skip_while(|part| *part != "actions").skip(1).map(String::as_str).collect::<Vec<_>>().join("/")
}

fn url(call: &Call, path: &str) -> String {
    format!("/services/data/{}/actions/{path}", call.path.get(2).map_or("", String::as_str))
}

fn unless_known(call: &Call, body: impl FnOnce() -> Value) -> Reply {
    let digest = digest::digest(&digest::SHA256, definition::text().as_bytes());
    let tag = format!("\"{}\"", STANDARD.encode(&digest.as_ref()[..6]));
    let mark = Mark { tag: Some(tag), modified: moment(LAST_MODIFIED).unwrap_or_default() };
    mark.on(if mark.known(call) { Reply::empty(304) } else { Reply::json(200, &body()) })
}

fn description(action: &Definition) -> Value {
    json!({
        "allowsTransactionControl": action.is_flow(),
        "category": action.category,
        "configurationEditor": null,
        "description": action.description,
        "genericTypes": [],
        "iconName": null,
        "inputs": action.inputs.iter().map(input).collect::<Value>(),
        "label": action.label,
        "name": action.name(),
        "outputs": action.outputs.iter().map(output).collect::<Value>(),
        "standard": action.is_standard(),
        "targetEntityName": action.object(),
        "type": action.kind,
    })
}

fn input(parameter: &Parameter) -> Value {
    let mut input = output(parameter);
    input["byteLength"] = (3 * parameter.length).into();
    input["required"] = parameter.required.into();
    if let Value::Object(members) = &mut input {
        members.sort_keys();
    }
    input
}

fn output(parameter: &Parameter) -> Value {
    let choices: Vec<Value> = parameter
        .values
        .iter()
        .map(|value| json!({"active": true, "defaultValue": false, "label": value, "validFor": null, "value": value}))
        .collect();
    json!({
        "apexClass": null,
        "description": null,
        "label": parameter.label,
        "maxOccurs": parameter.max,
        "name": parameter.name,
        "picklistValues": if choices.is_empty() { Value::Null } else { choices.into() },
        "sobjectType": parameter.sobject,
        "type": parameter.kind,
    })
}
