//! What became of several files: those that failed are told one by one, and decide how the command ends.

use crate::ctx::Ctx;
use crate::error::{self, Exit, Failure};

pub struct Tally {
    all: usize,
    failed: usize,
    /// Of the first that failed.
    first: Option<anyhow::Error>,
}

impl Tally {
    pub fn new(all: usize) -> Self {
        Self { all, failed: 0, first: None }
    }

    pub fn fail(&mut self, ctx: &Ctx, name: &str, error: anyhow::Error) {
        self.failed += 1;
        // What is alone is told at the end.
        if self.all > 1 {
            ctx.term.tell(&format!("{name}: {error}"));
        }
        self.first.get_or_insert(error);
    }

    /// `done` is what should have happened: `uploaded`.
    pub fn judge(self, done: &str) -> anyhow::Result<()> {
        let Self { all, failed, first } = self;
        match first {
            None => Ok(()),
            Some(error) if all == 1 => Err(error),
            Some(_) if failed < all => {
                let text = format!("{failed} of {all} files were not {done}");
                Err(Failure::new(Exit::Partial, text).into())
            }
            Some(error) => Err(Failure::new(error::exit(&error), format!("none of {all} files was {done}")).into()),
        }
    }
}
