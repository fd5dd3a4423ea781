//! One page of a result, read in one pass: what is checked for being JSON is copied on the way.

use super::rows::Rows;
use crate::record::Value;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// What a page says beside its rows (`spec/rest.md` 3.2).
#[derive(Default)]
pub struct Head {
    pub total: Option<u64>,
    pub next: Option<String>,
}

/// Reads a page into `rows`; `raw` keeps the records as they came.
pub fn read(page: &str, rows: &mut Rows, raw: bool) -> serde_json::Result<Head> {
    let mut reader = serde_json::Deserializer::from_str(page);
    let head = reader.deserialize_map(Page { rows, raw })?;
    reader.end()?;
    Ok(head)
}

struct Page<'r> {
    rows: &'r mut Rows,
    raw: bool,
}

impl<'de> Visitor<'de> for Page<'_> {
    type Value = Head;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a page of records")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Head, A::Error> {
        let mut head = Head::default();
        while let Some(key) = map.next_key::<&str>()? {
            match key {
                "totalSize" => head.total = map.next_value()?,
                "nextRecordsUrl" => head.next = map.next_value()?,
                "records" => map.next_value_seed(Records { rows: self.rows, raw: self.raw })?,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(head)
    }
}

struct Records<'r> {
    rows: &'r mut Rows,
    raw: bool,
}

impl<'de> DeserializeSeed<'de> for Records<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Records<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if self.raw {
            while let Some(record) = list.next_element::<&RawValue>()? {
                self.rows.push(record.get());
            }
        } else {
            while list.next_element_seed(Record(self.rows))?.is_some() {}
        }
        Ok(())
    }
}

/// One record, without what the API adds to it.
struct Record<'r>(&'r mut Rows);

impl<'de> DeserializeSeed<'de> for Record<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut object = self.0.object();
        // A key is taken as its text, so that one with an escape stays what it is.
        while let Some(key) = map.next_key::<&RawValue>()? {
            let key = key.get().get(1..key.get().len() - 1).ok_or_else(|| A::Error::custom("a key is text"))?;
            object.put(key, Value::from(map.next_value::<&RawValue>()?));
        }
        object.end();
        self.0.end_row();
        Ok(())
    }
}
