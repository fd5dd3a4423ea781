//! Expressions, but for operators, calls and queries.

use super::{Compiled, Compiler, fit};
use crate::demo::apex::{
    tree::{Deed, Expr, Kind},
    types::Type,
};
use tree_sitter::Node;

impl Compiler<'_> {
    pub fn expression(&mut self, node: Node) -> Compiled<Expr> {
        self.deeper(node, |it| it.inner(node))
    }

    fn inner(&mut self, node: Node) -> Compiled<Expr> {
        let (kind, ty) = match node.kind() {
            "int" | "decimal_floating_point_literal" | "boolean" | "null_literal" | "string_literal" => {
                let (value, ty) = self.literal(node)?;
                (Kind::Literal(value), ty)
            }
            "identifier" => {
                let name = self.source.text(node);
                let slot = self.slot(name);
                let slot = slot.ok_or_else(|| self.problem(node, format!("Variable does not exist: {name}")))?;
                (Kind::Slot(slot), self.slots[slot].clone())
            }
            "parenthesized_expression" => return self.only(node),
            "unary_expression" => return self.unary(node),
            "binary_expression" => return self.binary(node),
            "ternary_expression" => return self.ternary(node),
            "update_expression" => return self.step(node),
            "assignment_expression" => return self.assignment(node),
            "field_access" => return self.access(node),
            "array_access" => return self.item(node),
            "method_invocation" => return self.invocation(node),
            "object_creation_expression" => return self.creation(node),
            "array_creation_expression" => return self.filled(node),
            "query_expression" => return self.query(node),
            "cast_expression" => return self.cast(node),
            "dml_expression" => return self.dml(node),
            _ => return Err(self.unknown(node)),
        };
        Ok(Expr { at: self.at(node), ty, kind })
    }

    /// The one expression inside.
    fn only(&mut self, node: Node) -> Compiled<Expr> {
        let inner: Vec<Node> = node.named_children(&mut node.walk()).filter(|part| !part.is_extra()).collect();
        let [inner] = inner.as_slice() else { return Err(self.unknown(node)) };
        self.expression(*inner)
    }

    /// What is given where `ty` is wanted; a list may be given as `{a, b}`.
    pub fn given(&mut self, node: Node, ty: &Type) -> Compiled<Expr> {
        if let (Type::List(element), "array_initializer") = (ty, node.kind()) {
            return self.items(node, element);
        }
        let expr = self.expression(node)?;
        fit(expr, ty)
    }

    fn items(&mut self, node: Node, element: &Type) -> Compiled<Expr> {
        let parts: Vec<Node> = node.named_children(&mut node.walk()).filter(|part| !part.is_extra()).collect();
        let items = parts.into_iter().map(|part| self.given(part, element)).collect::<Compiled<_>>()?;
        Ok(Expr { at: self.at(node), ty: Type::list(element.clone()), kind: Kind::List(items) })
    }

    /// `new List<String>{'a'}`, `new String[]{'a'}`
    fn filled(&mut self, node: Node) -> Compiled<Expr> {
        let ty = self.ty(self.field(node, "type")?)?;
        let ty = if node.child_by_field_name("dimensions").is_some() { Type::list(ty) } else { ty };
        let (Type::List(element), Some(value)) = (&ty, node.child_by_field_name("value")) else {
            return Err(self.unknown(node));
        };
        self.items(value, element)
    }

    fn creation(&mut self, node: Node) -> Compiled<Expr> {
        let ty = self.ty(self.field(node, "type")?)?;
        let arguments = self.field(node, "arguments")?;
        let given: Vec<Node> = arguments.named_children(&mut arguments.walk()).filter(|it| !it.is_extra()).collect();
        let kind = match (&ty, given.as_slice()) {
            (Type::Record(object), fields) => self.record(object, fields)?,
            (Type::List(_), []) => Kind::List(Vec::new()),
            (Type::Exception("Exception"), _) => {
                return Err(self.problem(node, "Type cannot be constructed: Exception"));
            }
            (Type::Exception(name), []) => Kind::Exception(name, None),
            (Type::Exception(name), [message]) => {
                Kind::Exception(name, Some(Box::new(self.given(*message, &Type::String)?)))
            }
            _ => return Err(self.problem(node, format!("Type cannot be constructed: {ty}"))),
        };
        Ok(Expr { at: self.at(node), ty, kind })
    }

    /// `(Name = 'x', Phone = '1')`
    fn record(&mut self, object: &str, given: &[Node]) -> Compiled<Kind> {
        let mut fields: Vec<(String, Expr)> = Vec::new();
        for node in given {
            let (left, right) = match (node.kind(), node.child_by_field_name("left")) {
                ("assignment_expression", Some(left)) if left.kind() == "identifier" => {
                    (left, self.field(*node, "right")?)
                }
                _ => return Err(self.problem(*node, "Invalid constructor argument for an SObject")),
            };
            let name = self.source.text(left);
            let found = self.org.schema.object(object).and_then(|object| object.field(name));
            let field = found.ok_or_else(|| self.problem(left, format!("Field does not exist: {name} on {object}")))?;
            if fields.iter().any(|(known, _)| *known == field.name) {
                return Err(self.problem(left, format!("Duplicate field initialization: {}", field.name)));
            }
            if !(field.createable || field.updateable || field.name == "Id") {
                return Err(self.problem(left, format!("Field is not writeable: {object}.{}", field.name)));
            }
            let value = self.given(right, &Type::of(field.kind))?;
            fields.push((field.name.clone(), value));
        }
        Ok(Kind::Record(object.to_owned(), fields))
    }

    fn cast(&mut self, node: Node) -> Compiled<Expr> {
        let ty = self.ty(self.field(node, "type")?)?;
        let value = self.expression(self.field(node, "value")?)?;
        if value.ty == Type::Object || !value.ty.fits(&ty) {
            return Err(self.problem(
                node,
                format!("Incompatible types since an instance of {} is never an instance of {ty}", value.ty),
            ));
        }
        fit(value, &ty)
    }

    fn dml(&mut self, node: Node) -> Compiled<Expr> {
        let target = self.field(node, "target")?;
        let word = node.named_child(0).map(|word| self.source.text(word).to_lowercase()).unwrap_or_default();
        let deed = match word.as_str() {
            "insert" => Deed::Insert,
            "update" => Deed::Update,
            "upsert" if node.child_by_field_name("upsert_key").is_none() => Deed::Upsert,
            "delete" => Deed::Delete,
            "undelete" => Deed::Undelete,
            _ => return Err(self.unknown(node)),
        };
        let expr = self.expression(target)?;
        let records = match &expr.ty {
            Type::List(element) => matches!(**element, Type::Record(_)),
            ty => matches!(ty, Type::Record(_)),
        };
        if !records {
            return Err(self.problem(target, format!("DML requires SObject or SObject list type: {}", expr.ty)));
        }
        Ok(Expr { at: self.at(node), ty: Type::Void, kind: Kind::Dml(deed, Box::new(expr)) })
    }
}
