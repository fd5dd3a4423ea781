//! One field as describe shows it, with what follows from its type.

use super::merged;
use crate::demo::schema::{Choice, Field, Kind, Object};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

pub fn describe(field: &Field, object: &Object) -> Value {
    merged([naming(field), access(field), size(field), filling(field), reference(field), kind(field, object), never()])
}

fn naming(field: &Field) -> Value {
    json!({
        "compoundFieldName": field.compound,
        "custom": field.name.ends_with("__c") || field.name.ends_with("__s"),
        "externalId": field.external_id,
        "idLookup": field.id_lookup,
        "inlineHelpText": field.help,
        "label": field.label,
        "name": field.name,
        "nameField": field.name_field,
        "unique": field.unique,
    })
}

fn access(field: &Field) -> Value {
    json!({
        "aggregatable": field.sortable && field.kind != Kind::Boolean,
        "createable": field.createable,
        "filterable": field.filterable,
        "groupable": field.groupable,
        "nillable": field.nillable,
        "permissionable": field.nillable && field.createable,
        "sortable": field.sortable,
        "updateable": field.updateable,
    })
}

fn size(field: &Field) -> Value {
    let int = field.kind == Kind::Int;
    let bytes = if matches!(field.kind, Kind::Id | Kind::Reference) { field.length } else { 3 * field.length };
    json!({
        "byteLength": bytes,
        "digits": if int { field.precision } else { 0 },
        "length": field.length,
        "precision": if int { 0 } else { field.precision },
        "scale": field.scale,
    })
}

/// Where its values come from.
fn filling(field: &Field) -> Value {
    let choices: Vec<Value> = field.picklist.iter().map(choice).collect();
    let switch = (field.kind == Kind::Boolean).then(|| field.default.as_deref() == Some("true"));
    json!({
        "autoNumber": field.auto_number,
        "calculated": field.formula_text.is_some(),
        "calculatedFormula": field.formula_text,
        "controllerName": field.controller,
        "defaultValue": switch,
        "defaultedOnCreate": field.defaulted,
        "dependentPicklist": field.controller.is_some(),
        "picklistValues": choices,
        "restrictedPicklist": field.restricted_picklist,
    })
}

fn choice(choice: &Choice) -> Value {
    json!({
        "active": choice.active,
        "defaultValue": choice.default,
        "label": choice.label,
        "validFor": valid_for(&choice.valid_for),
        "value": choice.value,
    })
}

/// Base64 of a row of bits, the highest first: bit `i` is set where value `i` of the controlling field allows this one.
fn valid_for(positions: &[usize]) -> Option<String> {
    let last = positions.iter().max()?;
    let mut bytes = vec![0_u8; (last / 8 + 1).next_multiple_of(3)];
    for position in positions {
        bytes[position / 8] |= 0x80 >> (position % 8);
    }
    Some(BASE64_STANDARD.encode(bytes))
}

fn reference(field: &Field) -> Value {
    let polymorphic = field.references.len() > 1;
    json!({
        "cascadeDelete": field.cascade_delete,
        "namePointing": polymorphic,
        "polymorphicForeignKey": polymorphic,
        "referenceTo": field.references,
        "relationshipName": field.relationship,
        "relationshipOrder": field.cascade_delete.then_some(0),
        "searchPrefilterable": field.kind == Kind::Reference,
    })
}

fn kind(field: &Field, object: &Object) -> Value {
    let encrypted = field.kind == Kind::EncryptedString;
    let (name, soap) = field.kind.names();
    json!({
        "caseSensitive": field.case_sensitive,
        "displayLocationInDecimal": field.kind == Kind::Location,
        "encrypted": encrypted,
        "extraTypeInfo": nuance(field, object),
        "htmlFormatted": field.rich,
        "mask": encrypted.then_some("asterisk"),
        "maskType": encrypted.then_some("lastFour"),
        "queryByDistance": matches!(field.kind, Kind::Address | Kind::Location),
        "soapType": soap,
        "type": name,
    })
}

fn nuance(field: &Field, object: &Object) -> Option<&'static str> {
    let person = || object.fields.iter().any(|part| part.compound.as_ref() == Some(&field.name));
    match field.kind {
        Kind::TextArea if field.rich => Some("richtextarea"),
        Kind::TextArea => Some("plaintextarea"),
        Kind::Url if field.name.ends_with("PhotoUrl") => Some("imageurl"),
        Kind::String if field.name_field && person() => Some("personname"),
        _ => None,
    }
}

/// What no field of this org is or has.
fn never() -> Value {
    json!({
        "aiPredictionField": false,
        "defaultValueFormula": null,
        "deprecatedAndHidden": false,
        "filteredLookupInfo": null,
        "formulaTreatNullNumberAsZero": false,
        "highScaleNumber": false,
        "referenceTargetField": null,
        "restrictedDelete": false,
        "writeRequiresMasterRead": false,
    })
}

