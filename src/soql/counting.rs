//! From a query to the query that asks how many rows it has.

use super::ast::{Expr, Item, Query};
use super::columns::is_aggregate;
use super::token::tokens;

/// `SELECT COUNT() FROM …` for `query`, which was parsed from `text`; `None` where the org counts otherwise:
/// groups, aggregates and OFFSET.
pub fn counting(text: &str, query: &Query) -> Option<String> {
    if query.is_count() {
        return Some(text.to_owned());
    }
    if query.group.is_some() || query.offset.is_some() || query.select.iter().any(is_aggregate) {
        return None;
    }
    let from = query.from.first()?.path.span.start;
    let limit = query.limit.map_or_else(String::new, |limit| format!(" LIMIT {limit}"));
    let end = if query.order.is_empty() { query.span.end } else { order_by(text, query)? };
    let limit = if query.order.is_empty() { String::new() } else { limit };
    Some(format!("SELECT COUNT() FROM {}{limit}", text.get(from..end)?.trim_end()))
}

/// Where the words ORDER BY of the query itself begin.
fn order_by(text: &str, query: &Query) -> Option<usize> {
    let first = start(&query.order.first()?.expr);
    let tokens: Vec<_> = tokens(text).into_iter().take_while(|token| token.span.end <= first).collect();
    let order = tokens.len().checked_sub(2)?;
    Some(tokens[order].span.start)
}

fn start(expr: &Expr) -> usize {
    match expr {
        Expr::Path(path) => path.span.start,
        Expr::Call(call) => call.span.start,
    }
}

impl Query {
    /// Whether this is `SELECT COUNT() …`.
    pub fn is_count(&self) -> bool {
        matches!(self.select.as_slice(), [Item::Count(_)])
    }
}

#[cfg(test)]
mod tests {
    use super::counting;
    use crate::soql::parse;

    fn count(text: &str) -> Option<String> {
        counting(text, &parse(text).expect(text))
    }

    #[test]
    fn rows_are_counted_without_being_listed() {
        let short = "SELECT COUNT() FROM Account a WHERE a.Name LIKE 'A%'";
        assert_eq!(
            count("SELECT Id, (SELECT Id FROM Contacts ORDER BY Id) FROM Account a WHERE a.Name LIKE 'A%'").as_deref(),
            Some(short)
        );
        assert_eq!(
            count("SELECT Id FROM Account a WHERE a.Name LIKE 'A%' ORDER BY Name DESC NULLS LAST").as_deref(),
            Some(short)
        );
        assert_eq!(
            count("SELECT Id FROM Account ORDER BY DISTANCE(L, GEOLOCATION(1,2), 'km') LIMIT 5").as_deref(),
            Some("SELECT COUNT() FROM Account LIMIT 5")
        );
        assert_eq!(
            count("SELECT COUNT() FROM Account LIMIT 3").as_deref(),
            Some("SELECT COUNT() FROM Account LIMIT 3")
        );
    }

    #[test]
    fn groups_are_not() {
        for text in ["SELECT COUNT(Id) FROM A", "SELECT Name FROM A GROUP BY Name", "SELECT Id FROM A OFFSET 5"] {
            assert_eq!(count(text), None, "{text}");
        }
    }
}
