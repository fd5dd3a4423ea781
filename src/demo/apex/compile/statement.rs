//! Statements.

use super::{Compiled, Compiler};
use crate::demo::apex::{
    tree::{Catch, Expr, Kind, Statement},
    types::Type,
};
use tree_sitter::Node;

impl Compiler<'_> {
    pub fn statements(&mut self, node: Node) -> Compiled<Vec<Statement>> {
        let parts: Vec<Node> = node.named_children(&mut node.walk()).filter(|part| !part.is_extra()).collect();
        let mut statements = Vec::new();
        for part in parts {
            statements.extend(self.deeper(part, |it| it.statement(part))?);
        }
        Ok(statements)
    }

    /// One statement, or several where a declaration makes several variables.
    fn statement(&mut self, node: Node) -> Compiled<Vec<Statement>> {
        Ok(vec![match node.kind() {
            "local_variable_declaration" => return self.declaration(node),
            "expression_statement" => self.run(node)?,
            "block" => self.block(node)?,
            "if_statement" => self.choice(node)?,
            "while_statement" | "do_statement" => self.repeat(node)?,
            "for_statement" => self.scope(|it| it.count(node))?,
            "enhanced_for_statement" => self.scope(|it| it.each(node))?,
            "break_statement" if self.loops > 0 => Statement::Break,
            "continue_statement" if self.loops > 0 => Statement::Continue,
            "break_statement" | "continue_statement" => {
                let word = if node.kind().starts_with('b') { "Break" } else { "Continue" };
                return Err(self.problem(node, format!("{word} statement must be in loop")));
            }
            "return_statement" if node.named_child_count() == 0 => Statement::Return,
            "throw_statement" => self.throw(node)?,
            "try_statement" => self.attempt(node)?,
            _ => return Err(self.unknown(node)),
        }])
    }

    fn block(&mut self, node: Node) -> Compiled<Statement> {
        Ok(Statement::Block(self.scope(|it| it.statements(node))?))
    }

    /// What hangs on an `if` or a loop, whether or not it is a block.
    fn part(&mut self, node: Node, name: &str) -> Compiled<Box<Statement>> {
        let part = self.field(node, name)?;
        let statements = self.scope(|it| it.deeper(part, |it| it.statement(part)))?;
        Ok(Box::new(Statement::Block(statements)))
    }

    fn body(&mut self, node: Node) -> Compiled<Box<Statement>> {
        self.loops += 1;
        let body = self.part(node, "body");
        self.loops -= 1;
        body
    }

    fn declaration(&mut self, node: Node) -> Compiled<Vec<Statement>> {
        let ty = self.ty(self.field(node, "type")?)?;
        if ty == Type::Void {
            return Err(self.problem(node, "Invalid type: void"));
        }
        let declarators: Vec<Node> = node.children_by_field_name("declarator", &mut node.walk()).collect();
        let declare = |it: &mut Self, declarator: Node| {
            let value = declarator.child_by_field_name("value").map(|value| it.given(value, &ty)).transpose()?;
            let slot = it.declare(it.field(declarator, "name")?, ty.clone())?;
            Ok(Statement::Declare(slot, value))
        };
        declarators.into_iter().map(|declarator| declare(self, declarator)).collect()
    }

    fn run(&mut self, node: Node) -> Compiled<Statement> {
        let inner = node.named_child(0).ok_or_else(|| self.unknown(node))?;
        if inner.kind() == "binary_expression"
            && let Some(declaration) = self.generic(inner)?
        {
            return Ok(declaration);
        }
        let expr = self.expression(inner)?;
        let acts = matches!(expr.kind, Kind::Set(_) | Kind::Step { .. } | Kind::Call(_) | Kind::Dml(..));
        if acts { Ok(Statement::Run(expr)) } else { Err(self.problem(inner, "Expression cannot be a statement.")) }
    }

    /// The grammar takes `List<String> a = b` for comparisons, which are no statement.
    fn generic(&mut self, node: Node) -> Compiled<Option<Statement>> {
        let mut last = node;
        while last.kind() == "binary_expression" {
            last = self.field(last, "right")?;
        }
        let (name, value) = match last.kind() {
            "assignment_expression" => (self.field(last, "left")?, Some(self.field(last, "right")?)),
            _ => (last, None),
        };
        let ty = self.source.between(node.start_byte(), name.start_byte()).trim_end();
        if name.kind() != "identifier" || !ty.ends_with('>') || !ty.contains('<') {
            return Ok(None);
        }
        let ty = self.named(node, ty)?;
        let value = value.map(|value| self.given(value, &ty)).transpose()?;
        Ok(Some(Statement::Declare(self.declare(name, ty)?, value)))
    }

    fn condition(&mut self, node: Node) -> Compiled<Expr> {
        let expr = self.expression(node)?;
        if matches!(expr.ty, Type::Boolean | Type::Null) {
            return Ok(expr);
        }
        Err(self.problem(node, "Condition expression must be of type Boolean"))
    }

    fn choice(&mut self, node: Node) -> Compiled<Statement> {
        let condition = self.condition(self.field(node, "condition")?)?;
        let then = self.part(node, "consequence")?;
        let other = node.child_by_field_name("alternative").map(|_| self.part(node, "alternative")).transpose()?;
        Ok(Statement::If(condition, then, other))
    }

    fn repeat(&mut self, node: Node) -> Compiled<Statement> {
        let condition = Some(self.condition(self.field(node, "condition")?)?);
        let body = self.body(node)?;
        Ok(Statement::Loop { first: node.kind() == "do_statement", condition, update: Vec::new(), body })
    }

    fn count(&mut self, node: Node) -> Compiled<Statement> {
        let mut statements = Vec::new();
        let parts = |name| node.children_by_field_name(name, &mut node.walk()).collect::<Vec<Node>>();
        for init in parts("init") {
            match init.kind() {
                "local_variable_declaration" => statements.extend(self.declaration(init)?),
                _ => statements.push(Statement::Run(self.expression(init)?)),
            }
        }
        let condition = node.child_by_field_name("condition").map(|node| self.condition(node)).transpose()?;
        let update = parts("update").into_iter().map(|node| self.expression(node)).collect::<Compiled<_>>()?;
        let body = self.body(node)?;
        statements.push(Statement::Loop { first: false, condition, update, body });
        Ok(Statement::Block(statements))
    }

    fn each(&mut self, node: Node) -> Compiled<Statement> {
        let value = self.field(node, "value")?;
        let list = self.expression(value)?;
        let Type::List(element) = &list.ty else {
            return Err(self.problem(value, format!("Loop must iterate over collection: {}", list.ty)));
        };
        let ty = self.ty(self.field(node, "type")?)?;
        if ty != **element {
            return Err(self.problem(node, format!("Loop variable must be of type {element}")));
        }
        let slot = self.declare(self.field(node, "name")?, ty)?;
        Ok(Statement::Each { slot, body: self.body(node)?, list })
    }

    fn throw(&mut self, node: Node) -> Compiled<Statement> {
        let thrown = node.named_child(0).ok_or_else(|| self.unknown(node))?;
        let expr = self.expression(thrown)?;
        match expr.ty {
            Type::Exception(_) => Ok(Statement::Throw(expr)),
            ty => Err(self.problem(thrown, format!("Throw expression must be of type exception: {ty}"))),
        }
    }

    fn attempt(&mut self, node: Node) -> Compiled<Statement> {
        let body = self.part(node, "body")?;
        let (mut catches, mut finally) = (Vec::new(), None);
        let parts: Vec<Node> = node.named_children(&mut node.walk()).collect();
        for part in parts {
            match part.kind() {
                "catch_clause" => catches.push(self.scope(|it| it.catch(part))?),
                "finally_clause" => {
                    let block = part.named_child(0).ok_or_else(|| self.unknown(part))?;
                    finally = Some(Box::new(self.block(block)?));
                }
                _ => (),
            }
        }
        Ok(Statement::Try { body, catches, finally })
    }

    fn catch(&mut self, node: Node) -> Compiled<Catch> {
        let named: Vec<Node> = node.named_children(&mut node.walk()).collect();
        let parameter = named.into_iter().find(|part| part.kind() == "formal_parameter");
        let parameter = parameter.ok_or_else(|| self.unknown(node))?;
        let what = self.ty(self.field(parameter, "type")?)?;
        if !matches!(what, Type::Exception(_)) {
            return Err(self.problem(parameter, format!("Catch parameter must be of type exception: {what}")));
        }
        let slot = self.declare(self.field(parameter, "name")?, what.clone())?;
        Ok(Catch { what, slot, body: self.block(self.field(node, "body")?)? })
    }
}