impl Kind {
    /// The names of the type in describe and in SOAP.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Kind::String => ("string", "xsd:string"),
            Kind::Boolean => ("boolean", "xsd:boolean"),
            Kind::Int => ("int", "xsd:int"),
            Kind::Double => ("double", "xsd:double"),
            Kind::Currency => ("currency", "xsd:double"),
            Kind::Percent => ("percent", "xsd:double"),
            Kind::Date => ("date", "xsd:date"),
            Kind::DateTime => ("datetime", "xsd:dateTime"),
            Kind::Time => ("time", "xsd:time"),
            Kind::Base64 => ("base64", "xsd:base64Binary"),
            Kind::Id => ("id", "tns:ID"),
            Kind::Reference => ("reference", "tns:ID"),
            Kind::TextArea => ("textarea", "xsd:string"),
            Kind::Phone => ("phone", "xsd:string"),
            Kind::Url => ("url", "xsd:string"),
            Kind::Email => ("email", "xsd:string"),
            Kind::Combobox => ("combobox", "xsd:string"),
            Kind::Picklist => ("picklist", "xsd:string"),
            Kind::MultiPicklist => ("multipicklist", "xsd:string"),
            Kind::Address => ("address", "urn:address"),
            Kind::Location => ("location", "urn:location"),
            Kind::EncryptedString => ("encryptedstring", "xsd:string"),
            Kind::AnyType => ("anyType", "xsd:anyType"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::schema::Schema;

    fn of(object: &str, name: &str) -> Value {
        let schema = Schema::read();
        let object = schema.object(object).expect("an object");
        describe(object.field(name).expect("a field"), object)
    }

    /// Compares the keys that `expected` has.
    fn assert_has(found: &Value, expected: &Value) {
        for (key, value) in expected.as_object().expect("an object") {
            assert_eq!(&found[key], value, "{key}");
        }
    }

    #[test]
    fn the_id_is_as_recorded() {
        let recorded = json!({
            "type": "id", "length": 18, "byteLength": 18, "aggregatable": true, "filterable": true, "groupable": true,
            "sortable": true, "idLookup": true, "defaultedOnCreate": true, "createable": false, "updateable": false,
            "soapType": "tns:ID", "custom": false,
        });
        assert_has(&of("Account", "Id"), &recorded);
    }

    #[test]
    fn sizes_follow_from_types() {
        assert_has(&of("Account", "Name"), &json!({"length": 255, "byteLength": 765, "digits": 0, "precision": 0}));
        assert_has(&of("Account", "NumberOfEmployees"), &json!({"digits": 8, "precision": 0, "byteLength": 0}));
        assert_has(&of("Invoice__c", "Amount__c"), &json!({"precision": 16, "scale": 2, "soapType": "xsd:double"}));
    }

    #[test]
    fn an_address_can_be_filtered_by_distance_and_nothing_else() {
        let recorded = json!({
            "type": "address", "soapType": "urn:address", "queryByDistance": true, "length": 0, "filterable": true,
            "sortable": false, "groupable": false, "aggregatable": false,
        });
        assert_has(&of("Account", "BillingAddress"), &recorded);
        assert_has(&of("Account", "BillingCity"), &json!({"compoundFieldName": "BillingAddress"}));
    }

    #[test]
    fn references_say_where_they_lead() {
        let owner = json!({
            "referenceTo": ["Group", "User"], "relationshipName": "Owner", "namePointing": true,
            "polymorphicForeignKey": true, "relationshipOrder": null,
        });
        assert_has(&of("Case", "OwnerId"), &owner);
        let master = json!({"relationshipName": "Invoice__r", "relationshipOrder": 0, "cascadeDelete": true});
        assert_has(&of("InvoiceLine__c", "Invoice__c"), &master);
    }

    #[test]
    fn formulas_are_shown_and_derived_standard_fields_are_not() {
        assert_has(&of("Invoice__c", "TaxAmount__c"), &json!({"calculated": true, "type": "currency"}));
        assert_has(&of("Contact", "Name"), &json!({"calculated": false, "extraTypeInfo": "personname"}));
    }

    #[test]
    fn a_dependent_choice_names_its_controllers_by_bits() {
        let market = of("Account", "Market__c");
        assert_has(&market, &json!({"controllerName": "Region__c", "dependentPicklist": true}));
        let bits = |at: usize| market["picklistValues"][at]["validFor"].as_str().expect("bits");
        assert_eq!((bits(0), bits(3), bits(9)), ("gAAA", "QAAA", "4AAA"));
        assert_eq!(valid_for(&[]), None);
        assert_eq!(valid_for(&[0, 24]).as_deref(), Some("gAAAgAAA"));
    }
}
