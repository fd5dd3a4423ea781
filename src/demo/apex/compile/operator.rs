//! Operators: which types they take, and which they give.

use super::{Compiled, Compiler, fit};
use crate::demo::apex::{
    tree::{Expr, Kind, Operator},
    types::Type,
};
use tree_sitter::Node;

impl Compiler<'_> {
    pub fn binary(&mut self, node: Node) -> Compiled<Expr> {
        let word = self.source.text(self.field(node, "operator")?);
        let operator = operator(word).ok_or_else(|| self.refuse(node, &format!("the operator {word}")))?;
        let left = self.expression(self.field(node, "left")?)?;
        let right = self.expression(self.field(node, "right")?)?;
        self.combine(node, operator, left, right)
    }

    /// Also what `+=` and its like come to.
    pub fn combine(&self, node: Node, operator: Operator, left: Expr, right: Expr) -> Compiled<Expr> {
        let (operator, ty) = result(operator, &left.ty, &right.ty).map_err(|text| self.problem(node, text))?;
        Ok(Expr { at: self.at(node), ty, kind: Kind::Binary(operator, Box::new((left, right))) })
    }

    pub fn unary(&mut self, node: Node) -> Compiled<Expr> {
        let operand = self.expression(self.field(node, "operand")?)?;
        let word = self.source.text(self.field(node, "operator")?);
        let (at, ty) = (self.at(node), operand.ty.clone());
        match word {
            "!" if ty == Type::Boolean => Ok(Expr { at, ty, kind: Kind::Not(Box::new(operand)) }),
            "!" => Err(self.problem(node, format!("NOT operator can only be applied to Boolean expressions: {ty}"))),
            "-" if ty.is_number() => Ok(Expr { at, ty, kind: Kind::Minus(Box::new(operand)) }),
            "+" if ty.is_number() => Ok(operand),
            "~" => Err(self.refuse(node, "the operator ~")),
            _ => Err(self.problem(node, "Arithmetic expressions must use numeric arguments")),
        }
    }

    pub fn ternary(&mut self, node: Node) -> Compiled<Expr> {
        let condition = self.expression(self.field(node, "condition")?)?;
        let condition = fit(condition, &Type::Boolean)?;
        let left = self.expression(self.field(node, "consequence")?)?;
        let right = self.expression(self.field(node, "alternative")?)?;
        let ty = common(&left.ty, &right.ty).ok_or_else(|| {
            self.problem(node, format!("Incompatible types in ternary operator: {}, {}", left.ty, right.ty))
        })?;
        let branches = (condition, fit(left, &ty)?, fit(right, &ty)?);
        Ok(Expr { at: self.at(node), ty, kind: Kind::Choose(Box::new(branches)) })
    }

    pub fn step(&mut self, node: Node) -> Compiled<Expr> {
        let (operand, operator) = (self.field(node, "operand")?, self.field(node, "operator")?);
        let Expr { at, ty, kind } = self.expression(operand)?;
        let (Kind::Slot(slot), Type::Integer) = (kind, &ty) else {
            return Err(self.refuse(node, "++ and -- of anything but Integer variables"));
        };
        let by = if self.source.text(operator) == "++" { 1 } else { -1 };
        let before = operand.start_byte() < operator.start_byte();
        Ok(Expr { at, ty, kind: Kind::Step { slot, by, before } })
    }
}

pub fn operator(word: &str) -> Option<Operator> {
    Some(match word {
        "+" => Operator::Add,
        "-" => Operator::Subtract,
        "*" => Operator::Multiply,
        "/" => Operator::Divide,
        "==" => Operator::Equal,
        "!=" | "<>" => Operator::Unequal,
        "<" => Operator::Less,
        "<=" => Operator::LessOrEqual,
        ">" => Operator::Greater,
        ">=" => Operator::GreaterOrEqual,
        "&&" => Operator::And,
        "||" => Operator::Or,
        "??" => Operator::Else,
        _ => return None,
    })
}

/// What is done with values of these types, and what comes out; else what the compiler says.
fn result(operator: Operator, left: &Type, right: &Type) -> Result<(Operator, Type), String> {
    use Operator::{
        Add, And, Divide, Else, Equal, Greater, GreaterOrEqual, Join, Less, LessOrEqual, Multiply, Or, Subtract,
        Unequal,
    };
    let text = |ty: &Type| matches!(ty, Type::String | Type::Id);
    let void = *left == Type::Void || *right == Type::Void;
    Ok(match operator {
        Add if !void && (text(left) || text(right)) => (Join, Type::String),
        Add if *left == Type::Date && *right == Type::Integer => (Add, Type::Date),
        Add | Join | Subtract | Multiply | Divide => match (left.is_number(), right.is_number()) {
            (true, true) => (operator, wider(left, right)),
            _ => return Err("Arithmetic expressions must use numeric arguments".to_owned()),
        },
        And | Or if *left == Type::Boolean && *right == Type::Boolean => (operator, Type::Boolean),
        And | Or => {
            let name = if operator == And { "AND" } else { "OR" };
            let wrong = if *left == Type::Boolean { right } else { left };
            return Err(format!("{name} operator can only be applied to Boolean expressions: {wrong}"));
        }
        Equal | Unequal if common(left, right).is_some() => (operator, Type::Boolean),
        Less | LessOrEqual | Greater | GreaterOrEqual
            if ordered(left) && ordered(right) && common(left, right).is_some() =>
        {
            (operator, Type::Boolean)
        }
        Else => match common(left, right) {
            Some(ty) => (Else, ty),
            None => return Err(format!("Incompatible types in null coalescing operator: {left}, {right}")),
        },
        _ => return Err(format!("Comparison arguments must be compatible types: {left}, {right}")),
    })
}

fn ordered(ty: &Type) -> bool {
    ty.is_number() || matches!(ty, Type::String | Type::Id | Type::Date | Type::Datetime)
}

fn wider(left: &Type, right: &Type) -> Type {
    let either = |ty| *left == ty || *right == ty;
    let of = [Type::Decimal, Type::Long].into_iter().find(|ty| either(ty.clone()));
    of.unwrap_or(Type::Integer)
}

/// The type that both are.
fn common(left: &Type, right: &Type) -> Option<Type> {
    let record = |ty: &Type| matches!(ty, Type::List(_));
    if *left == Type::Null || left.fits(right) && !record(left) {
        return (*right != Type::Void).then(|| right.clone());
    }
    (left == right || right.fits(left)).then(|| left.clone())
}
