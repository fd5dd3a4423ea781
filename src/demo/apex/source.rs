//! The text of a block with its syntax tree, and places in it as a compiler tells them. The grammar crate judges the
//! shape; what it cannot read is blamed on the token where it first could not go on.

use std::sync::{Arc, Mutex};
use tree_sitter::{Node, Parser, Point, Tree};

/// Line and column, both from 1; a column counts UTF-16 units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    pub line: usize,
    pub column: usize,
}

/// Why a block is not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub at: At,
    pub text: String,
}

pub struct Source<'t> {
    text: &'t str,
    tree: Tree,
}

impl<'t> Source<'t> {
    pub fn read(text: &'t str) -> Result<Self, Problem> {
        let mut parser = Parser::new();
        let tree = parser.set_language(&tree_sitter_sfapex::apex::LANGUAGE.into()).ok();
        let tree = tree.and_then(|()| parser.parse(text, None));
        let tree = tree.ok_or_else(|| Problem { at: at(text, 0), text: "Unexpected token '<EOF>'.".to_owned() })?;
        if tree.root_node().has_error() {
            return Err(unexpected(&mut parser, text, &tree));
        }
        Ok(Self { text, tree })
    }

    pub fn root(&self) -> Node<'_> {
        self.tree.root_node()
    }

    pub fn text(&self, node: Node) -> &'t str {
        &self.text[node.byte_range()]
    }

    pub fn between(&self, start: usize, end: usize) -> &'t str {
        &self.text[start..end]
    }

    pub fn at(&self, node: Node) -> At {
        at(self.text, node.start_byte())
    }
}

fn at(text: &str, byte: usize) -> At {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    At { line: 1 + before.matches('\n').count(), column: 1 + before[line..].encode_utf16().count() }
}

/// What is in the way, or what is missing before it.
fn unexpected(parser: &mut Parser, text: &str, tree: &Tree) -> Problem {
    let byte = stumble(parser, text);
    let start = byte + text[byte..].len() - text[byte..].trim_start().len();
    let token = token(&text[start..]);
    let problem = match missing(tree.root_node()) {
        Some(node) if node.start_byte() <= start => format!("Missing '{}' at '{token}'", node.kind()),
        _ => format!("Unexpected token '{token}'."),
    };
    Problem { at: at(text, start), text: problem }
}

/// Where the parser first could not go on: its log tells, the repaired tree does not. It reads in several ways at once,
/// of which the one that gets furthest is meant, and mends the text when none is left.
fn stumble(parser: &mut Parser, text: &str) -> usize {
    let found: Arc<Mutex<Option<Point>>> = Arc::default();
    let (seen, mut here, mut mended) = (Arc::clone(&found), Point::new(0, 0), false);
    parser.set_logger(Some(Box::new(move |_, line| {
        let number = |name: &str| line.split_once(name)?.1.split(',').next()?.parse().ok();
        mended |= line.starts_with("resume");
        if let (true, Some(row), Some(column)) = (line.starts_with("process "), number("row:"), number("col:")) {
            here = Point::new(row, column);
        } else if line.starts_with("detect_error")
            && !mended
            && let Ok(mut furthest) = seen.lock()
        {
            *furthest = (*furthest).max(Some(here));
        }
    })));
    parser.parse(text, None);
    parser.set_logger(None);
    let Some(point) = found.lock().ok().and_then(|found| *found) else { return text.len() };
    let line = text.split_inclusive('\n').take(point.row).map(str::len).sum::<usize>();
    let byte = (line + point.column).min(text.len());
    if text.is_char_boundary(byte) { byte } else { text.len() }
}

fn missing(node: Node) -> Option<Node> {
    let mut cursor = node.walk();
    loop {
        if cursor.node().is_missing() {
            return Some(cursor.node());
        }
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return None;
            }
        }
    }
}

/// A word, or one character of anything else.
fn token(text: &str) -> &str {
    let word = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let len = if word > 0 { word } else { text.chars().next().map_or(0, char::len_utf8) };
    if len == 0 { "<EOF>" } else { &text[..len] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_that_is_in_the_way_is_named() {
        for (text, line, column, problem) in [
            ("System.debug('x')", 1, 18, "Missing ';' at '<EOF>'"),
            ("Integer ü = 1;\nString 𝒳s = 'a' 'b';", 2, 18, "Unexpected token '''."),
            ("if (true { }", 1, 10, "Missing ')' at '{'"),
            ("}", 1, 1, "Unexpected token '}'."),
        ] {
            let problem = Problem { at: At { line, column }, text: problem.to_owned() };
            assert_eq!(Source::read(text).err(), Some(problem), "{text}");
        }
        assert!(Source::read("").is_ok());
    }
}
