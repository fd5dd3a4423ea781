//! The columns of a reply, told from its query: in SELECT order, and there even when no record comes back.

use super::ast::{Arg, Call, Expr, Item, Path, Query, Source, TypeOf};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// A dotted path as typed: `Owner.Name`. The org answers in its own upper and lower case.
    Field(String),
    /// A child subquery under its relationship name.
    Child { name: String, columns: Vec<Column> },
    /// `FIELDS(...)`: only a record can tell what it stands for.
    Open,
}

/// The columns of `query`; none for `COUNT()`.
pub fn columns(query: &Query) -> Vec<Column> {
    let grouped = query.group.is_some() || query.select.iter().any(is_aggregate);
    let mut naming = Naming { sources: &query.from, grouped, unnamed: 0 };
    query.select.iter().flat_map(|item| naming.item(item)).collect()
}

/// What decides the name of the next column.
struct Naming<'q> {
    sources: &'q [Source],
    /// Rows of groups are flat: of a path only the last segment comes back.
    grouped: bool,
    /// How many `exprN` there are already.
    unnamed: usize,
}

impl Naming<'_> {
    fn item(&mut self, item: &Item) -> Vec<Column> {
        match item {
            Item::Count(_) => Vec::new(),
            Item::Field { alias: Some(alias), .. } => vec![Column::Field(alias.text.clone())],
            Item::Field { expr, alias: None } => vec![self.expr(expr)],
            Item::Child(query) => vec![Column::Child { name: relationship(query), columns: columns(query) }],
            Item::TypeOf(branches) => self.type_of(branches),
        }
    }

    fn expr(&mut self, expr: &Expr) -> Column {
        match expr {
            Expr::Path(path) => Column::Field(self.path(path)),
            Expr::Call(call) => self.call(call),
        }
    }

    /// Functions that only dress a value up leave it its name.
    fn call(&mut self, call: &Call) -> Column {
        let name = call.function.text.to_ascii_uppercase();
        match (name.as_str(), call.args.first()) {
            ("FIELDS", _) => Column::Open,
            ("TOLABEL" | "FORMAT" | "CONVERTCURRENCY", Some(Arg::Expr(value))) => self.expr(value),
            _ => {
                self.unnamed += 1;
                Column::Field(format!("expr{}", self.unnamed - 1))
            }
        }
    }

    fn path(&self, path: &Path) -> String {
        let parts = segments(self.sources, path);
        let shown = if self.grouped { &parts[parts.len() - 1..] } else { &parts };
        shown.join(".")
    }

    /// The union over all branches, each field once.
    fn type_of(&self, branches: &TypeOf) -> Vec<Column> {
        let paths = branches.whens.iter().flat_map(|(_, paths)| paths).chain(&branches.otherwise);
        let parent = segments(self.sources, &branches.path).join(".");
        let mut columns = Vec::new();
        for path in paths {
            let column = Column::Field(format!("{parent}.{}", segments(&[], path).join(".")));
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }
}

/// The segments of `path` seen from the object queried: without its own name or alias in front, and with
/// the relationships that other aliases stand for. Never empty.
pub fn segments<'q>(sources: &'q [Source], path: &'q Path) -> Vec<&'q str> {
    let parts: Vec<&str> = path.parts.iter().map(|part| part.text.as_str()).collect();
    let [first, rest @ ..] = parts.as_slice() else { return parts };
    match sources.iter().position(|source| !rest.is_empty() && answers_to(source, first)) {
        Some(0) => rest.to_vec(),
        // Only what stands before an alias can explain it.
        Some(n) => [segments(&sources[..n], &sources[n].path), rest.to_vec()].concat(),
        None => parts,
    }
}

fn answers_to(source: &Source, name: &str) -> bool {
    let object = if source.path.parts.len() == 1 { source.path.parts.first() } else { None };
    source.alias.iter().chain(object).any(|known| known.text.eq_ignore_ascii_case(name))
}

fn relationship(query: &Query) -> String {
    let source = query.from.first().and_then(|source| source.path.parts.last());
    source.map(|name| name.text.clone()).unwrap_or_default()
}

pub fn is_aggregate(item: &Item) -> bool {
    matches!(item, Item::Field { expr: Expr::Call(call), .. } if aggregates(call))
}

fn aggregates(call: &Call) -> bool {
    let known = ["COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX"];
    known.iter().any(|name| name.eq_ignore_ascii_case(&call.function.text))
        || call.args.iter().any(|arg| matches!(arg, Arg::Expr(Expr::Call(inner)) if aggregates(inner)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::soql::parse;

    /// Children as `Name[...]`, FIELDS as `*`.
    fn show(columns: &[Column]) -> String {
        let show = |column: &Column| match column {
            Column::Field(path) => path.clone(),
            Column::Child { name, columns } => format!("{name}[{}]", show(columns)),
            Column::Open => "*".to_owned(),
        };
        columns.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    fn of(text: &str) -> String {
        show(&columns(&parse(text).expect(text)))
    }

    #[test]
    fn paths_lose_the_object_in_front() {
        assert_eq!(of("SELECT Id, Account.Name, account.Owner.Name FROM Account"), "Id Name Owner.Name");
        assert_eq!(of("SELECT a.Name, A.Owner.Name, Owner.Id FROM Account a"), "Name Owner.Name Owner.Id");
        assert_eq!(
            of("SELECT c.Name, o.Name, a.Id FROM Contact c, c.Account a, a.Owner o"),
            "Name Account.Owner.Name Account.Id"
        );
        assert_eq!(of("SELECT x.Id FROM Account a, x.Owner x"), "x.Owner.Id");
        assert_eq!(of("SELECT Account FROM Account"), "Account");
    }

    #[test]
    fn groups_are_flat_and_numbered() {
        assert_eq!(
            of("SELECT Account.Name, COUNT(Id), SUM(Amount) total, CALENDAR_YEAR(CloseDate) FROM Opportunity \
                GROUP BY Account.Name, CALENDAR_YEAR(CloseDate)"),
            "Name expr0 total expr1"
        );
        assert_eq!(of("SELECT MAX(Amount), FORMAT(MIN(Amount)) FROM Opportunity"), "expr0 expr1");
        assert_eq!(of("SELECT Owner.Name n FROM Account GROUP BY Owner.Name"), "n");
        assert_eq!(of("SELECT COUNT() FROM Account"), "");
    }

    #[test]
    fn dressed_values_keep_their_names() {
        assert_eq!(
            of(
                "SELECT toLabel(Status), FORMAT(convertCurrency(Amount)), FORMAT(Amount) shown, toLabel(Account.Type), \
                DISTANCE(Loc__c, GEOLOCATION(1, 2), 'km') FROM Opportunity"
            ),
            "Status Amount shown Account.Type expr0"
        );
    }

    #[test]
    fn children_have_columns_of_their_own() {
        assert_eq!(
            of(
                "SELECT Name, (SELECT Id, Owner.Name, (SELECT FIELDS(ALL) FROM Tasks) FROM Contacts), FIELDS(STANDARD) FROM Account"
            ),
            "Name Contacts[Id Owner.Name Tasks[*]] *"
        );
    }

    #[test]
    fn branches_are_united() {
        assert_eq!(
            of(
                "SELECT TYPEOF What WHEN Account THEN Phone, Name WHEN Contact THEN Owner.Name, Name ELSE Name END FROM Event"
            ),
            "What.Phone What.Name What.Owner.Name"
        );
    }
}
