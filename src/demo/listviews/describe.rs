//! What a list view says of itself: its query, and the same taken apart.

use super::view::{HIDDEN, View};
use crate::{
    demo::schema::{Field, Kind, Object, Schema},
    soql::{
        self, Column,
        ast::{Condition, Expr, Op, Operand, Query},
    },
};
use serde_json::{Value, json};

pub fn body(view: &View, object: &Object, schema: &Schema) -> Value {
    let text = view.query();
    let query = soql::parse(&text).unwrap_or_default();
    let condition = query
        .filter
        .as_ref()
        .map_or_else(|| json!({"conditions": [], "conjunction": "and"}), |condition| condition_body(condition, &text));
    json!({
        "columns": columns(view, &query, object, schema), "id": &view.id[..15], "orderBy": order(&query), "query": text,
        "scope": view.scope, "sobjectType": view.object, "whereCondition": condition,
    })
}

/// The paths of the selected columns, in order.
pub fn paths(query: &Query) -> Vec<String> {
    let path = |column| if let Column::Field(path) = column { Some(path) } else { None };
    soql::columns(query).into_iter().filter_map(path).collect()
}

pub fn columns(view: &View, query: &Query, object: &Object, schema: &Schema) -> Vec<Value> {
    let sorted: Vec<String> = query.order.iter().map(|order| path(&order.expr)).collect();
    let column = |(item, path): (&str, String)| {
        let field = field(object, schema, &path);
        let sort = sorted.iter().position(|sorted| *sorted == path);
        let direction = sort.map(|at| if query.order[at].descending { "descending" } else { "ascending" });
        let (ascending, descending) = labels(field);
        json!({
            "ascendingLabel": ascending, "descendingLabel": descending, "fieldNameOrPath": path,
            "hidden": HIDDEN.contains(&path.as_str()) && !view.columns.contains(&path),
            "label": field.map(|field| &field.label), "selectListItem": item, "sortDirection": direction,
            "sortIndex": sort, "sortable": field.is_some_and(|field| field.sortable),
            "type": field.map(|field| field.kind.names().0),
        })
    };
    view.selected().into_iter().zip(paths(query)).map(column).collect()
}

/// The field at the end of a path.
pub fn field<'s>(object: &'s Object, schema: &'s Schema, path: &str) -> Option<&'s Field> {
    match path.split_once('.') {
        None => object.field(path),
        Some((parent, rest)) => {
            // What may be several things is looked up as a person, as owners mostly are.
            let targets = &object.parent(parent)?.references;
            let target = targets.iter().find(|name| *name == "User").or(targets.first())?;
            field(schema.object(target)?, schema, rest)
        }
    }
}

fn labels(field: Option<&Field>) -> (Option<&'static str>, Option<&'static str>) {
    match field.filter(|field| field.sortable).map(|field| field.kind) {
        None => (None, None),
        Some(Kind::Date | Kind::DateTime | Kind::Time) => (Some("Newest to Oldest"), Some("Oldest to Newest")),
        Some(Kind::Int | Kind::Double | Kind::Currency | Kind::Percent) => (Some("High to Low"), Some("Low to High")),
        Some(_) => (Some("Z-A"), Some("A-Z")),
    }
}

fn order(query: &Query) -> Vec<Value> {
    let one = |order: &soql::ast::Order| {
        json!({
            "fieldNameOrPath": path(&order.expr),
            "nullsPosition": if order.nulls_last == Some(true) { "last" } else { "first" },
            "sortDirection": if order.descending { "descending" } else { "ascending" },
        })
    };
    query.order.iter().map(one).collect()
}

fn path(expr: &Expr) -> String {
    match expr {
        Expr::Path(path) => path.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join("."),
        Expr::Call(call) => call.function.text.clone(),
    }
}

fn condition_body(condition: &Condition, text: &str) -> Value {
    let all = |parts: &[Condition]| parts.iter().map(|part| condition_body(part, text)).collect::<Vec<_>>();
    match condition {
        Condition::And(parts) => json!({"conditions": all(parts), "conjunction": "and"}),
        Condition::Or(parts) => json!({"conditions": all(parts), "conjunction": "or"}),
        Condition::Not(inner) => json!({"conditions": [condition_body(inner, text)], "conjunction": "not"}),
        Condition::Test { left, op, right, .. } => {
            let literals = match right {
                Operand::Value(literal) => std::slice::from_ref(literal),
                Operand::List(list) => list,
                Operand::Query(_) => &[],
            };
            let values: Vec<_> = literals.iter().map(|literal| &text[literal.span.clone()]).collect();
            json!({"field": path(left), "operator": operator(*op), "values": values})
        }
    }
}

fn operator(op: Op) -> &'static str {
    match op {
        Op::Eq => "equals",
        Op::Ne => "notEqual",
        Op::Lt => "lessThan",
        Op::Le => "lessThanOrEqualTo",
        Op::Gt => "greaterThan",
        Op::Ge => "greaterThanOrEqualTo",
        Op::Like => "like",
        Op::In => "in",
        Op::NotIn => "notIn",
        Op::Includes => "includes",
        Op::Excludes => "excludes",
    }
}
