//! Columns as a tree along which a record is walked once: each value lands in the cell of its column.

use super::{Children, Columns};
use crate::record::Value;
use std::io;

/// Takes the cells of one output row.
pub type Emit<'e, 'a> = &'e mut dyn FnMut(&[Value<'a>]) -> io::Result<()>;

/// Where the values of a record go.
pub struct Tree {
    roots: Vec<Node>,
    cells: usize,
}

struct Node {
    name: String,
    /// Holds child rows, and they matter to whoever asked.
    list: bool,
    cell: Option<usize>,
    below: Vec<Node>,
}

impl Tree {
    pub fn new(columns: &Columns, children: Children) -> Self {
        let mut tree = Self { roots: Vec::new(), cells: 0 };
        for path in columns.paths() {
            let path =
                if children == Children::Explode { path } else { path.split_inclusive("[]").next().unwrap_or(path) };
            tree.add(path, children);
        }
        tree
    }

    fn add(&mut self, path: &str, children: Children) {
        let mut nodes = &mut self.roots;
        let mut parts = path.split('.').peekable();
        while let Some(part) = parts.next() {
            let name = part.trim_end_matches("[]");
            let node = child(nodes, name);
            node.list |= name.len() < part.len() && children != Children::Json;
            if parts.peek().is_none() && node.cell.is_none() {
                node.cell = Some(self.cells);
                self.cells += 1;
            }
            nodes = &mut node.below;
        }
    }

    /// Takes over how the record spells the names; what it does not have stays as it was typed.
    pub fn spell(&mut self, record: Value) {
        spell(&mut self.roots, record);
    }

    /// The dotted names in the order of the columns.
    pub fn headers(&self) -> Vec<String> {
        let mut headers = vec![String::new(); self.cells];
        name(&self.roots, "", &mut headers);
        headers
    }

    /// Hands out the rows that a record makes: one, or one for each child row.
    pub fn rows<'a>(&self, record: Value<'a>, emit: Emit<'_, 'a>) -> io::Result<()> {
        explode(&self.roots, record, &mut vec![Value::NULL; self.cells], emit)
    }
}

fn child<'n>(nodes: &'n mut Vec<Node>, name: &str) -> &'n mut Node {
    let at = find(nodes, nodes.len(), name).unwrap_or_else(|| {
        nodes.push(Node { name: name.to_owned(), list: false, cell: None, below: Vec::new() });
        nodes.len() - 1
    });
    &mut nodes[at]
}

/// The node for a key: most often the expected one.
fn find(nodes: &[Node], expected: usize, key: &str) -> Option<usize> {
    match nodes.get(expected) {
        Some(node) if node.name == key => Some(expected),
        _ => nodes.iter().position(|node| node.name.eq_ignore_ascii_case(key)),
    }
}

fn spell(nodes: &mut [Node], object: Value) {
    for (key, value) in object.members() {
        if let Some(at) = find(nodes, 0, key) {
            key.clone_into(&mut nodes[at].name);
            spell(&mut nodes[at].below, value.items().next().unwrap_or(value));
        }
    }
}

fn name(nodes: &[Node], prefix: &str, headers: &mut [String]) {
    for node in nodes {
        let path = format!("{prefix}{}", node.name);
        name(&node.below, &format!("{path}."), headers);
        if let Some(cell) = node.cell {
            headers[cell] = path;
        }
    }
}

/// Fills the cells below `nodes` and emits them, once for each child row if there are any. Lists beside each other
/// take turns: a row belongs to one child, and the cells of the other list are empty.
fn explode<'a>(nodes: &[Node], object: Value<'a>, cells: &mut [Value<'a>], emit: Emit<'_, 'a>) -> io::Result<()> {
    let mut lists = Vec::new();
    fill(nodes, object, cells, &mut lists);
    if lists.is_empty() {
        return emit(cells);
    }
    for (below, list) in lists {
        for row in list.items() {
            explode(below, row, cells, emit)?;
            clear(below, cells);
        }
    }
    Ok(())
}

