//! From the syntax tree to a block that can be run. Everything that a compiler finds is found here, before anything has
//! been done; so is what the demo org does not run.

mod call;
mod expression;
mod literal;
mod operator;
mod place;
mod query;
mod statement;

pub use query::woven;

use super::{
    source::{At, Problem, Source},
    tree::{Expr, Kind, Statement},
    types::Type,
};
use crate::demo::{org::Org, wire::Call};
use tree_sitter::Node;

/// Expressions and blocks within each other.
const DEEPEST: usize = 200;
/// Lists of lists.
const WITHIN: usize = 8;

pub struct Compiler<'a> {
    org: &'a Org,
    call: &'a Call,
    source: &'a Source<'a>,
    /// Names in lower case with their slots; a block forgets those that it made.
    names: Vec<(String, usize)>,
    slots: Vec<Type>,
    loops: usize,
    depth: usize,
}

pub struct Block {
    pub statements: Vec<Statement>,
    pub slots: usize,
}

type Compiled<T> = Result<T, Problem>;

pub fn block(org: &Org, call: &Call, source: &Source) -> Compiled<Block> {
    let mut compiler = Compiler { org, call, source, names: Vec::new(), slots: Vec::new(), loops: 0, depth: 0 };
    let statements = compiler.statements(source.root())?;
    Ok(Block { statements, slots: compiler.slots.len() })
}

impl Compiler<'_> {
    /// Goes one level down, unless that is too deep for the stack.
    fn deeper<T>(&mut self, node: Node, work: impl FnOnce(&mut Self) -> Compiled<T>) -> Compiled<T> {
        if self.depth == DEEPEST {
            return Err(self.refuse(node, "code that is nested so deeply"));
        }
        self.depth += 1;
        let done = work(self);
        self.depth -= 1;
        done
    }

    fn declare(&mut self, node: Node, ty: Type) -> Compiled<usize> {
        let name = self.source.text(node);
        if self.slot(name).is_some() {
            return Err(self.problem(node, format!("Duplicate variable: {name}")));
        }
        self.slots.push(ty);
        self.names.push((name.to_lowercase(), self.slots.len() - 1));
        Ok(self.slots.len() - 1)
    }

    fn slot(&self, name: &str) -> Option<usize> {
        let name = name.to_lowercase();
        self.names.iter().find(|(known, _)| *known == name).map(|(_, slot)| *slot)
    }

    /// Forgets the names that `work` makes.
    fn scope<T>(&mut self, work: impl FnOnce(&mut Self) -> Compiled<T>) -> Compiled<T> {
        let before = self.names.len();
        let done = work(self);
        self.names.truncate(before);
        done
    }

    fn field<'t>(&self, node: Node<'t>, name: &str) -> Compiled<Node<'t>> {
        node.child_by_field_name(name).ok_or_else(|| self.unknown(node))
    }

    fn at(&self, node: Node) -> At {
        self.source.at(node)
    }

    fn problem(&self, node: Node, text: impl Into<String>) -> Problem {
        Problem { at: self.at(node), text: text.into() }
    }

    /// What a real org would run.
    fn refuse(&self, node: Node, what: &str) -> Problem {
        self.problem(node, format!("The demo org runs a small part of Apex and not {what}"))
    }

    fn unknown(&self, node: Node) -> Problem {
        let kind = node.kind().replace('_', " ");
        let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        self.refuse(node, &format!("{article} {kind}"))
    }

    fn ty(&self, node: Node) -> Compiled<Type> {
        self.named(node, self.source.text(node))
    }

    /// The type that a text names: `List<String>` and `String[]` are the same.
    fn named(&self, node: Node, text: &str) -> Compiled<Type> {
        let text = text.trim();
        if text.matches(['<', '[']).count() > WITHIN {
            return Err(self.refuse(node, "types that are nested so deeply"));
        }
        if let Some(element) = text.strip_suffix(']').and_then(|text| text.trim_end().strip_suffix('[')) {
            return Ok(Type::list(self.named(node, element)?));
        }
        let Some((name, element)) = text.strip_suffix('>').and_then(|text| text.split_once('<')) else {
            let known = Type::named(text, &self.org.schema);
            return known.ok_or_else(|| self.problem(node, format!("Invalid type: {text}")));
        };
        if !name.trim().eq_ignore_ascii_case("List") {
            return Err(self.refuse(node, name.trim()));
        }
        match self.named(node, element)? {
            Type::Object | Type::Void => Err(self.refuse(node, "lists of anything")),
            element => Ok(Type::list(element)),
        }
    }
}

/// The expression as a value of type `wanted`.
fn fit(expr: Expr, wanted: &Type) -> Compiled<Expr> {
    if expr.ty == *wanted || expr.ty == Type::Null {
        return Ok(expr);
    }
    if !expr.ty.fits(wanted) {
        return Err(Problem { at: expr.at, text: format!("Illegal assignment from {} to {wanted}", expr.ty) });
    }
    Ok(Expr { at: expr.at, ty: wanted.clone(), kind: Kind::Convert(Box::new(expr)) })
}
