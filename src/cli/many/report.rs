//! What became of the rows, told three ways: each on stdout, those not done in a file, and counts at the end.

use super::failed::Failed;
use super::feed::{Batch, Ready, Shape};
use super::tally::Tally;
use super::{Halt, Outcome, UNKNOWN};
use crate::api::collections::Fault;
use crate::ctx::Ctx;
use crate::error::{self, Excerpt, Exit, Failure};
use crate::output::{Columns, Sink};
use crate::record::Value;
use crate::term::Out;
use serde_json::json;
use std::io;
use std::path::Path;

pub struct Report {
    out: Out,
    /// Gone when nobody reads any more: the work goes on.
    sink: Option<Box<dyn Sink>>,
    /// Whether rows are of records, which have Ids.
    records: bool,
    failed: Option<Failed>,
    /// Of the file of failed rows, for the hint.
    place: Option<String>,
    tally: Tally,
    error: Option<io::Error>,
}

impl Report {
    pub fn new(ctx: &Ctx, out: Out, columns: Columns, shape: &Shape, failed: Option<&Path>) -> anyhow::Result<Self> {
        let open = |path: &Path| Out::file(path).and_then(|out| Failed::new(out, shape));
        let file = failed.map(open).transpose().map_err(|error| Failure::usage(error.to_string()))?;
        let records = columns.paths().iter().any(|path| path == "id");
        let sink = ctx.sink(&out, columns, |_| ());
        let place = failed.map(|path| path.display().to_string());
        Ok(Self { out, sink: Some(sink), records, failed: file, place, tally: Tally::default(), error: None })
    }

    /// Rows told of.
    pub fn rows(&self) -> u64 {
        self.tally.total()
    }

    /// Why nothing more can be told, if that is so.
    pub fn broken(&mut self) -> Option<anyhow::Error> {
        self.error.take().map(Into::into)
    }

    pub fn told(&mut self, batch: &Batch, outcomes: Vec<Outcome>) {
        for (ready, outcome) in batch.iter().zip(outcomes) {
            match outcome {
                Ok(done) => {
                    self.tally.done += 1;
                    let rest = done.strip_prefix('{').unwrap_or_default();
                    self.print(&format!(r#"{{"row":{},{rest}"#, ready.row.number));
                }
                Err(fault) => {
                    self.tally.failed(ready.row.number, &fault);
                    self.not_done(ready, "failed", &fault);
                }
            }
        }
    }

    pub fn unknown(&mut self, batch: &Batch, why: &str) {
        let fault = Fault { code: UNKNOWN.to_owned(), message: why.to_owned(), fields: Vec::new() };
        for ready in batch.iter() {
            self.tally.unknown(ready.row.number, why);
            self.not_done(ready, "unknown", &fault);
        }
    }

    pub fn unsent(&mut self, batch: &Batch) {
        let message = "the run ended before this row was sent".to_owned();
        let fault = Fault { code: "UNSENT".to_owned(), message, fields: Vec::new() };
        for ready in batch.iter() {
            self.tally.unsent.add(ready.row.number);
            self.not_done(ready, "unsent", &fault);
        }
    }

    fn not_done(&mut self, ready: &Ready, status: &str, fault: &Fault) {
        let Fault { code, message, fields } = fault;
        let mut row = json!({"row": ready.row.number});
        if self.records {
            let id = Value::trusted(&ready.text).members().find(|(name, _)| name.eq_ignore_ascii_case("Id"));
            row["id"] = id.map(|(_, id)| id.string()).into();
        }
        for (name, value) in [("status", status), ("code", code), ("message", message), ("fields", &fields.join(", "))]
        {
            row[name] = value.into();
        }
        self.print(&row.to_string());
        let write = self.failed.as_mut().map(|failed| failed.row(&ready.row, &format!("{code}: {message}")));
        if let Some(Err(error)) = write {
            self.error = Some(error);
        }
    }

    fn print(&mut self, row: &str) {
        let Some(Err(error)) = self.sink.as_mut().map(|sink| sink.row(Value::trusted(row))) else { return };
        self.sink = None;
        if error.kind() != io::ErrorKind::BrokenPipe {
            self.error = Some(error);
        }
    }

    /// Closes what was written and says how it went. Where not all rows are told of, the list of them stays open.
    pub fn end(mut self, ctx: &Ctx, halt: Option<&Halt>, whole: bool) -> anyhow::Result<()> {
        match self.sink.take() {
            Some(sink) if halt.is_none() || whole => {
                let written = sink.finish()?;
                ctx.end_rows(&self.out, &written, Ok(()))?;
            }
            Some(_) => self.out.finish()?,
            None => {}
        }
        self.failed.take().map_or(Ok(()), Failed::finish)?;
        self.judge(ctx, halt)
    }

    fn judge(mut self, ctx: &Ctx, halt: Option<&Halt>) -> anyhow::Result<()> {
        let (done, unknown) = (self.tally.done, self.tally.unknown.count);
        let exit = match halt {
            None if self.tally.failures() == 0 => {
                ctx.term.note(&self.tally.summary());
                return Ok(());
            }
            Some(Halt::Told(exit)) => *exit,
            _ if done + unknown > 0 => Exit::Partial,
            Some(Halt::Error(error)) => error::exit(error),
            None => Exit::Refused,
        };
        let why = match halt {
            Some(Halt::Told(_)) => "stopped: ".to_owned(),
            Some(Halt::Error(error)) => format!("{error}: "),
            None => String::new(),
        };
        let message = format!("{why}{}", self.tally.summary());
        let lines = self.tally.lines();
        let failure = Failure::new(exit, format!("{message}: {}", lines.join("; "))).hint(self.hint());
        Err(anyhow::Error::from(failure).context(Excerpt { message, lines: format!("  {}", lines.join("\n  ")) }))
    }

    fn hint(&self) -> String {
        match &self.place {
            Some(place) => format!("the same with --input {place}, once its rows are mended"),
            None => "--failed FILE keeps the rows that were not done".to_owned(),
        }
    }
}
