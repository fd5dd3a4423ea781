//! Where a list of values stands in a query, and whether the rows of its parts together are the rows of the whole.

use super::ast::{Condition, Expr, Item, Op, Operand, Path, Query, Scalar, Span};
use super::columns::{Column, columns, is_aggregate, segments};
use super::token::tokens;
use std::collections::HashMap;

/// How a query uses a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Use {
    /// The field that is compared, as typed and as it comes back; none where it is a function.
    pub field: Option<(String, Vec<String>)>,
    /// Why the list must be sent as a whole.
    pub whole: Option<&'static str>,
    /// A row may answer to several parts of the list.
    pub overlaps: bool,
    /// It stands in a subquery, so that its field is one of another object.
    pub inner: bool,
}

/// How `query` uses the list `name`: none where it nowhere says IN or INCLUDES of it.
pub fn usage(query: &Query, name: &str) -> Option<Use> {
    let mut tests = Vec::new();
    let conditions = query.filter.iter().chain(&query.having);
    conditions.for_each(|condition| gather(condition, name, Around::default(), &mut tests));
    for item in &query.select {
        if let Item::Child(child) = item {
            child.filter.iter().for_each(|filter| gather(filter, name, Around::INNER, &mut tests));
        }
    }
    let test = tests.first()?;
    let field = match test.left {
        Expr::Path(path) => Some((spelled(path), resolved(query, path))),
        Expr::Call(_) => None,
    };
    let whole = if tests.len() > 1 { Some("it stands in the query twice") } else { test.whole() };
    let hidden = field.as_ref().is_some_and(|(_, path)| is_hidden(query, path));
    let hidden = hidden.then_some("a function in the select list hides its field");
    let counted = (query.is_count() && test.overlaps()).then_some("COUNT() counts a row once for each part");
    Some(Use {
        field,
        whole: whole.or(hidden).or(counted).or_else(|| query.whole()),
        overlaps: test.overlaps(),
        inner: test.around.inner,
    })
}

/// A path as it comes back in the rows of a query: without the object's own name, aliases replaced.
pub fn resolved(query: &Query, path: &Path) -> Vec<String> {
    segments(&query.from, path).into_iter().map(str::to_owned).collect()
}

/// The fields that a query selects as they are.
pub fn selected(query: &Query) -> Vec<Vec<String>> {
    let path = |item: &Item| match item {
        Item::Field { expr: Expr::Path(path), alias: None } => Some(resolved(query, path)),
        _ => None,
    };
    query.select.iter().filter_map(path).collect()
}

/// The byte behind the select list of `query`, which was parsed from `text`: further columns may go there.
pub fn list_end(text: &str, query: &Query) -> Option<usize> {
    let object = query.from.first()?.path.span.start;
    let before: Vec<_> = tokens(text).into_iter().take_while(|token| token.span.end <= object).collect();
    // The last of them is FROM.
    before.len().checked_sub(2).map(|last| before[last].span.end)
}

/// The fields of a select list that may be asked for in another query about the same rows: each with the comma before
/// it, those of one parent together. The first element of the list, functions and children have to stay.
pub fn movable(text: &str, query: &Query) -> Vec<Vec<Span>> {
    if query.group.is_some() || query.select.iter().any(is_aggregate) {
        return Vec::new();
    }
    let all = tokens(text);
    let commas: HashMap<usize, usize> =
        all.iter().zip(all.iter().skip(1)).map(|(comma, next)| (next.span.start, comma.span.start)).collect();
    let head = |item: &Item| match item {
        Item::Field { expr: Expr::Path(path), .. } => segments(&query.from, path)[0].to_lowercase(),
        _ => String::new(),
    };
    let first = query.select.first().map(head).unwrap_or_default();
    let (mut groups, mut places): (Vec<Vec<Span>>, HashMap<String, usize>) = (Vec::new(), HashMap::new());
    for item in &query.select {
        let Item::Field { expr: Expr::Path(path), alias: None } = item else { continue };
        let (head, Some(comma)) = (head(item), commas.get(&path.span.start)) else { continue };
        if head == first || head == "id" {
            continue;
        }
        let place = *places.entry(head).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(*comma..path.span.end);
    }
    groups
}

/// What stands around a test.
#[derive(Clone, Copy, Default)]
struct Around {
    negated: bool,
    either: bool,
    inner: bool,
}

impl Around {
    const INNER: Self = Self { negated: false, either: false, inner: true };
}

struct Test<'q> {
    left: &'q Expr,
    op: Op,
    around: Around,
}

impl Test<'_> {
    fn whole(&self) -> Option<&'static str> {
        match (self.left, self.op) {
            _ if self.around.inner => Some("it stands in a subquery"),
            (_, Op::NotIn | Op::Excludes) => Some("what one part leaves out another may bring back"),
            _ if self.around.negated => Some("what one part leaves out another may bring back"),
            (Expr::Call(_), _) => Some("it is compared with a function"),
            _ => None,
        }
    }

    fn overlaps(&self) -> bool {
        self.around.either || self.op == Op::Includes
    }
}

