//! What is wrong with a query beyond doubt, so that nothing needs to be sent to find out.

use super::token::{Kind, tokens};
use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Empty,
    NoSelect,
    /// A string that never ends, by the byte it starts at.
    OpenString(usize),
}

/// Everything else is for the org to judge: it knows more of the language than we do.
pub fn check(text: &str) -> Result<(), Wrong> {
    let tokens = tokens(text);
    let first = tokens.first().ok_or(Wrong::Empty)?;
    if let Some(open) = tokens.iter().find(|token| token.kind == Kind::Open) {
        return Err(Wrong::OpenString(open.span.start));
    }
    if text[first.span.clone()].eq_ignore_ascii_case("SELECT") { Ok(()) } else { Err(Wrong::NoSelect) }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the query is empty"),
            Self::NoSelect => f.write_str("a query starts with SELECT"),
            Self::OpenString(_) => f.write_str("a quote is not closed"),
        }
    }
}

impl std::error::Error for Wrong {}

#[cfg(test)]
mod tests {
    use super::{Wrong, check};

    #[test]
    fn only_what_is_certain_is_refused() {
        assert_eq!(check(" \n"), Err(Wrong::Empty));
        assert_eq!(check("UPDATE Account"), Err(Wrong::NoSelect));
        assert_eq!(check("SELECT Id FROM A WHERE Name = 'O\\'Neil"), Err(Wrong::OpenString(30)));
        assert_eq!(check("select from where"), Ok(()));
    }
}
