//! The SELECT list of a query for rows: which columns are read, and the shape they are given back in.

use super::{
    failure::Failure,
    fields,
    function::{self, components},
    rows::{self, Asked, Rows},
    scope::Scope,
    shape::{Part, Shape, Type},
    term::Term,
};
use crate::{
    demo::schema::Kind,
    soql::ast::{Call, Expr, Item, Name, Path, Query, TypeOf},
};
use std::{mem, sync::Arc};

pub struct Selection<'s, 'a> {
    pub scope: &'s mut Scope<'a>,
    pub columns: Vec<String>,
    pub shape: Shape,
    /// The node that `shape` describes.
    base: usize,
    /// Long text fields among the columns; they make pages smaller.
    pub long: usize,
    /// How deep this SELECT is nested in others.
    depth: usize,
    children: usize,
    unnamed: usize,
}

const MOST_CHILDREN: usize = 20;

impl<'s, 'a> Selection<'s, 'a> {
    pub fn of(scope: &'s mut Scope<'a>, query: &Query, depth: usize) -> Result<Self, Failure> {
        let columns = vec![scope.id(0)];
        let shape = Shape::new(Type::Object(scope.root.name.clone()), 0);
        let mut selection = Self { scope, columns, shape, base: 0, long: 0, depth, children: 0, unnamed: 0 };
        for item in &query.select {
            selection.item(item, query)?;
        }
        Ok(selection)
    }

    fn item(&mut self, item: &Item, query: &Query) -> Result<(), Failure> {
        match item {
            Item::Field { expr, alias } => match fields::expand(expr, self.scope.root, query)? {
                Some(paths) => paths.iter().try_for_each(|path| self.path(path)),
                None => self.field(expr, alias.as_ref()),
            },
            Item::Child(query_of_children) => self.child(query_of_children, query),
            Item::TypeOf(type_of) => self.type_of(type_of),
            Item::Count(span) => Err(Failure::malformed("unexpected token: 'COUNT'").at(span)),
        }
    }

    fn field(&mut self, expr: &Expr, alias: Option<&Name>) -> Result<(), Failure> {
        let call = match (expr, alias) {
            (Expr::Path(path), None) => return self.path(path),
            (Expr::Path(path), Some(_)) => {
                return Err(Failure::malformed("only aggregate expressions use field aliasing").at(&path.span));
            }
            (Expr::Call(call), _) => call,
        };
        let term = function::term(self.scope, expr)?;
        if term.kind == Kind::Int && term.field.is_none() {
            return Err(
                Failure::malformed(format!("Field must be grouped or aggregated: {}", term.name)).at(&term.span)
            );
        }
        let part = self.value(&term);
        match (alias, self.unnamed_key(call)) {
            (Some(alias), _) => self.put(0, &alias.text, part),
            (None, Some(key)) => self.put(0, &key, part),
            (None, None) => self.put(term.node, &term.name, part),
        }
    }

    /// Labels and the like go by their field's name; what has no field goes by its number.
    fn unnamed_key(&mut self, call: &Call) -> Option<String> {
        let named =
            ["TOLABEL", "CONVERTCURRENCY", "FORMAT"].contains(&call.function.text.to_ascii_uppercase().as_str());
        (!named).then(|| {
            self.unnamed += 1;
            format!("expr{}", self.unnamed - 1)
        })
    }

    fn path(&mut self, path: &Path) -> Result<(), Failure> {
        let term = self.scope.term(path)?;
        let part = self.value(&term);
        self.put(term.node, &term.name, part)
    }

    fn put(&mut self, node: usize, key: &str, part: Part) -> Result<(), Failure> {
        let free = self.holder(node).is_some_and(|shape| shape.add(key, part));
        if free { Ok(()) } else { Err(Failure::field(format!("duplicate field selected: {key}"))) }
    }

    /// The shape of `node`'s record. `None` where its key holds something that is no parent.
    fn holder(&mut self, node: usize) -> Option<&mut Shape> {
        let way = self.way(node);
        let made: Vec<_> = way.iter().map(|(node, key)| (self.kind(*node), self.id(*node), *key)).collect();
        made.into_iter().try_fold(&mut self.shape, |shape, (kind, id, key)| shape.parent(key, || Shape::new(kind, id)))
    }

