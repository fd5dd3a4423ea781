//! Query locators: the ids that a query found, kept so that its later pages can be asked for by number.

use super::{rows::Rows, stretch::Stretch};
use crate::demo::id;
use jiff::{Timestamp, ToSpan};
use ring::rand::{SecureRandom, SystemRandom};
use std::{
    borrow::Cow,
    collections::{HashMap, VecDeque},
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

/// Ids in order.
#[derive(Debug)]
pub enum Ids {
    /// End to end.
    Listed(String),
    /// Those of rows whose numbers say it all.
    Stretch(Stretch),
}

impl Default for Ids {
    fn default() -> Self {
        Self::Listed(String::new())
    }
}

impl Ids {
    pub fn push(&mut self, id: &str) {
        if let Self::Listed(ids) = self
            && id.len() == ID
        {
            ids.push_str(id);
        }
    }

    pub fn len(&self) -> usize {
        match self {
            Self::Listed(ids) => ids.len() / ID,
            Self::Stretch(stretch) => usize::try_from(stretch.count).unwrap_or(usize::MAX),
        }
    }

    pub fn from(&self, position: usize) -> impl Iterator<Item = Cow<'_, str>> {
        (position..self.len()).filter_map(|at| match self {
            Self::Listed(ids) => ids.get(at * ID..(at + 1) * ID).map(Cow::Borrowed),
            Self::Stretch(stretch) => Some(stretch.id(at).into()),
        })
    }

    /// How many are kept in memory.
    fn kept(&self) -> usize {
        match self {
            Self::Listed(_) => self.len(),
            Self::Stretch(_) => 0,
        }
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
pub struct Cursors(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    by_id: HashMap<String, Arc<Cursor>>,
    /// The oldest first.
    order: VecDeque<String>,
    /// Ids in all cursors.
    ids: usize,
}

impl Cursors {
    /// Keeps a cursor and says its id.
    pub fn keep(&self, cursor: Cursor) -> String {
        let id = fresh();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.ids += cursor.ids.kept();
        kept.order.push_back(id.clone());
        kept.by_id.insert(id.clone(), Arc::new(cursor));
        while kept.order.len() > MOST_CURSORS || kept.ids > MOST_IDS && kept.order.len() > 1 {
            kept.drop_oldest();
        }
        id
    }

    /// The cursor called `id`, if it is the user's own and not too old.
    pub fn find(&self, id: &str, user: &str, now: Timestamp) -> Option<Arc<Cursor>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let cursor = kept.by_id.get(id)?;
        let young = now.checked_sub(HOURS.hours()).is_ok_and(|oldest| cursor.made >= oldest);
        (young && cursor.user == user).then(|| cursor.clone())
    }
}

impl Kept {
    fn drop_oldest(&mut self) {
        let oldest = self.order.pop_front().and_then(|id| self.by_id.remove(&id));
        self.ids -= oldest.map_or(0, |cursor| cursor.ids.kept());
    }
}

fn fresh() -> String {
    let mut bytes = [0; 12];
    // Without randomness the one id is that of the newest cursor.
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
        for id in ["00100000000000AAAA", "00100000000000BAAA", "short"] {
            ids.push(id);
        }
        assert_eq!(ids.len(), 2);
        assert_eq!(ids.from(1).collect::<Vec<_>>(), ["00100000000000BAAA"]);
        assert_eq!(ids.from(2).count(), 0);
    }
}
