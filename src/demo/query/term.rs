//! One value of a row as SQL, with what SOQL knows of it.

use super::failure::Failure;
use crate::{
    demo::{
        schema::{Field, Kind},
        store::table,
    },
    soql::ast::Span,
};

#[derive(Clone, Debug)]
pub struct Term<'a> {
    pub sql: String,
    /// The SQL of the field before any function was applied to it.
    pub base: String,
    pub kind: Kind,
    /// Its flags say where the value may stand; a computed value may stand anywhere.
    pub field: Option<&'a Field>,
    /// The name it goes by in records and messages.
    pub name: String,
    pub span: Span,
    /// The row it is read from, as [`super::scope::Scope`] counts them.
    pub node: usize,
    /// `FORMAT()`: written as people write it.
    pub formatted: bool,
}

impl Term<'_> {
    /// The SQL with the collation that the value compares by.
    pub fn collated(&self) -> String {
        let case_sensitive = self.field.is_some_and(|field| field.case_sensitive);
        match table::collation(self.kind, case_sensitive) {
            Some(collation) => format!("{} COLLATE {collation}", self.sql),
            None => self.sql.clone(),
        }
    }

    pub fn filterable(&self) -> Result<(), Failure> {
        self.may("filtered", |field| field.filterable)
    }

    pub fn sortable(&self) -> Result<(), Failure> {
        self.may("sorted", |field| field.sortable)
    }

    pub fn groupable(&self) -> Result<(), Failure> {
        self.may("grouped", |field| field.groupable)
    }

    fn may(&self, deed: &str, allows: fn(&Field) -> bool) -> Result<(), Failure> {
        let compound = matches!(self.kind, Kind::Address | Kind::Location);
        if self.field.is_none_or(|field| allows(field) && !compound) {
            return Ok(());
        }
        Err(Failure::field(format!("field '{}' can not be {deed} in a query call", self.name)).at(&self.span))
    }

    pub fn is_id(&self) -> bool {
        matches!(self.kind, Kind::Id | Kind::Reference)
    }

    pub fn is_picklist(&self) -> bool {
        matches!(self.kind, Kind::Picklist | Kind::MultiPicklist | Kind::Combobox)
    }

    /// Text that is too long to group or count by, and makes pages smaller.
    pub fn is_long(&self) -> bool {
        self.field.is_some_and(|field| field.kind == Kind::TextArea && field.length > SHORT)
    }
}

/// Text fields up to this length are not long.
const SHORT: u32 = 255;
