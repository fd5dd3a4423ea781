//! `sfo why`: what is known about an OAuth error, offline.

use crate::auth::advice::{self, Advice};
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::output::Columns;
use crate::record::Value;

/// Explain an OAuth error, and which box in Setup to change
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  sfo why invalid_client_id\n  sfo why --csv")]
pub struct Args {
    /// The error as the org or the browser shows it; every known one if not given
    code: Option<String>,
}

pub fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let known: Vec<&Advice> = advice::all().filter(|row| args.asks_for(row)).collect();
    if let (Some(code), true) = (&args.code, known.is_empty()) {
        return Err(Failure::new(Exit::NotFound, format!("nothing is known about `{code}`")).hint("sfo why").into());
    }
    let out = ctx.out()?;
    let columns = ["code", "when", "cause", "setup", "next"].map(str::to_owned).to_vec();
    let mut sink = ctx.sink(&out, Columns::new(columns, false), |_| ());
    for row in known {
        sink.row(Value::trusted(&serde_json::to_string(row)?))?;
    }
    let written = sink.finish()?;
    ctx.end_rows(&out, &written, Ok(()))
}

impl Args {
    fn asks_for(&self, row: &Advice) -> bool {
        self.code.as_ref().is_none_or(|code| row.code.eq_ignore_ascii_case(&code.replace('-', "_")))
    }
}
