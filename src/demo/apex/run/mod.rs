//! Runs a block that has been understood: statements, and what limits them.

mod arithmetic;
mod dml;
mod expression;
mod query;

pub use arithmetic::later;
pub use dml::refused;

use super::{
    compile::Block,
    log::Log,
    thrown::{LIMIT, Stop, Thrown},
    tree::{Catch, Expr, Statement},
    value::Value,
};
use crate::demo::{org::Org, wire::Call};
use jiff::{Timestamp, civil::Date};
use std::rc::Rc;

/// Steps of one block: what ten seconds of processor time are to an org.
const STEPS: usize = 2_000_000;
/// Bytes of text that are made in one step.
const BYTES: usize = 32;

pub struct Run<'a> {
    org: &'a Org,
    call: &'a Call,
    slots: Vec<Value>,
    pub log: &'a mut Log,
    /// Where in the text we are.
    line: usize,
    left: usize,
    queries: usize,
    deeds: usize,
}

/// How a statement ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    On,
    Break,
    Continue,
    Return,
}

pub fn block(org: &Org, call: &Call, block: &Block, log: &mut Log) -> Result<(), Stop> {
    let slots = vec![Value::Null; block.slots];
    let mut run = Run { org, call, slots, log, line: 1, left: STEPS, queries: 0, deeds: 0 };
    run.all(&block.statements).map(drop)
}

impl Run<'_> {
    /// Goes on, unless too much has been done. `bytes` of text have been made.
    pub fn spend(&mut self, bytes: usize) -> Result<(), Stop> {
        let steps = 1 + bytes / BYTES;
        self.left = self.left.checked_sub(steps).ok_or_else(|| self.limit("Apex CPU time limit exceeded"))?;
        Ok(())
    }

    fn limit(&self, message: impl Into<Rc<str>>) -> Stop {
        self.placed(Thrown::new(LIMIT, message).into())
    }

    /// An exception knows the line that it was thrown in.
    fn placed(&self, stop: Stop) -> Stop {
        match stop {
            Stop::Thrown(thrown) if thrown.line == 0 => Thrown { line: self.line, ..thrown }.into(),
            stop => stop,
        }
    }

    pub fn note(&mut self, event: &str, more: &str) {
        self.log.event(event, &format!("|[{}]{more}", self.line));
    }

    pub fn user(&self) -> &str {
        &self.call.user
    }

    pub fn today(&self) -> Result<Date, Stop> {
        let zone = self.org.asked_by(self.user())?.zone;
        Ok(Timestamp::now().to_zoned(zone).date())
    }

    fn all(&mut self, statements: &[Statement]) -> Result<Flow, Stop> {
        for statement in statements {
            let flow = self.statement(statement)?;
            if flow != Flow::On {
                return Ok(flow);
            }
        }
        Ok(Flow::On)
    }

    fn statement(&mut self, statement: &Statement) -> Result<Flow, Stop> {
        self.spend(0)?;
        match statement {
            Statement::Run(expr) => drop(self.value(expr)?),
            Statement::Declare(slot, value) => {
                self.slots[*slot] = value.as_ref().map_or(Ok(Value::Null), |value| self.value(value))?;
            }
            Statement::Block(statements) => return self.all(statements),
            Statement::If(condition, then, other) => {
                return match (self.holds(condition)?, other) {
                    (true, _) => self.statement(then),
                    (false, Some(other)) => self.statement(other),
                    (false, None) => Ok(Flow::On),
                };
            }
            Statement::Loop { first, condition, update, body } => {
                return self.repeat(*first, condition.as_ref(), update, body);
            }
            Statement::Each { slot, list, body } => return self.each(*slot, list, body),
            Statement::Break => return Ok(Flow::Break),
            Statement::Continue => return Ok(Flow::Continue),
            Statement::Return => return Ok(Flow::Return),
            Statement::Throw(expr) => return Err(self.thrown(expr)?),
            Statement::Try { body, catches, finally } => return self.attempt(body, catches, finally.as_deref()),
        }
        Ok(Flow::On)
    }

    fn repeat(
        &mut self,
        first: bool,
        condition: Option<&Expr>,
        update: &[Expr],
        body: &Statement,
    ) -> Result<Flow, Stop> {
        let mut again = first || condition.map_or(Ok(true), |condition| self.holds(condition))?;
        while again {
            match self.statement(body)? {
                Flow::Break => break,
                Flow::Return => return Ok(Flow::Return),
                Flow::On | Flow::Continue => (),
            }
            for expr in update {
                self.value(expr)?;
            }
            again = condition.map_or(Ok(true), |condition| self.holds(condition))?;
        }
        Ok(Flow::On)
    }

    fn each(&mut self, slot: usize, list: &Expr, body: &Statement) -> Result<Flow, Stop> {
        let Value::List(items) = self.value(list)? else { return Err(self.placed(super::thrown::null().into())) };
        let mut index = 0;
        loop {
            let Some(item) = items.borrow().get(index).cloned() else { return Ok(Flow::On) };
            self.slots[slot] = item;
            match self.statement(body)? {
                Flow::Break => return Ok(Flow::On),
                Flow::Return => return Ok(Flow::Return),
                Flow::On | Flow::Continue => index += 1,
            }
        }
    }

    fn attempt(&mut self, body: &Statement, catches: &[Catch], finally: Option<&Statement>) -> Result<Flow, Stop> {
        let mut outcome = self.statement(body);
        if let Err(Stop::Thrown(thrown)) = &outcome
            && let Some(catch) = catches.iter().find(|catch| thrown.is(&catch.what))
        {
            self.slots[catch.slot] = Value::Thrown(Rc::new(thrown.clone()));
            outcome = self.statement(&catch.body);
        }
        let last = match (&outcome, finally) {
            (Err(Stop::Fault(_)), _) | (_, None) => Flow::On,
            (Err(Stop::Thrown(thrown)), _) if thrown.kind == LIMIT => Flow::On,
            (_, Some(finally)) => self.statement(finally)?,
        };
        if last == Flow::On { outcome } else { Ok(last) }
    }

    fn thrown(&mut self, expr: &Expr) -> Result<Stop, Stop> {
        let value = self.value(expr)?;
        self.line = expr.at.line;
        Ok(self.placed(match value {
            Value::Thrown(thrown) => Thrown::clone(&thrown).into(),
            _ => super::thrown::null().into(),
        }))
    }

    /// Whether a condition is true. What is null is not, and says so.
    fn holds(&mut self, condition: &Expr) -> Result<bool, Stop> {
        match self.value(condition)? {
            Value::Boolean(value) => Ok(value),
            _ => Err(self.placed(super::thrown::null().into())),
        }
    }
}
