//! What the description of an object tells of records before the org is asked: fields that are not there or cannot be
//! written, values that no field of the kind takes, what is missing, and values that no two records share. Rows of
//! cells and records of JSON are judged alike. Only what the org would refuse for certain is refused; where the
//! description is silent, so is this. Asks nobody, and has never heard of files or calls.

mod keys;
mod time;
mod value;

pub use keys::{Keys, Repeats};
pub use value::Given;

use crate::api::describe::{Field, Object};
use crate::api::is_id;
use crate::cli::describe::nearest;
use crate::record::Kind as Json;

/// What is done with each record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Create,
    Update,
    /// By the key field of this name.
    Upsert(String),
    Delete,
    Undelete,
}

/// The rules of one object for one deed.
#[derive(Clone, Copy)]
pub struct Rules<'o> {
    pub object: &'o Object,
    pub kind: &'o Kind,
}

/// What a column, or a member of a record, stands for.
#[derive(Clone, Copy)]
pub enum Column<'o> {
    /// The record itself.
    Id(Option<&'o Field>),
    Own(&'o Field),
    /// A parent, named by its key; the field is the reference to it.
    Parent(&'o Field),
}

impl<'o> Column<'o> {
    pub fn field(self) -> Option<&'o Field> {
        match self {
            Self::Id(field) => field,
            Self::Own(field) | Self::Parent(field) => Some(field),
        }
    }
}

impl<'o> Rules<'o> {
    /// What a name stands for: that of a field or a relationship, or a path such as `Account.Ext__c` or
    /// `Account:What.Ext__c` that leads to the key of a parent.
    pub fn column(&self, name: &str) -> Result<Column<'o>, String> {
        if name.eq_ignore_ascii_case("Id") {
            return self.id_is_wanted().map(|()| Column::Id(self.object.field("Id")));
        }
        let relationship = name.split_once('.').map(|(parent, _)| parent.rsplit(':').next().unwrap_or(parent));
        let own = if relationship.is_some() { None } else { self.object.field(name) };
        let column = match (own, self.object.relationship(relationship.unwrap_or(name))) {
            (Some(field), _) => Column::Own(field),
            (None, Some(field)) => Column::Parent(field),
            (None, None) => return Err(self.unknown(relationship.unwrap_or(name))),
        };
        column.field().map_or(Ok(()), |field| self.writable(field)).map(|()| column)
    }

    /// What is sent for a value where that is not what was given, or why the column does not take it.
    pub fn value(&self, column: Column, given: Given) -> Result<Option<String>, String> {
        match column {
            Column::Id(_) => self.id(given).map(|()| None),
            Column::Own(field) => value::read(field, given),
            Column::Parent(field) => parent(field, given).map(|()| None),
        }
    }

    /// Whether no two records share a value of the column, so that two rows cannot either.
    pub fn is_key(&self, column: Column) -> bool {
        match (column, self.kind) {
            (Column::Id(_), _) => true,
            (Column::Own(field), Kind::Create) => field.unique,
            (Column::Own(field), Kind::Upsert(key)) => field.unique || key.eq_ignore_ascii_case(&field.name),
            (Column::Own(_) | Column::Parent(_), _) => false,
        }
    }

    /// The fields that a new record needs and that are not given.
    pub fn missing(&self, given: impl Fn(&Field) -> bool) -> Vec<&'o Field> {
        if *self.kind != Kind::Create {
            return Vec::new();
        }
        // Who is called by a last name has no other.
        let named = self.object.field("LastName").is_some_and(&given);
        let needed = self.object.fields.iter().filter(|field| field.required() && !(field.is_name && named));
        needed.filter(|field| !given(field)).collect()
    }

    fn id_is_wanted(&self) -> Result<(), String> {
        match self.kind {
            Kind::Create => Err("a new record gets its Id from the org".to_owned()),
            Kind::Upsert(key) if !key.is_empty() && !key.eq_ignore_ascii_case("Id") => {
                Err(format!("the key is {key}, and a record has only one"))
            }
            _ => Ok(()),
        }
    }

    /// Whether an Id can be one of this object.
    fn id(&self, given: Given) -> Result<(), String> {
        let id = given.text();
        if id.is_empty() {
            return Ok(());
        }
        if !is_id(&id) {
            return Err(format!("`{id}` is no Id"));
        }
        match &self.object.key_prefix {
            Some(prefix) if !id.starts_with(prefix) => {
                Err(format!("`{id}` is no Id of {}: those begin with {prefix}", self.object.name))
            }
            _ => Ok(()),
        }
    }

    fn writable(&self, field: &Field) -> Result<(), String> {
        let may = match self.kind {
            Kind::Create => field.createable,
            Kind::Update => field.updateable,
            Kind::Upsert(key) => field.createable || field.updateable || key.eq_ignore_ascii_case(&field.name),
            Kind::Delete | Kind::Undelete => true,
        };
        let why = match field {
            _ if may => return Ok(()),
            Field { calculated: true, .. } => "is a formula",
            Field { auto_number: true, .. } => "is numbered by the org",
            Field { createable: true, .. } => "can be set for new records only",
            Field { updateable: true, .. } => "can be set for records that are there only",
            _ => "cannot be written by you",
        };
        Err(format!("{}.{} {why}", self.object.name, field.name))
    }

    fn unknown(&self, name: &str) -> String {
        let relationships = self.object.fields.iter().filter_map(|field| field.relationship_name.as_deref());
        let names = self.object.fields.iter().map(|field| field.name.as_str()).chain(relationships);
        let alike: Vec<_> = nearest::of(name, names).iter().map(|name| format!("`{name}`")).collect();
        let question = if alike.is_empty() { String::new() } else { format!("; did you mean {}?", alike.join(" or ")) };
        format!("{} has no field `{name}`{question}", self.object.name)
    }
}