    /// The nodes from the asked row up to `node`, with the relationships that lead there.
    fn way(&self, node: usize) -> Vec<(usize, &'a str)> {
        let mut way = Vec::new();
        let mut at = node;
        while at != self.base
            && let Some((below, key)) = self.scope.relationship(at)
        {
            way.push((at, key));
            at = below;
        }
        way.reverse();
        way
    }

    fn kind(&self, node: usize) -> Type {
        self.scope.object(node).map_or(Type::Name, |object| Type::Object(object.name.clone()))
    }

    fn id(&mut self, node: usize) -> usize {
        let id = self.scope.id(node);
        self.column(id)
    }

    fn column(&mut self, sql: String) -> usize {
        self.columns.iter().position(|known| *known == sql).unwrap_or_else(|| {
            self.columns.push(sql);
            self.columns.len() - 1
        })
    }

    fn value(&mut self, term: &Term<'a>) -> Part {
        self.long += usize::from(term.is_long());
        match term.kind {
            Kind::Address | Kind::Location => Part::Compound(self.compound(term)),
            Kind::Base64 => Part::Blob { column: self.column(format!("{} IS NOT NULL", term.sql)) },
            kind => Part::Value { column: self.column(term.sql.clone()), kind, formatted: term.formatted },
        }
    }

    fn compound(&mut self, term: &Term<'a>) -> Vec<(String, usize, Kind)> {
        let Some(object) = self.scope.object(term.node) else { return Vec::new() };
        let mut parts = Vec::new();
        for (key, field) in components(object, &term.name) {
            if let Ok(part) = self.scope.field(term.node, &field.name, &term.span) {
                parts.push((key, self.column(part.sql), part.kind));
            }
        }
        parts.sort_by(|left, right| left.0.cmp(&right.0));
        parts
    }

    fn child(&mut self, query: &Query, outer: &Query) -> Result<(), Failure> {
        self.children += 1;
        if self.children > MOST_CHILDREN {
            return Err(Failure::malformed(format!("Only {MOST_CHILDREN} subqueries are allowed")).at(&query.span));
        }
        if query.offset.is_some() && outer.limit != Some(1) {
            return Err(Failure::malformed("OFFSET in a subquery needs LIMIT 1 in the outer query").at(&query.span));
        }
        let name = rows::from(query)?;
        let child = self.scope.root.child(&name.text);
        let known = child.and_then(|child| Some((child, self.scope.setting.schema.object(&child.object)?)));
        let (child, object) = known.ok_or_else(|| Failure::no_children(&name.text).at(&name.span))?;
        let asked = Asked { object, parent: Some(&child.field), depth: self.depth + 1 };
        let rows = Rows::compile(self.scope.setting, query, asked)?;
        let key = child.relationship.as_deref().unwrap_or_default();
        self.put(0, key, Part::Children(Arc::new(rows)))
    }

    fn type_of(&mut self, type_of: &TypeOf) -> Result<(), Failure> {
        let (below, last) = self.scope.locate(&type_of.path)?;
        let node = self.scope.parent(below, last)?;
        let mut branches = Vec::new();
        for (object, paths) in &type_of.whens {
            let known = self.scope.narrow(node, &object.text);
            let branch = known.ok_or_else(|| Failure::no_object(&object.text).at(&object.span))?;
            branches.push(self.branch(branch, paths)?);
        }
        let otherwise = match type_of.otherwise.as_slice() {
            [] => None,
            paths => Some(self.branch(node, paths)?),
        };
        let key = self.scope.relationship(node).map_or("", |(_, key)| key);
        let part = Part::Typed { id: self.id(node), branches, otherwise };
        self.put(below, key, part)
    }

    /// A record of its own, with `paths` read from `node`.
    fn branch(&mut self, node: usize, paths: &[Path]) -> Result<Shape, Failure> {
        let shape = Shape::new(self.kind(node), self.id(node));
        let (outer, base) = (mem::replace(&mut self.shape, shape), mem::replace(&mut self.base, node));
        for path in paths {
            let term = self.scope.term_from(node, path)?;
            let part = self.value(&term);
            self.put(term.node, &term.name, part)?;
        }
        self.base = base;
        Ok(mem::replace(&mut self.shape, outer))
    }
}
