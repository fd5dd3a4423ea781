//! Values that no two rows may share, however many rows there are: held up to a limit, then sorted and put on disk, and
//! merged in the end. Which rows share one is known only when all have been seen.

mod entry;
mod spool;

use crate::api::describe::Field;
use entry::{Alike, Entry};
use spool::Spool;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;

/// Bytes of values that are held.
const HELD: usize = 4 << 20;

pub struct Keys {
    /// Bytes that may be held.
    most: usize,
    /// The columns of the values, by what is the same in each.
    columns: Vec<(String, Alike)>,
    held: Vec<Entry>,
    size: usize,
    spool: Option<Spool>,
    /// Why a value could not be kept; told in the end.
    failure: Option<io::Error>,
}

/// Rows with a value that a row before them has.
#[derive(Debug, Default)]
pub struct Repeats {
    pub count: u64,
    /// The first of them.
    pub first: Vec<Repeat>,
}

#[derive(Debug)]
pub struct Repeat {
    pub row: u64,
    pub line: u64,
    pub column: String,
    pub value: String,
    /// The row that has the value already.
    pub before: u64,
}

impl Default for Keys {
    fn default() -> Self {
        Self::within(HELD)
    }
}

impl Keys {
    fn within(most: usize) -> Self {
        Self { most, columns: Vec::new(), held: Vec::new(), size: 0, spool: None, failure: None }
    }

    /// Notes a value of a field, and the row and line that it is in.
    pub fn put(&mut self, field: &Field, value: &str, place: (u64, u64)) {
        if self.failure.is_some() {
            return;
        }
        let column = self.column(field);
        let entry = Entry::new((column, self.columns[column].1), value.into(), place);
        self.size += entry.size();
        self.held.push(entry);
        if self.size > self.most {
            self.failure = self.spill().err();
        }
    }

    fn column(&mut self, field: &Field) -> usize {
        let known = self.columns.iter().position(|(name, _)| *name == field.name);
        known.unwrap_or_else(|| {
            self.columns.push((field.name.clone(), Alike::of(field)));
            self.columns.len() - 1
        })
    }

    fn spill(&mut self) -> io::Result<()> {
        self.held.sort_unstable();
        let spool = match &mut self.spool {
            Some(spool) => spool,
            none => none.insert(Spool::new()?),
        };
        spool.write(&self.held)?;
        self.held.clear();
        self.size = 0;
        Ok(())
    }

    /// The rows that repeat a value: how many there are, and the first of them, as many as `most`.
    pub fn repeats(mut self, most: usize) -> io::Result<Repeats> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        self.held.sort_unstable();
        let (columns, spool) = (self.columns, self.spool);
        let kinds: Vec<Alike> = columns.iter().map(|(_, alike)| *alike).collect();
        let held: Source = Box::new(self.held.into_iter().map(Ok));
        let runs = spool.iter().flat_map(|spool| spool.runs(&kinds)).map(|run| Box::new(run) as Source);
        let (mut repeats, mut first) = (Repeats::default(), None::<Entry>);
        merge(runs.chain([held]).collect(), |entry| match &first {
            Some(before) if before.is_like(&entry) => {
                let (column, value) = (columns[entry.column].0.clone(), entry.text.into());
                repeats.add(Repeat { row: entry.row, line: entry.line, column, value, before: before.row }, most);
            }
            _ => first = Some(entry),
        })?;
        repeats.trim(most);
        Ok(repeats)
    }
}

impl Repeats {
    fn add(&mut self, repeat: Repeat, most: usize) {
        self.count += 1;
        self.first.push(repeat);
        if self.first.len() > 2 * most {
            self.trim(most);
        }
    }

    fn trim(&mut self, most: usize) {
        self.first.sort_by_key(|repeat| repeat.row);
        self.first.truncate(most);
    }
}

/// Entries in their order.
type Source<'s> = Box<dyn Iterator<Item = io::Result<Entry>> + 's>;

/// Shows the entries of all sources in their common order.
fn merge(mut sources: Vec<Source>, mut see: impl FnMut(Entry)) -> io::Result<()> {
    let mut heads = BinaryHeap::with_capacity(sources.len());
    for (at, source) in sources.iter_mut().enumerate() {
        heads.extend(source.next().transpose()?.map(|entry| Reverse((entry, at))));
    }
    while let Some(Reverse((entry, at))) = heads.pop() {
        see(entry);
        heads.extend(sources[at].next().transpose()?.map(|entry| Reverse((entry, at))));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, kind: &str, case_sensitive: bool) -> Field {
        Field { name: name.to_owned(), kind: kind.to_owned(), case_sensitive, ..Field::default() }
    }

    fn told(repeats: Repeats) -> (u64, Vec<String>) {
        let tell = |it: Repeat| format!("{} {} {} {} {}", it.row, it.line, it.column, it.value, it.before);
        (repeats.count, repeats.first.into_iter().map(tell).collect())
    }

    #[test]
    fn values_are_the_same_as_the_org_sees_them() {
        let fields = [field("Id", "id", false), field("Ext__c", "string", false), field("Code__c", "string", true)];
        let mut keys = Keys::default();
        for (row, (at, value)) in [
            (0, "a00000000000001"),
            (1, "Ä"),
            (2, "x"),
            (0, "A00000000000001"),
            (2, "X"),
            (1, "x"),
            (1, "ä"),
            (0, "a00000000000001AAA"),
            (1, "ä"),
        ]
        .into_iter()
        .enumerate()
        {
            keys.put(&fields[at], value, (row as u64 + 1, row as u64 + 2));
        }
        let want = ["7 8 Ext__c ä 2", "8 9 Id a00000000000001AAA 1", "9 10 Ext__c ä 2"].map(str::to_owned).to_vec();
        assert_eq!(told(keys.repeats(20).expect("nothing is on disk")), (3, want));
    }

    #[test]
    fn what_is_on_disk_counts_too() {
        let field = field("Ext__c", "string", false);
        let mut keys = Keys::within(10_000);
        for row in 1..=5_000 {
            keys.put(&field, &format!("key {}", row * 7 % 4_990), (row, row + 1));
        }
        assert!(keys.size <= 10_000 && keys.spool.is_some());
        let (count, named) = told(keys.repeats(2).expect("is read"));
        assert_eq!((count, named), (10, vec!["4991 4992 Ext__c key 7 1".into(), "4992 4993 Ext__c key 14 2".into()]));
    }
}
