//! What the org would refuse, told from its description before anything is sent: columns that are not there or cannot be
//! written, values that are missing, too long or no such thing, and keys that come twice.

use super::cells::Columns;
use super::value;
use crate::api::bulk::ingest::Operation;
use crate::api::describe::{Field, Object};
use crate::cli::describe;
use crate::cli::many::Flaw;
use crate::error::Failure;
use crate::input::{NULL_CELL, Row};
use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

pub struct Preflight<'o> {
    operation: Operation,
    /// For each column its field; none for the key of a parent.
    fields: Vec<Option<&'o Field>>,
    names: Vec<String>,
    /// The column whose values name records.
    key: Option<usize>,
    /// Hashes of the keys, so that many of them cost little.
    seen: HashSet<u64>,
    hasher: RandomState,
}

impl<'o> Preflight<'o> {
    /// Judges the columns.
    pub fn new(object: &'o Object, operation: Operation, key: Option<&str>, columns: &Columns) -> anyhow::Result<Self> {
        let fields =
            columns.names.iter().map(|name| field(object, operation, name)).collect::<anyhow::Result<Vec<_>>>()?;
        let key = match operation {
            Operation::Insert => None,
            Operation::Upsert => key,
            Operation::Update | Operation::Delete | Operation::HardDelete => Some("Id"),
        };
        let place = |key: &str| columns.names.iter().position(|name| name.eq_ignore_ascii_case(key));
        let at =
            key.map(|key| place(key).ok_or_else(|| Failure::usage(format!("there is no column {key}")))).transpose()?;
        if operation == Operation::Insert {
            complete(object, columns)?;
        }
        let (names, hasher) = (columns.names.clone(), RandomState::new());
        Ok(Self { operation, fields, names, key: at, seen: HashSet::new(), hasher })
    }

    /// Judges a row.
    pub fn flaws(&mut self, row: &Row, columns: &Columns) -> Vec<Flaw> {
        let cells = match columns.cells(row) {
            Ok(cells) => cells,
            Err(flaw) => return vec![flaw],
        };
        let mut flaws = Vec::new();
        for ((cell, field), name) in cells.iter().zip(&self.fields).zip(&self.names) {
            let why = field.and_then(|field| value::flaw(field, cell, self.operation == Operation::Insert));
            flaws.extend(why.map(|why| Flaw::of(name, why)));
        }
        flaws.extend(self.key.and_then(|at| self.twice(at, &cells[at])));
        flaws
    }

    fn twice(&mut self, at: usize, key: &str) -> Option<Flaw> {
        let name = &self.names[at];
        if matches!(key, "" | NULL_CELL) {
            // Without an Id, an upsert by Id creates.
            let creates = self.operation == Operation::Upsert && name.eq_ignore_ascii_case("Id");
            return (!creates).then(|| Flaw::of(name, "the key has no value"));
        }
        let new = self.seen.insert(self.hasher.hash_one(key.to_lowercase()));
        (!new).then(|| Flaw::of(name, format!("`{key}` is the key of an earlier row")))
    }
}

/// The field of a column that may be written.
fn field<'o>(object: &'o Object, operation: Operation, name: &str) -> anyhow::Result<Option<&'o Field>> {
    if let Some((parent, _)) = name.split_once('.') {
        let relationship = parent.rsplit(':').next().unwrap_or(parent);
        let names = object.fields.iter().filter_map(|field| field.relationship_name.as_deref());
        return match object.relationship(relationship) {
            Some(_) => Ok(None),
            None => Err(wrong(&describe::unknown(&object.name, "relationship", relationship, names))),
        };
    }
    let names = object.fields.iter().map(|field| field.name.as_str());
    let field = object.field(name).ok_or_else(|| wrong(&describe::unknown(&object.name, "field", name, names)))?;
    let writable = match operation {
        _ if field.kind == "id" => operation != Operation::Insert,
        Operation::Insert => field.createable,
        Operation::Update => field.updateable,
        Operation::Upsert => field.createable || field.updateable,
        Operation::Delete | Operation::HardDelete => true,
    };
    if writable {
        return Ok(Some(field));
    }
    Err(Failure::usage(format!("column {}: {} cannot be written by this; nothing was sent", field.name, object.name))
        .into())
}

