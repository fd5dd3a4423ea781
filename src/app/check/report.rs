//! All statements about one app.

use super::{Statement, Verdict};
use serde::Serialize;
use std::fmt::{self, Display};

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Developer name, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    pub client_id: String,
    pub host: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preset: Option<String>,
    /// Nothing that could be tested failed.
    pub sound: bool,
    pub statements: Vec<Statement>,
}

impl Report {
    /// How many statements came out so.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.statements.iter().filter(|statement| statement.verdict == verdict).count()
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let name = self.app.as_deref().unwrap_or(&self.client_id);
        writeln!(f, "{name} at {}\n", self.host)?;
        self.statements.iter().try_for_each(|statement| write!(f, "{statement}"))?;
        let [passed, failed, unknown] =
            [Verdict::Passed, Verdict::Failed, Verdict::NotTestable].map(|verdict| self.count(verdict));
        writeln!(f, "\n{passed} passed, {failed} failed, {unknown} not testable")
    }
}
