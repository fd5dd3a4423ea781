//! The tables of one SELECT: the object it asks and every parent its paths pass through, each joined once.
//!
//! A lookup that may point to several objects is joined to all of them, and the parent counts as one of type
//! `Name` that has only the fields a `Name` has; TYPEOF narrows it to one of them.

use super::{failure::Failure, setting::Setting, statement::Binds, term::Term};
use crate::{
    demo::{
        schema::{Field, Kind, Object},
        store::table::quoted,
    },
    soql::ast::{Name, Path, Source, Span},
};
use rusqlite::types::Value;
use std::fmt::Write;

const DEEPEST: usize = 5;

pub struct Scope<'a> {
    pub setting: &'a Setting<'a>,
    pub root: &'a Object,
    pub binds: Binds,
    nodes: Vec<Node<'a>>,
    aliases: Vec<(String, usize)>,
}

/// A row that can be reached from the asked one.
struct Node<'a> {
    targets: Vec<Target<'a>>,
    polymorphic: bool,
    /// The node below and its reference field.
    child: Option<(usize, &'a Field)>,
    /// Shares the tables of the polymorphic node below instead of joining its own.
    narrowed: bool,
}

#[derive(Clone)]
struct Target<'a> {
    object: &'a Object,
    table: String,
}

impl Target<'_> {
    /// The column of a field, or what computes it.
    fn column(&self, field: &str) -> String {
        match &self.object.made {
            Some(made) => made.column(self.object, field, &self.table),
            None => format!("{}.{}", self.table, quoted(field)),
        }
    }
}

/// The fields of the `Name` object besides `Name`, `Type` and `Id`.
const NAME_FIELDS: [&str; 14] = [
    "Alias",
    "Email",
    "FirstName",
    "IsActive",
    "LastName",
    "LastReferencedDate",
    "LastViewedDate",
    "MiddleName",
    "Phone",
    "ProfileId",
    "RecordTypeId",
    "Title",
    "UserRoleId",
    "Username",
];

impl<'a> Scope<'a> {
    pub fn new(setting: &'a Setting<'a>, root: &'a Object, binds: Binds) -> Self {
        let targets = vec![Target { object: root, table: setting.table() }];
        let node = Node { targets, polymorphic: false, child: None, narrowed: false };
        Self { setting, root, binds, nodes: vec![node], aliases: Vec::new() }
    }

    /// Takes the aliases of a FROM list; those behind the first stand for parents.
    pub fn name(&mut self, from: &[Source]) -> Result<(), Failure> {
        for (position, source) in from.iter().enumerate() {
            let mut node = 0;
            if position > 0 {
                let (below, last) = self.locate(&source.path)?;
                node = self.parent(below, last)?;
            }
            let alias = source.alias.as_ref().or(source.path.parts.last());
            self.aliases.extend(alias.map(|alias| (alias.text.clone(), node)));
        }
        Ok(())
    }

    pub fn bind(&self, value: impl Into<Value>) -> String {
        self.binds.bind(value)
    }

    /// The asked object's own column.
    pub fn own(&self, field: &str) -> String {
        self.nodes[0].targets[0].column(field)
    }

    /// What the asked object's rows are ordered by where nothing is said.
    pub fn key(&self) -> String {
        let Target { object, table } = &self.nodes[0].targets[0];
        if object.made.is_some() { format!("{table}.value") } else { self.own("Id") }
    }

