//! One statement about an app.

use super::Diff;
use serde::Serialize;
use std::fmt::{self, Display};

/// Columns that the subject begins after.
const INDENT: &str = "        ";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Passed,
    Failed,
    NotTestable,
}

#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    /// What it is about, as presets and flags name it: `callback`, `pkce`.
    #[serde(rename = "statement")]
    pub name: &'static str,
    /// Which of several: the callback, the scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    pub verdict: Verdict,
    /// What was found; where nothing could be, why not.
    pub finding: String,
    #[serde(flatten)]
    pub change: Change,
    /// Where a callback differs from the one that is registered.
    #[serde(rename = "differences", skip_serializing_if = "Option::is_none")]
    diff: Option<Diff>,
}

/// What mends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The page and box of Setup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setup: Option<String>,
    /// A command to type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
}

impl Statement {
    fn new(name: &'static str, verdict: Verdict, finding: String) -> Self {
        Self { name, subject: None, verdict, finding, change: Change::default(), diff: None }
    }

    pub fn passed(name: &'static str, finding: impl Into<String>) -> Self {
        Self::new(name, Verdict::Passed, finding.into())
    }

    pub fn failed(name: &'static str, finding: impl Into<String>, change: Change) -> Self {
        Self { change, ..Self::new(name, Verdict::Failed, finding.into()) }
    }

    pub fn not_testable(name: &'static str, why: impl Into<String>) -> Self {
        Self::new(name, Verdict::NotTestable, why.into())
    }

    /// Says which of several it is about.
    #[must_use]
    pub fn of(self, subject: &str) -> Self {
        Self { subject: Some(subject.to_owned()), ..self }
    }

    #[must_use]
    pub fn differing(self, diff: Diff) -> Self {
        Self { diff: Some(diff), ..self }
    }
}

impl Verdict {
    /// All words have the same length, so that lines stand below each other.
    fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "FAILED",
            Self::NotTestable => "  ?   ",
        }
    }
}

/// One line, and below it what mends it.
impl Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}  {}", self.verdict.word(), self.name)?;
        self.subject.iter().try_for_each(|subject| write!(f, " {subject}"))?;
        let not_testable = if self.verdict == Verdict::NotTestable { "not testable: " } else { "" };
        writeln!(f, ": {not_testable}{}", self.finding)?;
        let diff = self.diff.as_ref().map(ToString::to_string).unwrap_or_default();
        diff.lines().try_for_each(|line| writeln!(f, "{INDENT}{line}"))?;
        let more = [("change", &self.change.setup), ("command", &self.change.command)];
        let more = more.into_iter().filter_map(|(mark, text)| Some((mark, text.as_ref()?)));
        more.into_iter().try_for_each(|(mark, text)| writeln!(f, "{INDENT}{mark}: {text}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_one_line_and_what_mends_it_stands_below() {
        let change =
            Change { setup: Some("Setup > Page > Callback URL".to_owned()), command: Some("sfo x".to_owned()) };
        let diff = Diff::new("https://a/cb", "https://a/cb/");
        let statement = Statement::failed("callback", "not registered", change).of("https://a/cb").differing(diff);
        insta::assert_snapshot!(statement.to_string(), @r#"
        FAILED  callback https://a/cb: not registered
                wanted      https://a/cb·
                registered  https://a/cb/
                                        ^
                character 13: "/" is too many
                change: Setup > Page > Callback URL
                command: sfo x
        "#);
        insta::assert_snapshot!(
            serde_json::to_string(&statement).expect("is JSON"),
            @r#"{"statement":"callback","subject":"https://a/cb","verdict":"failed","finding":"not registered","setup":"Setup > Page > Callback URL","command":"sfo x","differences":[{"at":13,"wanted":"","registered":"/"}]}"#
        );
        let unknown = Statement::not_testable("jwt", "only a token shows it");
        assert_eq!(unknown.to_string(), "  ?     jwt: not testable: only a token shows it\n");
        assert_eq!(Statement::passed("jwt", "on").to_string(), "passed  jwt: on\n");
    }
}