impl Query {
    /// Why a result of this shape is not the sum of its parts.
    fn whole(&self) -> Option<&'static str> {
        if self.group.is_some() || self.select.iter().any(is_aggregate) {
            Some("groups and sums of parts are not those of the whole")
        } else if self.limit.is_some() || self.offset.is_some() {
            Some("LIMIT and OFFSET count the rows of the whole")
        } else if self.order.is_empty() {
            None
        } else {
            Some("ORDER BY sorts the rows of the whole")
        }
    }
}

fn gather<'q>(condition: &'q Condition, name: &str, around: Around, tests: &mut Vec<Test<'q>>) {
    match condition {
        Condition::And(parts) => parts.iter().for_each(|part| gather(part, name, around, tests)),
        Condition::Or(parts) => {
            let around = Around { either: true, ..around };
            for part in parts {
                gather(part, name, around, tests);
            }
        }
        Condition::Not(part) => gather(part, name, Around { negated: !around.negated, ..around }, tests),
        Condition::Test { right: Operand::Query(query), .. } => {
            query.filter.iter().for_each(|filter| gather(filter, name, Around::INNER, tests));
        }
        Condition::Test { left, op, right: Operand::List(list), .. } => {
            let here = list.iter().any(|literal| matches!(&literal.value, Scalar::Bind(bind) if bind == name));
            tests.extend(here.then_some(Test { left, op: *op, around }));
        }
        Condition::Test { .. } => {}
    }
}

fn spelled(path: &Path) -> String {
    path.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(".")
}

/// Whether a column has the name of this field and is another thing.
fn is_hidden(query: &Query, path: &[String]) -> bool {
    let name = path.join(".");
    let has = |column: &Column| matches!(column, Column::Field(field) if field.eq_ignore_ascii_case(&name));
    let plain = selected(query).iter().any(|path| path.join(".").eq_ignore_ascii_case(&name));
    !plain && columns(query).iter().any(has)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::soql::parse;

    fn used(text: &str) -> Option<Use> {
        usage(&parse(text).expect("is SOQL"), "l")
    }

    #[test]
    fn a_plain_list_may_be_split() {
        let plain = used("SELECT c.Name FROM Contact c WHERE c.Account.Name IN :l AND Email != null").expect("is used");
        assert_eq!(plain.field, Some(("c.Account.Name".to_owned(), vec!["Account".to_owned(), "Name".to_owned()])));
        assert_eq!((plain.whole, plain.overlaps), (None, false));
        for either in
            ["Email IN :l OR Name = 'x'", "Name = 'x' AND (Email IN (:l) OR Name = 'y')", "Email INCLUDES (:l)"]
        {
            let either = used(&format!("SELECT Id FROM Contact WHERE {either}")).expect("is used");
            assert_eq!((either.whole, either.overlaps), (None, true));
        }
    }

    #[test]
    fn what_is_no_sum_of_its_parts_may_not() {
        for (text, part) in [
            ("SELECT Id FROM A WHERE B NOT IN :l", "leaves out"),
            ("SELECT Id FROM A WHERE NOT (B IN :l)", "leaves out"),
            ("SELECT Id FROM A WHERE B IN :l AND C IN :l", "twice"),
            ("SELECT Id FROM A WHERE Id IN (SELECT C FROM D WHERE B IN :l)", "subquery"),
            ("SELECT Id, (SELECT Id FROM Cs WHERE B IN :l) FROM A", "subquery"),
            ("SELECT COUNT(Id) n FROM A WHERE B IN :l", "sums"),
            ("SELECT B FROM A WHERE B IN :l GROUP BY B", "sums"),
            ("SELECT Id FROM A WHERE B IN :l LIMIT 5", "LIMIT"),
            ("SELECT Id FROM A WHERE B IN :l ORDER BY C", "ORDER BY"),
            ("SELECT Id FROM A WHERE toLabel(B) IN :l", "function"),
            ("SELECT toLabel(B) FROM A WHERE B IN :l", "hides"),
        ] {
            assert!(used(text).expect("is used").whole.is_some_and(|why| why.contains(part)), "{text}");
        }
    }

    #[test]
    fn a_list_that_stands_nowhere_is_not_used() {
        for text in ["SELECT Id FROM A WHERE B = :l", "SELECT Id FROM A WHERE B IN :m"] {
            assert_eq!(used(text), None, "{text}");
        }
    }

    #[test]
    fn what_may_be_asked_for_later_keeps_its_parents_together() {
        let text = "SELECT Name, Owner.Name, B , Id, toLabel(C), owner.Email, (SELECT Id FROM Ds) FROM A a";
        let groups = movable(text, &parse(text).expect("is SOQL"));
        let shown: Vec<Vec<&str>> =
            groups.into_iter().map(|group| group.into_iter().map(|span| &text[span]).collect()).collect();
        assert_eq!(shown, [vec![", Owner.Name", ", owner.Email"], vec![", B"]]);
        assert!(
            movable("SELECT A, B FROM C GROUP BY A, B", &parse("SELECT A, B FROM C GROUP BY A, B").expect("is SOQL"))
                .is_empty()
        );
    }

    #[test]
    fn further_columns_go_behind_the_list() {
        let text = "SELECT Id , (SELECT Id FROM Cs)\n FROM A";
        assert_eq!(
            list_end(text, &parse(text).expect("is SOQL")).map(|at| &text[..at]),
            Some("SELECT Id , (SELECT Id FROM Cs)")
        );
    }
}
