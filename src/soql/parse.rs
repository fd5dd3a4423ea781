//! From text to tree. The grammar crate judges the shape of a query; we add what its lexer lets through, and
//! name the token a query fails at.

use super::{Unexpected, ast::Query, clause, shape::Shape, token::is_word};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tree_sitter::{Node, Parser};

/// Words that end what stands before them and so never name a field, an object or an alias.
const RESERVED: [&str; 18] = [
    "AND", "ASC", "DESC", "EXCLUDES", "FROM", "HAVING", "IN", "INCLUDES", "LIKE", "LIMIT", "NOT", "NULL", "NULLS",
    "OR", "SELECT", "USING", "WHERE", "WITH",
];

/// Reads one query. Takes any text, and never panics.
pub fn parse(text: &str) -> Result<Query, Unexpected> {
    let shape = Shape::of(text);
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
    let index = shape.tokens.partition_point(|token| token.span.end <= leaf.start_byte());
    let in_path = shape.bytes[..leaf.start_byte()].trim_ascii_end().ends_with(b".");
    let reserved = shape.is(index, &RESERVED) || shape.is(index, &["GROUP", "ORDER"]) && shape.is(index + 1, &["BY"]);
    leaf.kind() == "identifier" && !in_path && reserved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::soql::ast::{Condition, Op};
    use proptest::prelude::*;

    const VALID: &str = include_str!("../../tests/fixtures/soql/valid.txt");
    const INVALID: &str = include_str!("../../tests/fixtures/soql/invalid.txt");

    #[test]
    fn the_grammar_is_covered() {
        for text in VALID.lines() {
            assert_eq!(parse(text).err(), None, "{text}");
        }
    }

    #[test]
    fn the_token_a_query_fails_at_is_named() {
        for line in INVALID.lines() {
            let (token, text) = line.split_once('\t').expect("token, tab, query");
            assert_eq!(parse(text).map_err(|unexpected| unexpected.token), Err(token.to_owned()), "{text}");
        }
    }

    #[test]
    fn positions_are_bytes_of_the_text_as_typed() {
        for (text, at) in [
            ("SELECT Id FROM Account WHERE a = 1 AND b = 2\nOR c = 3", 45..47),
            ("SELECT Id FROM Account WHERE Name = 'ü' AND \u{a0}é = 1", 47..49),
            ("SELECT Id FROM Account WHERE Name = 'ü\\q'", 39..41),
            ("SELECT Id FROM Account WHERE NOT", 32..32),
            ("SELECT Id FROM Account ORDER BY Name ASCending", 37..46),
        ] {
            assert_eq!(parse(text).map_err(|unexpected| unexpected.span), Err(at), "{text}");
        }
    }

    #[test]
    fn not_belongs_to_the_condition_after_it() {
        fn show(condition: &Condition) -> String {
            let list = |list: &[Condition], word| list.iter().map(show).collect::<Vec<_>>().join(word);
            match condition {
                Condition::And(conditions) => format!("({})", list(conditions, " & ")),
                Condition::Or(conditions) => format!("({})", list(conditions, " | ")),
                Condition::Not(condition) => format!("!{}", show(condition)),
                Condition::Test { op, .. } => if *op == Op::Eq { "=" } else { "?" }.to_owned(),
            }
        }
        for (text, shown) in [
            ("NOT a = 1 AND b = 2", "(!= & =)"),
            ("(NOT a = 1 OR b = 2) AND c = 3", "((!= | =) & =)"),
            ("NOT (a = 1 OR NOT b = 2) AND NOT c = 3", "(!(= | !=) & !=)"),
            ("NOT (NOT (a = 1))", "!!="),
            ("NOT NOT a = 1", "="),
            ("((a = 1)) AND b NOT IN (1)", "(= & ?)"),
        ] {
            let query = parse(&format!("SELECT Id FROM A WHERE {text}")).expect(text);
            assert_eq!(query.filter.as_ref().map(show).as_deref(), Some(shown), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            check(&text);
        }

        #[test]
        fn so_is_any_heap_of_pieces(
            pieces in prop::collection::vec(prop::sample::select(VALID.split(' ').collect::<Vec<_>>()), 0..20),
        ) {
            check(&pieces.join(" "));
            check(&format!("SELECT Id FROM A WHERE {}", pieces.concat()));
        }

        #[test]
        fn so_is_any_damaged_query(
            text in prop::sample::select(VALID.lines().collect::<Vec<_>>()),
            at in any::<prop::sample::Index>(),
            cut in 0..8usize,
            put in "[ '()\\\\:,.a1é\n\0-]{0,3}",
        ) {
            let mut chars: Vec<char> = text.chars().collect();
            let start = at.index(chars.len());
            let end = chars.len().min(start + cut);
            chars.splice(start..end, put.chars());
            check(&chars.into_iter().collect::<String>());
        }
    }

    /// What is refused is blamed on a piece of the text.
    fn check(text: &str) {
        if let Err(Unexpected { span, token }) = parse(text) {
            let blamed = text.get(span).expect("a range of the text");
            assert_eq!(if blamed.is_empty() { "<EOF>" } else { blamed }, token);
        }
    }
}
