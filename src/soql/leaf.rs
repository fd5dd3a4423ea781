//! The ends of the tree: names, paths and literals, read from the text as typed.

use super::{
    Unexpected,
    ast::{Literal, Name, Path, Scalar, Span},
    literal,
    shape::Shape,
    token::Kind,
};
use tree_sitter::Node;

/// The named children of `node`, that is without keywords and marks.
pub fn children(node: Node<'_>) -> Vec<Node<'_>> {
    node.named_children(&mut node.walk()).collect()
}

pub fn name(shape: &Shape, node: Node) -> Name {
    named(shape, node.byte_range())
}

/// The whole token at `offset`, of which the tree may have seen a part.
pub fn token_name(shape: &Shape, offset: usize) -> Name {
    named(shape, shape.token(offset).map_or(offset..offset, |token| token.span.clone()))
}

fn named(shape: &Shape, span: Span) -> Name {
    Name { text: shape.text[span.clone()].to_owned(), span }
}

pub fn path(shape: &Shape, node: Node) -> Path {
    let mut parts = Vec::new();
    collect(shape, node, &mut parts);
    Path { parts, span: node.byte_range() }
}

fn collect(shape: &Shape, node: Node, parts: &mut Vec<Name>) {
    if node.kind() == "identifier" {
        parts.push(name(shape, node));
    }
    for child in children(node) {
        collect(shape, child, parts);
    }
}

pub fn literal(shape: &Shape, node: Node) -> Result<Literal, Unexpected> {
    let span = match node.kind() {
        "int" | "decimal" => shape.token(node.start_byte()).map_or(node.byte_range(), |token| token.span.clone()),
        _ => node.byte_range(),
    };
    let text = &shape.text[span.clone()];
    let value = match node.kind() {
        "string_literal" => Some(string(shape, &span)?),
        "boolean" => Some(Scalar::Bool(text.eq_ignore_ascii_case("true"))),
        "date_literal" | "date_literal_with_param" => literal::relative_date(text),
        "currency_literal" => literal::currency(text),
        "int" | "decimal" => stood_in(shape, &span),
        _ => Some(Scalar::Null),
    };
    let value = value.ok_or_else(|| Unexpected::at(shape.text, span.clone()))?;
    Ok(Literal { value, span })
}

fn string(shape: &Shape, span: &Span) -> Result<Scalar, Unexpected> {
    let wrong = |escape: Span| Unexpected::at(shape.text, span.start + escape.start..span.start + escape.end);
    literal::string(&shape.text[span.clone()]).map(Scalar::String).map_err(wrong)
}

/// What the digits of a shape stand for.
fn stood_in(shape: &Shape, span: &Span) -> Option<Scalar> {
    let text = &shape.text[span.clone()];
    match shape.token(span.start)?.kind {
        Kind::Bind => Some(Scalar::Bind(text.trim_start_matches(':').trim_start().to_owned())),
        _ => literal::number(text),
    }
}

/// The number after LIMIT or OFFSET.
pub fn count(shape: &Shape, node: Node) -> Result<u64, Unexpected> {
    let digits = token_name(shape, children(node).first().map_or(node.start_byte(), Node::start_byte));
    digits.text.parse().map_err(|_| Unexpected::at(shape.text, digits.span))
}
