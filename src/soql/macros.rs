//! Sets of fields in a select list: `*`, `Owner.*`, `{writable}`, `{custom}`, `{* -Description -Billing*}`. They are no
//! SOQL, so they are looked for in the tokens, and whatever SOQL itself may mean is not touched. Which fields there are
//! is not known here.

use super::{
    ast::Span,
    token::{Kind, Token, tokens},
};

/// Words behind an object that are not its alias.
const CLAUSES: [&str; 11] =
    ["USING", "WHERE", "WITH", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FOR", "UPDATE", "ALL"];
/// Functions whose result keeps the name of the field.
const DRESSING: [&str; 3] = ["TOLABEL", "FORMAT", "CONVERTCURRENCY"];

/// One select list of a query.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Select {
    /// The object, or the relationship to the children.
    pub from: String,
    pub alias: Option<String>,
    /// Index of the list that this one is a part of.
    pub parent: Option<usize>,
    /// The columns that are named without a macro, as typed.
    pub named: Vec<String>,
    pub macros: Vec<Macro>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Macro {
    pub span: Span,
    /// The relationships in front.
    pub path: Vec<String>,
    pub set: Set,
    /// Names of fields to leave out, maybe with `*` in them.
    pub except: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    All,
    Writable,
    Custom,
}

/// The select lists of a query, the outer before the inner; none where no list has a macro. The error is where
/// something in braces is no set of fields.
pub fn macros(text: &str) -> Result<Vec<Select>, Span> {
    if !text.contains(['*', '{']) {
        return Ok(Vec::new());
    }
    let mut reader = Reader { text, tokens: tokens(text), at: 0, selects: Vec::new() };
    if reader.is(0, &["SELECT"]) {
        reader.select(None)?;
    }
    let any = reader.selects.iter().any(|select| !select.macros.is_empty());
    Ok(if any { reader.selects } else { Vec::new() })
}

struct Reader<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    at: usize,
    selects: Vec<Select>,
}

impl<'t> Reader<'t> {
    fn token(&self, index: usize) -> &'t str {
        self.tokens.get(index).map_or("", |token| &self.text[token.span.clone()])
    }

    fn is(&self, index: usize, words: &[&str]) -> bool {
        words.iter().any(|word| word.eq_ignore_ascii_case(self.token(index)))
    }

    fn is_word(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == Kind::Word)
    }

    /// Reads from SELECT to the alias behind the object.
    fn select(&mut self, parent: Option<usize>) -> Result<(), Span> {
        let index = self.selects.len();
        self.selects.push(Select { parent, ..Select::default() });
        self.at += 1;
        while self.at < self.tokens.len() && !self.is(self.at, &["FROM", ")"]) {
            self.item(index)?;
        }
        self.at += 1;
        let select = &mut self.selects[index];
        while let Some(Token { kind: Kind::Word, span }) = self.tokens.get(self.at) {
            self.text[span.clone()].clone_into(&mut select.from);
            self.at += 1;
            if self.tokens.get(self.at).is_none_or(|dot| &self.text[dot.span.clone()] != ".") {
                break;
            }
            self.at += 1;
        }
        if self.is_word(self.at) && !self.is(self.at, &CLAUSES) {
            self.selects[index].alias = Some(self.token(self.at).to_owned());
        }
        Ok(())
    }

    /// Reads one element of the list and the comma behind it.
    fn item(&mut self, index: usize) -> Result<(), Span> {
        let start = self.at;
        if self.is(start, &["("]) && self.is(start + 1, &["SELECT"]) {
            self.at += 1;
            self.select(Some(index))?;
            self.skip(1, &[]);
        } else if self.is(start, &["TYPEOF"]) {
            self.skip(0, &["END"]);
        } else {
            self.skip(0, &[",", "FROM"]);
            self.keep(index, start..self.at)?;
        }
        let stuck = self.at == start;
        self.at += usize::from(stuck || self.is(self.at, &[",", "END"]));
        Ok(())
    }

    /// Moves to the first of `ends` outside brackets, or behind the bracket that closes `depth` of them.
    fn skip(&mut self, mut depth: usize, ends: &[&str]) {
        while self.at < self.tokens.len() {
            if depth == 0 && self.is(self.at, ends) {
                return;
            }
            match self.token(self.at) {
                "(" | "{" => depth += 1,
                ")" | "}" if depth == 0 => return,
                ")" | "}" => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 && ends.is_empty() {
                return;
            }
        }
    }

    /// Takes note of what these tokens name.
    fn keep(&mut self, index: usize, item: std::ops::Range<usize>) -> Result<(), Span> {
        let Some(last) = item.clone().last() else { return Ok(()) };
        let span = self.tokens[item.start].span.start..self.tokens[last].span.end;
        let text = &self.text[span.clone()];
        if text.starts_with('{') {
            let read = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).and_then(braces);
            let (path, set, except) = read.ok_or_else(|| span.clone())?;
            self.selects[index].macros.push(Macro { span, path, set, except });
        } else if let Some((path, set)) = text.ends_with('*').then(|| set(text)).flatten() {
            self.selects[index].macros.push(Macro { span, path, set, except: Vec::new() });
        } else if self.is(item.start, &DRESSING) && item.len() > 3 && self.token(last) == ")" {
            self.selects[index].named.push(self.text[self.tokens[item.start + 2].span.start..span.end - 1].to_owned());
        } else {
            self.selects[index].named.push(text.to_owned());
        }
        Ok(())
    }
}

