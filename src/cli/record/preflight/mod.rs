//! What the description of an object tells of a record before the org is asked: fields that are not there or cannot be
//! written, values that no field of the kind takes, what is missing, and what another row says already. Only what the
//! org would refuse for certain is refused; where the description is silent, so is this.

mod number;
mod repeat;
mod schema;
mod value;

pub use schema::Schema;

use super::rows::Kind;
use crate::api::describe::{Field, Object};
use crate::cli::describe::nearest;
use crate::cli::many::Flaw;
use crate::input::Row;
use crate::record::{Kind as Json, Value};
use repeat::Seen;
use std::collections::HashSet;
use std::sync::Arc;

/// Looks at the rows of one input.
pub struct Preflight {
    object: Arc<Object>,
    kind: Kind,
    seen: Seen,
    /// Columns that are wrong in every row are told of once.
    told: HashSet<String>,
}

impl Preflight {
    pub fn new(object: Arc<Object>, kind: Kind) -> Self {
        Self { object, kind, seen: Seen::default(), told: HashSet::new() }
    }

    /// What is sent for a record, which is `text` as it came; numbers and truths that stand in quotes lose them.
    pub fn row(&mut self, row: &Row, text: &str) -> Result<String, Vec<Flaw>> {
        let object = Arc::clone(&self.object);
        let (mut flaws, mut sent, mut given) = (Vec::new(), Vec::new(), HashSet::new());
        let mut good = true;
        for (name, value) in Value::trusted(text).members() {
            match self.member(&object, name, value) {
                Ok((field, said)) => {
                    flaws.extend(self.repeated(row, field, value));
                    given.extend(field.filter(|_| says(value)).map(|field| field.name.as_str()));
                    sent.push(format!("\"{name}\":{}", said.as_deref().unwrap_or(value.text())));
                }
                Err(flaw) => {
                    good = false;
                    flaws.extend(self.news(flaw));
                }
            }
        }
        flaws.extend(self.missing(&object, &given));
        if good && flaws.is_empty() { Ok(format!("{{{}}}", sent.join(","))) } else { Err(flaws) }
    }

    /// The field that a member means, and its value where it is to be written otherwise.
    fn member<'o>(&self, object: &'o Object, name: &str, value: Value) -> Result<Said<'o>, Told> {
        if name.eq_ignore_ascii_case("Id") {
            return id(object, value).map(|()| (object.field("Id"), None)).map_err(|why| Told::row(name, why));
        }
        let field = match (object.field(name), object.relationship(name)) {
            (Some(field), _) => field,
            (None, Some(field)) => {
                self.writable(object, field).map_err(|why| Told::column(name, why))?;
                return parent(field, value).map(|()| (Some(field), None)).map_err(|why| Told::row(name, why));
            }
            (None, None) => return Err(Told::column(name, unknown(object, name))),
        };
        self.writable(object, field).map_err(|why| Told::column(name, why))?;
        let said = value::read(field, value).map_err(|why| Told::row(name, why))?;
        Ok((Some(field), said))
    }

    fn writable(&self, object: &Object, field: &Field) -> Result<(), String> {
        let may = match &self.kind {
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
        Err(format!("{}.{} {why}", object.name, field.name))
    }

    /// A column that is wrong by itself is told of in its first row.
    fn news(&mut self, told: Told) -> Option<Flaw> {
        (!told.column || self.told.insert(told.flaw.why.clone())).then_some(told.flaw)
    }

    /// Whether another row has the Id, or the value of a field that no two records share.
    fn repeated(&mut self, row: &Row, field: Option<&Field>, value: Value) -> Option<Flaw> {
        let field = field.filter(|_| says(value))?;
        let is_key = match &self.kind {
            Kind::Create => field.unique,
            Kind::Upsert(key) => key.eq_ignore_ascii_case(&field.name) || field.unique,
            Kind::Update | Kind::Delete | Kind::Undelete => field.name == "Id",
        };
        if !is_key || value.kind() == Json::Object {
            return None;
        }
        let first = self.seen.put(&field.name, &value.string(), row.number)?;
        Some(Flaw::of(&field.name, format!("`{}` is in row {first} already", value.string())))
    }

    /// What a new record needs.
    fn missing(&self, object: &Object, given: &HashSet<&str>) -> Vec<Flaw> {
        if self.kind != Kind::Create {
            return Vec::new();
        }
        // Who is called by a last name has no other.
        let named = given.contains("LastName");
        let needed = object.fields.iter().filter(|field| field.required() && !(field.is_name && named));
        let missing = needed.filter(|field| !given.contains(field.name.as_str()));
        missing.map(|field| Flaw::of(&field.name, "is needed for a new record")).collect()
    }
}

/// A field, and its value as it is sent where that is not as it came.
type Said<'o> = (Option<&'o Field>, Option<String>);

/// A flaw, of one row or of a column in all rows.
struct Told {
    flaw: Flaw,
    column: bool,
}

impl Told {
    fn row(name: &str, why: String) -> Self {
        Self { flaw: Flaw::of(name, why), column: false }
    }

    fn column(name: &str, why: String) -> Self {
        Self { flaw: Flaw::of(name, why), column: true }
    }
}

/// Whether a value says anything.
fn says(value: Value) -> bool {
    !value.is_null() && value.text() != "\"\""
}

