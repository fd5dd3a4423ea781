//! Why the org does not take a query: its code, its words, and the token it points at. The query's text, which
//! the message repeats around that token, joins only at the end.

use crate::{
    demo::wire::Fault,
    soql::{Unexpected, ast::Span, caret},
};

const LOOK: &str = "Please reference your WSDL or the describe call for the appropriate names.";

const RELATIONSHIP: &str = "If you are attempting to use a custom relationship, be sure to append the '__r' after the \
                            custom relationship name.";

#[derive(Debug)]
pub struct Failure {
    code: &'static str,
    reason: String,
    at: Option<usize>,
}

impl Failure {
    pub fn new(code: &'static str, reason: impl Into<String>) -> Self {
        Self { code, reason: reason.into(), at: None }
    }

    pub fn malformed(reason: impl Into<String>) -> Self {
        Self::new("MALFORMED_QUERY", reason)
    }

    pub fn field(reason: impl Into<String>) -> Self {
        Self::new("INVALID_FIELD", reason)
    }

    /// Points at the token that `span` begins with.
    #[must_use]
    pub fn at(mut self, span: &Span) -> Self {
        self.at = Some(span.start);
        self
    }

    pub fn no_column(name: &str, entity: &str) -> Self {
        Self::field(format!(
            "No such column '{name}' on entity '{entity}'. If you are attempting to use a custom field, be sure to \
             append the '__c' after the custom field name. {LOOK}"
        ))
    }

    pub fn no_parent(name: &str) -> Self {
        Self::field(format!("Didn't understand relationship '{name}' in field path. {RELATIONSHIP} {LOOK}"))
    }

    pub fn no_children(name: &str) -> Self {
        let reason =
            format!("Didn't understand relationship '{name}' in FROM part of query call. {RELATIONSHIP} {LOOK}");
        Self::new("INVALID_TYPE", reason)
    }

    pub fn no_object(name: &str) -> Self {
        let reason = format!(
            "sObject type '{name}' is not supported. If you are attempting to use a custom object, be sure to append \
             the '__c' after the entity name. {LOOK}"
        );
        Self::new("INVALID_TYPE", reason)
    }

    /// The failure as one of a search, whose text holds the query's at other places.
    #[must_use]
    pub fn of_search(self, place: impl Fn(usize) -> usize) -> Self {
        let code = if self.code == "MALFORMED_QUERY" { "MALFORMED_SEARCH" } else { self.code };
        Self { code, at: self.at.map(place), ..self }
    }

    /// The reply where no text was given to point at.
    pub fn plain(self) -> Fault {
        Fault::new(400, self.code, self.reason)
    }

    /// The reply, for a query that reads `text`.
    pub fn fault(self, text: &str) -> Fault {
        let message = match self.at {
            Some(offset) => caret::block(text, offset, &self.reason),
            None => self.reason,
        };
        Fault::new(400, self.code, message)
    }
}

/// A text that does not even begin like a query is refused without a position.
impl From<Unexpected> for Failure {
    fn from(unexpected: Unexpected) -> Self {
        let failure = Self::malformed(unexpected.to_string());
        if unexpected.span.start == 0 || unexpected.span.is_empty() { failure } else { failure.at(&unexpected.span) }
    }
}
