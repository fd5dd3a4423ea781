//! One object as a form sees it.

use super::{RecordType, field, tag};
use crate::demo::{
    org::Org,
    schema::{Child, Object, Schema},
    wire::Fault,
};
use serde_json::{Map, Value, json};

pub fn of(org: &Org, object: &Object) -> Result<Value, Fault> {
    let types = org.store.read(|records| RecordType::of(records, object))?;
    let default = types.iter().find(|known| known.default).map(|known| known.id.as_str());
    let mut info = json!({
        "apiName": object.name,
        "associateEntityType": null,
        "associateParentEntity": null,
        "childRelationships": children(object, &org.schema),
        "compactLayoutable": true,
        "createable": object.createable,
        "custom": object.name.ends_with("__c"),
        "defaultRecordTypeId": default,
        "deletable": object.deletable,
        "dependentFields": dependent(object, None),
        "eTag": null,
        "feedEnabled": true,
        "fields": fields(object, &org.schema),
        "keyPrefix": object.key_prefix,
        "label": object.label,
        "labelPlural": object.label_plural,
        "layoutable": true,
        "mruEnabled": true,
        "nameFields": name_fields(object),
        "queryable": true,
        "recordTypeInfos": types.iter().map(|known| (known.id.clone(), record_type(known))).collect::<Map<_, _>>(),
        "searchLayoutable": true,
        "searchable": object.searchable,
        "themeInfo": null,
        "updateable": object.updateable,
    });
    info["eTag"] = tag(&info).into();
    Ok(info)
}

fn children(object: &Object, schema: &Schema) -> Vec<Value> {
    let shown = object
        .children
        .iter()
        .filter(|child| child.relationship.is_some() && schema.object(&child.object).is_some_and(Object::layoutable));
    let entry = |child: &Child| {
        json!({
            "childObjectApiName": child.object,
            "fieldName": child.field,
            "junctionIdListNames": [],
            "junctionReferenceTo": [],
            "relationshipName": child.relationship,
        })
    };
    shown.map(entry).collect()
}

/// Fields by the one that controls them, at every depth.
fn dependent(object: &Object, controller: Option<&str>) -> Value {
    let controls = |name: &str| object.fields.iter().any(|field| field.controller.as_deref() == Some(name));
    let below = object.fields.iter().filter(|field| match controller {
        None => field.controller.is_none() && controls(&field.name),
        name => field.controller.as_deref() == name,
    });
    below.map(|field| (field.name.clone(), dependent(object, Some(&field.name)))).collect::<Map<_, _>>().into()
}

fn fields(object: &Object, schema: &Schema) -> Value {
    let mut fields: Map<_, _> =
        object.fields.iter().map(|field| (field.name.clone(), field::of(field, object, schema))).collect();
    fields.sort_keys();
    fields.into()
}

/// The parts of a person's name, and the name.
pub fn name_fields(object: &Object) -> Vec<&str> {
    let Some(name) = object.fields.iter().find(|field| field.name_field) else { return Vec::new() };
    let parts = ["FirstName", "LastName"].into_iter().filter_map(|part| object.field(part));
    let parts = parts.filter(|part| part.compound.as_ref() == Some(&name.name));
    parts.chain([name]).map(|field| field.name.as_str()).collect()
}

fn record_type(known: &RecordType) -> Value {
    json!({
        "available": known.active,
        "defaultRecordTypeMapping": known.default,
        "master": known.master,
        "name": known.name,
        "recordTypeId": known.id,
    })
}
