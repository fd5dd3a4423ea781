//! A SOSL statement, read (`spec/rest.md` 4.2): what to find, where, and what to return of it.

use super::{
    cursor::{Cursor, clause},
    expression::Group,
    find::{self, Find, malformed},
};
use crate::{
    demo::query::Failure,
    soql::{
        self,
        ast::{Item, Query},
    },
};
use std::ops::Range;

pub struct Search {
    /// `None` finds nothing.
    pub find: Option<Find>,
    pub group: Group,
    /// Empty means every object.
    pub returning: Vec<Returning>,
    pub limit: Option<u64>,
    pub highlight: bool,
    /// Labels of the objects' fields are wanted too.
    pub labels: bool,
}

/// What to return of one object.
pub struct Returning {
    /// A query without LIMIT and OFFSET; its failures are those of the search at [`Self::place`].
    pub query: Query,
    /// Something narrows or orders the records.
    pub narrowed: bool,
    pub limit: Option<u64>,
    pub offset: u64,
    /// Where pieces of the query stand in it, and in the statement.
    pieces: [(usize, usize); 3],
}

const LONGEST: usize = 100_000;
const NO_TERM: &str = "No search term found. The search term must be enclosed in braces.";
/// What begins the part of RETURNING behind the fields.
const CLAUSES: [&str; 5] = ["USING", "WHERE", "ORDER", "LIMIT", "OFFSET"];
/// Clauses that need what the demo org does not have.
const MISSING: [&str; 6] = ["DIVISION", "DATA", "SNIPPET", "NETWORK", "PRICEBOOKID", "USER_MODE"];

pub fn parse(text: &str) -> Result<Search, Failure> {
    if text.chars().nth(LONGEST).is_some() {
        return Err(malformed("SOSL statements cannot be longer than 100,000 characters."));
    }
    let mut cursor = Cursor { text, at: 0 };
    if !cursor.keyword("FIND") {
        return Err(cursor.unexpected());
    }
    let find = term(&mut cursor)?;
    let group = group(&mut cursor)?;
    let returning = if cursor.keyword("RETURNING") { returning(&mut cursor)? } else { Vec::new() };
    let mut search = Search { find, group, returning, limit: None, highlight: false, labels: false };
    while cursor.keyword("WITH") {
        search.with(&mut cursor)?;
    }
    if cursor.keyword("LIMIT") {
        search.limit = Some(cursor.number()?);
    }
    if cursor.keyword("UPDATE") {
        while cursor.keyword("TRACKING") || cursor.keyword("VIEWSTAT") || cursor.mark(',') {}
    }
    if cursor.is_done() { Ok(search) } else { Err(cursor.unexpected()) }
}

fn term(cursor: &mut Cursor) -> Result<Option<Find>, Failure> {
    if !cursor.mark('{') {
        return Err(malformed(NO_TERM));
    }
    let from = cursor.at;
    let mut escaped = false;
    let close = cursor.text[from..].find(|c| {
        let closes = c == '}' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    });
    let to = from + close.ok_or_else(|| malformed(NO_TERM))?;
    cursor.at = to + 1;
    find::parse(cursor.text, from, to)
}

fn group(cursor: &mut Cursor) -> Result<Group, Failure> {
    if !cursor.keyword("IN") {
        return Ok(Group::All);
    }
    let before = cursor.at;
    let name = cursor.name()?;
    let Some(group) = Group::named(&cursor.text[name]) else {
        cursor.at = before;
        return Err(cursor.unexpected());
    };
    cursor.expect("FIELDS").map(|()| group)
}

fn returning(cursor: &mut Cursor) -> Result<Vec<Returning>, Failure> {
    let mut all: Vec<Returning> = Vec::new();
    loop {
        let object = cursor.name()?;
        let spec = if cursor.mark('(') { cursor.enclosed()? } else { cursor.at..cursor.at };
        let one = Returning::read(cursor.text, &object, spec)?;
        let name = |one: &Returning| one.query.from.first().map(|from| from.path.parts[0].text.to_ascii_lowercase());
        if all.iter().any(|other| name(other) == name(&one)) {
            let reason = format!("duplicate object in RETURNING: {}", &cursor.text[object.clone()]);
            return Err(malformed(reason).at(&object));
        }
        all.push(one);
        if !cursor.mark(',') {
            break;
        }
    }
    if all.iter().any(|one| one.offset > 0) && all.len() > 1 {
        return Err(malformed("OFFSET can only be used when a single object is returned"));
    }
    Ok(all)
}

impl Returning {
    /// Reads `Object(fields clauses)` as a query.
    fn read(text: &str, object: &Range<usize>, spec: Range<usize>) -> Result<Self, Failure> {
        let split = spec.start + clause(&text[spec.clone()], &CLAUSES);
        let (fields, mut rest) = (&text[spec.start..split], split..spec.end);
        if fields.trim().is_empty() && (!rest.is_empty() || !spec.is_empty()) {
            return Err(malformed("a list of fields is expected").at(&(spec.start..spec.start)));
        }
        let mut recent = false;
        let mut cursor = Cursor { text, at: rest.start };
        if !rest.is_empty() && cursor.keyword("USING") {
            recent = list_view(&mut cursor)?;
            rest.start = cursor.at;
        }
        let fields = if fields.trim().is_empty() { "Id" } else { fields };
        let head = format!("SELECT {fields} FROM ");
        let name = &text[object.clone()];
        let pieces = [(7, spec.start), (head.len(), object.start), (head.len() + name.len() + 1, rest.start)];
        let soql = format!("{head}{name} {}", &text[rest.clone()]);
        let mut query = soql::parse(&soql).map_err(|wrong| Failure::from(wrong).of_search(|at| moved(&pieces, at)))?;
        plain(&query).map_err(|failure| failure.of_search(|at| moved(&pieces, at)))?;
        let (limit, offset) = (query.limit.take(), query.offset.take().unwrap_or(0));
        if !query.select.iter().any(is_id) {
            query
                .select
                .splice(0..0, soql::parse("SELECT Id FROM X").map_or_else(|_| Vec::new(), |query| query.select));
        }
        if recent {
            query.filter = recently(query.filter.take());
        }
        let narrowed = query.filter.is_some() || !query.order.is_empty();
        Ok(Self { query, narrowed, limit, offset, pieces })
    }

