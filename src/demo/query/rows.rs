//! A query for records, in two statements: one that finds the ids in order, and one that reads the row of an id.
//! Pages, child rows and locators all follow from these two, and a page sees the values of its own time.

use super::{
    condition::{self, Place},
    failure::Failure,
    fields, function, order,
    scope::Scope,
    select::Selection,
    semijoin,
    setting::Setting,
    shape::Shape,
    statement::{Binds, Statement},
};
use crate::{
    demo::schema::{Kind, Object},
    soql::ast::{Condition, Expr, Item, Name, Op, Query},
};

#[derive(Debug)]
pub struct Rows {
    pub object: String,
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

impl Rows {
    pub fn root(setting: &Setting, query: &Query, object: &Object) -> Result<Self, Failure> {
        guard(object, query)?;
        Self::compile(setting, query, object, None, 0)
    }

    /// The rows of `object` whose reference `field` holds the parent's id.
    pub fn of_parent(
        setting: &Setting,
        query: &Query,
        object: &Object,
        field: &str,
        depth: usize,
    ) -> Result<Self, Failure> {
        if depth > DEEPEST {
            return Err(Failure::malformed(format!("Subqueries can be nested {DEEPEST} levels deep")).at(&query.span));
        }
        if super::groups::grouped(query) || matches!(query.select.as_slice(), [Item::Count(_)]) {
            return Err(Failure::malformed("only root queries support aggregate expressions").at(&query.span));
        }
        if let Some(scope) = &query.scope {
            return Err(Failure::malformed("unexpected token: 'USING'").at(&scope.span));
        }
        Self::compile(setting, query, object, Some(field), depth)
    }

