//! Says how to go on with a job that outlives this run, however the run ends: by an error, Ctrl-C or a signal.

use super::command;
use crate::ctx::Ctx;

pub struct Lifeline<'c> {
    ctx: &'c Ctx,
    /// What lives on, and the words that go on with it.
    text: Option<String>,
}

impl<'c> Lifeline<'c> {
    /// From now on the job lives on in the org, whatever happens here.
    pub fn new(ctx: &'c Ctx, id: &str) -> Self {
        let text = format!("job {id} lives on in the org; go on with it: {}", command(ctx, &format!("resume {id}")));
        Self { ctx, text: Some(text) }
    }

    /// Nothing is left to go on with.
    pub fn release(mut self) {
        self.text = None;
    }
}

impl Drop for Lifeline<'_> {
    fn drop(&mut self) {
        if let Some(text) = &self.text {
            self.ctx.term.note(text);
        }
    }
}
