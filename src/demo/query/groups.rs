//! A query with aggregates or GROUP BY, as one statement. ROLLUP and CUBE, which SQLite has not, are one SELECT
//! for each set of fields grouped by, with null in place of those left out.

use super::{
    aggregate, condition,
    failure::Failure,
    filter,
    function::{argument, term},
    order, rows,
    scope::Scope,
    semijoin::{self, Place},
    setting::Setting,
    statement::{Binds, Statement},
    term::Term,
};
use crate::{
    demo::schema::{Kind, Object},
    soql::ast::{Arg, Call, Expr, Grouping, Item, Query},
};

#[derive(Debug)]
pub struct Groups {
    pub statement: Statement,
    pub columns: Vec<Column>,
}

#[derive(Debug)]
pub struct Column {
    pub key: String,
    pub kind: Kind,
    pub formatted: bool,
}

const MOST_ROLLED: usize = 3;

/// Whether the query gives groups instead of records.
pub fn grouped(query: &Query) -> bool {
    let aggregate = |item: &Item| matches!(item, Item::Field { expr, .. } if aggregate::used(expr));
    query.group.is_some() || query.having.is_some() || query.select.iter().any(aggregate)
}

impl Groups {
    pub fn compile(setting: &Setting, query: &Query, object: &Object) -> Result<Self, Failure> {
        bounded(query)?;
        let binds = Binds::after(0);
        let level = |kept| {
            let mut scope = Scope::new(setting, object, binds.clone());
            scope.name(&query.from)?;
            Level::of(&mut scope, query, kept)?.select(&mut scope, query)
        };
        let levels = sets(query)?.into_iter().map(level).collect::<Result<Vec<_>, _>>()?;
        let selects: Vec<_> = levels.iter().map(|level| level.sql.as_str()).collect();
        let source = selects.join(" UNION ALL ");
        let Select { columns, manners, .. } = levels.into_iter().next().unwrap_or_default();
        let limit = rows::limit(&binds, query)?;
        let outer: Vec<_> = (0..columns.len()).map(|index| format!("c{index}")).collect();
        let order = if manners.is_empty() { String::new() } else { format!(" ORDER BY {}", manners.join(", ")) };
        let sql = format!("SELECT {} FROM ({source}){order}{limit}", outer.join(", "));
        Ok(Self { statement: Statement::new(sql, &binds), columns })
    }
}

fn bounded(query: &Query) -> Result<(), Failure> {
    let clause = match query {
        Query { group: Some(_), .. } => return Ok(()),
        Query { limit: Some(_), .. } => "LIMIT",
        Query { offset: Some(_), .. } => "OFFSET",
        _ => return Ok(()),
    };
    let reason = "Non-grouped query that uses overall aggregate functions cannot also use";
    Err(Failure::malformed(format!("{reason} {clause}")))
}

/// For each SELECT to make: which of the grouped fields it groups by.
fn sets(query: &Query) -> Result<Vec<Vec<bool>>, Failure> {
    let Some(group) = &query.group else { return Ok(vec![Vec::new()]) };
    let len = group.by.len();
    if group.grouping != Grouping::Plain && len > MOST_ROLLED {
        return Err(Failure::malformed(format!("ROLLUP and CUBE take at most {MOST_ROLLED} fields")));
    }
    Ok(match group.grouping {
        Grouping::Plain => vec![vec![true; len]],
        Grouping::Rollup => (0..=len).rev().map(|kept| (0..len).map(|index| index < kept).collect()).collect(),
        Grouping::Cube => {
            (0..1_usize << len).map(|left_out| (0..len).map(|index| left_out >> index & 1 == 0).collect()).collect()
        }
    })
}

/// One of the SELECTs: the fields grouped by, and whether this one does.
struct Level<'a> {
    terms: Vec<Term<'a>>,
    kept: Vec<bool>,
}

#[derive(Default)]
struct Select {
    sql: String,
    columns: Vec<Column>,
    /// What the outer statement orders by.
    manners: Vec<String>,
}

impl<'a> Level<'a> {
    fn of(scope: &mut Scope<'a>, query: &Query, kept: Vec<bool>) -> Result<Self, Failure> {
        let mut terms: Vec<Term> = Vec::new();
        for expr in query.group.iter().flat_map(|group| &group.by) {
            let term = term(scope, expr)?;
            term.groupable()?;
            if terms.iter().any(|known| known.sql == term.sql) {
                let reason = format!("duplicate grouping expression: {}", term.name);
                return Err(Failure::malformed(reason).at(&term.span));
            }
            terms.push(term);
        }
        Ok(Self { terms, kept })
    }

    fn select(&self, scope: &mut Scope<'a>, query: &Query) -> Result<Select, Failure> {
        let (mut parts, columns) = self.columns(scope, query)?;
        let filter = filter::sql(scope, query, Place::Top)?;
        let having = self.having(scope, query)?;
        let mut manners = Vec::new();
        let keys = order::keys(scope, query, &mut |scope, expr| self.read(scope, expr))?;
        for (index, key) in keys.into_iter().enumerate() {
            parts.push(format!("{} AS k{index}", key.value));
            manners.push(format!("k{index}{}", key.manner));
        }
        let sql = format!("SELECT {} FROM {}{filter}{}{having}", parts.join(", "), scope.sources(), self.group_by());
        Ok(Select { sql, columns, manners })
    }

