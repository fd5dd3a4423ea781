//! Picklists as one record type offers them, with what allows their values where another field controls them.

use super::{RecordType, tag};
use crate::demo::schema::{Choice, Field, Kind, Object};
use serde_json::{Map, Value, json};

pub fn is_one(field: &Field) -> bool {
    matches!(field.kind, Kind::Picklist | Kind::MultiPicklist)
}

/// Every picklist of the object, by name.
pub fn all(object: &Object, record_type: &RecordType, version: &str) -> Value {
    let fields = object.fields.iter().filter(|field| is_one(field));
    let mut lists: Map<_, _> =
        fields.map(|field| (field.name.clone(), of(field, object, record_type, version))).collect();
    lists.sort_keys();
    let lists = Value::from(lists);
    json!({"eTag": tag(&lists), "picklistFieldValues": lists})
}

pub fn of(field: &Field, object: &Object, record_type: &RecordType, version: &str) -> Value {
    let controlling = controlling(field, object, record_type);
    let choices = record_type.choices(field);
    let default = choices.iter().find(|(_, default)| *default).map(|(choice, _)| entry(choice, &controlling));
    let values: Vec<Value> = choices.iter().map(|(choice, _)| entry(choice, &controlling)).collect();
    let numbered: Map<_, _> =
        (0..).zip(&controlling).map(|(at, (_, value))| ((*value).to_owned(), Value::from(at))).collect();
    let (object, id, name) = (&object.name, &record_type.id, &field.name);
    let mut body = json!({
        "controllerValues": numbered,
        "defaultValue": default,
        "eTag": null,
        "url": format!("/services/data/{version}/ui-api/object-info/{object}/picklist-values/{id}/{name}"),
        "values": values,
    });
    body["eTag"] = tag(&body).into();
    body
}

/// What the controlling field offers, each with its position among all of that field's values.
fn controlling<'o>(field: &Field, object: &'o Object, record_type: &RecordType) -> Vec<(usize, &'o str)> {
    let Some(controller) = field.controller.as_ref().and_then(|name| object.field(name)) else { return Vec::new() };
    if controller.kind == Kind::Boolean {
        return vec![(0, "false"), (1, "true")];
    }
    let position = |wanted: &Choice| controller.picklist.iter().position(|choice| choice == wanted);
    record_type.choices(controller).into_iter().filter_map(|(it, _)| Some((position(it)?, it.value.as_str()))).collect()
}

/// Positions here are among the offered values.
fn entry(choice: &Choice, controlling: &[(usize, &str)]) -> Value {
    let allows = |(_, (at, _)): &(usize, &(usize, &str))| choice.valid_for.contains(at);
    let valid_for: Vec<usize> = controlling.iter().enumerate().filter(allows).map(|(number, _)| number).collect();
    json!({"attributes": null, "label": choice.label, "validFor": valid_for, "value": choice.value})
}
