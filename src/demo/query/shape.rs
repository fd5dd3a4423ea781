//! How the columns of a row become a JSON record: a tree of keys in the order of the SELECT. Parents are objects
//! in it; what is written where is decided here, how a value is written is not.

use super::rows::Rows;
use crate::demo::schema::Kind;
use std::sync::Arc;

#[derive(Debug)]
pub struct Shape {
    pub kind: Type,
    /// The column of the record's id; null there means that there is no record.
    pub id: usize,
    pub members: Vec<(String, Part)>,
}

/// What `attributes.type` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    Object(String),
    /// A parent that may be of several types.
    Name,
}

#[derive(Debug)]
pub enum Part {
    Value {
        column: usize,
        kind: Kind,
        formatted: bool,
    },
    /// An address or location: keys, columns and types; null as a whole where all of them are.
    Compound(Vec<(String, usize, Kind)>),
    /// A file is not sent in a record; the column says whether there is one.
    Blob {
        column: usize,
    },
    Parent(Shape),
    /// TYPEOF: the first branch of the parent's type.
    Typed {
        id: usize,
        branches: Vec<Shape>,
        otherwise: Option<Shape>,
    },
    Children(Arc<Rows>),
}

impl Shape {
    pub fn new(kind: Type, id: usize) -> Self {
        Self { kind, id, members: Vec::new() }
    }

    /// `false` where the key is taken.
    pub fn add(&mut self, key: &str, part: Part) -> bool {
        let free = self.members.iter().all(|(known, _)| known != key);
        if free {
            self.members.push((key.to_owned(), part));
        }
        free
    }

    /// The parent called `key`, made where it is missing; `None` where the key holds something else.
    pub fn parent(&mut self, key: &str, make: impl FnOnce() -> Self) -> Option<&mut Self> {
        let known = self.members.iter().position(|(known, _)| known == key);
        let at = known.unwrap_or(self.members.len());
        if known.is_none() {
            self.members.push((key.to_owned(), Part::Parent(make())));
        }
        match &mut self.members[at].1 {
            Part::Parent(shape) => Some(shape),
            _ => None,
        }
    }
}
