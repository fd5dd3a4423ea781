//! Anonymous Apex over the Tooling API and SOAP: a small part of the language that is run truly, records written and all. What is outside of it is a
//! compile problem that says so, and nothing is run.

mod compile;
mod decimal;
mod log;
mod method;
mod run;
mod source;
#[cfg(test)]
mod tests;
mod thrown;
mod tree;
mod types;
mod value;

use super::{
    org::Org,
    wire::{Call, Fault, Outcome, Reply},
};
pub use run::refused;

use log::Log;
use serde_json::{Value, json};
use source::{Problem, Source};
use thrown::{Stop, Thrown};

/// What became of a block.
pub struct Ran {
    pub end: End,
    pub log: String,
}

pub enum End {
    Done,
    Problem(Problem),
    Thrown(Thrown),
}

/// `GET tooling/executeAnonymous?anonymousBody=…`
pub fn execute_anonymous(org: &Org, call: &Call) -> Outcome {
    let text = call.param("anonymousBody").unwrap_or_default();
    Ok(Reply::json(200, &execute(org, call, text)?.end.result()))
}

/// Runs `text` in one transaction, of which nothing is left where it throws.
pub fn execute(org: &Org, call: &Call, text: &str) -> Result<Ran, Fault> {
    let version = call.path.iter().find_map(|part| part.trim_start_matches('v').strip_suffix(".0")?.parse().ok());
    let version: u16 = version.unwrap_or_default();
    // What the block asks and writes, it does as a caller of the data APIs would.
    let path = ["services", "data", &format!("v{version}.0")].map(str::to_owned).to_vec();
    let call = &Call { path, query: Vec::new(), headers: Vec::new(), body: Vec::new(), ..call.clone() };
    let mut log = Log::new(version, text, org.asked_by(&call.user)?.zone);
    let compiled = Source::read(text).and_then(|source| compile::block(org, call, &source));
    let block = match compiled {
        Ok(block) => block,
        Err(problem) => return Ok(Ran { end: End::Problem(problem), log: log.into_text() }),
    };
    log.event("EXECUTION_STARTED", "");
    log.event("CODE_UNIT_STARTED", "|[EXTERNAL]|execute_anonymous_apex");
    let end = match org.together(|org| run::block(org, call, &block, &mut log)) {
        Ok(()) => End::Done,
        Err(Stop::Fault(fault)) => return Err(fault),
        Err(Stop::Thrown(thrown)) => {
            log.event("EXCEPTION_THROWN", &format!("|[{}]|{}", thrown.line, thrown.text()));
            log.event("FATAL_ERROR", &format!("|{}\n\n{}", thrown.text(), thrown.stack()));
            End::Thrown(thrown)
        }
    };
    log.event("CODE_UNIT_FINISHED", "|execute_anonymous_apex");
    log.event("EXECUTION_FINISHED", "");
    Ok(Ran { end, log: log.into_text() })
}

impl End {
    /// As the Tooling API tells it.
    pub fn result(&self) -> Value {
        let (mut line, mut column) = (-1, -1);
        let (mut problem, mut message, mut stack) = (Value::Null, Value::Null, Value::Null);
        match self {
            Self::Done => (),
            Self::Problem(Problem { at, text }) => {
                (line, column) = (whole(at.line), whole(at.column));
                problem = text.as_str().into();
            }
            Self::Thrown(thrown) => {
                (line, column) = (whole(thrown.line), 1);
                message = thrown.text().into();
                stack = thrown.stack().into();
            }
        }
        json!({
            "line": line, "column": column, "compiled": problem.is_null(), "success": matches!(self, Self::Done),
            "compileProblem": problem, "exceptionStackTrace": stack, "exceptionMessage": message,
        })
    }
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
