//! `sfo apex run`: a block of anonymous Apex, run once.

use super::log;
use crate::api::apex::{Ask, Ran};
use crate::auth::Access;
use crate::cli::argument;
use crate::cli::consent::Consent;
use crate::ctx::Ctx;
use crate::error::{Excerpt, Exit, Failure};
use crate::soql::{Draft, caret};
use crate::text::visible_lines;
use clap::ValueEnum;
use serde_json::{Value, json};
use std::io::Write;

/// Run anonymous Apex
///
/// It runs as you and in one transaction, of which nothing is left where it throws. What does not compile runs not at
/// all.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo apex run \"System.debug(1 + 1);\" --log
  echo \"insert new Account(Name = 'Blue Sky');\" | sfo -o demo apex run -
  sfo -o demo apex run \"System.debug([SELECT COUNT() FROM Account]);\" --log=full --jq .log")]
pub struct Args {
    /// Apex; @FILE, or - for stdin
    text: String,
    /// Print what System.debug said; --log=full prints the whole debug log
    #[arg(long, value_name = "WHAT", num_args = 0..=1, require_equals = true, default_missing_value = "said")]
    log: Option<Log>,
    #[command(flatten)]
    consent: Consent,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Log {
    /// What System.debug said
    Said,
    /// Every line
    Full,
}

const AGAIN: &str = "sfo apex run … --yes";

pub async fn run(mut args: Args, ctx: &Ctx) -> anyhow::Result<()> {
    let text = argument::text(std::mem::take(&mut args.text))?;
    let mut out = ctx.out()?;
    let client = ctx.client().await?;
    let ask = Ask { text: &text, log: args.log.is_some() };
    args.consent.cover(ctx, client, &client.request(&ask.call(client, "****"))?, AGAIN)?;
    if ask.soap() && matches!(Access::read(&client.token().await?), Access::Jwt(_)) {
        return Err(jwt(&ask).into());
    }
    let ran = ask.run(client).await?;
    let judgement = judge(&ran, &text);
    if ctx.format.is_machine() {
        ctx.document(out, &document(&ran, args.log)?)?;
        return judgement;
    }
    let shown = shown(ran.log.as_deref().unwrap_or_default(), args.log);
    let shown = if ctx.on_screen() { visible_lines(&shown) } else { shown.into() };
    out.write_all(shown.as_bytes())?;
    out.finish()?;
    if judgement.is_ok() {
        ctx.term.note("done");
    }
    judgement
}

/// SOAP is for sessions of the old kind.
fn jwt(ask: &Ask) -> Failure {
    let what = if ask.log { "the debug log comes" } else { "Apex as long as this goes" };
    let message = format!("{what} over SOAP alone, which takes no token that is a JWT, as this login's is");
    Failure::usage(message).hint(if ask.log { "sfo apex run, without --log" } else { "sfo auth login --help" })
}

/// The org's answer, and what was asked for of the log.
fn document(ran: &Ran, log: Option<Log>) -> anyhow::Result<Value> {
    let mut document = serde_json::to_value(ran)?;
    let text = ran.log.as_deref().unwrap_or_default();
    match log {
        Some(Log::Said) => document["debug"] = json!(log::said(text)),
        Some(Log::Full) => document["log"] = text.into(),
        None => (),
    }
    Ok(document)
}

fn shown(text: &str, log: Option<Log>) -> String {
    match log {
        Some(Log::Said) => log::said(text).iter().fold(String::new(), |shown, said| shown + &said.to_string()),
        Some(Log::Full) => format!("{}\n", text.trim_end()),
        None => String::new(),
    }
}

/// What went wrong, shown where it stands in the text.
fn judge(ran: &Ran, text: &str) -> anyhow::Result<()> {
    if ran.success {
        return Ok(());
    }
    let said = ran.compile_problem.as_ref().or(ran.exception_message.as_ref());
    let said = said.map_or("the org does not say why", |said| said.trim());
    let stack = ran.exception_stack_trace.as_deref().map(str::trim).filter(|stack| !stack.is_empty());
    let reason = if ran.compiled { said.to_owned() } else { format!("does not compile: {}", caret::reason(said)) };
    let lines = [place(ran, text).map(|at| Draft::new(text.to_owned()).underline(at)), stack.map(str::to_owned)];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    let whole = [Some(reason.as_str()), stack].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let failure = anyhow::Error::from(Failure::new(Exit::Refused, whole));
    if lines.is_empty() {
        return Err(failure);
    }
    Err(failure.context(Excerpt { message: reason, lines: lines.join("\n") }))
}

/// The byte that the org points at: of a query in brackets, the one in the query.
fn place(ran: &Ran, text: &str) -> Option<usize> {
    let number = |number: i64| usize::try_from(number).ok().filter(|number| *number > 0);
    let (line, column) = (number(ran.line)?, number(ran.column)?);
    let at = (line <= text.lines().count().max(1)).then(|| caret::offset(text, line, column))?;
    let problem = ran.compile_problem.as_deref().unwrap_or_default();
    let query = text[at..].strip_prefix('[').map(str::trim_start);
    let within = query.and_then(|query| Some(text.len() - query.len() + caret::place(problem, query)?));
    Some(within.unwrap_or(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(line: i64, column: i64, problem: &str) -> Ran {
        Ran { line, column, compile_problem: Some(problem.to_owned()), ..Ran::default() }
    }

    #[test]
    fn a_problem_in_a_query_is_shown_within_it() {
        let text = "List<Account> a =\n  [ SELECT Nam FROM Account];";
        let said = "\nSELECT Nam FROM Account\n       ^\nERROR at Row:1:Column:8\nNo such column";
        assert_eq!(place(&problem(2, 3, said), text), text.find("Nam"));
        assert_eq!(place(&problem(2, 3, "else"), text), text.find('['));
        for (line, column) in [(-1, -1), (0, 1), (3, 1)] {
            assert_eq!(place(&problem(line, column, said), text), None);
        }
    }
}
