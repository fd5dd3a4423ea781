//! Whether a query can run as a bulk job, whose result is one flat file.

use super::ast::{Arg, Expr, Item, Query};
use super::columns::is_aggregate;

/// Why no job can run this query; `None` where one can, or only the org knows.
pub fn no_job(query: &Query) -> Option<&'static str> {
    let item = |item: &Item| match item {
        Item::Child(_) => Some("it asks for child rows"),
        Item::TypeOf(_) => Some("it has TYPEOF"),
        Item::Field { expr: Expr::Call(call), .. } if call.function.text.eq_ignore_ascii_case("FIELDS") => {
            let all = |arg: &Arg| matches!(arg, Arg::Expr(Expr::Path(path)) if is_open(&path.parts[0].text));
            call.args.iter().any(all).then_some("it has FIELDS(ALL) or FIELDS(CUSTOM)")
        }
        _ => None,
    };
    match query {
        _ if query.is_count() || query.select.iter().any(is_aggregate) => Some("it has aggregates"),
        Query { group: Some(_), .. } => Some("it groups rows"),
        Query { offset: Some(_), .. } => Some("it has OFFSET"),
        _ => query.select.iter().find_map(item),
    }
}

fn is_open(set: &str) -> bool {
    ["ALL", "CUSTOM"].iter().any(|name| name.eq_ignore_ascii_case(set))
}

#[cfg(test)]
mod tests {
    use super::no_job;
    use crate::soql::parse;

    #[test]
    fn what_no_flat_file_can_hold_is_named() {
        let why = |text: &str| no_job(&parse(text).expect(text));
        for (text, word) in [
            ("SELECT COUNT() FROM Account", "aggregates"),
            ("SELECT MAX(Name) FROM Account", "aggregates"),
            ("SELECT Name FROM Account GROUP BY Name", "groups"),
            ("SELECT Id FROM Account LIMIT 5 OFFSET 5", "OFFSET"),
            ("SELECT Id, (SELECT Id FROM Contacts) FROM Account", "child rows"),
            ("SELECT TYPEOF What WHEN Account THEN Phone END FROM Event", "TYPEOF"),
            ("SELECT FIELDS(all) FROM Account LIMIT 200", "FIELDS(ALL)"),
        ] {
            assert!(why(text).is_some_and(|why| why.contains(word)), "{text}");
        }
        for text in [
            "SELECT Id, Owner.Name FROM Account WHERE Id IN (SELECT AccountId FROM Contact) ORDER BY Name LIMIT 5",
            "SELECT FIELDS(STANDARD) FROM Account",
            "SELECT toLabel(Industry) FROM Account",
        ] {
            assert_eq!(why(text), None, "{text}");
        }
    }
}
