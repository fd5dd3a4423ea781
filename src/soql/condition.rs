//! Trees of WHERE and HAVING. Brackets are bare marks among the children of a node, and NOTs are seen only as
//! positions between tokens, so conditions are read from left to right.

use super::{
    Unexpected,
    ast::{Condition, Literal, Op, Operand},
    clause,
    leaf::{children, literal},
    select::expr,
    shape::Shape,
};
use std::vec;
use tree_sitter::Node;

/// The condition of a WHERE or HAVING clause.
pub fn read(shape: &Shape, clause: Node) -> Result<Condition, Unexpected> {
    let mut parts = Parts::of(clause, clause.start_byte());
    parts.after = parts.rest.next().map_or(parts.after, |keyword| keyword.end_byte());
    parts.operand(shape)
}

struct Parts<'tree> {
    rest: vec::IntoIter<Node<'tree>>,
    /// The end of what has been read: NOTs between here and the next operand belong to it.
    after: usize,
    end: usize,
}

impl<'tree> Parts<'tree> {
    fn of(node: Node<'tree>, after: usize) -> Self {
        let rest: Vec<_> = node.children(&mut node.walk()).collect();
        Self { rest: rest.into_iter(), after, end: node.end_byte() }
    }

    /// One test, one bracket, or one list of operands.
    fn operand(&mut self, shape: &Shape) -> Result<Condition, Unexpected> {
        let node = self.rest.next().ok_or_else(|| shape.unexpected(self.end))?;
        let before = self.after..node.start_byte();
        self.after = node.end_byte();
        let condition = match node.kind() {
            "and_expression" => return operands(shape, node, before.start).map(Condition::And),
            "or_expression" => return operands(shape, node, before.start).map(Condition::Or),
            "(" => {
                let inner = self.operand(shape)?;
                self.after = self.rest.next().map_or(self.end, |close| close.end_byte());
                inner
            }
            _ => test(shape, node)?,
        };
        // Two NOTs cancel out.
        let negated = shape.nots(&before) % 2 == 1;
        Ok(if negated { Condition::Not(Box::new(condition)) } else { condition })
    }
}

fn operands(shape: &Shape, node: Node, after: usize) -> Result<Vec<Condition>, Unexpected> {
    let mut parts = Parts::of(node, after);
    let mut operands = vec![parts.operand(shape)?];
    while let Some(word) = parts.rest.next() {
        parts.after = word.end_byte();
        operands.push(parts.operand(shape)?);
    }
    Ok(operands)
}

fn test(shape: &Shape, node: Node) -> Result<Condition, Unexpected> {
    let parts = children(node);
    let [left, sign, right] = parts.as_slice() else { return Err(shape.unexpected(node.end_byte())) };
    Ok(Condition::Test {
        left: expr(shape, *left)?,
        op: op(*sign).ok_or_else(|| shape.unexpected(sign.start_byte()))?,
        right: operand(shape, *right)?,
        span: node.byte_range(),
    })
}

fn op(node: Node) -> Option<Op> {
    Some(match node.child(0)?.kind() {
        "=" => Op::Eq,
        "!=" | "<>" => Op::Ne,
        "<" => Op::Lt,
        "<=" => Op::Le,
        ">" => Op::Gt,
        ">=" => Op::Ge,
        "LIKE" => Op::Like,
        "IN" => Op::In,
        "NOT_IN" => Op::NotIn,
        "INCLUDES" => Op::Includes,
        "EXCLUDES" => Op::Excludes,
        _ => return None,
    })
}

fn operand(shape: &Shape, node: Node) -> Result<Operand, Unexpected> {
    match (node.kind(), children(node).as_slice()) {
        ("subquery", [query]) => Ok(Operand::Query(Box::new(clause::query(shape, *query)?))),
        ("comparable_list", list) => {
            let list: Result<Vec<Literal>, _> = list.iter().map(|node| literal(shape, *node)).collect();
            Ok(Operand::List(list?))
        }
        _ => Ok(Operand::Value(literal(shape, node)?)),
    }
}
