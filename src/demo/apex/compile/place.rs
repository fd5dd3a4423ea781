//! Fields and items: reading them, and setting them and variables.

use super::{Compiled, Compiler, fit, operator::operator};
use crate::demo::apex::{
    tree::{Expr, Field, Kind, Place},
    types::Type,
    value::Value,
};
use tree_sitter::Node;

/// Names of `LoggingLevel`.
const LEVELS: [&str; 8] = ["NONE", "FINEST", "FINER", "FINE", "DEBUG", "INFO", "WARN", "ERROR"];

impl Compiler<'_> {
    pub fn access(&mut self, node: Node) -> Compiled<Expr> {
        let object = self.field(node, "object")?;
        let (of, name) = (self.source.text(object), self.source.text(self.field(node, "field")?));
        if self.slot(of).is_none() && of.eq_ignore_ascii_case("LoggingLevel") {
            let level = name.to_uppercase();
            if !LEVELS.contains(&level.as_str()) {
                return Err(self.problem(node, format!("Variable does not exist: {name}")));
            }
            return Ok(Expr { at: self.at(node), ty: Type::Level, kind: Kind::Literal(Value::text(level)) });
        }
        let (field, ty) = self.member(node)?;
        Ok(Expr { at: self.at(node), ty, kind: Kind::Field(Box::new(field)) })
    }

    /// A field, the parent behind a relationship or the children behind one.
    fn member(&mut self, node: Node) -> Compiled<(Field, Type)> {
        let (object, name) = (self.field(node, "object")?, self.field(node, "field")?);
        let of = self.expression(object)?;
        let of = match &of.ty {
            // `[SELECT …].Name` is of the one record there is.
            Type::List(element) if matches!(of.kind, Kind::Query(_)) => {
                let record = (**element).clone();
                fit(of, &record)?
            }
            _ => of,
        };
        let text = self.source.text(name);
        let nothing = || self.problem(name, format!("Variable does not exist: {text}"));
        let Type::Record(record) = &of.ty else { return Err(nothing()) };
        let schema = &self.org.schema;
        let found = schema.object(record).ok_or_else(nothing)?;
        let (name, ty) = if let Some(field) = found.field(text) {
            (field.name.clone(), Type::of(field.kind))
        } else if let Some(field) = found.parent(text) {
            let [parent] = field.references.as_slice() else {
                return Err(self.refuse(name, "parents that may be records of several objects"));
            };
            (field.relationship.clone().unwrap_or_default(), Type::Record(parent.clone()))
        } else {
            let child = found.child(text).ok_or_else(nothing)?;
            (child.relationship.clone().unwrap_or_default(), Type::list(Type::Record(child.object.clone())))
        };
        let safe = safe(node);
        Ok((Field { of, name, safe }, ty))
    }

    pub fn item(&mut self, node: Node) -> Compiled<Expr> {
        let list = self.expression(self.field(node, "array")?)?;
        let index = self.expression(self.field(node, "index")?)?;
        let index = fit(index, &Type::Integer)?;
        let Type::List(element) = &list.ty else {
            return Err(self.problem(node, format!("Expression must be a list type: {}", list.ty)));
        };
        Ok(Expr { at: self.at(node), ty: (**element).clone(), kind: Kind::Item(Box::new((list, index))) })
    }

    pub fn assignment(&mut self, node: Node) -> Compiled<Expr> {
        let (left, right) = (self.field(node, "left")?, self.field(node, "right")?);
        let target = self.expression(left)?;
        let ty = target.ty.clone();
        let word = self.source.text(self.field(node, "operator")?);
        let value = match word.strip_suffix('=').unwrap_or_default() {
            "" => self.given(right, &ty)?,
            sign => {
                let operator = operator(sign).ok_or_else(|| self.refuse(node, &format!("the operator {word}")))?;
                let (old, new) = (self.expression(left)?, self.expression(right)?);
                let sum = self.combine(node, operator, old, new)?;
                fit(sum, &ty)?
            }
        };
        let place = match target.kind {
            Kind::Slot(slot) => Place::Slot(slot),
            Kind::Item(item) => Place::Item(item.0, item.1),
            Kind::Field(field) => {
                self.writable(left, &field)?;
                Place::Field(*field)
            }
            _ => return Err(self.problem(left, "Expression cannot be assigned")),
        };
        Ok(Expr { at: self.at(node), ty, kind: Kind::Set(Box::new((place, value))) })
    }

    fn writable(&self, node: Node, field: &Field) -> Compiled<()> {
        let Type::Record(object) = &field.of.ty else { return Err(self.unknown(node)) };
        let found = self.org.schema.object(object).and_then(|object| object.field(&field.name));
        match found {
            Some(found) if found.createable || found.updateable || found.name == "Id" => Ok(()),
            Some(_) => Err(self.problem(node, format!("Field is not writeable: {object}.{}", field.name))),
            None => Err(self.refuse(node, "relationships that are assigned to")),
        }
    }
}

/// Whether a member is asked for with `?.`
pub fn safe(node: Node) -> bool {
    node.children(&mut node.walk()).any(|part| part.kind() == "safe_navigation_operator")
}
