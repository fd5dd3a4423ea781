//! What the org fills in where a new record leaves it open: owner, dates, defaults of the schema, auto-numbers.

use super::Writer;
use crate::demo::{
    describe::RecordType,
    schema::{Field, Object},
    store::table::quoted,
};
use rusqlite::OptionalExtension;
use serde_json::{Map, Value};

/// The most characters of a user's nickname.
const NICKNAME: usize = 40;

impl Writer<'_> {
    pub fn complete(&self, object: &Object, record: &mut Map<String, Value>) -> rusqlite::Result<()> {
        for field in object.fields.iter().filter(|field| field.stored()) {
            let open = record.get(&field.name).is_none_or(|value| value.is_null() && !field.nillable);
            if open && let Some(value) = self.default(object, field, record)? {
                record.insert(field.name.clone(), value);
            }
        }
        self.stamp(object, record);
        Ok(())
    }

    fn default(&self, object: &Object, field: &Field, record: &Map<String, Value>) -> rusqlite::Result<Option<Value>> {
        let given = field.default.as_deref().and_then(|text| serde_json::from_str::<Value>(text).ok());
        Ok(match (field.name.as_str(), given) {
            ("OwnerId" | "CreatedById", _) => Some(self.user().into()),
            ("RecordTypeId", _) => RecordType::default_of(self.records, object)?.map(Value::from),
            ("CommunityNickname", _) => nickname(record),
            ("CreatedDate", _) => Some(self.now.as_str().into()),
            (_, Some(Value::String(pattern))) if field.auto_number => {
                Some(self.next_number(object, field, &pattern)?.into())
            }
            (_, Some(value)) => Some(value),
            _ => field.picklist.iter().find(|choice| choice.default).map(|choice| choice.value.as_str().into()),
        })
    }

    /// Says of a record that it was changed by this user and now.
    pub fn stamp(&self, object: &Object, record: &mut Map<String, Value>) {
        for (name, value) in
            [("LastModifiedDate", self.now.as_str()), ("LastModifiedById", self.user()), ("SystemModstamp", &self.now)]
        {
            if object.field(name).is_some() {
                record.insert(name.to_owned(), value.into());
            }
        }
    }

    fn next_number(&self, object: &Object, field: &Field, pattern: &str) -> rusqlite::Result<String> {
        let name = quoted(&field.name);
        let sql = format!("SELECT {name} FROM {} ORDER BY \"Id\" DESC LIMIT 1", quoted(&object.name));
        let last: Option<String> =
            self.records.prepare_cached(&sql)?.query_row([], |row| row.get(0)).optional()?.flatten();
        Ok(number(pattern, last.as_deref().map_or(1, |last| digits(last) + 1)))
    }
}

/// What stands before the `@` of the user name.
fn nickname(user: &Map<String, Value>) -> Option<Value> {
    let name = user.get("Username")?.as_str()?.split('@').next()?;
    Some(name.chars().take(NICKNAME).collect::<String>().into())
}

/// The number that a text ends with.
fn digits(text: &str) -> u64 {
    let start = text.trim_end_matches(|char: char| char.is_ascii_digit()).len();
    text[start..].parse().unwrap_or(0)
}

/// `INV-{00000}` and 42 give `INV-00042`.
fn number(pattern: &str, counter: u64) -> String {
    let (before, zeros) = pattern.split_once('{').unwrap_or((pattern, ""));
    let width = zeros.trim_end_matches('}').len();
    format!("{before}{counter:0width$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_their_pattern() {
        assert_eq!(number("INV-{00000}", 42), "INV-00042");
        assert_eq!(number("{00000000}", 1_026), "00001026");
        assert_eq!(number("{00}", 100), "100");
        assert_eq!((digits("INV-00042"), digits("00001026"), digits("none")), (42, 1_026, 0));
    }
}
