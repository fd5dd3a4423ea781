//! Names above cells, and the object that a row of cells is: `Account.Ext__c` becomes a member of the object `Account`.

use super::{Blank, NULL_CELL};
use serde_json::Value;

#[derive(Debug)]
pub struct Header {
    pub names: Vec<String>,
    tree: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    name: String,
    /// As it is written: in quotes and with the colon.
    key: String,
    below: Below,
}

#[derive(Debug)]
enum Below {
    Cell(usize),
    Object(Vec<Node>),
}

/// What was found in a cell, or at best in the cells of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    Nothing,
    Null,
    Text,
}

impl Header {
    pub fn new(names: Vec<String>) -> Result<Self, String> {
        let mut tree = Vec::new();
        for (cell, name) in names.iter().enumerate() {
            if name.split('.').any(str::is_empty) {
                return Err(format!("column {} has no name", cell + 1));
            }
            let clash = || format!("column {} is `{name}`, which another column is or holds", cell + 1);
            insert(&mut tree, name, cell).ok_or_else(clash)?;
        }
        Ok(Self { names, tree })
    }

    /// The row as a JSON object, all values text or null.
    pub fn json(&self, cells: &csv::StringRecord, blank: Blank) -> String {
        let mut out = String::new();
        self.write(cells, &|_, cell, out| value(cell, blank, out), &mut out);
        out
    }

    /// The row as a JSON object; `value` writes the cell with this number.
    pub fn write(&self, cells: &csv::StringRecord, value: Write, out: &mut String) {
        object(&self.tree, cells, value, out);
    }
}

/// Writes the value of a cell.
pub type Write<'w> = &'w dyn Fn(usize, &str, &mut String) -> Found;

impl Node {
    fn new(name: &str, below: Below) -> Self {
        Self { name: name.to_owned(), key: format!("{}:", Value::from(name)), below }
    }
}

/// Adds a path; `None` where it is there, or what it leads through is a cell.
fn insert(nodes: &mut Vec<Node>, path: &str, cell: usize) -> Option<()> {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let at = nodes.iter().position(|node| node.name.eq_ignore_ascii_case(name));
    match (at.map(|at| &mut nodes[at].below), rest) {
        (Some(Below::Object(below)), Some(rest)) => return insert(below, rest, cell),
        (Some(_), _) => return None,
        (None, Some(rest)) => {
            let mut below = Vec::new();
            insert(&mut below, rest, cell)?;
            nodes.push(Node::new(name, Below::Object(below)));
        }
        (None, None) => nodes.push(Node::new(name, Below::Cell(cell))),
    }
    Some(())
}

fn object(nodes: &[Node], cells: &csv::StringRecord, value: Write, out: &mut String) -> Found {
    let mut best = Found::Nothing;
    out.push('{');
    for node in nodes {
        let before = out.len();
        if best > Found::Nothing {
            out.push(',');
        }
        out.push_str(&node.key);
        let found = match &node.below {
            Below::Cell(cell) => value(*cell, cells.get(*cell).unwrap_or_default(), out),
            Below::Object(below) => nested(below, cells, value, out),
        };
        if found == Found::Nothing {
            out.truncate(before);
        }
        best = best.max(found);
    }
    out.push('}');
    best
}

/// An object of which nothing is there but nulls is null itself.
fn nested(nodes: &[Node], cells: &csv::StringRecord, value: Write, out: &mut String) -> Found {
    let before = out.len();
    let found = object(nodes, cells, value, out);
    if found == Found::Null {
        out.truncate(before);
        out.push_str("null");
    }
    found
}

/// Appends the text as a JSON string; most cells are one as they stand.
pub fn quote(text: &str, out: &mut String) {
    if text.bytes().any(|byte| matches!(byte, b'"' | b'\\' | ..b' ')) {
        out.push_str(&Value::from(text).to_string());
    } else {
        out.extend(["\"", text, "\""]);
    }
}

fn value(cell: &str, blank: Blank, out: &mut String) -> Found {
    match cell {
        "" if blank == Blank::Absent => return Found::Nothing,
        "" | NULL_CELL => out.push_str("null"),
        text => {
            quote(text, out);
            return Found::Text;
        }
    }
    Found::Null
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(names: &[&str], cells: &[&str], blank: Blank) -> Result<String, String> {
        let header = Header::new(names.iter().map(ToString::to_string).collect())?;
        Ok(header.json(&csv::StringRecord::from(cells.to_vec()), blank))
    }

    #[test]
    fn dotted_columns_are_nested() {
        let names = ["Id", "Account.Ext__c", "A", "account.Owner.Name"];
        let made = |cells: &[&str]| json(&names, cells, Blank::Absent).expect("is a header");
        assert_eq!(made(&["1", "E", "x", "O"]), r#"{"Id":"1","Account":{"Ext__c":"E","Owner":{"Name":"O"}},"A":"x"}"#);
        assert_eq!(made(&["", "", "x\"", ""]), r#"{"A":"x\""}"#);
        assert_eq!(made(&["", "#N/A", "", "#N/A"]), r#"{"Account":null}"#);
        assert_eq!(made(&["", "", "", ""]), "{}");
    }

    #[test]
    fn a_blank_is_nothing_or_null() {
        assert_eq!(json(&["A", "B"], &["", "#N/A"], Blank::Absent).as_deref(), Ok(r#"{"B":null}"#));
        assert_eq!(json(&["A", "B"], &["", "x"], Blank::Null).as_deref(), Ok(r#"{"A":null,"B":"x"}"#));
    }

    #[test]
    fn names_that_clash_or_are_missing_are_refused() {
        for names in [["A", "a"], ["A.B", "A"], ["A", "A.B"], ["A", ""], ["A.", "B"]] {
            assert!(json(&names, &["", ""], Blank::Absent).is_err_and(|why| why.starts_with("column")), "{names:?}");
        }
    }
}