/// The record that a relationship names by its key.
fn parent(field: &Field, given: Given) -> Result<(), String> {
    match given {
        Given::Member(value) if !matches!(value.kind(), Json::Object | Json::Null) => {
            Err(format!("names a record by its key, such as {{\"Ext__c\":\"A1\"}}; an Id belongs into {}", field.name))
        }
        _ => Ok(()),
    }
}

/// An object for tests.
#[cfg(test)]
pub fn thing() -> Object {
    use serde_json::json;
    let field = |name: &str, kind: &str, more: serde_json::Value| {
        let mut field = json!({"name": name, "type": kind, "nillable": true, "createable": true, "updateable": true});
        field.as_object_mut().expect("is one").extend(more.as_object().expect("is one").clone());
        field
    };
    let fields = [
        field("Id", "id", json!({"createable": false, "updateable": false})),
        field("Name", "string", json!({"length": 5, "nillable": false, "nameField": true})),
        field("Ext__c", "string", json!({"unique": true, "externalId": true, "length": 20})),
        field("Code__c", "string", json!({"unique": true, "caseSensitive": true})),
        field("Parent__c", "reference", json!({"relationshipName": "Parent__r"})),
        field("Sum__c", "double", json!({"calculated": true, "createable": false, "updateable": false})),
        field("Fixed__c", "string", json!({"updateable": false})),
        field("Size__c", "int", json!({"digits": 8})),
    ];
    serde_json::from_value(json!({"name": "Thing__c", "keyPrefix": "a00", "fields": fields})).expect("is an object")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(kind: &Kind, name: &str) -> String {
        let object = thing();
        match (Rules { object: &object, kind }).column(name) {
            Ok(Column::Id(_)) => "the record".to_owned(),
            Ok(Column::Own(field)) => field.name.clone(),
            Ok(Column::Parent(field)) => format!("the parent in {}", field.name),
            Err(why) => why,
        }
    }

    #[test]
    fn names_are_known_and_can_be_written() {
        let upsert = Kind::Upsert("Ext__c".to_owned());
        for (kind, name, want) in [
            (&Kind::Create, "name", "Name"),
            (&Kind::Create, "Fixed__c", "Fixed__c"),
            (&Kind::Update, "Fixed__c", "Thing__c.Fixed__c can be set for new records only"),
            (&Kind::Update, "Sum__c", "Thing__c.Sum__c is a formula"),
            (&Kind::Update, "Nme", "Thing__c has no field `Nme`; did you mean `Name`?"),
            (&Kind::Update, "id", "the record"),
            (&Kind::Create, "Id", "a new record gets its Id from the org"),
            (&upsert, "Id", "the key is Ext__c, and a record has only one"),
            (&Kind::Upsert("Id".to_owned()), "Id", "the record"),
            (&Kind::Update, "parent__r.Ext__c", "the parent in Parent__c"),
            (&Kind::Update, "Thing__c:Parent__r.Ext__c", "the parent in Parent__c"),
            (&Kind::Update, "Parent__r", "the parent in Parent__c"),
            (
                &Kind::Update,
                "Paren__r.Ext__c",
                "Thing__c has no field `Paren__r`; did you mean `Parent__r` or `Parent__c`?",
            ),
        ] {
            assert_eq!(column(kind, name), want, "{name}");
        }
    }

    #[test]
    fn an_id_is_one_of_the_object() {
        let object = thing();
        let rules = Rules { object: &object, kind: &Kind::Update };
        let told = |id| rules.value(Column::Id(None), Given::Cell(id)).map(drop);
        assert_eq!((told(""), told("a00000000000001"), told("a00000000000001AAA")), (Ok(()), Ok(()), Ok(())));
        assert_eq!(told("001").expect_err("is short"), "`001` is no Id");
        assert_eq!(
            told("001000000000001").expect_err("is of an account"),
            "`001000000000001` is no Id of Thing__c: those begin with a00"
        );
    }
}
