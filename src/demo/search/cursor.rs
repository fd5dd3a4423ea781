//! A place in the text of a search, moved over what is read: keywords, names, numbers, strings, brackets. Knows
//! nothing of what they mean.

use super::find::malformed;
use crate::demo::query::Failure;
use std::ops::Range;

pub struct Cursor<'t> {
    pub text: &'t str,
    pub at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start();
        self.at += rest.len() - trimmed.len();
        trimmed
    }

    pub fn is_done(&mut self) -> bool {
        self.rest().is_empty()
    }

    /// The next word, not yet taken; empty where something else stands.
    fn word(&mut self) -> &'t str {
        let rest = self.rest();
        &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())]
    }

    /// Takes `keyword` if it comes next.
    pub fn keyword(&mut self, keyword: &str) -> bool {
        let comes = self.word().eq_ignore_ascii_case(keyword);
        self.at += if comes { keyword.len() } else { 0 };
        comes
    }

    pub fn expect(&mut self, keyword: &str) -> Result<(), Failure> {
        if self.keyword(keyword) { Ok(()) } else { Err(self.unexpected()) }
    }

    pub fn mark(&mut self, mark: char) -> bool {
        let comes = self.rest().starts_with(mark);
        self.at += if comes { mark.len_utf8() } else { 0 };
        comes
    }

    pub fn name(&mut self) -> Result<Range<usize>, Failure> {
        match self.word().len() {
            0 => Err(self.unexpected()),
            len => {
                self.at += len;
                Ok(self.at - len..self.at)
            }
        }
    }

    pub fn number(&mut self) -> Result<u64, Failure> {
        let number = self.word().parse().map_err(|_| self.unexpected())?;
        self.name().map(|_| number)
    }

    /// What stands between the single quotes that come next.
    pub fn string(&mut self) -> Result<&'t str, Failure> {
        let quoted = self.rest().strip_prefix('\'').and_then(|rest| Some(&rest[..rest.find('\'')?]));
        let inner = quoted.ok_or_else(|| self.unexpected())?;
        self.at += inner.len() + 2;
        Ok(inner)
    }

    /// What stands between the bracket just taken and the one that closes it; brackets in strings do not count.
    pub fn enclosed(&mut self) -> Result<Range<usize>, Failure> {
        let start = self.at;
        let (mut depth, mut quoted, mut escaped) = (1, false, false);
        for (at, c) in self.text[start..].char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '\'' => quoted = !quoted,
                '(' if !quoted => depth += 1,
                ')' if !quoted => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.at = start + at + 1;
                return Ok(start..start + at);
            }
        }
        self.at = self.text.len();
        Err(self.unexpected())
    }

    pub fn unexpected(&mut self) -> Failure {
        let rest = self.rest();
        let word = self.word();
        let token = if word.is_empty() { rest.chars().next().map(String::from) } else { Some(word.to_owned()) };
        let reason =
            token.map_or_else(|| "unexpected token: <EOF>".to_owned(), |token| format!("unexpected token: '{token}'"));
        malformed(reason).at(&(self.at..self.at))
    }
}

/// Where the first of `keywords` stands in `text`, outside brackets and strings.
pub fn clause(text: &str, keywords: &[&str]) -> usize {
    let mut cursor = Cursor { text, at: 0 };
    while !cursor.is_done() {
        let word = cursor.word();
        if keywords.iter().any(|keyword| keyword.eq_ignore_ascii_case(word)) {
            return cursor.at;
        }
        let skipped = !word.is_empty() && cursor.name().is_ok();
        let skipped = skipped || cursor.mark('(') && cursor.enclosed().is_ok();
        if !skipped && cursor.string().is_err() {
            cursor.at += cursor.rest().chars().next().map_or(0, char::len_utf8);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_begin_outside_strings_and_brackets() {
        let clause = |text: &'static str| &text[clause(text, &["WHERE", "LIMIT"])..];
        assert_eq!(clause("Id, toLabel(Limit), 'where' , where x = 1"), "where x = 1");
        assert_eq!(clause("Id, é, Where__c LIMIT 3"), "LIMIT 3");
        assert_eq!(clause("Id, 'open"), "");
    }
}