/// What stands in braces: a set, then what to leave out.
fn braces(inner: &str) -> Option<(Vec<String>, Set, Vec<String>)> {
    let mut words = inner.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let (path, set) = set(words.next()?)?;
    let name = |word: &str| {
        let name = word.strip_prefix('-')?;
        let fits = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '*'));
        fits.then(|| name.to_owned())
    };
    Some((path, set, words.map(name).collect::<Option<_>>()?))
}

/// `*`, `Owner.*`, `writable`, `Owner.custom`.
fn set(text: &str) -> Option<(Vec<String>, Set)> {
    let mut path: Vec<String> = text.split('.').map(|part| part.trim().to_owned()).collect();
    let set = match path.pop()?.to_ascii_lowercase().as_str() {
        "*" => Set::All,
        "writable" => Set::Writable,
        "custom" => Set::Custom,
        _ => return None,
    };
    let name = |part: &String| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
    path.iter().all(name).then_some((path, set))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<String> {
        let show = |one: &Macro| {
            format!("{}|{}|{:?}|{}", &text[one.span.clone()], one.path.join("."), one.set, one.except.join(" "))
        };
        macros(text).expect("reads").iter().flat_map(|select| select.macros.iter().map(show)).collect()
    }

    #[test]
    fn sets_are_found_in_every_list() {
        assert_eq!(found("SELECT * FROM Account"), ["*||All|"]);
        assert_eq!(found("select Owner.*, * from Account"), ["Owner.*|Owner|All|", "*||All|"]);
        assert_eq!(
            found("SELECT {* -Description -Billing*}, {Owner.* -Id}, { Custom } FROM Account"),
            [
                "{* -Description -Billing*}||All|Description Billing*",
                "{Owner.* -Id}|Owner|All|Id",
                "{ Custom }||Custom|"
            ]
        );
        let nested =
            "SELECT Id, (SELECT {writable}, (SELECT * FROM Cases) FROM Contacts c WHERE Id != null), * FROM Account";
        assert_eq!(found(nested), ["*||All|", "{writable}||Writable|", "*||All|"]);
    }

    #[test]
    fn a_list_knows_its_object_and_what_else_it_names() {
        let text = "SELECT a.Name, toLabel(Status), COUNT(Id) n, TYPEOF What WHEN Task THEN Id, Phone END, Id, \
                    (SELECT * FROM Account.Contacts WHERE Id = ')'), a.* FROM Account a WHERE Id IN (SELECT Id FROM B)";
        let selects = macros(text).expect("reads");
        let [outer, inner] = selects.as_slice() else { panic!("{selects:?}") };
        assert_eq!((outer.from.as_str(), outer.alias.as_deref(), outer.parent), ("Account", Some("a"), None));
        assert_eq!(outer.named, ["a.Name", "Status", "COUNT(Id) n", "Id"]);
        assert_eq!((inner.from.as_str(), inner.alias.as_deref(), inner.parent), ("Contacts", None, Some(0)));
    }

    #[test]
    fn braces_hold_sets_only() {
        for (text, wrong) in [
            ("SELECT {} FROM A", "{}"),
            ("SELECT Id, {Name} FROM A", "{Name}"),
            ("SELECT {* Name} FROM A", "{* Name}"),
            ("SELECT {* -} FROM A", "{* -}"),
            ("SELECT {*", "{*"),
        ] {
            assert_eq!(macros(text).map_err(|span| &text[span]), Err(wrong));
        }
    }

    #[test]
    fn a_star_elsewhere_is_not_ours() {
        for text in
            ["SELECT Id FROM A WHERE Name = '*, {x}'", "SELECT COUNT(*) FROM A", "FIND {x*} IN ALL FIELDS", "*", ""]
        {
            assert_eq!(macros(text), Ok(Vec::new()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_query_without_them_has_none(
            fields in prop::collection::vec("[A-Z][a-z]{0,4}(\\.[A-Z][a-z]{0,4})?|toLabel\\([A-Z]\\)|COUNT\\(Id\\) n|FIELDS\\(ALL\\)", 1..6),
            text in "[^'\\\\]{0,20}", child: bool, typeof_: bool,
        ) {
            let child = if child { ", (SELECT Id FROM Kids)" } else { "" };
            let branch = if typeof_ { ", TYPEOF What WHEN A THEN B, C ELSE D END" } else { "" };
            let query = format!("SELECT {}{child}{branch} FROM A WHERE B = '{text}' AND C != '*{{'", fields.join(", "));
            prop_assert_eq!(macros(&query), Ok(Vec::new()));
        }

        #[test]
        fn any_text_can_be_read(text in "(SELECT|[a-zA-Z.,*{}() '-]|FROM){0,40}") {
            let _ = macros(&text);
        }
    }
}
