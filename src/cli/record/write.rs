//! What all commands that write have in common: the rules of the org, the dry run, and the question before.

use super::header::Rules;
use super::preflight::{Pass, Preflight, Schema};
use super::rows::Kind;
use super::said::Done;
use super::target;
use super::undo::Keep;
use crate::api::sobject::{self, Target};
use crate::api::{self, Call, Client};
use crate::cli::api::paper;
use crate::cli::consent::Consent;
use crate::cli::describe;
use crate::ctx::{Ctx, Freshness};
use crate::error::Failure;
use crate::input::Row;
use crate::term::Out;
use serde_json::{Map, Value};

#[derive(clap::Args)]
pub struct Write {
    /// Do all rows or none; up to 200
    #[arg(long, requires = "input")]
    pub all_or_none: bool,
    /// Hold nothing against the description of the object; the org judges alone
    #[arg(long)]
    pub no_preflight: bool,
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
    /// Holds the fields of one record against what is known of the object. A kept description is renewed before it
    /// accuses anybody; where none is kept, the org judges alone.
    pub async fn check(&self, ctx: &Ctx, object: &str, kind: &Kind, fields: &Map<String, Value>) -> anyhow::Result<()> {
        let text = Value::Object(fields.clone()).to_string();
        let row = Row { number: 1, line: 1, json: text.clone(), cells: None };
        let judge = |schema: &Schema| {
            let object = schema.object().ok_or(()).or(Err(Vec::new()));
            object
                .and_then(|object| Preflight::new(object, kind.clone(), Pass::Later).row(&row, &text))
                .err()
                .unwrap_or_default()
        };
        if self.no_preflight || judge(&Schema::kept(ctx, object).await).is_empty() {
            return Ok(());
        }
        let flaws = judge(&Schema::renewed(ctx, object).await?);
        let told: Vec<_> = flaws.iter().map(ToString::to_string).collect();
        if told.is_empty() { Ok(()) } else { Err(Failure::usage(told.join("; ")).into()) }
    }

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
        let text = match (sobject::send(client, &self.call).await, self.target) {
            (Ok(text), _) => text,
            (Err(error), Some(target)) => return Err(target::named(self.object, target, error)),
            // Nothing but the object can be missing, and the description knows what may have been meant.
            (Err(error), None) => {
                if matches!(&error, api::Error::Refused(refusal) if refusal.status == 404) {
                    describe::one(self.object, Freshness::Renewed, ctx).await?;
                }
                return Err(error.into());
            }
        };
        self.done.show(ctx, out, &sobject::saved(&text, self.target)?)?;
        if let Some(keep) = &self.keep {
            keep.end();
        }
        Ok(())
    }
}
