//! Holds the rows of a load against the description of their object: its columns, each cell, and all rows together.

use super::cells::Columns;
use crate::api::bulk::ingest::Operation;
use crate::api::describe::Field;
use crate::cli::many::{Flaw, Flaws, NAMED};
use crate::cli::rules::{Column, Given, Keys, Kind, Rules};
use crate::input::Row;
use std::borrow::Cow;
use std::io;

pub struct Preflight<'o> {
    rules: Rules<'o>,
    columns: Vec<Cell<'o>>,
    /// Columns that a new record needs.
    needed: Vec<usize>,
    /// The column whose values name records.
    key: Option<usize>,
    keys: Keys,
}

/// What the cells of a column are.
struct Cell<'o> {
    name: String,
    /// None where it is wrong in every row.
    column: Option<Column<'o>>,
    /// Whether no two rows share a value.
    is_key: bool,
}

/// What an operation does with each record.
pub fn kind(operation: Operation, key: Option<&str>) -> Kind {
    match operation {
        Operation::Insert => Kind::Create,
        Operation::Update => Kind::Update,
        Operation::Upsert => Kind::Upsert(key.unwrap_or_default().to_owned()),
        Operation::Delete | Operation::HardDelete => Kind::Delete,
    }
}

impl<'o> Preflight<'o> {
    /// Judges the columns.
    pub fn new(rules: Rules<'o>, columns: &Columns, flaws: &mut Flaws) -> Self {
        let columns = columns.names.iter().map(|name| Cell::new(&rules, name, flaws)).collect();
        let mut preflight = Self { rules, columns, needed: Vec::new(), key: None, keys: Keys::default() };
        for field in rules.missing(|field| preflight.find(field).is_some()) {
            flaws.add_general(&Flaw::of(&field.name, "is needed for a new record, and there is no such column"));
        }
        preflight.needed = rules.missing(|_| false).into_iter().filter_map(|field| preflight.find(field)).collect();
        let key = match rules.kind {
            Kind::Create => return preflight,
            Kind::Upsert(key) => key.as_str(),
            Kind::Update | Kind::Delete | Kind::Undelete => "Id",
        };
        preflight.key = preflight.columns.iter().position(|cell| cell.name.eq_ignore_ascii_case(key));
        if preflight.key.is_none() {
            flaws.add_general(&Flaw { column: None, why: format!("there is no column {key}") });
        }
        preflight
    }

    /// Judges a row.
    pub fn flaws(&mut self, row: &Row, columns: &Columns) -> Vec<Flaw> {
        let cells = match columns.cells(row) {
            Ok(cells) => cells,
            Err(flaw) => return vec![flaw],
        };
        let mut flaws = Vec::new();
        for (cell, Cell { name, column, is_key }) in cells.iter().zip(&self.columns) {
            let (Some(column), given) = (*column, Given::Cell(cell)) else { continue };
            if let Err(why) = self.rules.value(column, given) {
                flaws.push(Flaw::of(name, why));
            } else if *is_key
                && given.says()
                && let Some(field) = column.field()
            {
                self.keys.put(field, cell, (row.number, row.line));
            }
        }
        flaws.extend(self.missing(&cells));
        flaws.extend(self.unnamed(&cells));
        flaws
    }

    /// Judges all rows together.
    pub fn end(self, flaws: &mut Flaws) -> io::Result<()> {
        flaws.add_repeats(&self.keys.repeats(NAMED)?);
        Ok(())
    }

    /// What a new record needs and has no value for.
    fn missing(&self, cells: &[Cow<str>]) -> Vec<Flaw> {
        if self.needed.iter().all(|at| !cells[*at].is_empty()) {
            return Vec::new();
        }
        // What is not empty and says nothing has been told of.
        let given = |field: &Field| self.find(field).is_none_or(|at| !cells[at].is_empty());
        let missing = self.rules.missing(given).into_iter();
        missing.map(|field| Flaw::of(&field.name, "is needed for a new record")).collect()
    }

    /// A row that names no record.
    fn unnamed(&self, cells: &[Cow<str>]) -> Option<Flaw> {
        let at = self.key.filter(|at| !Given::Cell(&cells[*at]).says())?;
        match (self.rules.kind, self.columns[at].column?) {
            // Without an Id, an upsert by Id creates.
            (Kind::Upsert(_), Column::Id(_)) => None,
            (_, Column::Id(_)) => Some(Flaw::of("Id", "the record has no Id")),
            _ => Some(Flaw::of(&self.columns[at].name, "the key has no value")),
        }
    }

    /// The column of a field, its own or that of the parent that it refers to.
    fn find(&self, field: &Field) -> Option<usize> {
        let named = |column: &Column| column.field().is_some_and(|it| it.name == field.name);
        self.columns.iter().position(|cell| cell.column.as_ref().is_some_and(named))
    }
}

