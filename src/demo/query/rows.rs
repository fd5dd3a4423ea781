//! A query for records, in two statements: one that finds the ids in order, and one that reads the row of an id.
//! Pages, child rows and locators all follow from these two, and a page sees the values of its own time.

use super::{
    direct::Direct,
    failure::Failure,
    filter, function, groups, order,
    scope::Scope,
    select::Selection,
    semijoin::Place,
    setting::Setting,
    shape::Shape,
    statement::{Binds, Statement},
    stretch::Stretch,
};
use crate::{
    demo::schema::{Field, Object},
    soql::ast::{Item, Name, Query},
};
use std::sync::Arc;

#[derive(Debug)]
pub struct Rows {
    pub object: String,
    /// Which rows these are, where that follows from their numbers.
    pub stretch: Option<Stretch>,
    pub direct: Option<Arc<Direct>>,
    /// Ids in order; of child rows, the parent's id is its first parameter.
    pub ids: Statement,
    /// One row; its first parameter is the id.
    pub row: Statement,
    pub shape: Shape,
    /// The most rows that fit one page.
    pub page: usize,
    /// All rows come at once, and no locator is given out.
    pub whole: bool,
    /// Columns that note when a record was looked at.
    pub touched: Vec<String>,
}

const MOST_OFFSET: u64 = 2_000;
const DEEPEST: usize = 5;
/// Rows on a page, of ordinary rows, of wide ones, and with two long texts or more.
const PAGES: [usize; 3] = [2_000, 1_000, 200];
const WIDE: usize = 150;

/// Whose rows are asked for.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub object: &'a Object,
    /// For child rows, the reference field that holds the parent's id.
    pub parent: Option<&'a str>,
    /// How deep the query is nested in others.
    pub depth: usize,
}

impl Rows {
    pub fn compile(setting: &Setting, query: &Query, asked: Asked) -> Result<Self, Failure> {
        if asked.depth > 0 {
            nested(query, asked.depth)?;
        }
        let object = asked.object;
        let mut scope = Scope::new(setting, object, Binds::after(1));
        scope.name(&query.from)?;
        let selection = Selection::of(&mut scope, query, asked.depth)?;
        let direct = Direct::of(&selection).map(Arc::new);
        let Selection { columns, shape, long, .. } = selection;
        let present = filter::visible(&scope).map(|test| format!(" AND {test}")).unwrap_or_default();
        let row = format!(
            "SELECT {} FROM {} WHERE {} = ?1{present}",
            columns.join(", "),
            scope.sources_of(Some("?1")),
            scope.own("Id")
        );
        let page = match (long, columns.len()) {
            (2.., _) => PAGES[2],
            (_, columns) if columns > WIDE => PAGES[1],
            _ => PAGES[0],
        };
        Ok(Self {
            object: object.name.clone(),
            stretch: stretch(setting, query, asked)?,
            direct,
            ids: ids(setting, query, asked)?,
            row: Statement::new(row, &scope.binds),
            shape,
            page,
            whole: query.offset.is_some(),
            touched: touched(object, query),
        })
    }
}

fn stretch(setting: &Setting, query: &Query, asked: Asked) -> Result<Option<Stretch>, Failure> {
    if asked.parent.is_some() {
        return Ok(None);
    }
    let mut scope = Scope::new(setting, asked.object, Binds::after(0));
    scope.name(&query.from)?;
    Stretch::of(&mut scope, query)
}

/// What only the outermost query may be.
fn nested(query: &Query, depth: usize) -> Result<(), Failure> {
    if depth > DEEPEST {
        return Err(Failure::malformed(format!("Subqueries can be nested {DEEPEST} levels deep")).at(&query.span));
    }
    if groups::grouped(query) || matches!(query.select.as_slice(), [Item::Count(_)]) {
        return Err(Failure::malformed("only root queries support aggregate expressions").at(&query.span));
    }
    match &query.scope {
        Some(scope) => Err(Failure::malformed("unexpected token: 'USING'").at(&scope.span)),
        None => Ok(()),
    }
}

/// The object or child relationship that the query is FROM.
pub fn from(query: &Query) -> Result<&Name, Failure> {
    let name = query.from.first().and_then(|source| source.path.parts.last());
    name.ok_or_else(|| Failure::malformed("unexpected token: <EOF>"))
}

fn ids(setting: &Setting, query: &Query, asked: Asked) -> Result<Statement, Failure> {
    let Asked { object, parent, .. } = asked;
    let mut scope = Scope::new(setting, object, Binds::after(usize::from(parent.is_some())));
    scope.name(&query.from)?;
    let filter = filter::sql(&mut scope, query, Place::Top)?;
    let mut keys: Vec<_> = order::keys(&mut scope, query, &mut function::term)?;
    keys.push(order::Key { value: scope.key(), manner: String::new() });
    let keys: Vec<_> = keys.into_iter().map(|key| key.value + &key.manner).collect();
    let belongs = match parent {
        Some(field) if filter.is_empty() => format!(" WHERE {} = ?1", scope.own(field)),
        Some(field) => format!(" AND {} = ?1", scope.own(field)),
        None => String::new(),
    };
    let (id, sources, limit) = (scope.own("Id"), scope.sources(), limit(&scope.binds, query)?);
    let sql = format!("SELECT {id} FROM {sources}{filter}{belongs} ORDER BY {}{limit}", keys.join(", "));
    Ok(Statement::new(sql, &scope.binds))
}

/// ` LIMIT … OFFSET …`, or nothing.
pub fn limit(binds: &Binds, query: &Query) -> Result<String, Failure> {
    let number = |n: u64| binds.bind(i64::try_from(n).unwrap_or(i64::MAX));
    match (query.limit, query.offset) {
        (_, Some(offset)) if offset > MOST_OFFSET => {
            let reason = format!("Maximum SOQL offset allowed is {MOST_OFFSET}");
            Err(Failure::new("NUMBER_OUTSIDE_VALID_RANGE", reason))
        }
        (limit, Some(offset)) => {
            let limit = limit.unwrap_or(MOST_OFFSET).min(MOST_OFFSET);
            Ok(format!(" LIMIT {} OFFSET {}", number(limit), number(offset)))
        }
        (Some(limit), None) => Ok(format!(" LIMIT {}", number(limit))),
        (None, None) => Ok(String::new()),
    }
}

fn touched(object: &Object, query: &Query) -> Vec<String> {
    let field = |purpose: &str| match purpose {
        "FOR VIEW" => Some("LastViewedDate"),
        "FOR REFERENCE" => Some("LastReferencedDate"),
        _ => None,
    };
    let fields = query.purposes.iter().filter_map(|purpose| field(&purpose.text));
    fields.filter(|field| object.field(field).is_some_and(Field::stored)).map(str::to_owned).collect()
}