fn fill<'n, 'a>(
    nodes: &'n [Node],
    object: Value<'a>,
    cells: &mut [Value<'a>],
    lists: &mut Vec<(&'n [Node], Value<'a>)>,
) {
    let mut expected = 0;
    for (key, value) in object.members() {
        let Some(at) = find(nodes, expected, key) else {
            if let Some(cell) = dotted(nodes, key) {
                cells[cell] = value;
            }
            continue;
        };
        expected = at + 1;
        let node = &nodes[at];
        if let Some(cell) = node.cell {
            cells[cell] = if node.list && value.is_null() { Value::EMPTY_LIST } else { value };
        }
        if node.below.is_empty() {
            continue;
        }
        if node.list && value.items().next().is_some() {
            lists.push((&node.below, value));
        }
        fill(&node.below, value, cells, lists);
    }
}

/// The cell of a member whose name itself has dots, as a search calls what it highlights.
fn dotted(nodes: &[Node], key: &str) -> Option<usize> {
    let (head, rest) = key.split_once('.')?;
    let below = &nodes[find(nodes, 0, head)?].below;
    find(below, 0, rest).map_or_else(|| dotted(below, rest), |at| below[at].cell)
}

fn clear(nodes: &[Node], cells: &mut [Value]) {
    for node in nodes {
        if let Some(cell) = node.cell {
            cells[cell] = Value::NULL;
        }
        clear(&node.below, cells);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(paths: &[&str], children: Children) -> Tree {
        Tree::new(&Columns::new(paths.iter().map(ToString::to_string).collect(), false), children)
    }

    fn rows(tree: &Tree, record: &str) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        let record = Value::parse(record).expect("parses");
        tree.rows(record, &mut |cells| {
            rows.push(cells.iter().map(|cell| cell.text().to_owned()).collect());
            Ok(())
        })
        .expect("collects");
        rows
    }

    #[test]
    fn values_find_their_column_in_any_order_and_spelling() {
        let tree = tree(&["owner.name", "id", "Owner.Profile.Name", "Id"], Children::Json);
        let record = r#"{"Id":1,"Extra":9,"Owner":{"Profile":{"Name":"P"},"Name":"O"}}"#;
        assert_eq!(rows(&tree, record), [[r#""O""#, "1", r#""P""#]]);
        assert_eq!(rows(&tree, r#"{"Owner":null,"Id":2}"#), [["null", "2", "null"]]);
    }

    #[test]
    fn a_name_with_dots_has_its_column() {
        let tree = tree(&["Name", "highlight.Name", "highlight.Owner.Name"], Children::Json);
        let record = r#"{"Name":"a","highlight.Name":"b","highlight.Owner.Name":"c","snippet.text":"d"}"#;
        assert_eq!(rows(&tree, record), [[r#""a""#, r#""b""#, r#""c""#]]);
    }

    #[test]
    fn headers_take_the_spelling_of_the_record() {
        let mut tree = tree(&["owner.name", "id", "kids[].id", "other.x"], Children::Explode);
        tree.spell(Value::parse(r#"{"Id":1,"Owner":{"Name":"O"},"Kids":[{"Id":2}],"Other":null}"#).expect("parses"));
        assert_eq!(tree.headers(), ["Owner.Name", "Id", "Kids.Id", "Other.x"]);
    }

    #[test]
    fn a_compound_value_is_one_cell() {
        let tree = tree(&["Address"], Children::Json);
        assert_eq!(rows(&tree, r#"{"Address":{"city":"X"}}"#), [[r#"{"city":"X"}"#]]);
    }

    const FAMILY: &str =
        r#"{"Id":1,"Kids":[{"Id":2,"Toys":[{"N":"a"},{"N":"b"}]},{"Id":3,"Toys":null}],"Pets":[{"Id":4}]}"#;
    const PATHS: [&str; 4] = ["Id", "Kids[].Id", "Kids[].Toys[].N", "Pets[].Id"];

    #[test]
    fn children_explode_into_rows_of_their_own() {
        let tree = tree(&PATHS, Children::Explode);
        let want = [
            ["1", "2", "\"a\"", "null"],
            ["1", "2", "\"b\"", "null"],
            ["1", "3", "null", "null"],
            ["1", "null", "null", "4"],
        ];
        assert_eq!(rows(&tree, FAMILY), want);
        assert_eq!(rows(&tree, r#"{"Id":5,"Kids":null,"Pets":null}"#), [["5", "null", "null", "null"]]);
    }

    #[test]
    fn children_stay_in_one_column_otherwise() {
        let count = tree(&PATHS, Children::Count);
        assert_eq!(count.headers(), ["Id", "Kids", "Pets"]);
        assert_eq!(rows(&count, r#"{"Id":5,"Kids":null,"Pets":[{"Id":4}]}"#), [["5", "[]", r#"[{"Id":4}]"#]]);
        assert_eq!(rows(&tree(&PATHS, Children::Json), r#"{"Id":5,"Kids":null}"#), [["5", "null", "null"]]);
    }
}
