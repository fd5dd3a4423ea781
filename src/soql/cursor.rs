//! What may stand at a place of a query that is still being typed: the objects it reads from, and which of field, object,
//! value or word comes next. Goes by tokens, for a query in the making has no tree; takes any text.

use super::token::{Kind, Token, tokens};

/// The place where somebody types.
#[derive(Debug, PartialEq, Eq)]
pub struct Cursor<'t> {
    /// Where the word begins that is being typed; of a path, its last step.
    pub start: usize,
    pub expects: Expect<'t>,
    /// The object of the query; in a list of children, that of the outermost and then each relationship. Empty texts
    /// stand for what is not there yet.
    pub from: Vec<&'t str>,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Expect<'t> {
    Object,
    /// A child relationship of `from`.
    Children,
    /// A field at the end of a path, or one of these words.
    Field {
        path: Vec<&'t str>,
        words: &'static [&'static str],
    },
    /// What the field at the end of this path is compared with.
    Value {
        path: Vec<&'t str>,
        quoted: bool,
    },
    Words(&'static [&'static str]),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Clause {
    #[default]
    Start,
    Select,
    From,
    Where,
    Group,
    Order,
    Rest,
}

const CLAUSES: [(&str, Clause); 12] = [
    ("SELECT", Clause::Select),
    ("FROM", Clause::From),
    ("WHERE", Clause::Where),
    ("HAVING", Clause::Where),
    ("GROUP", Clause::Group),
    ("ORDER", Clause::Order),
    ("LIMIT", Clause::Rest),
    ("OFFSET", Clause::Rest),
    ("WITH", Clause::Rest),
    ("USING", Clause::Rest),
    ("FOR", Clause::Rest),
    ("UPDATE", Clause::Rest),
];
const OPERATORS: &[&str] = &["=", "!=", "<", "<=", ">", ">=", "LIKE", "IN", "NOT IN", "INCLUDES", "EXCLUDES"];
const AFTER_FROM: &[&str] = &["WHERE", "WITH", "GROUP BY", "ORDER BY", "LIMIT", "USING SCOPE", "FOR VIEW"];
const AFTER_TEST: &[&str] = &["AND", "OR", "WITH", "GROUP BY", "ORDER BY", "LIMIT"];
const AFTER_ORDER: &[&str] = &["ASC", "DESC", "NULLS FIRST", "NULLS LAST", "LIMIT"];

/// One open bracket, or the query itself.
#[derive(Default)]
struct Frame {
    /// Index of its first token.
    first: usize,
    query: bool,
    /// A list of children: a query in a SELECT list.
    child: bool,
    clause: Clause,
}

struct Reader<'t> {
    text: &'t str,
    /// Those before the word that is being typed.
    before: Vec<Token>,
    frames: Vec<Frame>,
}

/// What is expected at the byte `at` of `text`, which lies between two characters.
pub fn cursor(text: &str, at: usize) -> Cursor<'_> {
    let mut reader =
        Reader { text, before: tokens(&text[..at]), frames: vec![Frame { query: true, ..Frame::default() }] };
    let typed = reader.typed(at);
    let steps = reader.steps();
    reader.nest();
    let (start, expects) = match typed {
        Typed::Text(start) => (start, reader.value(true).unwrap_or(Expect::Words(&[]))),
        Typed::Word(start) => (start, reader.expects(steps)),
    };
    let from = reader.sources(expects != Expect::Children);
    Cursor { start, expects, from }
}

enum Typed {
    /// Inside of quotes.
    Text(usize),
    Word(usize),
}

impl<'t> Reader<'t> {
    /// Takes what is being typed from the tokens.
    fn typed(&mut self, at: usize) -> Typed {
        let start = match self.before.last() {
            Some(Token { kind: Kind::Open, span }) => {
                let start = span.start + 1;
                self.before.pop();
                return Typed::Text(start);
            }
            Some(Token { kind: Kind::Word, span }) if span.end == at => span.start,
            _ => return Typed::Word(at),
        };
        self.before.pop();
        Typed::Word(start)
    }