impl<'o> Cell<'o> {
    fn new(rules: &Rules<'o>, name: &str, flaws: &mut Flaws) -> Self {
        let column = match rules.column(name) {
            Ok(Column::Parent(field)) if !name.contains('.') => {
                Err(format!("names a record by its key, such as {name}.Ext__c; an Id belongs into {}", field.name))
            }
            column => column,
        };
        let column = column.map_err(|why| flaws.add_general(&Flaw::of(name, why))).ok();
        Self { name: name.to_owned(), column, is_key: column.is_some_and(|column| rules.is_key(column)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::describe::{self, Object};

    const OBJECT: &str = r#"{"name":"Contact","keyPrefix":"003","fields":[
        {"name":"Id","type":"id","nillable":false},
        {"name":"LastName","type":"string","length":5,"createable":true,"updateable":true},
        {"name":"Ext__c","type":"string","length":9,"createable":true,"updateable":true,"nillable":true},
        {"name":"AccountId","type":"reference","relationshipName":"Account","createable":true,"nillable":true},
        {"name":"Name","type":"string","nillable":true}]}"#;

    /// What is wrong, each thing in a line.
    fn judge(operation: Operation, names: &str, rows: &[&str]) -> String {
        let object: Object = describe::read(OBJECT).expect("is a description");
        let names: Vec<_> = names.split(',').map(str::to_owned).collect();
        let (columns, kind) = (Columns::new(Some(&names), false, None), kind(operation, Some("Ext__c")));
        let mut flaws = Flaws::default();
        let mut preflight = Preflight::new(Rules { object: &object, kind: &kind }, &columns, &mut flaws);
        for (at, cells) in rows.iter().enumerate() {
            let (number, cells) = (at as u64 + 1, Some(cells.split(',').collect()));
            let row = Row { number, line: number + 1, json: "{}".to_owned(), cells };
            flaws.add(&row, &preflight.flaws(&row, &columns));
        }
        preflight.end(&mut flaws).expect("nothing is on disk");
        let told = flaws.judge("rows").err().map(|error| error.root_cause().to_string());
        told.map_or_else(String::new, |told| told.split_once("sent: ").expect("has a head").1.replace("; ", "\n"))
    }

    #[test]
    fn columns_are_judged_by_the_description() {
        use Operation::{Insert, Update, Upsert};
        for (operation, names, why) in [
            (Insert, "LastNam,LastName", "LastNam: Contact has no field `LastNam`\ndid you mean `LastName`"),
            (Insert, "LastName,Acount.Ext__c", "no field `Acount`\ndid you mean `Account`"),
            (Insert, "LastName,Name", "Name: Contact.Name cannot be written by you"),
            (Insert, "Id,LastName", "Id: a new record gets its Id from the org"),
            (Insert, "LastName,Account", "an Id belongs into AccountId"),
            (Insert, "Ext__c,Foo", "Foo: Contact has no field `Foo`\nLastName: is needed for a new record"),
            (Update, "LastName", "there is no column Id"),
            (Update, "Id,AccountId", "AccountId: Contact.AccountId can be set for new records only"),
            (Update, "Id,Account.Ext__c", "Contact.AccountId can be set for new records only"),
            (Upsert, "LastName", "there is no column Ext__c"),
            (Upsert, "Id,Ext__c", "Id: the key is Ext__c, and a record has only one"),
        ] {
            let told = judge(operation, names, &[]);
            assert!(told.contains(why), "{names}: {told}");
        }
        assert_eq!(judge(Insert, "lastname,Account.Ext__c", &["a,b"]), "");
    }

    #[test]
    fn rows_are_named_with_what_is_wrong() {
        assert_eq!(
            judge(Operation::Upsert, "Ext__c,LastName", &["a,x", "A,toolong", ",x"]),
            "row 2 (line 3), LastName: has 7 characters, and the field takes 5\n\
             row 3 (line 4), Ext__c: the key has no value\n\
             row 2 (line 3), Ext__c: `A` is in row 1 already"
        );
        assert_eq!(
            judge(Operation::Insert, "LastName,Ext__c", &[",x", "#N/A,y", "z,#N/A"]),
            "row 1 (line 2), LastName: is needed for a new record\nrow 2 (line 3), LastName: cannot be empty"
        );
        assert_eq!(
            judge(Operation::Update, "Id", &["003000000000001", "003000000000001AAA", "001000000000001", "", "003"]),
            "row 3 (line 4), Id: `001000000000001` is no Id of Contact: those begin with 003\n\
             row 4 (line 5), Id: the record has no Id\n\
             row 5 (line 6), Id: `003` is no Id\n\
             row 2 (line 3), Id: `003000000000001AAA` is in row 1 already"
        );
    }
}
