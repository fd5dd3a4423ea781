//! What came of a deploy, component by component.

use super::problem::Problem;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Outcome {
    pub messages: Vec<Message>,
    /// Why nothing could be looked at: code and message.
    pub stop: Option<(String, String)>,
}

/// One component, in the words of the wire.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Message {
    pub changed: bool,
    pub column_number: Option<u32>,
    pub component_type: String,
    pub created: bool,
    pub created_date: String,
    pub deleted: bool,
    pub file_name: String,
    pub full_name: String,
    pub id: Option<String>,
    pub line_number: Option<u32>,
    pub problem: Option<String>,
    pub problem_type: Option<String>,
    pub success: bool,
    pub warning: bool,
}

/// What was done to a component.
#[derive(Clone, Debug, Default)]
pub struct Done {
    pub id: Option<String>,
    pub created: bool,
    pub changed: bool,
    pub deleted: bool,
    pub warning: Option<Problem>,
}

impl Message {
    pub fn new(kind: &str, name: &str, file: &str) -> Self {
        let created_date = super::now();
        Self {
            component_type: kind.to_owned(),
            full_name: name.to_owned(),
            file_name: file.to_owned(),
            created_date,
            ..Self::default()
        }
    }

    #[must_use]
    pub fn with(mut self, outcome: Result<Done, Problem>) -> Self {
        match outcome {
            Ok(done) => {
                (self.success, self.id) = (true, done.id);
                (self.created, self.changed, self.deleted) = (done.created, done.changed, done.deleted);
                done.warning.map_or(self.clone(), |warning| self.because(warning))
            }
            Err(problem) => Self { success: problem.warning, ..self }.because(problem),
        }
    }

    fn because(self, problem: Problem) -> Self {
        let kind = if problem.warning { "Warning" } else { "Error" };
        Self {
            line_number: problem.place.map(|(line, _)| line),
            column_number: problem.place.map(|(_, column)| column),
            problem: Some(problem.text),
            problem_type: Some(kind.to_owned()),
            warning: problem.warning,
            ..self
        }
    }

    /// The manifest is in the list, and counts for nothing.
    pub fn counts(&self) -> bool {
        !self.component_type.is_empty()
    }
}

impl Outcome {
    pub fn stopped(code: &str, message: String) -> Self {
        Self { messages: Vec::new(), stop: Some((code.to_owned(), message)) }
    }

    pub fn failures(&self) -> impl Iterator<Item = &Message> {
        self.messages.iter().filter(|message| !message.success)
    }

    pub fn successes(&self) -> impl Iterator<Item = &Message> {
        self.messages.iter().filter(|message| message.success)
    }

    /// Whether anything stands in the way.
    pub fn failed(&self, ignore_warnings: bool) -> bool {
        let warned = !ignore_warnings && self.messages.iter().any(|message| message.warning);
        self.stop.is_some() || warned || self.failures().next().is_some()
    }
}
