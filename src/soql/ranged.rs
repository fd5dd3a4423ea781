//! A query cut so that it can be asked for one range of Ids after another. Refuses where the ranges together would not
//! mean what the query means.

use super::ast::{Expr, Order, Query};
use super::columns::is_aggregate;
use super::token::{Kind, Token, tokens};

/// A query whose rows can be had by ranges of Ids.
#[derive(Debug)]
pub struct Ranged {
    /// `Id, Name`
    select: String,
    /// `Account a`, and a scope where there is one.
    from: String,
    /// The query's own condition.
    filter: Option<String>,
    /// `WITH SECURITY_ENFORCED`
    with: String,
    /// How the query itself names the Id: `Id`, or `a.Id`.
    id: String,
}

impl Ranged {
    /// Cuts `text`, which has the clauses of `query` and selects the Id; the error says what stands in the way.
    pub fn cut(text: &str, query: &Query) -> Result<Self, &'static str> {
        possible(query)?;
        let source = query.from.first().ok_or("it names no object")?;
        let id = source.alias.as_ref().map_or_else(|| "Id".to_owned(), |alias| format!("{}.Id", alias.text));
        let clauses = Clauses::of(text);
        Ok(Self {
            select: clauses.behind("SELECT").unwrap_or_default().to_owned(),
            from: ["FROM", "USING"].into_iter().filter_map(|word| clauses.with(word)).collect::<Vec<_>>().join(" "),
            filter: clauses.behind("WHERE").map(str::to_owned),
            with: clauses.with("WITH").unwrap_or_default().to_owned(),
            id,
        })
    }

    /// The rows with Ids behind the first and up to the second, in their order.
    pub fn within(&self, after: Option<&str>, to: Option<&str>) -> String {
        self.ask(&self.select, [after, to], &format!("ORDER BY {}", self.id))
    }

    /// The first Id there is, or the last.
    pub fn edge(&self, last: bool) -> String {
        let direction = if last { " DESC" } else { "" };
        self.ask(&self.id, [None, None], &format!("ORDER BY {}{direction} LIMIT 1", self.id))
    }

    fn ask(&self, select: &str, [after, to]: [Option<&str>; 2], tail: &str) -> String {
        let bound = |operator: &str, id: Option<&str>| Some(format!("{} {operator} '{}'", self.id, id?));
        let own = self.filter.as_ref().map(|filter| format!("({filter})"));
        let conditions: Vec<_> = [own, bound(">", after), bound("<=", to)].into_iter().flatten().collect();
        let filter = if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
        let parts = ["SELECT", select, &self.from, &filter, &self.with, tail];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

fn possible(query: &Query) -> Result<(), &'static str> {
    let by_id = |order: &Order| !order.descending && matches!(&order.expr, Expr::Path(path) if is_own(&path.parts));
    match query {
        _ if query.limit.is_some() => Err("LIMIT counts over all rows"),
        _ if query.offset.is_some() => Err("OFFSET counts over all rows"),
        _ if query.group.is_some() || query.select.iter().any(is_aggregate) => Err("aggregates go over all rows"),
        _ if query.is_count() => Err("it is one number"),
        _ if !query.order.iter().all(by_id) => Err("ranges of Ids keep no other order than that of the Ids"),
        _ if !query.purposes.is_empty() => Err("FOR and UPDATE clauses would act on every range"),
        _ => Ok(()),
    }
}

/// `Id` of the object itself; with an alias it has two parts.
fn is_own(parts: &[super::ast::Name]) -> bool {
    parts.len() <= 2 && parts.last().is_some_and(|name| name.text.eq_ignore_ascii_case("Id"))
}

/// The clauses of the outermost query, by the words they begin with.
struct Clauses<'t> {
    text: &'t str,
    /// Each word with where its clause begins, where what is behind the word begins, and where it ends.
    parts: Vec<(&'t str, [usize; 3])>,
}

const WORDS: [&str; 12] =
    ["SELECT", "FROM", "USING", "WHERE", "WITH", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FOR", "ALL"];

impl<'t> Clauses<'t> {
    fn of(text: &'t str) -> Self {
        let tokens = tokens(text);
        let mut parts: Vec<(&str, [usize; 3])> = Vec::new();
        let mut depth = 0;
        for Token { kind, span } in &tokens {
            let word = &text[span.clone()];
            match word {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ if depth == 0
                    && *kind == Kind::Word
                    && WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)) =>
                {
                    if let Some((_, last)) = parts.last_mut() {
                        last[2] = span.start;
                    }
                    parts.push((word, [span.start, span.end, text.len()]));
                }
                _ => {}
            }
        }
        Self { text, parts }
    }

    fn find(&self, word: &str) -> Option<[usize; 3]> {
        self.parts.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, places)| *places)
    }

    fn behind(&self, word: &str) -> Option<&'t str> {
        self.find(word).map(|[_, start, end]| self.text[start..end].trim())
    }

    fn with(&self, word: &str) -> Option<&'t str> {
        self.find(word).map(|[start, _, end]| self.text[start..end].trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::soql::parse;

    fn cut(text: &str) -> Result<Ranged, &'static str> {
        Ranged::cut(text, &parse(text).expect(text))
    }

    #[test]
    fn a_range_joins_the_querys_own_condition() {
        let within = |text: &str| cut(text).expect(text).within(Some("001A"), Some("001B"));
        assert_eq!(
            within("select Id, Name from Account"),
            "SELECT Id, Name from Account WHERE Id > '001A' AND Id <= '001B' ORDER BY Id"
        );
        assert_eq!(
            within(
                "SELECT a.Id FROM Account a USING SCOPE mine WHERE Name = 'x) WHERE' OR Name = 'y' WITH SECURITY_ENFORCED ORDER BY Id"
            ),
            "SELECT a.Id FROM Account a USING SCOPE mine WHERE (Name = 'x) WHERE' OR Name = 'y') AND a.Id > '001A' AND \
             a.Id <= '001B' WITH SECURITY_ENFORCED ORDER BY a.Id"
        );
        assert_eq!(
            within("SELECT Id, (SELECT Id FROM Contacts WHERE Name != null LIMIT 3) FROM Account ALL ROWS"),
            "SELECT Id, (SELECT Id FROM Contacts WHERE Name != null LIMIT 3) FROM Account WHERE Id > '001A' AND Id <= \
             '001B' ORDER BY Id"
        );
    }

    #[test]
    fn the_ends_are_asked_for_alone() {
        let ranged = cut("SELECT Id, Name FROM Account").expect("can be cut");
        assert_eq!(ranged.edge(false), "SELECT Id FROM Account ORDER BY Id LIMIT 1");
        assert_eq!(ranged.edge(true), "SELECT Id FROM Account ORDER BY Id DESC LIMIT 1");
        assert_eq!(ranged.within(None, None), "SELECT Id, Name FROM Account ORDER BY Id");
    }

    #[test]
    fn what_would_mean_something_else_is_refused() {
        for text in [
            "SELECT Id FROM A LIMIT 3",
            "SELECT Id FROM A ORDER BY Name",
            "SELECT Id FROM A ORDER BY Id DESC",
            "SELECT COUNT() FROM A",
            "SELECT COUNT(Id) FROM A",
            "SELECT Name FROM A GROUP BY Name",
            "SELECT Id FROM A ORDER BY Id LIMIT 5 OFFSET 2",
            "SELECT Id FROM A FOR VIEW",
        ] {
            assert!(cut(text).is_err(), "{text}");
        }
    }
}
