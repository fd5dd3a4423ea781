//! What stands between the braces of FIND: words, phrases, wildcards and operators. Positions in failures are those
//! of the whole statement.

use super::words;
use crate::demo::query::Failure;

/// What a record must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Find {
    /// Words one behind the other; each may have wildcards.
    Phrase(Vec<String>),
    All(Vec<Find>),
    Any(Vec<Find>),
    /// The first and not the second.
    Without(Box<Find>, Box<Find>),
}

const WILD: [char; 2] = ['*', '?'];
/// Mean something in a search, and nothing behind a backslash (`spec/rest.md` 4.2).
const RESERVED: &str = "?&|!{}[]()^~*:\\\"'+-";
/// Past so many characters operators are not looked at; past the next, nothing is.
const MOST: [usize; 2] = [4_000, 10_000];
const DEEPEST: usize = 100;

pub fn malformed(reason: impl Into<String>) -> Failure {
    Failure::new("MALFORMED_SEARCH", reason)
}

/// Reads the search text of `statement` that stands at `from..to`. Nothing is found by too long a text.
pub fn parse(statement: &str, from: usize, to: usize) -> Result<Option<Find>, Failure> {
    let text = &statement[from..to];
    let mut tokens = lex(statement, from, to)?;
    let letters = tokens.iter().filter_map(Token::words).flatten().flat_map(|word| word.chars());
    let letters: Vec<char> = letters.filter(|c| !WILD.contains(c)).collect();
    if letters.len() < 2 && !letters.iter().any(|c| words::stands_alone(*c)) {
        return Err(malformed(format!("search term must be longer than one character: {}", text.trim())));
    }
    match text.chars().count() {
        len if len > MOST[1] => return Ok(None),
        len if len > MOST[0] => tokens.retain(|token| token.words().is_some()),
        _ => {}
    }
    let mut parser = Parser { tokens, at: 0, end: to, depth: 0 };
    let found = parser.any()?;
    match parser.peek() {
        Some(token) => Err(unexpected(token)),
        None => Ok(found),
    }
}

struct Token {
    kind: Kind,
    at: usize,
    text: String,
}

#[derive(PartialEq, Eq)]
enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    Words(Vec<String>),
}

impl Token {
    fn words(&self) -> Option<&[String]> {
        match &self.kind {
            Kind::Words(words) => Some(words),
            _ => None,
        }
    }
}

fn unexpected(token: &Token) -> Failure {
    malformed(format!("unexpected token: '{}'", token.text)).at(&(token.at..token.at))
}

fn lex(statement: &str, from: usize, to: usize) -> Result<Vec<Token>, Failure> {
    let mut tokens = Vec::new();
    let mut at = from;
    while let Some(c) = statement[at..to].chars().next() {
        let token = |kind, text: &str| Token { kind, at, text: text.to_owned() };
        let end = match c {
            '(' | ')' => {
                tokens.push(token(if c == '(' { Kind::Open } else { Kind::Close }, &c.to_string()));
                at + 1
            }
            '"' => {
                let (words, end) = run(statement, at + 1, to, |c| c == '"')?;
                if end == to {
                    return Err(mismatched(statement, at, '"'));
                }
                tokens.push(token(Kind::Words(words), &statement[at..=end]));
                end + 1
            }
            c if c.is_whitespace() => at + c.len_utf8(),
            _ => {
                let (words, end) = run(statement, at, to, |c| c.is_whitespace() || "()\"".contains(c))?;
                let text = &statement[at..end];
                let kind = match text.to_ascii_uppercase().as_str() {
                    "AND" => Kind::And,
                    "OR" => Kind::Or,
                    "NOT" => Kind::Not,
                    _ => Kind::Words(words),
                };
                tokens.push(token(kind, text));
                end
            }
        };
        at = end;
    }
    Ok(tokens)
}

/// The words up to what `ends` them, and where that is.
fn run(statement: &str, from: usize, to: usize, ends: impl Fn(char) -> bool) -> Result<(Vec<String>, usize), Failure> {
    let mut plain = String::new();
    let mut chars = statement[from..to].char_indices();
    let mut end = to;
    while let Some((at, c)) = chars.next() {
        match c {
            // An escaped character is no part of a word, and so it separates.
            '\\' => plain.push(chars.next().map_or(' ', |(_, c)| if RESERVED.contains(c) { ' ' } else { c })),
            c if ends(c) => {
                end = from + at;
                break;
            }
            c if RESERVED.contains(c) && !WILD.contains(&c) => return Err(mismatched(statement, from + at, c)),
            c => plain.push(c),
        }
    }
    let words: Vec<String> = words::spans(&plain, &WILD).into_iter().map(|span| plain[span].to_owned()).collect();
    match words.iter().find(|word| word.starts_with(WILD)) {
        Some(word) => Err(malformed(format!("a search term cannot start with a wildcard: {word}")).at(&(from..from))),
        None => Ok((words, end)),
    }
}

