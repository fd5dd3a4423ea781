//! What an org says about its objects (`spec/rest.md` 5.1-5.3): asked on condition that it changed, and read as far as
//! this program looks into it. Where a copy is kept is not known here.

use super::{Call, Client, Error, Place};
use crate::http::header::{ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How the org tells one state of a description from the next.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Mark {
    etag: Option<String>,
    modified: Option<String>,
}

impl Mark {
    fn of(headers: &HeaderMap) -> Self {
        let text = |name: HeaderName| headers.get(name)?.to_str().ok().map(str::to_owned);
        Self { etag: text(ETAG), modified: text(LAST_MODIFIED) }
    }

    fn condition(&self) -> Vec<(HeaderName, HeaderValue)> {
        let parts = [(IF_NONE_MATCH, &self.etag), (IF_MODIFIED_SINCE, &self.modified)];
        parts.into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?.parse().ok()?))).collect()
    }
}

/// What an org can be asked to describe.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// The list of objects.
    All,
    Object(&'a str),
    /// What a record type, by its id, offers for the picklists of an object.
    Picklists {
        object: &'a str,
        record_type: &'a str,
    },
    /// An action, or a list of them, by the path below `actions`.
    Action(&'a str),
}

impl Subject<'_> {
    fn resource(self) -> String {
        match self {
            Self::All => "sobjects".to_owned(),
            Self::Object(name) => format!("sobjects/{name}/describe"),
            Self::Picklists { object, record_type } => {
                format!("ui-api/object-info/{object}/picklist-values/{record_type}")
            }
            Self::Action(path) => format!("actions/{path}"),
        }
    }
}

/// Asks for a description; `None` where it is still what `known` marks.
pub async fn ask(client: &Client, subject: Subject<'_>, known: Option<&Mark>) -> Result<Option<(Mark, String)>, Error> {
    let resource = subject.resource();
    let condition = known.map(Mark::condition).unwrap_or_default();
    let call = Call::get(Place::Resource(resource), condition.into_iter().collect());
    let answer = client.call(&call).await?;
    let (status, mark) = (answer.status, Mark::of(&answer.headers));
    let text = client.accept(answer)?;
    Ok((status != 304).then_some((mark, text)))
}

/// Reads a description.
pub fn read<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| Error::Unreadable(error.to_string()))
}

#[derive(Deserialize)]
pub struct Global {
    pub sobjects: Vec<Summary>,
}

