//! The first token that cannot stand where it stands.

use super::ast::Span;
use std::fmt;

/// A syntax error: the token and where it is. At the end of the text the token is `<EOF>` and the span empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unexpected {
    pub span: Span,
    pub token: String,
}

impl Unexpected {
    /// `span` must be a byte range of `text`, as those of tokens and tree nodes are.
    pub fn at(text: &str, span: Span) -> Self {
        let token = text.get(span.clone()).filter(|token| !token.is_empty()).unwrap_or("<EOF>");
        Self { token: token.to_owned(), span }
    }

    pub fn end(text: &str) -> Self {
        Self::at(text, text.len()..text.len())
    }
}

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.span.is_empty() {
            write!(f, "unexpected token: {}", self.token)
        } else {
            write!(f, "unexpected token: '{}'", self.token)
        }
    }
}

impl std::error::Error for Unexpected {}
