//! A query whose rows go into a file: one statement for all of them, and one column for each path of the SELECT list.
//! What such a file cannot hold is refused before anything is read.

use super::{
    Context,
    failure::Failure,
    fields, filter, format, function, groups, order, plan, rows,
    scope::Scope,
    select::Selection,
    semijoin::Place,
    setting::Setting,
    statement::{Binds, Statement},
    term::Term,
};
use crate::{
    demo::{
        schema::{Kind, Object},
        store::value,
        wire::Fault,
    },
    soql::ast::{Expr, Item, Name, Query},
};
use jiff::tz::TimeZone;
use rusqlite::{Connection, Row};
use std::{borrow::Cow, cell::Cell};

pub struct Export {
    /// As the schema spells it.
    pub object: String,
    /// Names of the columns: dotted paths, in the order of the SELECT list.
    pub header: Vec<String>,
    kinds: Vec<(Kind, bool)>,
    statement: Statement,
    zone: TimeZone,
}

/// Whose query it is, and whether deleted and archived rows belong to it.
#[derive(Clone, Copy)]
pub struct Asker<'a> {
    pub user: &'a str,
    pub all_rows: bool,
}

impl Export {
    pub fn compile(context: &Context, asker: Asker, text: &str) -> Result<Self, Fault> {
        Self::of(context, asker, text).map_err(|failure| failure.fault(text))
    }

    fn of(context: &Context, asker: Asker, text: &str) -> Result<Self, Failure> {
        let query = plan::parse(text)?;
        let setting = Setting {
            schema: context.schema,
            now: context.now,
            zone: context.zone.clone(),
            user: asker.user,
            all_rows: asker.all_rows || query.all_rows,
            tooling: false,
            tables: Cell::new(0),
        };
        let object = setting.object(rows::from(&query)?)?;
        refuse(&query)?;
        filter::guard(object, &query)?;
        let mut scope = Scope::new(&setting, object, Binds::after(0));
        scope.name(&query.from)?;
        // Whatever a SELECT list may not be is found out where others are.
        Selection::of(&mut scope, &query, 0)?;
        let columns = columns(&mut scope, &query, object)?;
        let values: Vec<_> = columns.iter().map(|(_, term)| term.sql.as_str()).collect();
        let filter = filter::sql(&mut scope, &query, Place::Top)?;
        let mut keys: Vec<_> = order::keys(&mut scope, &query, &mut function::term)?;
        keys.push(order::Key { value: scope.key(), manner: String::new() });
        let keys: Vec<_> = keys.into_iter().map(|key| key.value + &key.manner).collect();
        let limit = rows::limit(&scope.binds, &query)?;
        let (values, keys, sources) = (values.join(", "), keys.join(", "), scope.sources());
        let sql = format!("SELECT {values} FROM {sources}{filter} ORDER BY {keys}{limit}");
        Ok(Self {
            object: object.name.clone(),
            kinds: columns.iter().map(|(_, term)| (term.kind, term.formatted)).collect(),
            statement: Statement::new(sql, &scope.binds),
            header: columns.into_iter().map(|(name, _)| name).collect(),
            zone: context.zone.clone(),
        })
    }

    /// Gives the rows in order, as they are read.
    pub fn each<E: From<rusqlite::Error>>(
        &self,
        records: &Connection,
        mut take: impl FnMut(&Line) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self.statement.prepare(records)?;
        let mut found = statement.raw_query();
        while let Some(row) = found.next()? {
            take(&Line { export: self, row })?;
        }
        Ok(())
    }
}

/// One row.
pub struct Line<'r> {
    export: &'r Export,
    row: &'r Row<'r>,
}

impl Line<'_> {
    /// Type and text of each value; null is empty.
    pub fn cells(&self) -> impl Iterator<Item = rusqlite::Result<(Kind, Cow<'_, str>)>> {
        self.export.kinds.iter().enumerate().map(|(at, (kind, formatted))| {
            let text = value::plain(*kind, self.row.get_ref(at)?);
            let text = if *formatted { format::text(*kind, &text, &self.export.zone).into() } else { text };
            Ok((*kind, text))
        })
    }
}

fn refused(reason: &str) -> Failure {
    Failure::new("API_ERROR", reason)
}

/// What a query may be elsewhere and not here.
fn refuse(query: &Query) -> Result<(), Failure> {
    if query.is_count() || groups::grouped(query) {
        return Err(refused("Aggregate queries not supported in Bulk Query"));
    }
    if query.offset.is_some() {
        return Err(refused("OFFSET not supported in Bulk Query"));
    }
    for item in &query.select {
        match item {
            Item::Child(_) => return Err(refused("Aggregate Relationships not supported in Bulk Query")),
            Item::TypeOf(_) => return Err(refused("TYPEOF not supported in Bulk Query")),
            Item::Field { expr, .. } if fields::unbounded(expr) => {
                let reason = "The SOQL FIELDS function is not supported with an unbounded set of fields in this API";
                return Err(Failure::malformed(reason));
            }
            _ => (),
        }
    }
    Ok(())
}

fn columns<'a>(scope: &mut Scope<'a>, query: &Query, object: &Object) -> Result<Vec<(String, Term<'a>)>, Failure> {
    let mut columns = Vec::new();
    for item in &query.select {
        let Item::Field { expr, alias } = item else { continue };
        match fields::expand(expr, object, query)? {
            // A list of fields leaves out what cannot be written into a file.
            Some(paths) => {
                for path in &paths {
                    let term = scope.term(path)?;
                    if binary(term.kind).is_none() {
                        columns.push((term.name.clone(), term));
                    }
                }
            }
            None => columns.push(column(scope, expr, alias.as_ref())?),
        }
    }
    Ok(columns)
}

fn column<'a>(scope: &mut Scope<'a>, expr: &Expr, alias: Option<&Name>) -> Result<(String, Term<'a>), Failure> {
    let term = function::term(scope, expr)?;
    if let Some(reason) = binary(term.kind) {
        return Err(refused(reason));
    }
    let name = alias.map_or_else(|| path(scope, &term), |alias| alias.text.clone());
    Ok((name, term))
}

fn binary(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Address | Kind::Location => Some("Selecting compound data not supported in Bulk Query"),
        Kind::Base64 => Some("Selecting binary data not supported in Bulk Query"),
        _ => None,
    }
}

/// `Owner.Manager.Name`, spelled as the schema does.
fn path(scope: &Scope, term: &Term) -> String {
    let mut path = term.name.clone();
    let mut node = term.node;
    while let Some((below, relationship)) = scope.relationship(node) {
        path = format!("{relationship}.{path}");
        node = below;
    }
    path
}