    /// Takes the steps of the path whose last step is being typed.
    fn steps(&mut self) -> Vec<&'t str> {
        let mut steps = Vec::new();
        while let [.., step, dot] = self.before.as_slice()
            && self.is(dot, ".")
            && step.kind == Kind::Word
        {
            steps.insert(0, &self.text[step.span.clone()]);
            self.before.truncate(self.before.len() - 2);
        }
        steps
    }

    fn is(&self, token: &Token, word: &str) -> bool {
        token.kind != Kind::Text && self.text[token.span.clone()].eq_ignore_ascii_case(word)
    }

    fn any(&self, token: Option<&Token>, words: &[&str]) -> bool {
        token.is_some_and(|token| words.iter().any(|word| self.is(token, word)))
    }

    /// Reads which brackets are open, and in which clause of each.
    fn nest(&mut self) {
        for index in 0..self.before.len() {
            let token = &self.before[index];
            let word = &self.text[token.span.clone()];
            if word == "(" {
                let query = self.any(self.before.get(index + 1), &["SELECT"]);
                let outer = self.frames.last().map_or(Clause::Start, |frame| frame.clause);
                let clause = if query { Clause::Start } else { outer };
                self.frames.push(Frame { first: index + 1, query, child: query && outer == Clause::Select, clause });
            } else if word == ")" && self.frames.len() > 1 {
                self.frames.pop();
            } else if token.kind == Kind::Word
                && let Some(frame) = self.frames.last_mut().filter(|frame| frame.query)
                && let Some((_, clause)) = CLAUSES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word))
            {
                frame.clause = *clause;
            }
        }
    }

    fn expects(&self, path: Vec<&'t str>) -> Expect<'t> {
        let (last, frame) = (self.before.last(), &self.frames[self.frames.len() - 1]);
        let opens = self.any(last, &["(", ","]);
        match frame.clause {
            Clause::Start => Expect::Words(&["SELECT"]),
            Clause::Select if self.any(last, &["("]) => self.field(path, &["SELECT"]),
            Clause::Select if opens || self.any(last, &["SELECT"]) => self.field(path, &[]),
            Clause::Select => Expect::Words(&["FROM", ","]),
            Clause::From if self.any(last, &["FROM"]) && frame.child => Expect::Children,
            Clause::From if self.any(last, &["FROM"]) => Expect::Object,
            Clause::From => Expect::Words(AFTER_FROM),
            Clause::Where => self.condition(path),
            Clause::Group | Clause::Order if self.any(last, &["GROUP", "ORDER"]) => Expect::Words(&["BY"]),
            Clause::Group | Clause::Order if opens || self.any(last, &["BY"]) => self.field(path, &[]),
            Clause::Group => Expect::Words(&["HAVING", "ORDER BY", "LIMIT"]),
            Clause::Order => Expect::Words(AFTER_ORDER),
            Clause::Rest => Expect::Words(&[]),
        }
    }

    fn condition(&self, path: Vec<&'t str>) -> Expect<'t> {
        let last = self.before.last();
        if let Some(value) = self.value(false) {
            return value;
        }
        match last {
            last if self.any(last, &["WHERE", "HAVING", "AND", "OR", "NOT", "("]) => self.field(path, &["NOT"]),
            last if self.any(last, &["IN", "INCLUDES", "EXCLUDES"]) => Expect::Words(&["("]),
            Some(Token { kind: Kind::Word, .. }) if !self.follows_operator(1) => Expect::Words(OPERATORS),
            _ => Expect::Words(AFTER_TEST),
        }
    }

    /// Whether an operator stands before the last `back` tokens.
    fn follows_operator(&self, back: usize) -> bool {
        let at = self.before.len().checked_sub(back + 1).and_then(|at| self.before.get(at));
        self.any(at, &["=", "!=", "<>", "<", "<=", ">", ">=", "LIKE"])
    }

    fn field(&self, mut path: Vec<&'t str>, words: &'static [&'static str]) -> Expect<'t> {
        self.drop_alias(&mut path);
        let words = if path.is_empty() { words } else { &[] };
        Expect::Field { path, words }
    }

    /// The value that belongs here, if one does: behind an operator, or in the list of IN.
    fn value(&self, quoted: bool) -> Option<Expect<'t>> {
        let end = if self.follows_operator(0) {
            self.before.len() - 1
        } else {
            let open = self.frames.last()?.first.checked_sub(1)?;
            let lists = |at: usize| self.any(self.before.get(at), &["IN", "INCLUDES", "EXCLUDES"]);
            let of_list = open.checked_sub(1).filter(|at| lists(*at))?;
            self.any(self.before.last(), &["(", ","]).then_some(())?;
            of_list - usize::from(of_list > 0 && self.any(self.before.get(of_list - 1), &["NOT"]))
        };
        let mut path = self.path_before(end);
        self.drop_alias(&mut path);
        Some(Expect::Value { path, quoted })
    }

    fn path_before(&self, mut end: usize) -> Vec<&'t str> {
        let mut path = Vec::new();
        while end > 0 && self.before[end - 1].kind == Kind::Word {
            path.insert(0, &self.text[self.before[end - 1].span.clone()]);
            let dotted = end > 1 && self.is(&self.before[end - 2], ".");
            end = if dotted { end - 2 } else { 0 };
        }
        path
    }

    /// A path may begin with the alias or the name of the object.
    fn drop_alias(&self, path: &mut Vec<&'t str>) {
        let Some(first) = path.first().copied() else { return };
        let Some(frame) = self.frames.iter().rfind(|frame| frame.query) else { return };
        if self.from(frame).iter().any(|name| name.eq_ignore_ascii_case(first)) {
            path.remove(0);
        }
    }

    /// The object of a query and its alias, wherever they stand.
    fn from(&self, frame: &Frame) -> Vec<&'t str> {
        let start = self.before.get(frame.first).map_or(0, |token| token.span.start);
        let rest = &self.text[start..];
        // Whether each open bracket is a query; that of a function may lack its end.
        let (mut open, all) = (Vec::new(), tokens(rest));
        for (index, token) in all.iter().enumerate() {
            let next = all.get(index + 1).map_or("", |next| &rest[next.span.clone()]);
            match &rest[token.span.clone()] {
                "(" => open.push(next.eq_ignore_ascii_case("SELECT")),
                ")" if open.is_empty() => break,
                ")" => _ = open.pop(),
                word if !open.contains(&true) && token.kind == Kind::Word && word.eq_ignore_ascii_case("FROM") => {
                    let names = all[index + 1..].iter().take(2).take_while(|token| token.kind == Kind::Word);
                    return names.map(|token| &rest[token.span.clone()]).collect();
                }
                _ => {}
            }
        }
        Vec::new()
    }

    /// The chain of objects; without the innermost where that is what is being typed.
    fn sources(&self, whole: bool) -> Vec<&'t str> {
        let queries: Vec<_> = self.frames.iter().filter(|frame| frame.query).collect();
        let mut sources = Vec::new();
        for frame in &queries[..queries.len() - usize::from(!whole)] {
            if !frame.child {
                sources.clear();
            }
            sources.push(self.from(frame).first().copied().unwrap_or_default());
        }
        sources
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `|` marks the place.
    fn at(marked: &str) -> (String, usize) {
        let at = marked.find('|').expect("a place is marked");
        (marked.replacen('|', "", 1), at)
    }

    fn expects(marked: &str) -> String {
        let (text, at) = at(marked);
        let Cursor { start, expects, from } = cursor(&text, at);
        let what = match expects {
            Expect::Object => "object".to_owned(),
            Expect::Children => format!("children of {}", from.join("/")),
            Expect::Field { path, .. } => format!("field {}:{}", from.join("/"), path.join(".")),
            Expect::Value { path, quoted } => format!("value {}:{} {quoted}", from.join("/"), path.join(".")),
            Expect::Words(words) => words.first().copied().unwrap_or_default().to_owned(),
        };
        format!("{what} <{}>", &text[start..at])
    }

    #[test]
    fn each_place_expects_its_own() {
        for (text, expected) in [
            ("|", "SELECT <>"),
            ("SEL|", "SELECT <SEL>"),
            ("SELECT |", "field : <>"),
            ("SELECT Na| FROM Account", "field Account: <Na>"),
            ("SELECT Id, Owner.Manager.Na| FROM Account", "field Account:Owner.Manager <Na>"),
            ("SELECT a.Owner.| FROM Account a", "field Account:Owner <>"),
            ("SELECT Id F|", "FROM <F>"),
            ("SELECT Id FROM |", "object <>"),
            ("SELECT COUNT(| FROM Account", "field Account: <>"),
            ("SELECT (SELECT Id FROM |) FROM Account", "children of Account <>"),
            ("SELECT (SELECT La| FROM Contacts) FROM Account", "field Account/Contacts: <La>"),
            ("SELECT Id FROM Account |", "WHERE <>"),
            ("SELECT Id FROM Account WHERE |", "field Account: <>"),
            ("SELECT Id FROM Account WHERE Industry |", "= <>"),
            ("SELECT Id FROM Account WHERE Industry = |", "value Account:Industry false <>"),
            ("SELECT Id FROM Account WHERE Industry = 'Ban|", "value Account:Industry true <Ban>"),
            ("SELECT Id FROM Contact WHERE Account.Type NOT IN ('A', 'B|", "value Contact:Account.Type true <B>"),
            ("SELECT Id FROM Account WHERE Type IN (|", "value Account:Type false <>"),
            ("SELECT Id FROM Account WHERE Name = 'x' |", "AND <>"),
            ("SELECT Id FROM Account WHERE IsDeleted = TRUE A|", "AND <A>"),
            ("SELECT Id FROM Account WHERE (Name = 'x' OR |", "field Account: <>"),
            ("SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM |", "object <>"),
            ("SELECT Id FROM Account WHERE Id IN (SELECT Acc| FROM Contact)", "field Contact: <Acc>"),
            ("SELECT Id FROM Account ORDER |", "BY <>"),
            ("SELECT Id FROM Account ORDER BY Name, |", "field Account: <>"),
            ("SELECT Id FROM Account ORDER BY Name |", "ASC <>"),
            ("SELECT Id FROM Account GROUP BY |", "field Account: <>"),
            ("SELECT Id FROM Account LIMIT |", " <>"),
        ] {
            assert_eq!(expects(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_cursor(text in "[ 'a-zA-Z(),.=:é]{0,40}|.*", at in any::<prop::sample::Index>()) {
            let places: Vec<usize> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
            let at = places[at.index(places.len())];
            prop_assert!(cursor(&text, at).start <= at);
        }
    }
}
