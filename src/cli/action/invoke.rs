//! Invocations of an action, one a row, and what is told of each.

use crate::api::action::{self, MOST, Parameter};
use crate::api::{Call, Client, Error};
use crate::cli::many::{Deed, Outcome};
use crate::output::Columns;

pub struct Invocations {
    /// Below `actions`.
    pub path: String,
    /// What the action gives; `None` where the org does not say.
    pub outputs: Option<Vec<Parameter>>,
}

impl Deed for Invocations {
    fn columns(&self) -> Columns {
        self.columns_between(&["row", "status"], &["code", "message", "fields"])
    }

    fn most(&self) -> usize {
        MOST
    }

    fn call(&self, _client: &Client, rows: &[&str]) -> Call {
        action::call(&self.path, rows)
    }

    async fn send(&self, client: &Client, rows: &[&str]) -> Result<Vec<Outcome>, Error> {
        let outcomes = action::run(client, &self.path, rows).await?;
        Ok(outcomes.into_iter().map(|outcome| outcome.map(|outputs| told(&outputs))).collect())
    }
}

impl Invocations {
    /// A column for each output between these. Where the org does not say which there are, the rows tell.
    pub fn columns_between(&self, before: &[&str], after: &[&str]) -> Columns {
        let outputs = self.outputs.iter().flatten().map(|output| format!("outputs.{}", output.name));
        let own = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let paths = own(before).into_iter().chain(outputs).chain(own(after)).collect();
        Columns::new(paths, self.outputs.is_none())
    }
}

/// What is told of an invocation that went well.
pub fn told(outputs: &str) -> String {
    format!(r#"{{"status":"done","outputs":{outputs}}}"#)
}