    /// Follows all but the last name of `path`.
    pub fn locate<'p>(&mut self, path: &'p Path) -> Result<(usize, &'p Name), Failure> {
        let (node, parts) = self.start(&path.parts);
        self.follow(node, parts, path)
    }

    fn follow<'p>(&mut self, mut node: usize, parts: &'p [Name], path: &Path) -> Result<(usize, &'p Name), Failure> {
        let (last, way) = parts.split_last().ok_or_else(|| Failure::malformed("unexpected token: <EOF>"))?;
        if way.len() > DEEPEST {
            let reason = format!("Relationship path is too long: only {DEEPEST} levels of parents can be followed");
            return Err(Failure::field(reason).at(&path.span));
        }
        for name in way {
            node = self.parent(node, name).map_err(|failure| failure.at(&path.span))?;
        }
        Ok((node, last))
    }

    /// A path may begin with an alias or the asked object's name; a relationship of that name goes first.
    fn start<'p>(&self, parts: &'p [Name]) -> (usize, &'p [Name]) {
        let [first, rest @ ..] = parts else { return (0, parts) };
        if rest.is_empty() || self.root.parent(&first.text).is_some() {
            return (0, parts);
        }
        let alias = self.aliases.iter().find(|(alias, _)| alias.eq_ignore_ascii_case(&first.text));
        let own = first.text.eq_ignore_ascii_case(&self.root.name).then_some(0);
        match alias.map(|(_, node)| *node).or(own) {
            Some(node) => (node, rest),
            None => (0, parts),
        }
    }

    /// The parent of `node` behind a relationship, joined if it was not yet.
    pub fn parent(&mut self, node: usize, name: &Name) -> Result<usize, Failure> {
        let unknown = || Failure::no_parent(&name.text).at(&name.span);
        let field = self.reference(node, &name.text).ok_or_else(unknown)?;
        let same = |known: &Node| known.child.is_some_and(|(below, via)| below == node && std::ptr::eq(via, field));
        if let Some(known) = self.nodes.iter().position(same) {
            return Ok(known);
        }
        let objects = field.references.iter().filter_map(|name| self.setting.schema.object(name));
        let targets: Vec<_> = objects.map(|object| Target { object, table: self.setting.table() }).collect();
        if targets.is_empty() {
            return Err(unknown());
        }
        let polymorphic = field.references.len() > 1;
        self.nodes.push(Node { targets, polymorphic, child: Some((node, field)), narrowed: false });
        Ok(self.nodes.len() - 1)
    }

    /// The reference field behind a relationship name, as far as `node` has it.
    fn reference(&self, node: usize, relationship: &str) -> Option<&'a Field> {
        let Node { targets, polymorphic, .. } = &self.nodes[node];
        let fields = targets.iter().filter_map(|target| target.object.parent(relationship));
        fields.into_iter().find(|field| !polymorphic || NAME_FIELDS.contains(&field.name.as_str()))
    }

    /// `node` where its row is an `object`; `None` where it never is.
    pub fn narrow(&mut self, node: usize, object: &str) -> Option<usize> {
        let target = self.nodes[node].targets.iter().find(|target| target.object.name.eq_ignore_ascii_case(object))?;
        let narrowed = Node { targets: vec![target.clone()], polymorphic: false, child: None, narrowed: true };
        self.nodes.push(narrowed);
        Some(self.nodes.len() - 1)
    }

    /// The object of a node; `None` where there are several.
    pub fn object(&self, node: usize) -> Option<&'a Object> {
        let Node { targets, polymorphic, .. } = &self.nodes[node];
        (!polymorphic).then(|| targets[0].object)
    }

    /// The relationship by which a node was reached, as the schema spells it.
    pub fn relationship(&self, node: usize) -> Option<(usize, &'a str)> {
        let (below, field) = self.nodes[node].child?;
        Some((below, field.relationship.as_deref()?))
    }

    /// The id of a node's row, null where there is none.
    pub fn id(&self, node: usize) -> String {
        let columns = self.nodes[node].targets.iter().map(|target| target.column("Id"));
        coalesced(columns.collect())
    }

    /// The field that `path` ends in.
    pub fn term(&mut self, path: &Path) -> Result<Term<'a>, Failure> {
        let (node, last) = self.locate(path)?;
        self.field(node, &last.text, &path.span)
    }

    /// The field that `path` ends in, seen from `node`.
    pub fn term_from(&mut self, node: usize, path: &Path) -> Result<Term<'a>, Failure> {
        let (node, last) = self.follow(node, &path.parts, path)?;
        self.field(node, &last.text, &path.span)
    }

    pub fn field(&self, node: usize, name: &str, span: &Span) -> Result<Term<'a>, Failure> {
        let found = if self.nodes[node].polymorphic { self.name_field(node, name) } else { self.plain(node, name) };
        let entity = self.object(node).map_or("Name", |object| object.name.as_str());
        let (sql, kind, field, name) = found.ok_or_else(|| Failure::no_column(name, entity).at(span))?;
        Ok(Term { base: sql.clone(), sql, kind, field, name, span: span.clone(), node, formatted: false })
    }

    fn plain(&self, node: usize, name: &str) -> Option<Found<'a>> {
        let target = &self.nodes[node].targets[0];
        let field = target.object.field(name)?;
        let sql = match field.kind {
            Kind::Address | Kind::Location => "NULL".to_owned(),
            _ => target.column(&field.name),
        };
        Some((sql, field.kind, Some(field), field.name.clone()))
    }

    fn name_field(&self, node: usize, name: &str) -> Option<Found<'a>> {
        if name.eq_ignore_ascii_case("Type") {
            return Some((self.type_of(node), Kind::String, None, "Type".to_owned()));
        }
        let known = ["Id", "Name"].iter().chain(&NAME_FIELDS).find(|known| known.eq_ignore_ascii_case(name))?;
        let column = |target: &Target<'a>| {
            let field = match *known {
                "Name" => target.object.fields.iter().find(|field| field.name_field),
                known => target.object.field(known),
            };
            field.map(|field| (target.column(&field.name), field))
        };
        let (columns, fields): (Vec<_>, Vec<_>) = self.nodes[node].targets.iter().filter_map(column).unzip();
        let kind = if *known == "Name" { Kind::String } else { fields.first()?.kind };
        Some((coalesced(columns), kind, fields.first().copied(), (*known).to_owned()))
    }

    /// The name of the object that a polymorphic node's row is of, by the prefix of its id.
    fn type_of(&self, node: usize) -> String {
        let mut sql = format!("CASE substr({}, 1, 3)", self.id(node));
        for Target { object, .. } in &self.nodes[node].targets {
            let _ = write!(sql, " WHEN '{}' THEN '{}'", object.key_prefix, object.name);
        }
        sql + " END"
    }

    /// What stands behind FROM.
    pub fn sources(&self) -> String {
        self.sources_of(None)
    }

    /// The same where only the row is wanted whose id `id` gives.
    pub fn sources_of(&self, id: Option<&str>) -> String {
        let mut sql = String::new();
        for node in self.nodes.iter().filter(|node| !node.narrowed) {
            for Target { object, table } in &node.targets {
                let name = quoted(&object.name);
                let reference = node.child.and_then(|(below, field)| self.plain_or_name(below, &field.name));
                let _ = match (reference, &object.made) {
                    (Some(reference), None) => write!(sql, " LEFT JOIN {name} {table} ON {table}.\"Id\" = {reference}"),
                    (Some(reference), Some(made)) => {
                        write!(sql, " LEFT JOIN {} {table}", made.source(Some(&reference)))
                    }
                    (None, None) => write!(sql, "{name} {table}"),
                    (None, Some(made)) => write!(sql, "{} {table}", made.source(id)),
                };
            }
        }
        sql
    }

    fn plain_or_name(&self, node: usize, field: &str) -> Option<String> {
        self.field(node, field, &(0..0)).ok().map(|term| term.sql)
    }
}

/// SQL, type, field and canonical name.
type Found<'a> = (String, Kind, Option<&'a Field>, String);

fn coalesced(mut columns: Vec<String>) -> String {
    match columns.len() {
        1 => columns.remove(0),
        _ => format!("coalesce({})", columns.join(", ")),
    }
}
