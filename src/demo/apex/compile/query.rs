//! SOQL in brackets: judged by the org's own query engine before anything runs, with samples for its binds.

use super::{Compiled, Compiler};
use crate::demo::{
    apex::{
        tree::{Expr, Kind, Query},
        types::Type,
    },
    query::{self, Gives},
};
use tree_sitter::Node;

impl Compiler<'_> {
    pub fn query(&mut self, node: Node) -> Compiled<Expr> {
        let body = node.named_child(0).filter(|body| body.kind() == "soql_query_body");
        let body = body.ok_or_else(|| self.refuse(node, "SOSL"))?;
        let (mut pieces, mut values, mut samples) = (Vec::new(), Vec::new(), Vec::new());
        let mut from = body.start_byte();
        for bind in binds(body) {
            let inner = bind.named_child(0).ok_or_else(|| self.unknown(bind))?;
            let value = self.expression(inner)?;
            samples.push(self.sample(bind, &value)?);
            values.push(value);
            pieces.push(self.source.between(from, bind.start_byte()).to_owned());
            from = bind.end_byte();
        }
        pieces.push(self.source.between(from, body.end_byte()).to_owned());
        let text = woven(&pieces, &samples);
        let refused = |fault: crate::demo::wire::Fault| self.problem(node, fault.message);
        let context = self.org.asked_by(&self.call.user).map_err(refused)?;
        let (ty, counts) = match query::gives(&context, self.call, &text).map_err(refused)? {
            Gives::Count => (Type::Integer, true),
            Gives::Records(object) => (Type::list(Type::Record(object)), false),
            Gives::Groups => return Err(self.refuse(node, "aggregate queries but for COUNT()")),
        };
        Ok(Expr { at: self.at(node), ty, kind: Kind::Query(Query { pieces, values, counts }) })
    }

    /// A literal that stands for every value of this type.
    fn sample(&self, node: Node, value: &Expr) -> Compiled<String> {
        let behind = node.parent().map_or("", |parent| parent.kind());
        let counted = matches!(behind, "limit_clause" | "offset_clause");
        match (&value.ty, counted) {
            (Type::Integer, true) => Ok("1".to_owned()),
            (ty, true) => Err(self.problem(node, format!("Invalid bind expression type of {ty} for Integer"))),
            (Type::List(_), false) => Ok("(null)".to_owned()),
            _ => Ok("null".to_owned()),
        }
    }
}

/// The pieces with what comes between them.
pub fn woven(pieces: &[String], values: &[String]) -> String {
    let behind = values.iter().map(String::as_str).chain([""]);
    pieces.iter().zip(behind).flat_map(|(piece, value)| [piece.as_str(), value]).collect()
}

/// The binds below a node, in order.
fn binds(node: Node) -> Vec<Node> {
    let (mut open, mut found) = (vec![node], Vec::new());
    while let Some(node) = open.pop() {
        if node.kind() == "bound_apex_expression" {
            found.push(node);
        } else {
            let children: Vec<Node> = node.named_children(&mut node.walk()).collect();
            open.extend(children.into_iter().rev());
        }
    }
    found
}