    /// The SELECT list as SQL, and the keys that its values go by.
    fn columns(&self, scope: &mut Scope<'a>, query: &Query) -> Result<(Vec<String>, Vec<Column>), Failure> {
        let mut parts = Vec::new();
        let mut columns: Vec<Column> = Vec::new();
        let mut unnamed = 0..;
        for item in &query.select {
            let (key, term) = self.item(scope, item)?;
            let key = key.unwrap_or_else(|| format!("expr{}", unnamed.next().unwrap_or(0)));
            if columns.iter().any(|column| column.key.eq_ignore_ascii_case(&key)) {
                return Err(Failure::malformed(format!("duplicate alias: {key}")).at(&term.span));
            }
            parts.push(format!("{} AS c{}", term.sql, columns.len()));
            columns.push(Column { key, kind: term.kind, formatted: term.formatted });
        }
        Ok((parts, columns))
    }

    fn having(&self, scope: &mut Scope<'a>, query: &Query) -> Result<String, Failure> {
        let Some(condition) = &query.having else { return Ok(String::new()) };
        semijoin::check(condition, Place::Having)?;
        let tests = condition::sql(scope, condition, &mut |scope, expr| self.read(scope, expr))?;
        Ok(format!(" HAVING {tests}"))
    }

    fn group_by(&self) -> String {
        let kept = self.terms.iter().zip(&self.kept).filter(|(_, kept)| **kept);
        let terms: Vec<_> = kept.map(|(term, _)| term.collated()).collect();
        if terms.is_empty() { String::new() } else { format!(" GROUP BY {}", terms.join(", ")) }
    }

    /// A column and the key it goes by, if it has one of its own.
    fn item(&self, scope: &mut Scope<'a>, item: &Item) -> Result<(Option<String>, Term<'a>), Failure> {
        let (expr, alias) = match item {
            Item::Field { expr, alias } => (expr, alias),
            Item::Count(span) => return Err(Failure::malformed("unexpected token: 'COUNT'").at(span)),
            Item::Child(query) => {
                return Err(
                    Failure::malformed("Subqueries are not allowed with aggregates or GROUP BY").at(&query.span)
                );
            }
            Item::TypeOf(type_of) => {
                return Err(Failure::malformed("TYPEOF is not allowed with aggregates or GROUP BY").at(&type_of.span));
            }
        };
        let term = self.read(scope, expr)?;
        let own = named(expr).then(|| term.name.clone());
        let key = alias.as_ref().map(|alias| alias.text.clone()).or(own);
        Ok((key, term))
    }

    /// The value of `expr` in a group.
    fn read(&self, scope: &mut Scope<'a>, expr: &Expr) -> Result<Term<'a>, Failure> {
        if let Expr::Call(call) = expr {
            let name = call.function.text.to_ascii_uppercase();
            match name.as_str() {
                "FORMAT" => return Ok(Term { formatted: true, ..self.read(scope, argument(call)?)? }),
                "GROUPING" => return self.grouping(scope, call),
                _ if aggregate::is(call) => return self.aggregate(scope, call),
                _ => (),
            }
        }
        let term = term(scope, expr)?;
        let sql = if self.keeps(&term)? { term.sql.clone() } else { "NULL".to_owned() };
        Ok(Term { sql, ..term })
    }

    /// Whether this SELECT groups by the field that `term` is, or is computed from.
    fn keeps(&self, term: &Term) -> Result<bool, Failure> {
        let grouped = self.terms.iter().zip(&self.kept);
        let mut same = grouped.filter(|(known, _)| known.sql == term.sql || known.sql == term.base);
        let reason = || format!("Field must be grouped or aggregated: {}", term.name);
        same.next().map(|(_, kept)| *kept).ok_or_else(|| Failure::malformed(reason()).at(&term.span))
    }

    fn aggregate(&self, scope: &mut Scope<'a>, call: &Call) -> Result<Term<'a>, Failure> {
        let inner = term(scope, argument(call)?)?;
        if self.terms.iter().any(|known| known.sql == inner.sql) {
            let reason = format!("Grouped field should not be aggregated: {}", inner.name);
            return Err(Failure::malformed(reason).at(&inner.span));
        }
        aggregate::term(call, inner)
    }

    fn grouping(&self, scope: &mut Scope<'a>, call: &Call) -> Result<Term<'a>, Failure> {
        let term = term(scope, argument(call)?)?;
        let sql = if self.keeps(&term)? { "'0'" } else { "'1'" }.to_owned();
        Ok(Term { base: sql.clone(), sql, kind: Kind::Int, field: None, span: call.span.clone(), ..term })
    }
}

/// What goes by its field's name where it has no alias.
fn named(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) => true,
        Expr::Call(call) => {
            let keeps = ["TOLABEL", "CONVERTCURRENCY", "FORMAT"];
            let inner = matches!(call.args.as_slice(), [Arg::Expr(inner)] if named(inner));
            keeps.contains(&call.function.text.to_ascii_uppercase().as_str()) && inner
        }
    }
}
