//! One object as describe shows it: in brief, as in the list of all, and in full.

use super::{RecordType, Site, field, merged, urls};
use crate::demo::schema::{Child, Object, Schema};
use serde_json::{Value, json};

pub fn summary(object: &Object, site: &Site) -> Value {
    merged([rights(object), nature(object), json!({"urls": urls::of(object, site, false)})])
}

pub fn full(object: &Object, schema: &Schema, types: &[RecordType], site: &Site) -> Value {
    let visible = |child: &&Child| schema.object(&child.object).is_some_and(|object| site.shows(object));
    let details = json!({
        "childRelationships": object.children.iter().filter(visible).map(relationship).collect::<Vec<_>>(),
        "fields": object.fields.iter().map(|field| field::describe(field, object)).collect::<Vec<_>>(),
        "recordTypeInfos": types.iter().map(|known| record_type(known, object, site)).collect::<Vec<_>>(),
        "sobjectDescribeOption": "FULL",
        "supportedScopes": scopes(object),
        "urls": urls::of(object, site, true),
    });
    merged([rights(object), nature(object), layouts(object), details])
}

impl Object {
    /// Has pages of its own; the others are seen through these.
    pub fn layoutable(&self) -> bool {
        self.searchable
    }

    fn has(&self, field: &str) -> bool {
        self.field(field).is_some()
    }
}

/// What may be done with its records.
fn rights(object: &Object) -> Value {
    let bin = object.has("IsDeleted");
    json!({
        "createable": object.createable,
        "deletable": object.deletable,
        "mergeable": object.has("MasterRecordId"),
        "queryable": true,
        "replicateable": object.has("SystemModstamp"),
        "retrieveable": true,
        "searchable": object.searchable,
        "triggerable": object.createable && bin,
        "undeletable": object.deletable && bin,
        "updateable": object.updateable,
    })
}

/// What it is, and what it is not.
fn nature(object: &Object) -> Value {
    json!({
        "activateable": false,
        "associateEntityType": object.history_of.as_ref().map(|_| "History"),
        "associateParentEntity": object.history_of,
        "custom": object.name.ends_with("__c"),
        "customSetting": false,
        "deepCloneable": false,
        "deprecatedAndHidden": false,
        "feedEnabled": object.layoutable(),
        "hasSubtypes": false,
        "isInterface": false,
        "isSubtype": false,
        "keyPrefix": Some(&object.key_prefix).filter(|_| object.series == 0),
        "label": object.label,
        "labelPlural": object.label_plural,
        "layoutable": object.layoutable(),
        "mruEnabled": object.layoutable(),
        "name": object.name,
    })
}

fn layouts(object: &Object) -> Value {
    json!({
        "actionOverrides": [],
        "compactLayoutable": object.layoutable(),
        "defaultImplementation": null,
        "extendedBy": null,
        "extendsInterfaces": null,
        "implementedBy": null,
        "implementsInterfaces": null,
        "listviewable": null,
        "lookupLayoutable": null,
        "namedLayoutInfos": [],
        "networkScopeFieldName": null,
        "searchLayoutable": object.layoutable(),
    })
}

fn relationship(child: &Child) -> Value {
    json!({
        "cascadeDelete": child.cascade_delete,
        "childSObject": child.object,
        "deprecatedAndHidden": false,
        "field": child.field,
        "junctionIdListNames": [],
        "junctionReferenceTo": [],
        "relationshipName": child.relationship,
        "restrictedDelete": false,
    })
}

fn record_type(known: &RecordType, object: &Object, site: &Site) -> Value {
    let layout = format!("{}/sobjects/{}/describe/layouts/{}", site.root, object.name, known.id);
    json!({
        "active": known.active,
        "available": known.active,
        "defaultRecordTypeMapping": known.default,
        "developerName": known.developer_name,
        "master": known.master,
        "name": known.name,
        "recordTypeId": known.id,
        "urls": {"layout": layout},
    })
}

fn scopes(object: &Object) -> Vec<Value> {
    let plural = object.label_plural.to_lowercase();
    let mut scopes = vec![json!({"label": format!("All {plural}"), "name": "everything"})];
    if object.has("OwnerId") {
        scopes.push(json!({"label": format!("My {plural}"), "name": "mine"}));
    }
    scopes
}
