//! One object, seen from several sides: each is a list of rows.

use super::{Args, View, row};
use crate::api::describe::{ChildRelationship, Field, Object, RecordType};
use serde_json::{Value, json};

pub fn view(object: &Object, args: &Args) -> View {
    if args.relationships {
        relationships(object, args)
    } else if args.record_types {
        record_types(object, args)
    } else {
        fields(object, args)
    }
}

fn fields(object: &Object, args: &Args) -> View {
    let wanted = |field: &&Field| args.wants(&field.name, field.custom) && (!args.required || field.required());
    View {
        columns: &["name", "label", "type", "flags", "references", "relationship"],
        rows: object.fields.iter().filter(wanted).map(field_row).collect(),
    }
}

fn field_row(field: &Field) -> Value {
    json!({
        "name": field.name, "label": field.label, "type": kind(field), "flags": flags(field).join(", "),
        "references": field.reference_to.join(", "), "relationship": field.relationship_name,
    })
}

/// `string(255)`, `currency(16,2)`, `boolean`
pub fn kind(field: &Field) -> String {
    let name = &field.kind;
    match (field.length, field.precision, field.digits) {
        (0, 0, 0) => name.clone(),
        (0, 0, digits) => format!("{name}({digits})"),
        (0, precision, _) => format!("{name}({precision},{})", field.scale),
        (length, ..) => format!("{name}({length})"),
    }
}

/// What sets a field apart from one that takes any value or none.
fn flags(field: &Field) -> Vec<&'static str> {
    let flags = [
        (field.required(), "required"),
        (field.unique, "unique"),
        (field.external_id, "external id"),
        (field.calculated, "formula"),
        (field.auto_number, "auto number"),
        (!field.createable && !field.updateable, "read-only"),
        (field.createable && !field.updateable, "create only"),
    ];
    flags.into_iter().filter_map(|(set, name)| set.then_some(name)).collect()
}

fn relationships(object: &Object, args: &Args) -> View {
    let parents = object.fields.iter().filter_map(|field| {
        let name = field.relationship_name.as_deref()?;
        args.wants(name, field.custom).then(|| parent(name, field))
    });
    let children = object.child_relationships.iter().filter(|child| {
        // Without a name of its own a list goes by that of its records.
        let name = child.relationship_name.as_ref().unwrap_or(&child.child_sobject);
        args.wants(name, child.child_sobject.ends_with("__c"))
    });
    View {
        columns: &["relationship", "kind", "object", "field", "cascadeDelete"],
        rows: parents.chain(children.map(list)).collect(),
    }
}

/// As in `Owner.Name`.
fn parent(name: &str, field: &Field) -> Value {
    let objects = field.reference_to.join(", ");
    json!({"relationship": name, "kind": "parent", "object": objects, "field": field.name, "cascadeDelete": null})
}

/// As in `(SELECT Id FROM Contacts)`; without a name no query can ask for it.
fn list(child: &ChildRelationship) -> Value {
    json!({
        "relationship": child.relationship_name, "kind": "children", "object": child.child_sobject,
        "field": child.field, "cascadeDelete": child.cascade_delete,
    })
}

fn record_types(object: &Object, args: &Args) -> View {
    let columns =
        &["name", "developerName", "recordTypeId", "active", "available", "defaultRecordTypeMapping", "master"];
    let wanted = |it: &&RecordType| args.wants(it.developer_name.as_deref().unwrap_or(&it.name), !it.master);
    View { columns, rows: object.record_type_infos.iter().filter(wanted).map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_show_the_size_that_matters() {
        let of = |kind: &str, length, precision, digits| {
            super::kind(&Field { kind: kind.to_owned(), length, precision, scale: 2, digits, ..Field::default() })
        };
        assert_eq!(of("string", 255, 0, 0), "string(255)");
        assert_eq!(of("currency", 0, 16, 0), "currency(16,2)");
        assert_eq!(of("int", 0, 0, 8), "int(8)");
        assert_eq!(of("boolean", 0, 0, 0), "boolean");
    }

    #[test]
    fn flags_say_what_a_new_record_needs() {
        let name = Field { createable: true, updateable: true, ..Field::default() };
        assert_eq!(flags(&name), ["required"]);
        let owner = Field { createable: true, updateable: true, defaulted_on_create: true, ..Field::default() };
        assert_eq!(flags(&owner), [""; 0]);
        let checkbox = Field { createable: true, updateable: true, kind: "boolean".to_owned(), ..Field::default() };
        assert_eq!(flags(&checkbox), [""; 0]);
        assert_eq!(flags(&Field { calculated: true, ..Field::default() }), ["formula", "read-only"]);
    }
}
