//! Which columns there are, as plain paths: `Id`, `Owner.Name`, and `Contacts[].Name` for a field of every child row.
//! Where nobody could tell beforehand, the first rows do.

use crate::record::{Kind, Value};

/// Rows looked at to learn open columns: a query that asks for all fields may not return more.
pub const ENOUGH: usize = 200;

/// Columns in the order they were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    paths: Vec<String>,
    open: bool,
}

impl Columns {
    /// Columns from paths as typed. `open` says that the rows may bring more; those come first.
    pub fn new(paths: Vec<String>, open: bool) -> Self {
        Self { paths, open }
    }

    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Closed columns: those of the rows, then what was asked for and did not come.
    pub fn learned(&self, rows: &[Value]) -> Self {
        let mut seen = Vec::new();
        for row in rows {
            learn(&mut seen, *row);
        }
        let mut paths = Vec::new();
        flatten(&seen, "", &mut paths);
        // A parent that is null in all rows says less than the column that was asked for.
        paths.retain(|path| !self.paths.iter().any(|asked| is_below(asked, path)));
        for asked in &self.paths {
            if !paths.iter().any(|path| path.eq_ignore_ascii_case(asked) || is_below(path, asked)) {
                paths.push(asked.clone());
            }
        }
        Self { paths, open: false }
    }
}

/// A key that was met, and the keys met below it.
struct Seen {
    name: String,
    list: bool,
    below: Vec<Seen>,
}

fn learn(seen: &mut Vec<Seen>, object: Value) {
    for (key, value) in object.members() {
        let at = seen.iter().position(|known| known.name == key).unwrap_or_else(|| {
            seen.push(Seen { name: key.to_owned(), list: false, below: Vec::new() });
            seen.len() - 1
        });
        seen[at].list |= value.kind() == Kind::Array;
        learn(&mut seen[at].below, value);
        for child in value.items() {
            learn(&mut seen[at].below, child);
        }
    }
}

fn flatten(seen: &[Seen], prefix: &str, paths: &mut Vec<String>) {
    for Seen { name, list, below } in seen {
        let mark = if *list { "[]" } else { "" };
        if below.is_empty() {
            paths.push(format!("{prefix}{name}{mark}"));
        } else {
            flatten(below, &format!("{prefix}{name}{mark}."), paths);
        }
    }
}

/// Whether `path` leads further than `parent`.
fn is_below(path: &str, parent: &str) -> bool {
    let head = path.get(..parent.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(parent)) && path[parent.len()..].starts_with(['.', '['])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learned(asked: &[&str], rows: &[&str]) -> Vec<String> {
        let rows: Vec<_> = rows.iter().map(|text| Value::parse(text).expect("parses")).collect();
        Columns::new(asked.iter().map(ToString::to_string).collect(), true).learned(&rows).paths
    }

    #[test]
    fn rows_name_the_columns_in_their_order() {
        let rows =
            [r#"{"Id":1,"Owner":null,"Kids":null}"#, r#"{"Id":2,"Owner":{"Name":"A"},"Kids":[{"Id":3}],"New":1}"#];
        assert_eq!(learned(&[], &rows), ["Id", "Owner.Name", "Kids[].Id", "New"]);
        assert_eq!(learned(&[], &[]), [""; 0]);
    }

    #[test]
    fn what_was_asked_for_is_there_even_if_no_row_has_it() {
        assert_eq!(learned(&["owner.name", "id", "X"], &[r#"{"Id":1,"Owner":null}"#]), ["Id", "owner.name", "X"]);
        let rows = [r#"{"Id":1,"Kids":[{"Id":2}],"Owner":{"Id":3}}"#];
        assert_eq!(learned(&["kids[]", "Owner"], &rows), ["Id", "Kids[].Id", "Owner.Id"]);
    }
}
