//! Holds the records of one input against the description of their object: what [`Rules`] say of each, and of all of
//! them together.

mod schema;

pub use schema::Schema;

use crate::api::describe::Object;
use crate::cli::many::{Flaw, Flaws, NAMED};
use crate::cli::rules::{Column, Given, Keys, Kind, Rules};
use crate::input::Row;
use crate::record::Value;
use std::collections::HashSet;
use std::io;
use std::sync::Arc;

/// Looks at the rows of one input.
pub struct Preflight {
    object: Arc<Object>,
    kind: Kind,
    /// In the first pass, the values that no two rows share.
    keys: Option<Keys>,
    /// Columns that are wrong in every row are told of once.
    told: HashSet<String>,
}

/// Rows are checked in a first pass, and sent in a later one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    First,
    Later,
}

impl Preflight {
    pub fn new(object: Arc<Object>, kind: Kind, pass: Pass) -> Self {
        let keys = (pass == Pass::First).then(Keys::default);
        Self { object, kind, keys, told: HashSet::new() }
    }

    /// What is sent for a record, which is `text` as it came; numbers and truths that stand in quotes lose them.
    pub fn row(&mut self, row: &Row, text: &str) -> Result<String, Vec<Flaw>> {
        let (object, kind) = (Arc::clone(&self.object), self.kind.clone());
        let rules = Rules { object: &object, kind: &kind };
        let (mut flaws, mut sent, mut given) = (Vec::new(), Vec::new(), HashSet::new());
        let mut good = true;
        for (name, value) in Value::trusted(text).members() {
            match member(&rules, name, value) {
                Ok((column, said)) => {
                    self.note(&rules, row, column, value);
                    given.extend(column.field().filter(|_| Given::Member(value).says()).map(|it| it.name.as_str()));
                    sent.push(format!("\"{name}\":{}", said.as_deref().unwrap_or(value.text())));
                }
                Err(flaw) => {
                    good = false;
                    flaws.extend(self.news(flaw));
                }
            }
        }
        let missing = rules.missing(|field| given.contains(field.name.as_str()));
        flaws.extend(missing.into_iter().map(|field| Flaw::of(&field.name, "is needed for a new record")));
        if good && flaws.is_empty() { Ok(format!("{{{}}}", sent.join(","))) } else { Err(flaws) }
    }

    /// What is wrong with the rows together.
    pub fn end(&mut self, flaws: &mut Flaws) -> io::Result<()> {
        if let Some(keys) = self.keys.take() {
            flaws.add_repeats(&keys.repeats(NAMED)?);
        }
        Ok(())
    }

    /// Notes a value that no other row may have.
    fn note(&mut self, rules: &Rules, row: &Row, column: Column, value: Value) {
        let given = Given::Member(value);
        if let (Some(keys), Some(field)) = (&mut self.keys, column.field())
            && rules.is_key(column)
            && given.says()
        {
            keys.put(field, &given.text(), (row.number, row.line));
        }
    }

    /// A column that is wrong by itself is told of in its first row.
    fn news(&mut self, told: Told) -> Option<Flaw> {
        (!told.column || self.told.insert(told.flaw.why.clone())).then_some(told.flaw)
    }
}

/// The column that a member stands for, and its value where it is to be written otherwise.
fn member<'o>(rules: &Rules<'o>, name: &str, value: Value) -> Result<(Column<'o>, Option<String>), Told> {
    let told = |why, column| Told { flaw: Flaw::of(name, why), column };
    let column = rules.column(name).map_err(|why: String| told(why, true))?;
    let said = rules.value(column, Given::Member(value)).map_err(|why| told(why, false))?;
    Ok((column, said))
}

/// A flaw, of one row or of a column in all rows.
struct Told {
    flaw: Flaw,
    column: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::rules::thing;

    /// What is sent of each row, or what is wrong.
    fn rows(kind: &Kind, rows: &[&str]) -> Vec<String> {
        let mut preflight = Preflight::new(Arc::new(thing()), kind.clone(), Pass::First);
        let mut flaws = Flaws::default();
        let read = |(at, text): (usize, &&str)| {
            let row = Row { number: at as u64 + 1, line: 1, json: (*text).to_owned(), cells: None };
            let tell = |flaw: Flaw| format!("{}: {}", flaw.column.unwrap_or_default(), flaw.why);
            preflight.row(&row, text).unwrap_or_else(|flaws| flaws.into_iter().map(tell).collect::<Vec<_>>().join("; "))
        };
        let mut told: Vec<String> = rows.iter().enumerate().map(read).collect();
        preflight.end(&mut flaws).expect("nothing is on disk");
        told.extend(flaws.judge("rows").err().map(|error| error.root_cause().to_string()));
        told
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
        let told = |kind: &Kind, texts: &[&str]| rows(kind, texts).pop().unwrap_or_default();
        assert_eq!(
            told(&Kind::Update, &[r#"{"Id":"a00000000000001"}"#, r#"{"id":"a00000000000001AAA"}"#]),
            "rows: 1 thing is wrong, and nothing was sent: row 2 (line 1), Id: `a00000000000001AAA` is in row 1 already"
        );
        // Ids that differ by case are of different records.
        let ids = [r#"{"Id":"a00000000000A01"}"#, r#"{"Id":"a00000000000a01"}"#];
        assert_eq!(told(&Kind::Update, &ids), ids[1]);
        let key = Kind::Upsert("Ext__c".to_owned());
        let said = told(&key, &[r#"{"Ext__c":"a"}"#, r#"{"Ext__c":"A"}"#]);
        assert!(said.ends_with("row 2 (line 1), Ext__c: `A` is in row 1 already"), "{said}");
        let codes = [r#"{"Ext__c":"a","Code__c":"x"}"#, r#"{"Ext__c":"b","Code__c":"X"}"#];
        assert_eq!(told(&key, &codes), codes[1]);
    }

    #[test]
    fn quotes_around_numbers_go() {
        assert_eq!(rows(&Kind::Update, &[r#"{"Size__c":"12"}"#])[0], r#"{"Size__c":12}"#);
        assert_eq!(rows(&Kind::Update, &[r#"{"Size__c":"x"}"#])[0], "Size__c: `x` is no number");
    }
}
