//! `sfo action run`: an action run once, or once for each row of an input.

use super::catalog::{self, Action};
use super::input::{self, Inputs};
use super::invoke::{Invocations, told};
use super::name::Name;
use crate::api::{self, Refusal, action};
use crate::cli::api::paper;
use crate::cli::consent::Consent;
use crate::cli::field::Field;
use crate::cli::many::{self, Deed, Flaw, Input, Prepare};
use crate::ctx::{Ctx, Freshness};
use crate::error::Failure;
use crate::input::Row;
use crate::output::Format;
use crate::record::Value;
use crate::term::Out;
use std::sync::Arc;

/// Run an action, once or once for each row of an input
///
/// An input is NAME=TEXT, which is read as the type that the action wants, NAME:=JSON or NAME=@FILE; one that takes a
/// list may be given several times. Inputs are checked against the action's description before anything is sent.
/// With --input, what is given beside it goes with every row that does not bring it. Invocations that fail are told
/// by row, with exit code 3, or 1 where all failed.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo action run EchoAction echo=one echo=two --jq .outputs.output
  sfo -o demo action run submit objectId=006000000000002AAA comment=Please --dry-run
  sfo -o demo action run Add_Contacts accountId=001000000000001AAA contacts:='[{\"LastName\":\"Li\"}]'
  echo '{\"echo\":[\"a\"]}' | sfo -o demo action run EchoAction --input - --csv")]
pub struct Args {
    /// Action, such as emailSimple, `flow/Close_Case` or `quick/Account.NewContact`
    name: Name,
    /// `NAME=TEXT`, `NAME:=JSON` or `NAME=@FILE`
    #[arg(value_name = "INPUT")]
    fields: Vec<Field>,
    #[command(flatten)]
    many: many::Flags,
    /// Print the requests instead of sending them
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    consent: Consent,
}

const AGAIN: &str = "sfo action run … --yes";

pub async fn run(args: Args, ctx: &Ctx) -> anyhow::Result<()> {
    let rows = args.many.open()?;
    let common = input::members(args.fields)?;
    let out = ctx.out()?;
    let action = catalog::find(ctx, &args.name, Freshness::Renewed).await?;
    let description = action.description()?;
    let inputs = Inputs { known: description.inputs, common };
    let deed = Invocations { path: action.path.clone(), outputs: description.outputs };
    let run = Run { ctx, action: &action, deed, dry: args.dry_run, consent: &args.consent };
    match rows {
        Some(rows) => run.rows(out, &args.many, inputs, rows).await,
        None => run.once(out, &inputs).await,
    }
}

struct Run<'r> {
    ctx: &'r Ctx,
    action: &'r Action,
    deed: Invocations,
    dry: bool,
    consent: &'r Consent,
}

impl Run<'_> {
    async fn rows(self, mut out: Out, flags: &many::Flags, inputs: Inputs, input: Input) -> anyhow::Result<()> {
        let inputs = Arc::new(inputs);
        let prepare = || -> Box<dyn Prepare> {
            let inputs = Arc::clone(&inputs);
            Box::new(move |row: &Row| inputs.row(row))
        };
        let (input, verdict) = input.check(prepare()).await?;
        let count = verdict?;
        if self.dry {
            return many::show(self.ctx, &mut out, &self.deed, input, prepare()).await;
        }
        if count > 0 {
            self.agree(&[]).await?;
        }
        many::run(self.ctx, (out, flags), &self.deed, (input, prepare())).await
    }

    async fn once(self, mut out: Out, inputs: &Inputs) -> anyhow::Result<()> {
        let json = inputs.alone().map_err(|flaws| self.wrong(&flaws))?;
        let client = self.ctx.client().await?;
        if self.dry {
            paper::request(&mut out, &client.request(&self.deed.call(client, &[&json]))?)?;
            return Ok(out.finish()?);
        }
        self.agree(&[&json]).await?;
        let outcomes = action::run(client, &self.action.path, &[&json]).await?;
        match outcomes.as_slice() {
            [Ok(outputs)] => self.show(out, outputs),
            [Err(fault)] => {
                let (code, message) = (fault.code.clone(), fault.message.clone());
                Err(api::Error::Refused(Refusal { status: 400, code, message, request_id: None }).into())
            }
            others => {
                let text = format!("it tells of {} invocations, and one was sent", others.len());
                Err(api::Error::Unreadable(text).into())
            }
        }
    }

    async fn agree(&self, inputs: &[&str]) -> anyhow::Result<()> {
        let client = self.ctx.client().await?;
        self.consent.cover(self.ctx, client, &client.request(&self.deed.call(client, inputs))?, AGAIN)
    }

    /// Prints what one invocation gave: one object for programs.
    fn show(&self, mut out: Out, outputs: &str) -> anyhow::Result<()> {
        let row = told(outputs);
        if matches!(self.ctx.format, Format::Json | Format::Ndjson) {
            self.ctx.put(&mut out, Value::trusted(&row))?;
            return Ok(out.finish()?);
        }
        let mut sink = self.ctx.sink(&out, self.deed.columns_between(&["status"], &[]), |_| ());
        sink.row(Value::trusted(&row))?;
        let written = sink.finish()?;
        self.ctx.end_rows(&out, &written, Ok(()))
    }

    fn wrong(&self, flaws: &[Flaw]) -> Failure {
        let name = self.action.name();
        let say = |flaw: &Flaw| format!("{}: {}", flaw.column.as_deref().unwrap_or_default(), flaw.why);
        let flaws: Vec<_> = flaws.iter().map(say).collect();
        Failure::usage(format!("{name}: {}", flaws.join("; "))).hint(format!("sfo action describe {name}"))
    }
}