/// What is not there is wrong in the input, not in the org.
fn wrong(error: &anyhow::Error) -> anyhow::Error {
    Failure::usage(format!("{error}; nothing was sent")).hint("--no-preflight").into()
}

/// Whether every field that a new record needs has a column.
fn complete(object: &Object, columns: &Columns) -> anyhow::Result<()> {
    let given = |field: &Field| {
        let by_parent = |name: &str| {
            let parent = name.split_once('.').map(|(parent, _)| parent.rsplit(':').next().unwrap_or(parent));
            parent.is_some_and(|parent| {
                field.relationship_name.as_deref().is_some_and(|it| it.eq_ignore_ascii_case(parent))
            })
        };
        columns.names.iter().any(|name| name.eq_ignore_ascii_case(&field.name) || by_parent(name))
    };
    let missing: Vec<_> = object.fields.iter().filter(|field| field.required() && !given(field)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = missing.iter().map(|field| field.name.as_str()).collect();
    let text =
        format!("a new {} needs {}, and there is no such column; nothing was sent", object.name, names.join(", "));
    Err(Failure::usage(text).hint("--no-preflight").into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::describe;

    const OBJECT: &str = r#"{"name":"Contact","fields":[
        {"name":"Id","type":"id","nillable":false},
        {"name":"LastName","type":"string","length":5,"createable":true,"updateable":true},
        {"name":"Ext__c","type":"string","length":9,"createable":true,"updateable":true,"nillable":true},
        {"name":"AccountId","type":"reference","relationshipName":"Account","createable":true,"nillable":true},
        {"name":"Name","type":"string","nillable":true}]}"#;

    fn columns(names: &str) -> Columns {
        let names: Vec<_> = names.split(',').map(str::to_owned).collect();
        Columns::new(Some(&names), false, None)
    }

    fn judge(operation: Operation, key: Option<&str>, names: &str, rows: &[&str]) -> String {
        let object: Object = describe::read(OBJECT).expect("is a description");
        let columns = columns(names);
        let mut preflight = match Preflight::new(&object, operation, key, &columns) {
            Ok(preflight) => preflight,
            Err(error) => return error.to_string(),
        };
        let row = |(at, cells): (usize, &&str)| Row {
            number: at as u64 + 1,
            line: at as u64 + 2,
            json: "{}".to_owned(),
            cells: Some(cells.split(',').collect()),
        };
        let rows: Vec<_> = rows.iter().enumerate().map(row).collect();
        let flaws = rows.iter().flat_map(|row| preflight.flaws(row, &columns).into_iter().map(|flaw| flaw.at(row)));
        flaws.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn columns_are_judged_by_the_description() {
        use Operation::{Insert, Update, Upsert};
        for (operation, names, why) in [
            (Insert, "LastNam", "Contact has no field `LastNam`; did you mean `LastName`"),
            (Insert, "LastName,Acount.Ext__c", "no relationship `Acount`; did you mean `Account`"),
            (Insert, "LastName,Name", "column Name: Contact cannot be written"),
            (Insert, "Id,LastName", "column Id"),
            (Insert, "Ext__c", "a new Contact needs LastName"),
            (Update, "LastName", "there is no column Id"),
            (Update, "Id,AccountId", "column AccountId"),
            (Upsert, "LastName", "there is no column Ext__c"),
        ] {
            let told = judge(operation, Some("Ext__c"), names, &[]);
            assert!(told.contains(why), "{names}: {told}");
        }
        assert_eq!(judge(Insert, None, "lastname,Account.Ext__c", &["a,b"]), "");
    }

    #[test]
    fn rows_are_named_with_what_is_wrong() {
        assert_eq!(
            judge(Operation::Upsert, Some("Ext__c"), "Ext__c,LastName", &["a,x", "A,toolong", ",x"]),
            "row 2 (line 3), LastName: 7 characters, and 5 fit; row 2 (line 3), Ext__c: `A` is the key of an earlier row; \
             row 3 (line 4), Ext__c: the key has no value"
        );
    }
}
