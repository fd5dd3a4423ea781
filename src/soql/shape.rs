//! A query as the grammar crate gets to see it: the same length, but with stand-ins for what that grammar
//! does not know. Positions in the one are positions in the other, so the tree reads names and values
//! from the text as typed.
//!
//! | in the text | in the shape | because the grammar |
//! |---|---|---|
//! | inside of a string | `xxx` | takes fewer escapes, and no other bytes matter to it |
//! | number, date, time | `111` | has no `+`, no year 9999, no long fractions |
//! | `:name` | `11111`, after IN `(111)` | leaves binds to Apex |
//! | NOT before a condition | blank | takes it only once, before the first |
//! | scope after USING SCOPE | `mine` | does not know the newer ones |
//! | ALL ROWS at the end | blank | leaves it to Apex |
//! | name `Distance` or `Fields` | `xxxxxx` | takes it for the function |
//! | line feed | blank | counts columns by line |
//! | open string, `10AND`, `/`, bracket nested too deep | `;` | might take it, and we do not |

use super::{
    Unexpected,
    ast::Span,
    literal,
    token::{Kind, Token, tokens},
};

/// Deeper nesting than any real query has, and shallow enough to walk by recursion.
const DEEPEST: usize = 100;

pub struct Shape<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub bytes: Vec<u8>,
    /// Where the blanked NOTs stand, in order.
    nots: Vec<usize>,
    pub all_rows: bool,
}

impl<'a> Shape<'a> {
    pub fn of(text: &'a str) -> Self {
        let mut shape =
            Self { text, tokens: tokens(text), bytes: text.as_bytes().to_vec(), nots: Vec::new(), all_rows: false };
        shape.stand_in();
        shape.drop_all_rows();
        for byte in shape.bytes.iter_mut().filter(|byte| **byte == b'\n') {
            *byte = b' ';
        }
        shape
    }

    /// How many NOTs stand in `span`.
    pub fn nots(&self, span: &Span) -> usize {
        self.nots.partition_point(|at| *at < span.end) - self.nots.partition_point(|at| *at < span.start)
    }

    /// The token that `offset` lies in.
    pub fn token(&self, offset: usize) -> Option<&Token> {
        let at = self.tokens.partition_point(|token| token.span.end <= offset);
        self.tokens.get(at).filter(|token| token.span.start <= offset)
    }

    /// Blames the first token from `offset` on that the grammar got to see. Of an open string, its end is missing.
    pub fn unexpected(&self, offset: usize) -> Unexpected {
        let rest = self.bytes.get(offset..).unwrap_or_default();
        let seen = offset + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let next = self.tokens.partition_point(|token| token.span.end <= seen);
        match self.tokens.get(next) {
            Some(Token { kind, span }) if *kind != Kind::Open => Unexpected::at(self.text, span.clone()),
            _ => Unexpected::end(self.text),
        }
    }

    /// The word at `index`; empty for any other token and past either end.
    fn word(&self, index: usize) -> &'a str {
        match self.tokens.get(index) {
            Some(Token { kind: Kind::Word, span }) => &self.text[span.clone()],
            _ => "",
        }
    }

    /// Whether the token at `index` is one of these words, in any case.
    pub fn is(&self, index: usize, words: &[&str]) -> bool {
        let word = self.word(index);
        words.iter().any(|known| known.eq_ignore_ascii_case(word))
    }

    fn stand_in(&mut self) {
        let mut depth: usize = 0;
        let mut condition = false;
        for index in 0..self.tokens.len() {
            let Token { kind, span } = self.tokens[index].clone();
            let mark = if kind == Kind::Mark { &self.text[span.clone()] } else { "" };
            match kind {
                Kind::Text => self.bytes[span.start + 1..span.end - 1].fill(b'x'),
                Kind::Number if literal::number(&self.text[span.clone()]).is_some() => self.bytes[span].fill(b'1'),
                Kind::Bind => self.bind(index, span),
                Kind::Word if condition && self.is(index, &["NOT"]) => {
                    self.nots.push(span.start);
                    self.bytes[span].fill(b' ');
                }
                Kind::Word => self.name(index, span),
                Kind::Mark if mark == "(" && depth < DEEPEST => depth += 1,
                Kind::Mark if mark == ")" => depth = depth.saturating_sub(1),
                // The grammar has comments after slashes; SOQL has not.
                Kind::Mark if !matches!(mark, "(" | "/") => {}
                Kind::Number | Kind::Open | Kind::Mark => self.bytes[span].fill(b';'),
            }
            condition = self.is(index, &["WHERE", "HAVING", "AND", "OR", "NOT"]) || condition && mark == "(";
        }
    }

    fn bind(&mut self, index: usize, mut span: Span) {
        let glued = index > 0 && self.tokens[index - 1].span.end == span.start;
        if index > 0 && self.is(index - 1, &["IN", "INCLUDES", "EXCLUDES"]) {
            // `:a` alone has no room for a list of one.
            span.start -= usize::from(!glued);
            if let [open, inside @ .., close] = &mut self.bytes[span] {
                (*open, *close) = (b'(', b')');
                inside.fill(b'1');
            }
        } else {
            // In `LAST_N_DAYS:n` the colon belongs to the date literal.
            span.start += usize::from(glued && !self.word(index - 1).is_empty());
            self.bytes[span].fill(b'1');
        }
    }

    fn name(&mut self, index: usize, span: Span) {
        let scope = index >= 2 && self.is(index - 2, &["USING"]) && self.is(index - 1, &["SCOPE"]);
        if scope && span.len() >= 4 {
            self.bytes[span.clone()].fill(b' ');
            self.bytes[span.start..span.start + 4].copy_from_slice(b"mine");
        } else if self.is(index, &["DISTANCE", "FIELDS"]) && !self.opens(index + 1) {
            self.bytes[span].fill(b'x');
        }
    }

    fn opens(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| self.text.as_bytes()[token.span.start] == b'(')
    }

    fn drop_all_rows(&mut self) {
        let Some(all) = self.tokens.len().checked_sub(2) else { return };
        if self.is(all, &["ALL"]) && self.is(all + 1, &["ROWS"]) {
            self.bytes[self.tokens[all].span.start..].fill(b' ');
            self.all_rows = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> String {
        String::from_utf8(Shape::of(text).bytes).expect("stand-ins are ASCII")
    }

    #[test]
    fn what_the_grammar_does_not_know_is_stood_in_for() {
        assert_eq!(shape("a = 'ü\\'' AND NOT b >\n-1.50"), "a = 'xxxx' AND     b > 11111");
        assert_eq!(shape("WHERE a IN :x AND b IN (:ids) AND c = :when"), "WHERE a IN(1) AND b IN (1111) AND c = 11111");
        assert_eq!(shape("a = LAST_N_DAYS:n OR a NOT IN :abc"), "a = LAST_N_DAYS:1 OR a NOT IN(111)");
        assert_eq!(shape("USING SCOPE scopingRule LIMIT 9 all rows"), "USING SCOPE mine        LIMIT 1         ");
        assert_eq!(shape("SELECT Fields, FIELDS(ALL)"), "SELECT xxxxxx, FIELDS(ALL)");
    }

    #[test]
    fn nesting_has_an_end() {
        assert_eq!(shape(&"(".repeat(DEEPEST + 2)), format!("{};;", "(".repeat(DEEPEST)));
    }
}
