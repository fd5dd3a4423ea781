//! Asking before harm.

use crate::ctx::Ctx;
use crate::error::{Exit, Failure};

/// The flag of every command that takes something away.
#[derive(clap::Args)]
pub struct Consent {
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

impl Consent {
    /// Goes on after a clear yes only. `question` names what is lost, `again` is the command that does not ask.
    pub fn ask(&self, ctx: &Ctx, question: &str, again: &str) -> anyhow::Result<()> {
        if self.yes || ctx.term.confirm(question)? == Some(true) {
            return Ok(());
        }
        Err(Failure::new(Exit::Declined, "not confirmed; nothing was changed").hint(again).into())
    }
}
