//! The record types of an object: rows like any other, and what each offers to those who fill in a new record.

use crate::demo::schema::{Choice, Field, Object};
use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

/// The record type that every object has.
const MASTER: &str = "012000000000000AAA";

/// One record type as users meet it.
pub struct RecordType {
    pub id: String,
    pub name: String,
    pub developer_name: String,
    pub active: bool,
    /// What a new record gets where nobody says otherwise.
    pub default: bool,
    pub master: bool,
    offer: Option<&'static Offer>,
}

/// What a record type leaves of the picklists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Offer {
    object: String,
    /// Developer name.
    name: String,
    #[serde(default)]
    default: bool,
    #[serde(default)]
    picklists: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct File {
    r#type: Vec<Offer>,
}

static OFFERS: LazyLock<Vec<Offer>> = LazyLock::new(|| {
    let file = toml::from_str::<File>(include_str!("record_types.toml"));
    file.map(|file| file.r#type).unwrap_or_default()
});

impl RecordType {
    /// Those of an object by their names, and the one behind them that every object has.
    pub fn of(records: &Connection, object: &Object) -> rusqlite::Result<Vec<Self>> {
        let sql = "SELECT \"Id\", \"Name\", \"DeveloperName\", \"IsActive\" FROM \"RecordType\" \
                   WHERE \"SobjectType\" = ?1 ORDER BY \"Name\"";
        let mut rows = records.prepare_cached(sql)?;
        let types = rows.query_map([&object.name], |row| read(row, object))?;
        let mut types: Vec<Self> = types.collect::<rusqlite::Result<_>>()?;
        let default = !types.iter().any(|known| known.default);
        types.push(Self {
            id: MASTER.to_owned(),
            name: "Master".to_owned(),
            developer_name: "Master".to_owned(),
            active: true,
            default,
            master: true,
            offer: None,
        });
        Ok(types)
    }

    /// What a new record of an object gets, where the object has any but the one that all have.
    pub fn default_of(records: &Connection, object: &Object) -> rusqlite::Result<Option<String>> {
        let chosen = Self::of(records, object)?.into_iter().find(|known| known.default && !known.master);
        Ok(chosen.map(|known| known.id))
    }

    /// When any of them was last changed.
    pub fn changed(records: &Connection) -> rusqlite::Result<Option<Timestamp>> {
        let sql = "SELECT max(\"SystemModstamp\") FROM \"RecordType\"";
        let last: Option<String> = records.query_row(sql, [], |row| row.get(0))?;
        Ok(last.and_then(|text| text.parse().ok()))
    }

    /// What may be chosen for a field, and whether a new record begins with it.
    pub fn choices<'f>(&self, field: &'f Field) -> Vec<(&'f Choice, bool)> {
        let active = field.picklist.iter().filter(|choice| choice.active);
        let Some(named) = self.offer.and_then(|offer| offer.picklists.get(&field.name)) else {
            return active.map(|choice| (choice, choice.default)).collect();
        };
        let offered = |choice: &'f Choice| {
            let entry = named.iter().find(|entry| entry.trim_end_matches('*') == choice.value)?;
            Some((choice, entry.ends_with('*')))
        };
        active.filter_map(offered).collect()
    }
}

fn read(row: &Row, object: &Object) -> rusqlite::Result<RecordType> {
    let (developer_name, active): (String, bool) = (row.get("DeveloperName")?, row.get("IsActive")?);
    let offer = OFFERS.iter().find(|offer| offer.object == object.name && offer.name == developer_name);
    let default = active && offer.is_some_and(|offer| offer.default);
    Ok(RecordType { id: row.get("Id")?, name: row.get("Name")?, developer_name, active, default, master: false, offer })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::schema::Schema;

    #[test]
    fn every_offer_is_read_and_names_choices_that_exist() {
        assert_eq!(OFFERS.len(), include_str!("record_types.toml").matches("[[type]]").count());
        let schema = Schema::read();
        for Offer { object, picklists, .. } in OFFERS.iter() {
            let object = schema.object(object).expect("is an object");
            for (name, entries) in picklists {
                let field = object.field(name).expect("is a field");
                for entry in entries {
                    let known = |choice: &Choice| choice.active && choice.value == entry.trim_end_matches('*');
                    assert!(field.picklist.iter().any(known), "{name}: {entry}");
                }
            }
        }
    }
}