/// Whether an Id can be one of this object.
fn id(object: &Object, value: Value) -> Result<(), String> {
    let Some(prefix) = object.key_prefix.as_deref().filter(|_| says(value)) else { return Ok(()) };
    let id = value.string();
    if id.starts_with(prefix) {
        Ok(())
    } else {
        Err(format!("`{id}` is no Id of {}: those begin with {prefix}", object.name))
    }
}

/// The record that a relationship names by its key.
fn parent(field: &Field, value: Value) -> Result<(), String> {
    match value.kind() {
        Json::Object | Json::Null => Ok(()),
        _ => {
            Err(format!("names a record by its key, such as {{\"Ext__c\":\"A1\"}}; an Id belongs into {}", field.name))
        }
    }
}

fn unknown(object: &Object, name: &str) -> String {
    let relationships = object.fields.iter().filter_map(|field| field.relationship_name.as_deref());
    let names = object.fields.iter().map(|field| field.name.as_str()).chain(relationships);
    let alike: Vec<_> = nearest::of(name, names).iter().map(|name| format!("`{name}`")).collect();
    let question = if alike.is_empty() { String::new() } else { format!("; did you mean {}?", alike.join(" or ")) };
    format!("{} has no field `{name}`{question}", object.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn object() -> Arc<Object> {
        let field = |name: &str, kind: &str, more: serde_json::Value| {
            let mut field =
                json!({"name": name, "type": kind, "nillable": true, "createable": true, "updateable": true});
            field.as_object_mut().expect("is one").extend(more.as_object().expect("is one").clone());
            field
        };
        let fields = [
            field("Id", "id", json!({"createable": false, "updateable": false})),
            field("Name", "string", json!({"length": 5, "nillable": false, "nameField": true})),
            field("Ext__c", "string", json!({"unique": true, "externalId": true, "length": 20})),
            field("Parent__c", "reference", json!({"relationshipName": "Parent__r"})),
            field("Sum__c", "double", json!({"calculated": true, "createable": false, "updateable": false})),
            field("Fixed__c", "string", json!({"updateable": false})),
            field("Size__c", "int", json!({"digits": 8})),
        ];
        let object = json!({"name": "Thing__c", "keyPrefix": "a00", "fields": fields});
        Arc::new(serde_json::from_value(object).expect("is an object"))
    }

    /// What is sent of each row, or what is wrong.
    fn rows(kind: &Kind, rows: &[&str]) -> Vec<String> {
        let mut preflight = Preflight::new(object(), kind.clone());
        let read = |(at, text): (usize, &&str)| {
            let row = Row { number: at as u64 + 1, line: 1, json: (*text).to_owned(), cells: None };
            let tell = |flaw: Flaw| format!("{}: {}", flaw.column.unwrap_or_default(), flaw.why);
            preflight.row(&row, text).unwrap_or_else(|flaws| flaws.into_iter().map(tell).collect::<Vec<_>>().join("; "))
        };
        rows.iter().enumerate().map(read).collect()
    }

    #[test]
    fn names_are_known_and_can_be_written() {
        let told = rows(&Kind::Update, &[r#"{"Nme":"x","Sum__c":1,"Fixed__c":"y"}"#, r#"{"Nme":"x","name":"y"}"#]);
        let want = "Nme: Thing__c has no field `Nme`; did you mean `Name`?; Sum__c: Thing__c.Sum__c is a formula; \
                    Fixed__c: Thing__c.Fixed__c can be set for new records only";
        assert_eq!(told[0], want);
        // Told of once.
        assert_eq!(told[1], "");
        assert_eq!(rows(&Kind::Create, &[r#"{"Name":"x","Fixed__c":"y"}"#])[0], r#"{"Name":"x","Fixed__c":"y"}"#);
        assert!(rows(&Kind::Update, &[r#"{"Parent__r":"a00"}"#])[0].contains("an Id belongs into Parent__c"));
    }

    #[test]
    fn a_new_record_has_what_it_needs() {
        assert_eq!(rows(&Kind::Create, &["{}", r#"{"Name":""}"#])[1], "Name: is needed for a new record");
        assert_eq!(rows(&Kind::Update, &["{}"])[0], "{}");
    }

    #[test]
    fn a_key_is_in_one_row() {
        let told = rows(
            &Kind::Update,
            &[r#"{"Id":"a00000000000001"}"#, r#"{"id":"a00000000000001AAA"}"#, r#"{"Id":"001000000000001"}"#],
        );
        assert_eq!(told[1], "Id: `a00000000000001AAA` is in row 1 already");
        assert_eq!(told[2], "Id: `001000000000001` is no Id of Thing__c: those begin with a00");
        let key = Kind::Upsert("Ext__c".to_owned());
        assert_eq!(rows(&key, &[r#"{"Ext__c":"a"}"#, r#"{"Ext__c":"A"}"#])[1], "Ext__c: `A` is in row 1 already");
    }

    #[test]
    fn quotes_around_numbers_go() {
        assert_eq!(rows(&Kind::Update, &[r#"{"Size__c":"12"}"#])[0], r#"{"Size__c":12}"#);
        assert_eq!(rows(&Kind::Update, &[r#"{"Size__c":"x"}"#])[0], "Size__c: `x` is no number");
    }
}
