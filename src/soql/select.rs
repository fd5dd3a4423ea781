//! Trees of the SELECT list, and of the expressions that other clauses share with it.

use super::{
    Unexpected,
    ast::{Arg, Call, Expr, Item, Name, Path, TypeOf},
    clause,
    leaf::{children, literal, name, path},
    shape::Shape,
};
use tree_sitter::Node;

pub fn items(shape: &Shape, clause: Node) -> Result<Vec<Item>, Unexpected> {
    children(clause).into_iter().map(|node| item(shape, node)).collect()
}

fn item(shape: &Shape, node: Node) -> Result<Item, Unexpected> {
    match (node.kind(), children(node).as_slice()) {
        ("count_expression", [function]) => count(shape, node, *function),
        ("type_of_clause", parts) => type_of(shape, node, parts).map(Item::TypeOf),
        ("subquery", [query]) => Ok(Item::Child(Box::new(clause::query(shape, *query)?))),
        ("alias_expression", [value, alias]) => {
            Ok(Item::Field { expr: expr(shape, *value)?, alias: Some(name(shape, *alias)) })
        }
        _ => Ok(Item::Field { expr: expr(shape, node)?, alias: None }),
    }
}

/// Of all functions only COUNT may go without arguments.
fn count(shape: &Shape, node: Node, function: Node) -> Result<Item, Unexpected> {
    if name(shape, function).text.eq_ignore_ascii_case("COUNT") {
        Ok(Item::Count(node.byte_range()))
    } else {
        Err(shape.unexpected(node.end_byte() - 1))
    }
}

fn type_of(shape: &Shape, node: Node, parts: &[Node]) -> Result<TypeOf, Unexpected> {
    let [field, branches @ ..] = parts else { return Err(shape.unexpected(node.end_byte())) };
    let mut tree =
        TypeOf { path: path(shape, *field), whens: Vec::new(), otherwise: Vec::new(), span: node.byte_range() };
    for branch in branches {
        match children(*branch).as_slice() {
            [kind, list] => tree.whens.push((name(shape, *kind), paths(shape, *list))),
            [list] if !tree.whens.is_empty() => tree.otherwise = paths(shape, *list),
            _ => return Err(shape.unexpected(branch.start_byte())),
        }
    }
    if tree.whens.is_empty() { Err(shape.unexpected(field.end_byte())) } else { Ok(tree) }
}

fn paths(shape: &Shape, list: Node) -> Vec<Path> {
    children(list).into_iter().map(|node| path(shape, node)).collect()
}

pub fn expr(shape: &Shape, node: Node) -> Result<Expr, Unexpected> {
    match node.kind() {
        "function_expression" => call(shape, node).map(Expr::Call),
        "fields_expression" => Ok(Expr::Call(fields(shape, node))),
        _ => Ok(Expr::Path(path(shape, node))),
    }
}

fn call(shape: &Shape, node: Node) -> Result<Call, Unexpected> {
    let parts = children(node);
    let [function, args @ ..] = parts.as_slice() else { return Err(shape.unexpected(node.start_byte())) };
    let args = args.iter().map(|node| arg(shape, *node)).collect::<Result<_, _>>()?;
    Ok(Call { function: name(shape, *function), args, span: node.byte_range() })
}

fn arg(shape: &Shape, node: Node) -> Result<Arg, Unexpected> {
    match node.kind() {
        "geo_location_type" if node.child_by_field_name("function_name").is_some() => {
            Ok(Arg::Expr(Expr::Call(call(shape, node)?)))
        }
        "string_literal" | "decimal" => Ok(Arg::Literal(literal(shape, node)?)),
        _ => Ok(Arg::Expr(expr(shape, node)?)),
    }
}

/// `FIELDS(ALL)`: both words are keywords to the grammar.
fn fields(shape: &Shape, node: Node) -> Call {
    let word = |child: Option<Node>| child.map_or(Name { text: String::new(), span: 0..0 }, |node| name(shape, node));
    let (function, set) = (word(node.child(0)), word(node.named_child(0)));
    let set = Path { span: set.span.clone(), parts: vec![set] };
    Call { function, args: vec![Arg::Expr(Expr::Path(set))], span: node.byte_range() }
}
