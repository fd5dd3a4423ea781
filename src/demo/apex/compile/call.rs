//! Calls of methods: of a class, or of a value.

use super::{Compiled, Compiler, fit, place::safe};
use crate::demo::apex::{
    method::{self, Method},
    tree::{Call, Expr, Kind},
    types::Type,
};
use tree_sitter::Node;

impl Compiler<'_> {
    pub fn invocation(&mut self, node: Node) -> Compiled<Expr> {
        let name = self.source.text(self.field(node, "name")?);
        let list = self.field(node, "arguments")?;
        let given: Vec<Node> = list.named_children(&mut list.walk()).filter(|part| !part.is_extra()).collect();
        let arguments = given.into_iter().map(|node| self.expression(node)).collect::<Compiled<Vec<_>>>()?;
        let Some(object) = node.child_by_field_name("object") else {
            let missing = missing(name, &arguments);
            return Err(self.problem(node, missing));
        };
        let class = self.source.text(object);
        let class = class.get(..7).filter(|start| start.eq_ignore_ascii_case("System.")).map_or(class, |_| &class[7..]);
        if self.slot(class).is_none() && method::is_class(class) {
            let method = method::find(class, None, name, &arguments).ok_or_else(|| missing(name, &arguments));
            let method = method.map_err(|text| self.problem(node, format!("{text} from the type {class}")))?;
            return self.call(node, method, None, arguments);
        }
        let on = self.expression(object)?;
        let method = method::find(method::class(&on.ty), Some(&on.ty), name, &arguments);
        let method = method
            .ok_or_else(|| self.problem(node, format!("{} from the type {}", missing(name, &arguments), on.ty)))?;
        self.call(node, method, Some(on), arguments)
    }

    fn call(&self, node: Node, method: &'static Method, on: Option<Expr>, arguments: Vec<Expr>) -> Compiled<Expr> {
        let of = on.as_ref().map(|on| &on.ty);
        let wanted = method.takes.iter().map(|name| method::ty(name, of));
        let arguments = arguments.into_iter().zip(wanted).map(|(it, ty)| fit(it, &ty)).collect::<Compiled<_>>()?;
        let ty = method::ty(method.gives, of);
        let call = Call { method, on, safe: safe(node), arguments };
        Ok(Expr { at: self.at(node), ty, kind: Kind::Call(Box::new(call)) })
    }
}

fn missing(name: &str, arguments: &[Expr]) -> String {
    let types: Vec<String> = arguments.iter().map(|argument| argument.ty.to_string()).collect();
    format!("Method does not exist or incorrect signature: void {name}({})", types.join(", "))
}

impl Type {
    /// What a list is made of.
    pub fn element(&self) -> Option<&Self> {
        match self {
            Self::List(element) => Some(element),
            _ => None,
        }
    }
}
