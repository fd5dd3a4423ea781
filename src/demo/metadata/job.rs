//! One deploy from its request to its end.

use super::{
    now,
    options::{Options, TestLevel},
    outcome::Outcome,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Job {
    pub id: String,
    /// Who asked for it.
    pub user: String,
    pub options: Options,
    /// The check that this one makes come true.
    pub validated: Option<String>,
    pub status: Status,
    pub created: String,
    pub started: Option<String>,
    pub modified: String,
    pub completed: Option<String>,
    pub canceled_by: Option<String>,
    pub outcome: Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Status {
    Pending,
    InProgress,
    Succeeded,
    SucceededPartial,
    Failed,
    Canceling,
    Canceled,
}

impl Job {
    pub fn new(user: &str, options: Options) -> Self {
        Self {
            id: String::new(),
            user: user.to_owned(),
            options,
            validated: None,
            status: Status::Pending,
            created: now(),
            started: None,
            modified: now(),
            completed: None,
            canceled_by: None,
            outcome: Outcome::default(),
        }
    }

    pub fn begin(&mut self) {
        self.status = Status::InProgress;
        self.modified = now();
        self.started = Some(self.modified.clone());
    }

    pub fn end(&mut self, outcome: Outcome) {
        let partly = !self.options.rollback_on_error && outcome.successes().any(super::outcome::Message::counts);
        let status = match outcome.failed(self.options.ignore_warnings) {
            false => Status::Succeeded,
            true if partly => Status::SucceededPartial,
            true => Status::Failed,
        };
        self.outcome = outcome;
        self.close(status);
    }

    pub fn close(&mut self, status: Status) {
        self.status = status;
        self.modified = now();
        self.completed = Some(self.modified.clone());
    }

    pub fn tests(&self) -> bool {
        self.options.test_level != TestLevel::NoTestRun
    }
}

impl Status {
    pub fn done(self) -> bool {
        !matches!(self, Self::Pending | Self::InProgress | Self::Canceling)
    }
}
