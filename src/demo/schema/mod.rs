//! The objects and fields of the demo org, read from the data files beside this module. Everything the org
//! says about itself (describe) and everything it refuses (queries, writes) follows from these values.

mod files;
mod history;
mod read;

pub use history::CREATED;

use super::{generated::Made, id};
use std::sync::Arc;

/// Bits that ids of one series count with.
const SERIES: u32 = 40;

/// All objects, in the order of their names.
pub struct Schema {
    objects: Vec<Object>,
}

/// One sObject type.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// API name: `Account`, `Invoice__c`.
    pub name: String,
    pub label: String,
    pub label_plural: String,
    /// First three characters of its record ids.
    pub key_prefix: String,
    /// In describe order; `Id` first.
    pub fields: Vec<Field>,
    /// Child relationships, also those that other objects' reference fields imply.
    pub children: Vec<Child>,
    pub createable: bool,
    pub updateable: bool,
    pub deletable: bool,
    pub searchable: bool,
    /// Answers only under `/tooling`.
    pub tooling: bool,
    /// Its rows, where they are computed and not stored.
    pub made: Option<Arc<Made>>,
    /// Of objects that share a prefix, which one this is: their ids count from different numbers.
    pub series: u64,
    /// The object whose changes it holds.
    pub history_of: Option<String>,
}

#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact that describe states on its own")]
#[expect(clippy::struct_field_names, reason = "`nameField` is its name on the wire")]
pub struct Field {
    pub name: String,
    pub label: String,
    pub kind: Kind,
    /// Characters, for text; 18 for ids.
    pub length: u32,
    pub precision: u32,
    pub scale: u32,
    /// Objects that a reference may point to.
    pub references: Vec<String>,
    /// `Owner` for `OwnerId`.
    pub relationship: Option<String>,
    pub nillable: bool,
    pub createable: bool,
    pub updateable: bool,
    pub filterable: bool,
    pub sortable: bool,
    pub groupable: bool,
    /// The org fills it in on create.
    pub defaulted: bool,
    pub restricted_picklist: bool,
    pub auto_number: bool,
    pub name_field: bool,
    pub id_lookup: bool,
    pub external_id: bool,
    pub unique: bool,
    pub case_sensitive: bool,
    /// The compound field this is a part of: `BillingAddress`, `Name`.
    pub compound: Option<String>,
    pub picklist: Vec<Choice>,
    /// The field that a dependent picklist hangs on.
    pub controller: Option<String>,
    /// SQL over the columns of the same row; such a field is not stored.
    pub formula: Option<String>,
    /// What the Salesforce formula reads; standard fields that merely follow from others have none.
    pub formula_text: Option<String>,
    /// Long text with markup.
    pub rich: bool,
    /// Value given on create where the caller gives none, as JSON text; of an auto-number, its pattern
    /// (`"INV-{00000}"`).
    pub default: Option<String>,
    pub cascade_delete: bool,
    /// Its changes are kept.
    pub tracked: bool,
    pub help: Option<String>,
}

/// A picklist entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub default: bool,
    pub active: bool,
    /// Positions in the controlling field's list that this entry is valid for; empty where nothing controls it.
    pub valid_for: Vec<usize>,
}

/// A child relationship as its parent sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Child {
    /// `Contacts`; `None` cannot be used in a subquery.
    pub relationship: Option<String>,
    pub object: String,
    pub field: String,
    pub cascade_delete: bool,
}

/// Field types by their describe names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    String,
    Boolean,
    Int,
    Double,
    Currency,
    Percent,
    Date,
    DateTime,
    Time,
    Base64,
    Id,
    Reference,
    TextArea,
    Phone,
    Url,
    Email,
    Combobox,
    Picklist,
    MultiPicklist,
    Address,
    Location,
    EncryptedString,
    AnyType,
}

impl Schema {
    /// The object called `name`, in any case.
    pub fn object(&self, name: &str) -> Option<&Object> {
        self.objects.iter().find(|object| object.name.eq_ignore_ascii_case(name))
    }

    pub fn objects(&self) -> impl Iterator<Item = &Object> {
        self.objects.iter()
    }

    pub fn objects_mut(&mut self) -> &mut [Object] {
        &mut self.objects
    }

    /// The object whose record ids start like `id`.
    pub fn of_id(&self, id: &str) -> Option<&Object> {
        let prefix = id.get(..3)?;
        self.objects.iter().find(|object| object.key_prefix == prefix && object.counts(id))
    }

    /// The object that holds the changes of `object`.
    pub fn history(&self, object: &Object) -> Option<&Object> {
        self.objects.iter().find(|history| history.history_of.as_deref() == Some(&object.name))
    }
}

impl Object {
    /// The number before that of the first record.
    pub fn base(&self) -> u64 {
        self.series << SERIES
    }

    /// Whether an id of its prefix is one of its own.
    fn counts(&self, id: &str) -> bool {
        self.series == 0 || id::counter(id).is_some_and(|counter| counter >> SERIES == self.series)
    }

    /// The field called `name`, in any case.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// The reference field behind a parent relationship: `Owner` gives `OwnerId`.
    pub fn parent(&self, relationship: &str) -> Option<&Field> {
        let named =
            |field: &&Field| field.relationship.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(relationship));
        self.fields.iter().find(named)
    }

    /// The child relationship called `name`, in any case.
    pub fn child(&self, name: &str) -> Option<&Child> {
        let named = |child: &&Child| child.relationship.as_ref().is_some_and(|known| known.eq_ignore_ascii_case(name));
        self.children.iter().find(named)
    }
}

impl Field {
    /// Compound values and formulas are made when a row is read; everything else has a column.
    pub fn stored(&self) -> bool {
        self.formula.is_none() && !matches!(self.kind, Kind::Address | Kind::Location)
    }
}
