//! The resource `quickActions` (`spec/rest.md` 5.5): the same quick actions, told and run the way layouts do it.

use super::{
    definition::{Definition, Parameter},
    effect,
    given::Given,
};
use crate::demo::{
    org::Org,
    records::{Refusal, Writer, body},
    wire::{Call, Fault, Outcome, Reply},
};
use serde_json::{Map, Value, json};

/// `GET quickActions` and `GET sobjects/X/quickActions`.
pub fn list(call: &Call) -> Reply {
    let place = Place::of(call);
    let actions = quick_actions().filter(|action| place.shows(action));
    Reply::json(200, &actions.map(|action| place.entry(action)).collect())
}

/// `GET quickActions/NAME`.
pub fn one(call: &Call) -> Outcome {
    let place = Place::of(call);
    Ok(Reply::json(200, &place.entry(place.action()?)))
}

/// `GET quickActions/NAME/describe`.
pub fn describe(org: &Org, call: &Call) -> Outcome {
    let place = Place::of(call);
    let action = place.action()?;
    let target = action.creates.as_deref().and_then(|name| org.schema.object(name));
    let field = |input: &Parameter| json!({"label": input.label, "name": input.name, "required": input.required});
    let fields: Vec<Value> = action.inputs.iter().filter(|input| input.name != "contextId").map(field).collect();
    let mut body = place.entry(action);
    body["contextSobjectType"] = action.object().into();
    body["defaultValues"] = Value::Null;
    body["fields"] = fields.into();
    body["height"] = Value::Null;
    body["iconUrl"] = Value::Null;
    body["targetParentField"] = action.parent.as_deref().into();
    body["targetRecordTypeId"] = Value::Null;
    body["targetSobjectType"] = target.map(|object| object.name.as_str()).into();
    body["width"] = Value::Null;
    Ok(Reply::json(200, &body))
}

/// `GET quickActions/NAME/defaultValues`, and the same behind the id of a record.
pub fn defaults(_: &Org, call: &Call) -> Outcome {
    let place = Place::of(call);
    let action = place.action()?;
    let mut record = Map::from_iter([("attributes".to_owned(), json!({"type": action.creates}))]);
    record.extend(action.defaults.clone());
    if let (Some(context), Some(parent)) = (place.rest.get(3), &action.parent) {
        record.insert(parent.clone(), context.as_str().into());
    }
    Ok(Reply::json(200, &record.into()))
}

/// `POST quickActions/NAME` with `{contextId, record}`.
pub fn run(org: &Org, call: &Call) -> Outcome {
    let action = Place::of(call).action()?;
    let mut body = body::fields(call)?;
    let mut input = body.remove("record").map(body::members).unwrap_or_default();
    input.shift_remove("attributes");
    input.extend(body.remove("contextId").map(|id| ("contextId".to_owned(), id)));
    let input = Value::Object(input);
    Ok(org.store.write(|records| act(&Writer::new(org, call, records), action, &input)).unwrap_or_else(Reply::from))
}

fn act(writer: &Writer, action: &Definition, input: &Value) -> Result<Reply, Refusal> {
    let given = Given::read(action, input)?;
    let outputs = writer.whole(|| effect::create(writer, action, &given))?;
    let done = json!({
        "contextId": outputs["contextId"],
        "created": true,
        "errors": [],
        "feedItemIds": [],
        "ids": outputs["ids"],
        "success": true,
        "successMessage": null,
    });
    Ok(Reply::json(201, &done))
}

fn quick_actions() -> impl Iterator<Item = &'static Definition> {
    Definition::all().filter(|action| action.kind == "QUICKACTION")
}

/// The list that a path leads to, and what it names behind it.
struct Place<'c> {
    /// `/services/data/v67.0/sobjects/Account/quickActions`.
    root: String,
    object: Option<&'c str>,
    /// `quickActions`, then the name of one, then what of it.
    rest: &'c [String],
}

impl<'c> Place<'c> {
    fn of(call: &'c Call) -> Self {
        let at = call.path.iter().position(|part| part == "quickActions").unwrap_or(call.path.len());
        let (before, rest) = call.path.split_at(at);
        let object = before.last().filter(|_| at == 5).map(String::as_str);
        Self { root: format!("/{}/quickActions", before.join("/")), object, rest }
    }

    fn shows(&self, action: &Definition) -> bool {
        let own = |object: &str| action.object().is_some_and(|name| name.eq_ignore_ascii_case(object));
        self.object.is_none_or(own)
    }

    /// By its qualified name, or by its own below the object.
    fn action(&self) -> Result<&'static Definition, Fault> {
        let name = self.rest.get(1).map_or("", String::as_str);
        let called = |action: &&Definition| {
            self.shows(action)
                && (action.qualified_name().eq_ignore_ascii_case(name)
                    || self.object.is_some() && action.name().eq_ignore_ascii_case(name))
        };
        quick_actions().find(called).ok_or_else(Fault::not_found)
    }

    fn entry(&self, action: &Definition) -> Value {
        let name = if self.object.is_some() { action.name().to_owned() } else { action.qualified_name() };
        let place = format!("{}/{name}", self.root);
        json!({
            "actionEnumOrId": action.qualified_name(),
            "label": action.label,
            "name": name,
            "type": "Create",
            "urls": {
                "quickAction": place,
                "describe": format!("{place}/describe"),
                "defaultValues": format!("{place}/defaultValues"),
                "defaultValuesTemplate": format!("{place}/defaultValues/{{ID}}"),
            },
        })
    }
}