fn mismatched(statement: &str, at: usize, c: char) -> Failure {
    let column: usize = statement[..at].chars().map(char::len_utf16).sum();
    malformed(format!("line 1:{} mismatched character '{c}' expecting '}}'", column + 1)).at(&(at..at))
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    end: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn eat(&mut self, kind: &Kind) -> bool {
        let is_next = self.peek().is_some_and(|token| token.kind == *kind);
        self.at += usize::from(is_next);
        is_next
    }

    fn any(&mut self) -> Result<Option<Find>, Failure> {
        let mut parts = vec![self.all()?];
        while self.eat(&Kind::Or) {
            parts.push(self.all()?);
        }
        Ok(several(parts.into_iter().flatten().collect(), Find::Any))
    }

    /// AND and AND NOT bind from right to left; words beside each other are all wanted.
    fn all(&mut self) -> Result<Option<Find>, Failure> {
        let mut parts = vec![(self.unit()?, false)];
        loop {
            let and = self.eat(&Kind::And);
            let not = and && self.eat(&Kind::Not);
            if !and && !matches!(self.peek(), Some(Token { kind: Kind::Words(_) | Kind::Open, .. })) {
                break;
            }
            if let Some(last) = parts.last_mut() {
                last.1 = not;
            }
            parts.push((self.unit()?, false));
        }
        Ok(parts.into_iter().rev().fold(None, |right, (left, without)| match (left, right) {
            (Some(left), Some(right)) if without => Some(Find::Without(Box::new(left), Box::new(right))),
            (Some(left), Some(Find::All(mut parts))) => {
                parts.insert(0, left);
                Some(Find::All(parts))
            }
            (Some(left), Some(right)) => Some(Find::All(vec![left, right])),
            (left, right) => left.or(right),
        }))
    }

    fn unit(&mut self) -> Result<Option<Find>, Failure> {
        let Some(token) = self.tokens.get_mut(self.at) else {
            return Err(malformed("unexpected token: '}'").at(&(self.end..self.end)));
        };
        self.at += 1;
        match &mut token.kind {
            Kind::Words(words) => Ok(Some(std::mem::take(words)).filter(|words| !words.is_empty()).map(Find::Phrase)),
            Kind::Open if self.depth < DEEPEST => {
                self.depth += 1;
                let inner = self.any()?;
                self.depth -= 1;
                if self.eat(&Kind::Close) {
                    return Ok(inner);
                }
                Err(self.peek().map_or_else(|| malformed("expecting ')'").at(&(self.end..self.end)), unexpected))
            }
            _ => Err(unexpected(token)),
        }
    }
}

fn several(mut parts: Vec<Find>, joined: fn(Vec<Find>) -> Find) -> Option<Find> {
    if parts.len() > 1 { Some(joined(parts)) } else { parts.pop() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::wire::Fault;

    fn shown(find: &Find) -> String {
        let list = |parts: &[Find], glue| parts.iter().map(shown).collect::<Vec<_>>().join(glue);
        match find {
            Find::Phrase(words) => words.join("_"),
            Find::All(parts) => format!("({})", list(parts, " & ")),
            Find::Any(parts) => format!("({})", list(parts, " | ")),
            Find::Without(left, right) => format!("({} - {})", shown(left), shown(right)),
        }
    }

    fn read(text: &str) -> Result<String, Fault> {
        let found = parse(text, 0, text.len()).map_err(|failure| failure.fault(text))?;
        Ok(found.as_ref().map(shown).unwrap_or_default())
    }

    #[test]
    fn operators_bind_as_documented() {
        for (text, shape) in [
            ("acme", "acme"),
            ("acme corp", "(acme & corp)"),
            ("ab and cd or ef", "((ab & cd) | ef)"),
            ("ab AND NOT cd AND ef", "(ab - (cd & ef))"),
            ("(ab OR cd) ef", "((ab | cd) & ef)"),
            (r#""ab cd" ef*"#, "(ab_cd & ef*)"),
            (r"Coca\-Cola \& Co", "(Coca_Cola & Co)"),
            ("j?n 会社", "(j?n & 会_社)"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(shape), "{text}");
        }
    }

    #[test]
    fn what_is_not_escaped_is_pointed_at() {
        let refused = |text| read(text).expect_err("is refused").message;
        let expected = "\nJohn|jane\n    ^\nERROR at Row:1:Column:5\nline 1:5 mismatched character '|' expecting '}'";
        assert_eq!(refused("John|jane"), expected);
        assert_eq!(refused("a"), "search term must be longer than one character: a");
        assert_eq!(refused(r"\{\}"), r"search term must be longer than one character: \{\}");
        for (text, reason) in [
            ("acme AND", "unexpected token: '}'"),
            ("acme NOT corp", "unexpected token: 'NOT'"),
            ("(acme", "expecting ')'"),
            ("acme)", "unexpected token: ')'"),
            ("*acme", "cannot start with a wildcard: *acme"),
            ("\"acme", "mismatched character '\"'"),
        ] {
            assert!(refused(text).ends_with(reason) || refused(text).contains(reason), "{text}: {}", refused(text));
        }
    }

    #[test]
    fn long_texts_lose_their_operators_and_then_everything() {
        let text = format!("acme OR {}", "corp ".repeat(900));
        assert!(read(&text).is_ok_and(|shape| shape.starts_with("(acme & corp")));
        assert_eq!(read(&"corp ".repeat(2_100)), Ok(String::new()));
        assert!(read(&"(".repeat(1_000)).is_err());
    }
}
