//! Who changed what: an object whose fields are followed has another one beside it that holds every change of them.

use super::{Child, Choice, Field, Kind, Object};

/// All objects of this kind share a prefix; the series tells their ids apart.
const PREFIX: &str = "017";
/// A reference to the record that was changed: the field, and its relationship.
const PARENT: (&str, &str) = ("ParentId", "Parent");
/// What is noted of a record when it comes to be.
pub const CREATED: &str = "created";

/// The history of `object`, the `series`th of its kind, if any of its fields is followed.
pub fn of(object: &Object, series: u64) -> Option<Object> {
    let followed: Vec<&str> = object.fields.iter().filter(|field| field.tracked).map(Field::tracked_as).collect();
    if followed.is_empty() {
        return None;
    }
    let stem = object.name.strip_suffix("__c");
    let name = match (object.name.as_str(), stem) {
        ("Opportunity", _) => "OpportunityFieldHistory".to_owned(),
        (_, Some(stem)) => format!("{stem}__History"),
        (name, None) => format!("{name}History"),
    };
    Some(Object {
        name,
        label: format!("{} History", object.label),
        label_plural: format!("{} History", object.label),
        key_prefix: PREFIX.to_owned(),
        series,
        history_of: Some(object.name.clone()),
        fields: fields(object, &followed),
        ..Object::default()
    })
}

impl Object {
    /// How the object that is followed calls its history.
    pub fn as_history(&self) -> Child {
        let field = self.fields.iter().find(|field| field.kind == Kind::Reference);
        Child {
            relationship: Some("Histories".to_owned()),
            object: self.name.clone(),
            field: field.map(|field| field.name.clone()).unwrap_or_default(),
            cascade_delete: true,
        }
    }
}

impl Field {
    /// The name that a history has for it: of a standard reference, that of the relationship.
    pub fn tracked_as(&self) -> &str {
        self.relationship.as_deref().filter(|name| !name.ends_with("__r")).unwrap_or(&self.name)
    }

    /// What a history calls its type.
    pub fn data_type(&self) -> &'static str {
        match self.kind {
            Kind::Reference | Kind::Id => "EntityId",
            Kind::Picklist | Kind::Combobox => "DynamicEnum",
            Kind::MultiPicklist => "MultiEnum",
            Kind::Boolean => "Boolean",
            Kind::Int => "Integer",
            Kind::Double => "Double",
            Kind::Currency => "Currency",
            Kind::Percent => "Percent",
            Kind::Date => "DateOnly",
            Kind::DateTime => "DateTime",
            Kind::Email => "Email",
            Kind::Phone => "PhoneNumber",
            Kind::Url => "Url",
            Kind::TextArea => "TextArea",
            _ => "Text",
        }
    }
}

fn fields(object: &Object, followed: &[&str]) -> Vec<Field> {
    let (parent, relationship) = if object.name.ends_with("__c") {
        (PARENT.0.to_owned(), PARENT.1.to_owned())
    } else {
        (format!("{}Id", object.name), object.name.clone())
    };
    let shown = |name: &str, label: &str, kind| Field {
        name: name.to_owned(),
        label: label.to_owned(),
        filterable: true,
        sortable: true,
        groupable: kind != Kind::DateTime,
        kind,
        ..Field::default()
    };
    let reference = |name: &str, label: &str, to: &str, relationship: String| Field {
        length: 18,
        references: vec![to.to_owned()],
        relationship: Some(relationship),
        ..shown(name, label, Kind::Reference)
    };
    let id = Field { length: 18, defaulted: true, id_lookup: true, ..shown("Id", "History ID", Kind::Id) };
    let value = |name: &str, label: &str| Field {
        length: 255,
        nillable: true,
        filterable: false,
        sortable: false,
        groupable: false,
        ..shown(name, label, Kind::AnyType)
    };
    vec![
        id,
        Field { defaulted: true, ..shown("IsDeleted", "Deleted", Kind::Boolean) },
        Field {
            cascade_delete: true,
            ..reference(&parent, &format!("{} ID", object.label), &object.name, relationship)
        },
        reference("CreatedById", "Created By ID", "User", "CreatedBy".to_owned()),
        shown("CreatedDate", "Created Date", Kind::DateTime),
        list(shown("Field", "Changed Field", Kind::Picklist), followed.iter().copied().chain([CREATED])),
        list(shown("DataType", "Datatype", Kind::Picklist), TYPES),
        value("OldValue", "Old Value"),
        value("NewValue", "New Value"),
    ]
}

const TYPES: [&str; 15] = [
    "Text",
    "TextArea",
    "EntityId",
    "DynamicEnum",
    "MultiEnum",
    "Boolean",
    "Integer",
    "Double",
    "Currency",
    "Percent",
    "DateOnly",
    "DateTime",
    "Email",
    "PhoneNumber",
    "Url",
];

fn list<'v>(field: Field, values: impl IntoIterator<Item = &'v str>) -> Field {
    let choice =
        |value: &str| Choice { value: value.to_owned(), label: value.to_owned(), active: true, ..Choice::default() };
    Field { length: 255, restricted_picklist: true, picklist: values.into_iter().map(choice).collect(), ..field }
}

#[cfg(test)]
mod tests {
    use crate::demo::schema::Schema;

    #[test]
    fn followed_objects_have_a_history() {
        let schema = Schema::read();
        for (object, history, parent) in [
            ("Account", "AccountHistory", "AccountId"),
            ("Opportunity", "OpportunityFieldHistory", "OpportunityId"),
            ("Invoice__c", "Invoice__History", "ParentId"),
        ] {
            let child = schema.object(object).and_then(|object| object.child("Histories")).expect("a history");
            assert_eq!((child.object.as_str(), child.field.as_str()), (history, parent));
        }
        assert!(schema.object("TaskHistory").is_none());
    }

    #[test]
    fn fields_have_the_names_of_their_relationships() {
        let schema = Schema::read();
        let name = |object: &str, field: &str| {
            schema.object(object).and_then(|object| object.field(field)).expect("a field").tracked_as().to_owned()
        };
        assert_eq!(name("Account", "OwnerId"), "Owner");
        assert_eq!(name("Invoice__c", "Account__c"), "Account__c");
        assert_eq!(name("Case", "Status"), "Status");
    }
}
