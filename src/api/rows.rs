//! From a reply to rows: finds the records of a page and copies them without what the API adds to each
//! (`attributes`, the envelope around child rows). Values are copied as text, never rewritten.

use super::Error;
use super::page::{self, Head};
use crate::record::{Kind, Value};
use serde_json::value::RawValue;

/// Rows in one text, one behind the other.
#[derive(Default)]
pub struct Rows {
    text: String,
    ends: Vec<usize>,
    /// Child lists that the page holds only the head of, in order of their places.
    gaps: Vec<Gap>,
}

/// Where in the text further child rows belong, and where the org keeps them.
struct Gap {
    at: usize,
    next: String,
}

impl Rows {
    /// Reads one page; `raw` keeps the records as they came.
    pub fn read(page: &str, raw: bool) -> Result<(Head, Self), Error> {
        let mut rows = Self { text: String::with_capacity(page.len()), ..Self::default() };
        let head = page::read(page, &mut rows, raw).map_err(|error| Error::Unreadable(error.to_string()))?;
        Ok((head, rows))
    }

    /// Begins an object, the members of which come one at a time.
    pub fn object(&mut self) -> Object<'_> {
        self.text.push('{');
        Object { start: self.text.len(), rows: self }
    }

    /// What was added since the last row is a row.
    pub fn end_row(&mut self) {
        self.ends.push(self.text.len());
    }

    /// A record that came by itself.
    pub fn one(record: &str, raw: bool) -> Result<Self, Error> {
        let record = Value::parse(record).map_err(|error| Error::Unreadable(error.to_string()))?;
        let mut rows = Self::default();
        if raw {
            rows.text.push_str(record.text());
        } else {
            rows.copy(record);
        }
        rows.ends.push(rows.text.len());
        Ok(rows)
    }

    /// Adds a row, which is one JSON object.
    pub fn push(&mut self, row: &str) {
        self.text.push_str(row);
        self.end_row();
    }

    /// The records of a search. Unless they are to stay as they are, each begins with the name of its object.
    pub fn found(records: &[&RawValue], raw: bool) -> Self {
        let mut rows = Self::default();
        for record in records {
            let record = Value::from(*record);
            if raw {
                rows.text.push_str(record.text());
            } else {
                rows.copy_typed(record);
            }
            rows.end_row();
        }
        rows
    }

    /// A record with its object as `_type`, which no field can be called.
    fn copy_typed(&mut self, record: Value) {
        let start = self.text.len();
        self.copy(record);
        let kind = record.get("attributes").and_then(|attributes| attributes.get("type")).unwrap_or(Value::NULL);
        let comma = if self.text[start..].len() > "{}".len() { "," } else { "" };
        self.text.insert_str(start + 1, &format!(r#""_type":{}{comma}"#, kind.text()));
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = Value<'_>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| Value::trusted(&self.text[start..*end]))
    }

    /// The last child list that is not complete, with the place its further rows go to.
    pub fn take_gap(&mut self) -> Option<(usize, String)> {
        self.gaps.pop().map(|gap| (gap.at, gap.next))
    }

    /// Puts further child rows where [`Self::take_gap`] said; gaps are taken from the last to the first, so the
    /// places of those still open do not move. Returns the bytes put in.
    pub fn fill(&mut self, at: usize, more: &Self) -> usize {
        let mut insert = String::with_capacity(more.text.len() + more.len());
        let empty = self.text[..at].ends_with('[');
        for (index, row) in more.iter().enumerate() {
            if index > 0 || !empty {
                insert.push(',');
            }
            insert.push_str(row.text());
        }
        self.text.insert_str(at, &insert);
        for end in self.ends.iter_mut().rev().take_while(|end| **end >= at) {
            *end += insert.len();
        }
        insert.len()
    }

    fn copy(&mut self, value: Value) {
        match value.kind() {
            Kind::Object => match children(value) {
                Some((rows, next)) => self.copy_children(rows, next),
                None => self.copy_object(value),
            },
            Kind::Array => self.copy_list(value),
            _ => self.text.push_str(value.text()),
        }
    }

    fn copy_object(&mut self, value: Value) {
        let mut object = self.object();
        value.members().for_each(|(key, member)| object.put(key, member));
        object.end();
    }

    fn copy_children(&mut self, rows: Value, next: Option<String>) {
        self.copy_list(rows);
        if let Some(next) = next {
            self.gaps.push(Gap { at: self.text.len() - 1, next });
        }
    }

    fn copy_list(&mut self, list: Value) {
        self.text.push('[');
        for (index, item) in list.items().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.copy(item);
        }
        self.text.push(']');
    }
}

/// An object that is being added.
pub struct Object<'r> {
    rows: &'r mut Rows,
    /// Where its first member begins.
    start: usize,
}

impl Object<'_> {
    /// Adds a member, unless it is what the API says of the record itself. `key` is the text between the quotes.
    pub fn put(&mut self, key: &str, value: Value) {
        if key == "attributes" {
            return;
        }
        let text = &mut self.rows.text;
        if text.len() > self.start {
            text.push(',');
        }
        text.push('"');
        text.push_str(key);
        text.push_str("\":");
        self.rows.copy(value);
    }

    pub fn end(self) {
        self.rows.text.push('}');
    }
}

