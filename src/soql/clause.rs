//! Trees of whole queries, clause by clause.

use super::{
    Unexpected,
    ast::{Arg, Call, Expr, Group, Grouping, Name, Order, Query, Source, With},
    condition,
    leaf::{children, count, name, path, token_name},
    select::{self, expr},
    shape::Shape,
};
use tree_sitter::Node;

/// One query or subquery. ALL ROWS is not seen here: it belongs to the text as a whole.
pub fn query(shape: &Shape, node: Node) -> Result<Query, Unexpected> {
    let clause = |name: &str| node.child_by_field_name(name);
    let part = |name: &str| clause(name).map(children).unwrap_or_default();
    let group = part("group_by_clause");
    let having = group.iter().find(|part| part.kind() == "having_clause");
    let by: Vec<Node> = group.iter().filter(|part| part.kind() != "having_clause").copied().collect();
    Ok(Query {
        select: clause("select_clause").map_or(Ok(Vec::new()), |node| select::items(shape, node))?,
        from: part("from_clause").into_iter().map(|node| source(shape, node)).collect(),
        scope: clause("using_clause").map(|node| scope(shape, node)).transpose()?,
        filter: clause("where_clause").map(|node| condition::read(shape, node)).transpose()?,
        with: part("with_clause").first().map(|node| with(shape, *node)),
        group: if by.is_empty() { None } else { Some(grouping(shape, &by)?) },
        having: having.map(|node| condition::read(shape, *node)).transpose()?,
        order: part("order_by_clause").into_iter().map(|node| order(shape, node)).collect::<Result<_, _>>()?,
        limit: clause("limit_clause").map(|node| count(shape, node)).transpose()?,
        offset: clause("offset_clause").map(|node| count(shape, node)).transpose()?,
        purposes: ["for_clause", "update_clause"].into_iter().flat_map(|name| purposes(shape, clause(name))).collect(),
        all_rows: false,
        span: node.byte_range(),
    })
}

fn source(shape: &Shape, node: Node) -> Source {
    match children(node).as_slice() {
        [object, alias] => Source { path: path(shape, *object), alias: Some(name(shape, *alias)) },
        _ => Source { path: path(shape, node), alias: None },
    }
}

/// The grammar also takes what only SOSL may say: USING LOOKUP, USING `ListView`.
fn scope(shape: &Shape, node: Node) -> Result<Name, Unexpected> {
    match node
        .named_child(0)
        .filter(|using| using.kind() == "using_scope_clause")
        .and_then(|using| using.named_child(0))
    {
        Some(scope) => Ok(token_name(shape, scope.start_byte())),
        None => Err(shape.unexpected(node.start_byte() + "USING".len())),
    }
}

fn with(shape: &Shape, node: Node) -> With {
    let Name { text, span } = name(shape, node);
    With { text, span }
}

fn grouping(shape: &Shape, by: &[Node]) -> Result<Group, Unexpected> {
    let by = by.iter().map(|node| expr(shape, *node)).collect::<Result<Vec<_>, _>>()?;
    let Some(grouping) = special(&by) else { return Ok(Group { grouping: Grouping::Plain, by }) };
    let calls = by.into_iter().filter_map(|expr| if let Expr::Call(call) = expr { Some(call) } else { None });
    let by =
        calls.flat_map(|call| call.args).filter_map(|arg| if let Arg::Expr(expr) = arg { Some(expr) } else { None });
    Ok(Group { grouping, by: by.collect() })
}

fn special(by: &[Expr]) -> Option<Grouping> {
    match by {
        [Expr::Call(Call { function, .. })] if function.text.eq_ignore_ascii_case("ROLLUP") => Some(Grouping::Rollup),
        [Expr::Call(Call { function, .. })] if function.text.eq_ignore_ascii_case("CUBE") => Some(Grouping::Cube),
        _ => None,
    }
}

fn order(shape: &Shape, node: Node) -> Result<Order, Unexpected> {
    let word = |kind: &str| children(node).into_iter().find(|part| part.kind() == kind).and_then(|part| part.child(0));
    Ok(Order {
        expr: expr(shape, node.named_child(0).unwrap_or(node))?,
        descending: word("order_direction").is_some_and(|word| word.kind() == "DESC"),
        nulls_last: word("order_null_direction").map(|word| word.kind() == "NULLS_LAST"),
    })
}

fn purposes(shape: &Shape, clause: Option<Node>) -> Vec<Name> {
    let verb = if clause.is_some_and(|node| node.kind() == "for_clause") { "FOR" } else { "UPDATE" };
    let named = |node| {
        let Name { text, span } = name(shape, node);
        Name { text: format!("{verb} {}", text.to_ascii_uppercase()), span }
    };
    clause.map(children).unwrap_or_default().into_iter().map(named).collect()
}
