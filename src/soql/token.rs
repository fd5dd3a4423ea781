//! SOQL cut into tokens: where words, literals and marks begin and end. Knows no grammar, and takes any text.

use super::ast::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name or keyword.
    Word,
    /// What begins like a number: also dates and times.
    Number,
    /// A string in its quotes.
    Text,
    /// A string whose closing quote is missing.
    Open,
    /// `:name`, also dotted.
    Bind,
    /// An operator, a bracket, or a character SOQL has no use for.
    Mark,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    pub span: Span,
}

/// The tokens of `text`; only white space lies between them.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let Some(start) = rest.find(|c: char| !c.is_whitespace()) else { return tokens };
        let (kind, len) = first(&rest[start..]);
        let start = at + start;
        at = start + len;
        tokens.push(Token { kind, span: start..at });
    }
}

/// Whether `c` can stand inside a name.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Kind and length of the token that `text` begins with; `text` is not empty.
fn first(text: &str) -> (Kind, usize) {
    let mut chars = text.chars();
    let (head, next) = (chars.next().unwrap_or_default(), chars.next().unwrap_or_default());
    match head {
        '\'' => string(text),
        ':' => bind(text),
        '+' | '-' if next.is_ascii_digit() => (Kind::Number, 1 + run(&text[1..], is_numeric)),
        '0'..='9' => (Kind::Number, run(text, is_numeric)),
        c if is_word(c) => (Kind::Word, run(text, is_word)),
        '!' | '<' | '>' if matches!(next, '=' | '>') => (Kind::Mark, 2),
        c => (Kind::Mark, c.len_utf8()),
    }
}

fn run(text: &str, belongs: fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// Wide enough for `2024-05-01T10:00:00.000+02:00`; whether it is one is read later.
fn is_numeric(c: char) -> bool {
    is_word(c) || matches!(c, '.' | ':' | '+' | '-')
}

fn string(text: &str) -> (Kind, usize) {
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => _ = bytes.next(),
            b'\'' => return (Kind::Text, at + 1),
            _ => {}
        }
    }
    (Kind::Open, text.len())
}

fn bind(text: &str) -> (Kind, usize) {
    let blank = 1 + run(&text[1..], char::is_whitespace);
    let name = &text[blank..];
    if name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        (Kind::Bind, blank + run(name, |c| is_word(c) || c == '.'))
    } else {
        (Kind::Mark, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(Kind, &str)> {
        tokens(text).into_iter().map(|token| (token.kind, &text[token.span])).collect()
    }

    #[test]
    fn literals_are_one_token_each() {
        use Kind::{Bind, Mark, Number, Text, Word};
        assert_eq!(
            cut(r"a<=-1.5 b='it\'s :x' c:=:when 2024-05-01T10:00:00+02:00"),
            [
                (Word, "a"),
                (Mark, "<="),
                (Number, "-1.5"),
                (Word, "b"),
                (Mark, "="),
                (Text, r"'it\'s :x'"),
                (Word, "c"),
                (Mark, ":"),
                (Mark, "="),
                (Bind, ":when"),
                (Number, "2024-05-01T10:00:00+02:00"),
            ]
        );
    }

    #[test]
    fn a_string_may_stay_open() {
        assert_eq!(cut(r"x = 'ab\'"), [(Kind::Word, "x"), (Kind::Mark, "="), (Kind::Open, r"'ab\'")]);
        assert_eq!(cut("'"), [(Kind::Open, "'")]);
    }
}
