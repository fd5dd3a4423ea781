//! Values that were met before, and in which row. Holds a number for each, whatever its length.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

#[derive(Default)]
pub struct Seen(HashMap<u64, u64>);

/// Characters of an Id without those that tell its case.
const ID: usize = 15;

impl Seen {
    /// Notes the value of a key; returns the row that has it already.
    pub fn put(&mut self, field: &str, value: &str, row: u64) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        // Ids differ in case, and the org takes no two keys that do.
        match field {
            "Id" => value.get(..ID).unwrap_or(value).hash(&mut hasher),
            _ => value.to_lowercase().hash(&mut hasher),
        }
        field.hash(&mut hasher);
        let first = *self.0.entry(hasher.finish()).or_insert(row);
        (first != row).then_some(first)
    }
}