#[derive(Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Summary {
    pub name: String,
    pub label: String,
    pub key_prefix: Option<String>,
    pub custom: bool,
    pub queryable: bool,
    pub searchable: bool,
    pub createable: bool,
    pub updateable: bool,
    pub deletable: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Object {
    pub name: String,
    #[serde(default)]
    pub key_prefix: Option<String>,
    pub fields: Vec<Field>,
    #[serde(default)]
    pub child_relationships: Vec<ChildRelationship>,
    #[serde(default)]
    pub record_type_infos: Vec<RecordType>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Field {
    pub name: String,
    pub label: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub length: u64,
    pub precision: u64,
    pub scale: u64,
    pub digits: u64,
    pub nillable: bool,
    pub createable: bool,
    pub updateable: bool,
    pub defaulted_on_create: bool,
    pub unique: bool,
    /// Whether values that differ by case alone are different.
    pub case_sensitive: bool,
    pub external_id: bool,
    /// What a record goes by.
    #[serde(rename = "nameField")]
    pub is_name: bool,
    pub filterable: bool,
    pub aggregatable: bool,
    /// Whether profiles and permission sets say who may see it.
    pub permissionable: bool,
    pub calculated: bool,
    pub auto_number: bool,
    pub custom: bool,
    pub compound_field_name: Option<String>,
    pub controller_name: Option<String>,
    pub relationship_name: Option<String>,
    pub reference_to: Vec<String>,
    /// Whether no other values are taken.
    pub restricted_picklist: bool,
    pub picklist_values: Vec<Choice>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    pub value: String,
    pub label: Option<String>,
    pub active: bool,
    pub default_value: bool,
    /// Which values of the controlling field allow this one: bits in base64, the highest first.
    #[serde(default)]
    valid_for: Option<String>,
}

impl Choice {
    /// Positions among the controlling field's values.
    pub fn positions(&self) -> Vec<usize> {
        let bytes = self.valid_for.as_ref().and_then(|text| BASE64_STANDARD.decode(text).ok()).unwrap_or_default();
        let set = |at: &usize| bytes[at / 8] & (0x80 >> (at % 8)) != 0;
        (0..bytes.len() * 8).filter(set).collect()
    }
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChildRelationship {
    pub relationship_name: Option<String>,
    #[serde(rename = "childSObject")]
    pub child_sobject: String,
    pub field: String,
    pub cascade_delete: bool,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordType {
    pub name: String,
    pub developer_name: Option<String>,
    #[serde(rename = "recordTypeId")]
    pub id: String,
    pub active: bool,
    pub available: bool,
    pub default_record_type_mapping: bool,
    pub master: bool,
}

/// The picklists of an object as a record type offers them (`spec/rest.md` 9.3).
#[derive(Deserialize)]
pub struct Offers {
    /// By field.
    #[serde(rename = "picklistFieldValues")]
    pub lists: HashMap<String, Offer>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    /// Positions of the controlling field's values.
    #[serde(default)]
    controller_values: HashMap<String, usize>,
    #[serde(rename = "defaultValue")]
    pub default: Option<Offered>,
    pub values: Vec<Offered>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Offered {
    pub value: String,
    pub label: String,
    #[serde(default)]
    valid_for: Vec<usize>,
}

impl Offer {
    /// The values of the controlling field that allow this one, in their order.
    pub fn allowing(&self, choice: &Offered) -> Vec<&str> {
        let allows = |(_, at): &(&String, &usize)| choice.valid_for.contains(at);
        let mut allowing: Vec<_> = self.controller_values.iter().filter(allows).collect();
        allowing.sort_by_key(|(_, at)| **at);
        allowing.into_iter().map(|(value, _)| value.as_str()).collect()
    }
}

impl Object {
    /// The field with this name, in any case.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// The field behind the relationship with this name, in any case.
    pub fn relationship(&self, name: &str) -> Option<&Field> {
        let named = |field: &&Field| field.relationship_name.as_deref().is_some_and(|it| it.eq_ignore_ascii_case(name));
        self.fields.iter().find(named)
    }
}

impl Object {
    /// What the field that controls this one can be, in the order that positions count in.
    pub fn controlling(&self, field: &Field) -> Vec<&str> {
        match field.controller_name.as_ref().and_then(|name| self.field(name)) {
            Some(controller) if controller.kind == "boolean" => vec!["false", "true"],
            Some(controller) => controller.picklist_values.iter().map(|choice| choice.value.as_str()).collect(),
            None => Vec::new(),
        }
    }
}

impl Field {
    /// Whether a new record needs a value for it.
    pub fn required(&self) -> bool {
        // A checkbox is never null, and unchecked where nobody says otherwise.
        self.createable && !self.nillable && !self.defaulted_on_create && self.kind != "boolean"
    }

    /// The object that further steps of a path are looked up in. Of a reference to several objects the org shows what
    /// it knows of people, where people are among them.
    pub fn target(&self) -> Option<&str> {
        let people = self.reference_to.iter().find(|name| *name == "User");
        people.or(self.reference_to.first()).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(valid_for: Option<&str>) -> Choice {
        let valid_for = valid_for.map(str::to_owned);
        Choice { value: "x".to_owned(), label: None, active: true, default_value: false, valid_for }
    }

    #[test]
    fn bits_are_counted_from_the_highest() {
        assert_eq!(choice(Some("gAAA")).positions(), [0]);
        assert_eq!(choice(Some("4AAA")).positions(), [0, 1, 2]);
        assert_eq!(choice(Some("gAAAgAAA")).positions(), [0, 24]);
        for nothing in [None, Some(""), Some("AAAA"), Some("no base64!")] {
            assert_eq!(choice(nothing).positions(), [0; 0]);
        }
    }

    #[test]
    fn a_checkbox_controls_by_false_and_true() {
        let field = |name: &str, kind: &str| Field { name: name.into(), kind: kind.into(), ..Field::default() };
        let dependent = Field { controller_name: Some("Active__c".to_owned()), ..field("Reason__c", "picklist") };
        let fields = vec![field("Active__c", "boolean"), dependent];
        let object = Object {
            name: "X".into(),
            key_prefix: None,
            fields,
            child_relationships: Vec::new(),
            record_type_infos: Vec::new(),
        };
        assert_eq!(object.controlling(&object.fields[1]), ["false", "true"]);
        assert_eq!(object.controlling(&object.fields[0]), [""; 0]);
    }
}
