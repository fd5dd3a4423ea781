//! What all commands that write have in common: the rules of the org, the dry run, and the question before.

use super::header::Rules;
use super::said::Done;
use super::target;
use super::undo::Keep;
use crate::api::sobject::{self, Target};
use crate::api::{Call, Client};
use crate::cli::api::paper;
use crate::cli::consent::Consent;
use crate::ctx::Ctx;
use crate::term::Out;

#[derive(clap::Args)]
pub struct Write {
    /// Do all rows or none; up to 200
    #[arg(long, requires = "input")]
    pub all_or_none: bool,
    /// Print the requests instead of sending them
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub consent: Consent,
}

/// Also rules that run when records are saved.
#[derive(clap::Args)]
pub struct Save {
    #[command(flatten)]
    pub write: Write,
    #[command(flatten)]
    pub rules: Rules,
}

/// What is done with one record.
pub struct One<'a> {
    pub object: &'a str,
    pub call: Call,
    pub target: Option<&'a Target>,
    pub done: Done,
    /// The command that does not ask.
    pub again: &'static str,
    /// Keeps what the record held before.
    pub keep: Option<Keep<'a>>,
}

impl Write {
    /// Sends what writes one record, and tells what became of it.
    pub async fn one(&self, ctx: &Ctx, one: &One<'_>) -> anyhow::Result<()> {
        let mut out = ctx.out()?;
        let client = ctx.client().await?;
        if self.dry_run {
            return show(client, &one.call, &mut out);
        }
        self.consent.cover(ctx, client, &client.request(&one.call)?, one.again)?;
        one.send(ctx, client, out).await
    }
}

/// Prints a request instead of sending it.
pub fn show(client: &Client, call: &Call, out: &mut Out) -> anyhow::Result<()> {
    paper::request(out, &client.request(call)?)?;
    Ok(out.finish()?)
}

impl One<'_> {
    /// Sends it after all questions were answered.
    pub async fn send(&self, ctx: &Ctx, client: &Client, out: Out) -> anyhow::Result<()> {
        if let (Some(keep), Some(target)) = (&self.keep, self.target) {
            keep.one(client, target, &self.call).await;
        }
        let sent = sobject::send(client, &self.call).await;
        let text = match self.target {
            Some(target) => sent.map_err(|error| target::named(self.object, target, error))?,
            None => sent?,
        };
        self.done.show(ctx, out, &sobject::saved(&text, self.target)?)?;
        if let Some(keep) = &self.keep {
            keep.end();
        }
        Ok(())
    }
}
