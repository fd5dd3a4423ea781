//! From text to tree. The grammar crate judges the shape of a query; we add what its lexer lets through, and
//! name the token a query fails at.

use super::{
    Unexpected,
    ast::Query,
    clause,
    shape::Shape,
    token::{Token, is_word},
};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tree_sitter::{Node, Parser};

/// Words that end what stands before them and so never name a field, an object or an alias.
const RESERVED: [&str; 14] = [
    "AND", "EXCLUDES", "FROM", "HAVING", "IN", "INCLUDES", "LIKE", "LIMIT", "NOT", "NULL", "OR", "SELECT", "WHERE",
    "WITH",
];

/// Reads one query. Takes any text, and never panics.
pub fn parse(text: &str) -> Result<Query, Unexpected> {
    let shape = Shape::of(text)?;
    let mut parser = Parser::new();
    let tree = parser.set_language(&tree_sitter_sfapex::soql::LANGUAGE.into()).ok();
    let tree = tree.and_then(|()| parser.parse(&shape.bytes, None)).ok_or_else(|| Unexpected::end(text))?;
    let stumble = if tree.root_node().has_error() { Some(stumble(&mut parser, &shape.bytes)) } else { None };
    let wrong = misplaced(&shape, tree.root_node()).into_iter().chain(stumble).min();
    if let Some(offset) = wrong {
        return Err(shape.unexpected(offset));
    }
    let body = tree.root_node().named_child(0).ok_or_else(|| Unexpected::end(text))?;
    let query = clause::query(&shape, body)?;
    Ok(Query { all_rows: shape.all_rows, ..query })
}

/// Where the parser first could not go on. The tree cannot tell: it shows where the repair begins, which may
/// be far before. The parser's log can, and only a query that is wrong pays for it.
fn stumble(parser: &mut Parser, shape: &[u8]) -> usize {
    let found = Arc::new(AtomicUsize::new(usize::MAX));
    let (seen, mut column) = (Arc::clone(&found), 0);
    parser.set_logger(Some(Box::new(move |_, line| {
        if let Some((_, at)) = line.rsplit_once(", col:").filter(|_| line.starts_with("process ")) {
            column = at.parse().unwrap_or(column);
        } else if line.starts_with("detect_error") {
            seen.fetch_min(column, Ordering::Relaxed);
        }
    })));
    parser.parse(shape, None);
    parser.set_logger(None);
    found.load(Ordering::Relaxed).min(shape.len())
}

/// The first token that the grammar took for something it is not: a reserved word for a name, or the
/// beginning of `FROMAccount` for a keyword.
fn misplaced(shape: &Shape, root: Node) -> Option<usize> {
    let mut cursor = root.walk();
    loop {
        let node = cursor.node();
        if node.child_count() == 0 && (is_cut_short(shape, node) || is_keyword(shape, node)) {
            return Some(node.start_byte());
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

fn is_cut_short(shape: &Shape, leaf: Node) -> bool {
    let word = |at: usize| shape.bytes.get(at).is_some_and(|byte| is_word(char::from(*byte)));
    leaf.end_byte() > leaf.start_byte() && word(leaf.end_byte() - 1) && word(leaf.end_byte())
}

fn is_keyword(shape: &Shape, leaf: Node) -> bool {
    let is = |token: Option<&Token>, words: &[&str]| {
        token.is_some_and(|token| words.iter().any(|word| word.eq_ignore_ascii_case(&shape.text[token.span.clone()])))
    };
    let index = shape.tokens.partition_point(|token| token.span.end <= leaf.start_byte());
    let (before, token, after) = (index.checked_sub(1), shape.tokens.get(index), shape.tokens.get(index + 1));
    let in_path = is(before.and_then(|index| shape.tokens.get(index)), &["."]);
    let named = leaf.kind() == "identifier" && !in_path;
    named && (is(token, &RESERVED) || is(token, &["GROUP", "ORDER"]) && is(after, &["BY"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unexpected(text: &str) -> (String, usize) {
        let unexpected = parse(text).expect_err(text);
        (unexpected.token, unexpected.span.start)
    }

    #[test]
    fn the_token_a_query_fails_at_is_named() {
        for (text, token, at) in [
            ("select Id From Account From Contact", "From", 23),
            ("SELECT Id, FROM Account", "FROM", 11),
            ("SELECT Id FRM Account", "Account", 14),
            ("SELECT Id FROM Account WHERE ORDER BY Name", "ORDER", 29),
            ("SELECT Id FROM Account WHERE a = 1 AND b = 2\nOR c = 3", "OR", 45),
            ("SELECT Id FROM Account ORDER BY Name ASCending", "ASCending", 37),
            ("SELECTId FROM Account", "SELECTId", 0),
            ("SELECT Id FROM Account WHERE Name = 'ü' AND \u{a0}é = 1", "é", 47),
            ("SELECT SUM() FROM Account", ")", 11),
            ("SELECT Id FROM Account LIMIT :n", ":n", 29),
            ("SELECT Id FROM Account WHERE Name = 'a\\qb'", "\\q", 38),
            ("SELECT Id FROM Account // all", "/", 23),
            ("SELECT Id FROM Account WHERE NOT", "<EOF>", 32),
            ("", "<EOF>", 0),
        ] {
            assert_eq!(unexpected(text), (token.to_owned(), at), "{text}");
        }
    }
}
