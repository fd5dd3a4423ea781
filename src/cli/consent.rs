//! Asking before harm.

use crate::api::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::http::Request;
use crate::org;

/// The flag of every command that writes or takes something away.
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

    /// Asks about a request that the org's policy lets through only after a yes.
    pub fn cover(&self, ctx: &Ctx, client: &Client, request: &Request, again: &str) -> anyhow::Result<()> {
        match client.allows(request) {
            Err(api::Error::Org(org::Error::Unconfirmed(name))) => {
                let question = format!("Send {} {} to {name}?", request.method(), request.url().path());
                self.ask(ctx, &question, again)?;
                client.confirm();
                Ok(())
            }
            outcome => Ok(outcome?),
        }
    }
}