/// The rows of a subquery's envelope, told from a record by its members.
fn children(value: Value) -> Option<(Value, Option<String>)> {
    let (mut rows, mut next, mut sized) = (None, None, false);
    for (key, member) in value.members() {
        match key {
            "totalSize" => sized = true,
            "records" => rows = Some(member),
            "nextRecordsUrl" => next = Some(member.string().into_owned()),
            "done" => {}
            _ => return None,
        }
    }
    rows.filter(|_| sized).map(|rows| (rows, next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{Just, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};
    use serde_json::json;

    fn texts(rows: &Rows) -> Vec<&str> {
        rows.iter().map(Value::text).collect()
    }

    fn read(records: &str) -> Rows {
        let page = format!(r#"{{"totalSize":1,"done":true,"records":[{records}]}}"#);
        Rows::read(&page, false).expect("is a page").1
    }

    #[test]
    fn attributes_go_at_every_depth_and_digits_stay() {
        let rows = read(
            r#"{"attributes":{"type":"Account","url":"/x"},"Id":"1","N":1.10,"Owner":{"attributes":{"type":"User"},"Name":"a\"b"},"P":null}"#,
        );
        assert_eq!(texts(&rows), [r#"{"Id":"1","N":1.10,"Owner":{"Name":"a\"b"},"P":null}"#]);
    }

    #[test]
    fn records_of_a_search_say_what_they_are() {
        let reply =
            r#"[{"attributes":{"type":"Account","url":"/x"},"Id":"1","N":1.10},{"attributes":{"type":"C"}},{}]"#;
        let records: Vec<&RawValue> = serde_json::from_str(reply).expect("is a list");
        let want = [r#"{"_type":"Account","Id":"1","N":1.10}"#, r#"{"_type":"C"}"#, r#"{"_type":null}"#];
        assert_eq!(texts(&Rows::found(&records, false)), want);
        assert_eq!(texts(&Rows::found(&records, true))[0], records[0].get());
    }

    #[test]
    fn child_rows_are_plain_lists() {
        let rows = read(
            r#"{"attributes":{"type":"A"},"Contacts":{"totalSize":1,"done":true,"records":[{"attributes":{"type":"C"},"Id":"2"}]},"X":null}"#,
        );
        assert_eq!(texts(&rows), [r#"{"Contacts":[{"Id":"2"}],"X":null}"#]);
    }

    #[test]
    fn a_gap_is_filled_in_its_place() {
        let child = |n: u8| {
            format!(
                r#"{{"attributes":{{}},"C":{{"totalSize":2,"done":false,"nextRecordsUrl":"/n{n}","records":[{{"Id":{n}}}]}}}}"#
            )
        };
        let mut rows = read(&format!("{},{}", child(1), child(2)));
        let more = read(r#"{"Id":9}"#);
        while let Some((at, _)) = rows.take_gap() {
            rows.fill(at, &more);
        }
        assert_eq!(texts(&rows), [r#"{"C":[{"Id":1},{"Id":9}]}"#, r#"{"C":[{"Id":2},{"Id":9}]}"#]);
    }

    #[test]
    fn an_address_is_no_list_of_children() {
        let rows = read(r#"{"attributes":{},"BillingAddress":{"city":"X","records":1}}"#);
        assert_eq!(texts(&rows), [r#"{"BillingAddress":{"city":"X","records":1}}"#]);
    }

    /// A record as an org may send it, and what is to be left of it.
    fn record() -> impl Strategy<Value = (serde_json::Value, serde_json::Value)> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,6})?"
                .prop_map(|digits| serde_json::from_str(&digits).expect("a number")),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_map(|value: serde_json::Value| (value.clone(), value)).prop_recursive(4, 32, 5, |inner| {
            let pairs = prop::collection::vec(("[A-Z][a-z]{1,6}", inner), 1..5);
            (pairs, any::<bool>()).prop_map(|(pairs, list)| {
                let (mut sent, kept): (serde_json::Map<_, _>, serde_json::Map<_, _>) =
                    pairs.into_iter().map(|(key, (sent, kept))| ((key.clone(), sent), (key, kept))).unzip();
                sent.shift_insert(0, "attributes".to_owned(), json!({"type": "X", "url": "/x"}));
                if list {
                    (json!({"totalSize": 1, "done": true, "records": [sent]}), json!([kept]))
                } else {
                    (sent.into(), kept.into())
                }
            })
        })
    }

    proptest! {
        #[test]
        fn everything_but_what_the_api_adds_is_kept((sent, kept) in record()) {
            let rows = read(&json!({"attributes": {}, "Value": sent}).to_string());
            prop_assert_eq!(texts(&rows), [json!({"Value": kept}).to_string()]);
        }
    }

    #[test]
    fn a_cut_page_is_no_page() {
        assert!(Rows::read(r#"{"totalSize":1,"records":[{"Id":1}"#, false).is_err());
    }
}