    fn compile(
        setting: &Setting,
        query: &Query,
        object: &Object,
        parent: Option<&str>,
        depth: usize,
    ) -> Result<Self, Failure> {
        let mut scope = Scope::new(setting, object, Binds::after(1));
        scope.name(&query.from)?;
        let Selection { columns, shape, long, .. } = Selection::of(&mut scope, query, depth)?;
        let present = visible(&scope, query).map(|test| format!(" AND {test}")).unwrap_or_default();
        let row =
            format!("SELECT {} FROM {} WHERE {} = ?1{present}", columns.join(", "), scope.sources(), scope.own("Id"));
        let page = match (long, columns.len()) {
            (2.., _) => PAGES[2],
            (_, columns) if columns > WIDE => PAGES[1],
            _ => PAGES[0],
        };
        Ok(Self {
            object: object.name.clone(),
            ids: ids(setting, query, object, parent)?,
            row: Statement::new(row, &scope.binds),
            shape,
            page,
            whole: query.offset.is_some(),
            touched: touched(object, query),
        })
    }
}

/// The object or child relationship that the query is FROM.
pub fn from(query: &Query) -> Result<&Name, Failure> {
    let name = query.from.first().and_then(|source| source.path.parts.last());
    name.ok_or_else(|| Failure::malformed("unexpected token: <EOF>"))
}

fn ids(setting: &Setting, query: &Query, object: &Object, parent: Option<&str>) -> Result<Statement, Failure> {
    let mut scope = Scope::new(setting, object, Binds::after(usize::from(parent.is_some())));
    scope.name(&query.from)?;
    let filter = filter(&mut scope, query, Place::Top)?;
    let mut keys: Vec<_> = order::keys(&mut scope, query, &mut function::term)?;
    keys.push(order::Key { value: scope.own("Id"), manner: String::new() });
    let keys: Vec<_> = keys.into_iter().map(|key| key.value + &key.manner).collect();
    let belongs = match parent {
        Some(field) if filter.is_empty() => format!(" WHERE {} = ?1", scope.own(field)),
        Some(field) => format!(" AND {} = ?1", scope.own(field)),
        None => String::new(),
    };
    let (id, sources, limit) = (scope.own("Id"), scope.sources(), limit(&scope, query)?);
    let sql = format!("SELECT {id} FROM {sources}{filter}{belongs} ORDER BY {}{limit}", keys.join(", "));
    Ok(Statement::new(sql, &scope.binds))
}

/// ` LIMIT … OFFSET …`, or nothing.
pub fn limit(scope: &Scope, query: &Query) -> Result<String, Failure> {
    let number = |n: u64| scope.bind(i64::try_from(n).unwrap_or(i64::MAX));
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

/// ` WHERE …`, or nothing: what the query asks for, and what it may see.
pub fn filter(scope: &mut Scope, query: &Query, place: Place) -> Result<String, Failure> {
    let mut tests = Vec::new();
    if let Some(condition) = &query.filter {
        semijoin::counted(condition)?;
        tests.push(condition::sql(scope, condition, place, &mut function::term)?);
    }
    tests.extend(visible(scope, query));
    tests.extend(mine(scope, query)?);
    with(query)?;
    Ok(if tests.is_empty() { String::new() } else { format!(" WHERE {}", tests.join(" AND ")) })
}

/// Deleted records, and activities that were archived, show only when all rows are wanted.
fn visible(scope: &Scope, query: &Query) -> Option<String> {
    let flags: &[_] = match scope.root.name.as_str() {
        "Task" | "Event" => &["IsDeleted", "IsArchived"],
        _ => &["IsDeleted"],
    };
    let flags = flags.iter().filter(|flag| scope.root.field(flag).is_some_and(|field| field.kind == Kind::Boolean));
    let tests: Vec<_> = flags.map(|flag| format!("{} = 0", scope.own(flag))).collect();
    (!tests.is_empty() && !query.all_rows && !scope.setting.all_rows).then(|| tests.join(" AND "))
}

/// USING SCOPE. Nobody in the demo org delegates, has a team or a territory.
fn mine(scope: &Scope, query: &Query) -> Result<Option<String>, Failure> {
    let Some(name) = &query.scope else { return Ok(None) };
    match name.text.to_ascii_lowercase().as_str() {
        "everything" | "scopingrule" => Ok(None),
        "mine" | "mine_and_my_groups" if scope.root.field("OwnerId").is_some() => {
            Ok(Some(format!("{} = {}", scope.own("OwnerId"), scope.bind(scope.setting.user.to_owned()))))
        }
        "mine" | "mine_and_my_groups" | "delegated" | "team" | "my_territory" | "my_team_territory" => {
            Ok(Some("0".to_owned()))
        }
        _ => {
            let reason = format!("'{}' is not a valid scope for entity '{}'", name.text, scope.root.name);
            Err(Failure::new("INVALID_QUERY_SCOPE", reason).at(&name.span))
        }
    }
}

/// WITH clauses are Apex's, but for the one that only asks for more facts about visibility.
fn with(query: &Query) -> Result<(), Failure> {
    let Some(with) = &query.with else { return Ok(()) };
    let text = with.text.trim_start();
    let first = text.split(|char: char| char != '_' && !char.is_alphanumeric()).next().unwrap_or_default();
    let upper = first.to_ascii_uppercase();
    match upper.as_str() {
        "RECORDVISIBILITYCONTEXT" => Ok(()),
        "SECURITY_ENFORCED" | "USER_MODE" | "SYSTEM_MODE" => {
            Err(Failure::malformed(format!("{upper} not allowed in this context")))
        }
        _ => Err(Failure::malformed(format!("unexpected token: '{first}'")).at(&with.span)),
    }
}

/// Objects that must be asked for something in particular.
fn guard(object: &Object, query: &Query) -> Result<(), Failure> {
    if fields::used(query) && super::groups::grouped(query) {
        return Err(Failure::malformed("The SOQL FIELDS function is not supported with GROUP BY"));
    }
    let asks = query.filter.as_ref().is_some_and(|filter| names(filter, &["ContentDocumentId", "LinkedEntityId"]));
    if object.name == "ContentDocumentLink" && !asks {
        return Err(Failure::malformed(
            "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or \
             LinkedEntityId using the equals operator or multiple Id's using the IN operator.",
        ));
    }
    Ok(())
}

fn names(condition: &Condition, fields: &[&str]) -> bool {
    match condition {
        Condition::And(parts) => parts.iter().any(|part| names(part, fields)),
        Condition::Test { left: Expr::Path(path), op: Op::Eq | Op::In, .. } => {
            path.parts.last().is_some_and(|last| fields.iter().any(|field| field.eq_ignore_ascii_case(&last.text)))
        }
        _ => false,
    }
}

fn touched(object: &Object, query: &Query) -> Vec<String> {
    let field = |purpose: &str| match purpose {
        "FOR VIEW" => Some("LastViewedDate"),
        "FOR REFERENCE" => Some("LastReferencedDate"),
        _ => None,
    };
    let fields = query.purposes.iter().filter_map(|purpose| field(&purpose.text));
    fields.filter(|field| object.field(field).is_some_and(|field| field.stored())).map(str::to_owned).collect()
}
