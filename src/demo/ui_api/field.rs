//! One field as a form sees it.

use super::object_info::name_fields;
use crate::demo::schema::{Field, Kind, Object, Schema};
use serde_json::{Value, json};

pub fn of(field: &Field, object: &Object, schema: &Schema) -> Value {
    let target = |name: &String| json!({"apiName": name, "nameFields": schema.object(name).map(name_fields)});
    json!({
        "apiName": field.name,
        "calculated": field.formula_text.is_some(),
        "compound": object.fields.iter().any(|part| part.compound.as_ref() == Some(&field.name)),
        "compoundComponentName": component(field),
        "compoundFieldName": field.compound,
        "controllerName": field.controller,
        "controllingFields": controlling(field, object),
        "createable": field.createable,
        "custom": field.name.ends_with("__c") || field.name.ends_with("__s"),
        "dataType": kind(field.kind),
        "extraTypeInfo": null,
        "filterable": field.filterable,
        "filteredLookupInfo": null,
        "highScaleNumber": false,
        "htmlFormatted": field.rich,
        "inlineHelpText": field.help,
        "label": field.label,
        "length": field.length,
        "maskType": null,
        "nameField": field.name_field,
        "polymorphicForeignKey": field.references.len() > 1,
        "precision": field.precision,
        "reference": field.kind == Kind::Reference,
        "referenceTargetField": null,
        "referenceToInfos": field.references.iter().map(target).collect::<Vec<_>>(),
        "relationshipName": field.relationship,
        "required": field.createable && !field.nillable && !field.defaulted && field.kind != Kind::Boolean,
        "scale": field.scale,
        "searchPrefilterable": field.kind == Kind::Reference,
        "sortable": field.sortable,
        "unique": field.unique,
        "updateable": field.updateable,
    })
}

/// `City` of `BillingCity`, `Latitude` of `Headquarters__Latitude__s`.
fn component(field: &Field) -> Option<&str> {
    let compound = field.compound.as_ref()?;
    let stem = compound.strip_suffix("Address").or(compound.strip_suffix("__c")).unwrap_or_default();
    let part = field.name.strip_prefix(stem).unwrap_or(&field.name);
    Some(part.trim_start_matches("__").trim_end_matches("__s"))
}

/// The field that controls this one, and those that control that.
fn controlling<'o>(field: &'o Field, object: &'o Object) -> Vec<&'o str> {
    let next = |field: &&'o Field| field.controller.as_ref().and_then(|name| object.field(name));
    std::iter::successors(next(&field), next).map(|field| field.name.as_str()).collect()
}

/// The words of this API for types.
fn kind(kind: Kind) -> String {
    match kind {
        Kind::Id => "Reference".to_owned(),
        Kind::DateTime => "DateTime".to_owned(),
        Kind::TextArea => "TextArea".to_owned(),
        Kind::Combobox => "ComboBox".to_owned(),
        Kind::MultiPicklist => "MultiPicklist".to_owned(),
        Kind::EncryptedString => "EncryptedString".to_owned(),
        other => {
            let name = other.names().0;
            format!("{}{}", name[..1].to_uppercase(), &name[1..])
        }
    }
}