    /// A bare object, of which ids are returned.
    pub fn ids_of(object: &str) -> Result<Self, Failure> {
        Self::read(object, &(0..object.len()), object.len()..object.len())
    }

    /// The place in the statement of a place in the query.
    pub fn place(&self, at: usize) -> usize {
        moved(&self.pieces, at)
    }
}

fn moved(pieces: &[(usize, usize)], at: usize) -> usize {
    let piece = pieces.iter().rev().find(|(start, _)| *start <= at);
    piece.map_or(at, |(start, text)| text + at - start)
}

fn is_id(item: &Item) -> bool {
    matches!(item, Item::Field { expr: soql::ast::Expr::Path(path), .. }
        if matches!(path.parts.as_slice(), [name] if name.text.eq_ignore_ascii_case("Id")))
}

/// `USING ListView = Recent`; other views are not searched.
fn list_view(cursor: &mut Cursor) -> Result<bool, Failure> {
    cursor.expect("ListView")?;
    let named = cursor.mark('=') && cursor.keyword("Recent");
    if named {
        Ok(true)
    } else {
        Err(malformed("the demo org searches no list view but Recent").at(&(cursor.at..cursor.at)))
    }
}

fn recently(filter: Option<soql::ast::Condition>) -> Option<soql::ast::Condition> {
    let viewed = soql::parse("SELECT Id FROM X WHERE LastViewedDate != NULL").ok()?.filter?;
    Some(soql::ast::Condition::And(std::iter::once(viewed).chain(filter).collect()))
}

/// A search returns fields of records and nothing that is computed over several.
fn plain(query: &Query) -> Result<(), Failure> {
    let odd = query.select.iter().find_map(|item| match item {
        Item::Field { .. } => None,
        Item::Count(span) => Some(span),
        Item::Child(query) => Some(&query.span),
        Item::TypeOf(type_of) => Some(&type_of.span),
    });
    if let Some(span) = odd {
        return Err(malformed("only fields can be returned by a search").at(span));
    }
    if query.group.is_some() || query.scope.is_some() || query.with.is_some() || !query.purposes.is_empty() {
        return Err(malformed("only WHERE, ORDER BY, LIMIT and OFFSET can follow the fields of an object"));
    }
    Ok(())
}

impl Search {
    fn with(&mut self, cursor: &mut Cursor) -> Result<(), Failure> {
        if cursor.keyword("HIGHLIGHT") {
            self.highlight = true;
            return Ok(());
        }
        if cursor.keyword("METADATA") {
            let labels = cursor.mark('=') && cursor.string()?.eq_ignore_ascii_case("LABELS");
            self.labels = true;
            return if labels { Ok(()) } else { Err(cursor.unexpected()) };
        }
        if cursor.keyword("SPELL_CORRECTION") {
            // Nothing is corrected either way.
            let read = cursor.mark('=') && (cursor.keyword("true") || cursor.keyword("false"));
            return if read { Ok(()) } else { Err(cursor.unexpected()) };
        }
        match MISSING.iter().find(|name| cursor.keyword(name)) {
            Some(name) => Err(malformed(format!("WITH {name} is not available in the demo org"))),
            None => Err(cursor.unexpected()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_read_whole() {
        let text = r"find {Acme \} Co} in name fields returning Account(Name, Owner.Name where Name like 'A)%' order by
            Name limit 5 offset 2) with highlight with metadata = 'labels' limit 7";
        let search = parse(text).expect("reads");
        assert_eq!((search.group, search.limit, search.highlight, search.labels), (Group::Name, Some(7), true, true));
        let [account] = search.returning.as_slice() else { panic!("one object") };
        assert_eq!(
            (account.limit, account.offset, account.narrowed, account.query.select.len()),
            (Some(5), 2, true, 3)
        );
    }

    #[test]
    fn failures_point_into_the_statement() {
        for (text, token) in [
            ("FIND {acme} IN SOME FIELDS", "SOME"),
            ("FIND {acme} RETURNING Account(Id WHERE Name LIKES 'x')", "LIKES"),
            ("FIND {acme} RETURNING Account(Id), Contact(Name, FROM)", "FROM"),
            ("FIND {acme} RETURNING Account(Id), account(Name)", "account"),
            ("FIND {acme} WITH NOTHING", "NOTHING"),
            ("FIND {acme} RETURNING Account(Id) LIMIT x", "x"),
            ("FIND {acme} more", "more"),
        ] {
            let fault = parse(text).err().expect(text).fault(text);
            assert_eq!(fault.code, "MALFORMED_SEARCH");
            let place = soql::caret::place(&fault.message, text);
            assert_eq!(place, text.rfind(token), "{text}: {}", fault.message);
        }
    }

    #[test]
    fn braces_are_needed() {
        for text in ["FIND acme", "FIND", "FIND {acme", r"FIND {acme\}"] {
            assert_eq!(parse(text).err().expect(text).fault(text).message, NO_TERM);
        }
    }
}
