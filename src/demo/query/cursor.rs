//! Query locators: the ids that a query found, kept so that its later pages can be asked for by number.

use super::rows::Rows;
use crate::demo::id;
use jiff::{Timestamp, ToSpan};
use ring::rand::{SecureRandom, SystemRandom};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

const PREFIX: &str = "0r8";
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const HOURS: i64 = 48;
/// Past so many cursors, or ids in all of them, the oldest go.
const MOST_CURSORS: usize = 20_000;
const MOST_IDS: usize = 2_000_000;
/// Characters of an id.
const ID: usize = 18;

/// Ids in order, end to end.
#[derive(Debug, Default)]
pub struct Ids(String);

impl Ids {
    pub fn push(&mut self, id: &str) {
        if id.len() == ID {
            self.0.push_str(id);
        }
    }

    pub fn len(&self) -> usize {
        self.0.len() / ID
    }

    pub fn from(&self, position: usize) -> impl Iterator<Item = &str> {
        (position..self.len()).filter_map(|at| self.0.get(at * ID..(at + 1) * ID))
    }
}

/// What one query found, or the child rows of one parent.
#[derive(Debug)]
pub struct Cursor {
    pub rows: Arc<Rows>,
    pub ids: Ids,
    pub user: String,
    pub made: Timestamp,
}

#[derive(Default)]
pub struct Cursors(Mutex<VecDeque<(String, Arc<Cursor>)>>);

impl Cursors {
    /// Keeps a cursor and says its id.
    pub fn keep(&self, cursor: Cursor) -> String {
        let id = fresh();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.push_back((id.clone(), Arc::new(cursor)));
        let mut ids: usize = known.iter().map(|(_, cursor)| cursor.ids.len()).sum();
        while known.len() > MOST_CURSORS || ids > MOST_IDS && known.len() > 1 {
            ids -= known.pop_front().map_or(0, |(_, cursor)| cursor.ids.len());
        }
        id
    }

    /// The cursor called `id`, if it is the user's own and not too old.
    pub fn find(&self, id: &str, user: &str, now: Timestamp) -> Option<Arc<Cursor>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, cursor) = known.iter().rev().find(|(known, _)| known == id)?;
        let fresh = now.checked_sub(HOURS.hours()).is_ok_and(|oldest| cursor.made >= oldest);
        (fresh && cursor.user == user).then(|| cursor.clone())
    }

    /// Forgets every cursor, as an org does when it is told to be unkind.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn fresh() -> String {
    let mut bytes = [0; 12];
    // Without randomness ids would repeat, and then `find` takes the newest.
    let _ = SystemRandom::new().fill(&mut bytes);
    let digits = bytes.map(|byte| char::from(DIGITS[usize::from(byte) % DIGITS.len()]));
    let short: String = PREFIX.chars().chain(digits).collect();
    id::long(&short).unwrap_or(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_their_prefix_and_checksum() {
        let (one, two) = (fresh(), fresh());
        assert_eq!((one.len(), id::long(&one[..15]).as_deref()), (18, Some(one.as_str())));
        assert!(one.starts_with("0r8") && one != two);
    }

    #[test]
    fn ids_are_read_from_any_position() {
        let mut ids = Ids::default();
        ["00100000000000AAAA", "00100000000000BAAA", "short"].map(|id| ids.push(id));
        assert_eq!(ids.len(), 2);
        assert_eq!(ids.from(1).collect::<Vec<_>>(), ["00100000000000BAAA"]);
        assert_eq!(ids.from(2).count(), 0);
    }
}
