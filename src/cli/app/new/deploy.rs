//! One deploy: sent, watched to its end, let go of where the run is told to end, and its errors told with what helps.

use crate::api::metadata::{self, Deploy, Problem};
use crate::api::{self, Call, Client};
use crate::app::metadata::{File, cure, zip};
use crate::ctx::{Ctx, Stop};
use crate::error::{Exit, Failure, Remark};
use crate::text::visible_lines;
use std::fmt::Write;

/// The call that deploys these files.
pub fn call(files: &[File]) -> anyhow::Result<Call> {
    Ok(metadata::deploy(zip(files))?)
}

/// Deploys, all or nothing. `again` is the command that goes on after an interruption.
pub async fn run(ctx: &Ctx, client: &Client, call: &Call, again: &str) -> anyhow::Result<Deploy> {
    let mut stop = ctx.stops.listen();
    let progress = ctx.term.progress("components deployed");
    let deploy = metadata::start(client, call).await.map_err(|error| not_taken(error, again))?;
    let id = deploy.id.clone();
    let end = metadata::wait(client, deploy, |deploy| progress.set(deploy.number_components_deployed));
    let ended = tokio::select! {
        ended = end => ended.map_err(|error| lost(error, &id, again))?,
        exit = stop.told() => return Err(let_go(client, &id, exit, &mut stop, again).await),
    };
    drop(progress);
    if ended.success { Ok(ended) } else { Err(failed(&ended)) }
}

/// Asks the org to cancel, and says what became of it.
async fn let_go(client: &Client, id: &str, exit: Exit, stop: &mut Stop, again: &str) -> anyhow::Error {
    let settle = async {
        metadata::cancel(client, id).await?;
        metadata::wait(client, Deploy { id: id.to_owned(), ..Deploy::default() }, |_| ()).await
    };
    let settled = tokio::select! {
        settled = settle => settled.ok(),
        _ = stop.told() => None,
    };
    let text = match settled {
        Some(deploy) if deploy.success => format!("interrupted when deploy {id} was done"),
        Some(_) => format!("interrupted; deploy {id} was cancelled and has changed nothing"),
        None => format!("interrupted; whether deploy {id} goes on is not known"),
    };
    Failure::new(exit, text).hint(again).into()
}

/// What helps where the org takes no deploy at all.
fn not_taken(error: api::Error, again: &str) -> anyhow::Error {
    let setup = match &error {
        api::Error::Refused(refusal) => cure(&refusal.message).or_else(|| cure(&refusal.code)),
        _ => None,
    };
    let hint = setup.is_none().then(|| again.to_owned());
    let about = "the deploy".to_owned();
    anyhow::Error::from(error).context(Remark { about, setup: setup.map(str::to_owned), hint, ..Remark::default() })
}

/// A deploy lives on in the org, whatever becomes of those who look at it.
fn lost(error: api::Error, id: &str, again: &str) -> anyhow::Error {
    let cause = Some("the deploy may go on in the org; the same command looks what is there".to_owned());
    let hint = Some(again.to_owned());
    anyhow::Error::from(error).context(Remark { about: format!("deploy {id}"), cause, hint, ..Remark::default() })
}

pub fn failed(deploy: &Deploy) -> anyhow::Error {
    let mut text = format!("deploy {} ended as {} and changed nothing", deploy.id, deploy.status);
    if let Some(message) = &deploy.error_message {
        let code = deploy.error_status_code.as_deref().map(|code| format!("{code}: ")).unwrap_or_default();
        let _ = write!(text, "\n{code}{message}");
        help(&mut text, message);
    }
    for problem in deploy.problems() {
        tell(&mut text, problem);
    }
    Failure::new(Exit::Refused, text).into()
}

fn tell(text: &mut String, problem: &Problem) {
    let why = problem.reason.as_deref().unwrap_or("no reason given");
    let place = match (problem.line_number, problem.column_number) {
        (Some(line), Some(column)) => format!(" {line}:{column}"),
        _ => String::new(),
    };
    let _ = write!(text, "\n{} {}{place}: {}", problem.component_type, problem.full_name, visible_lines(why));
    help(text, why);
}

fn help(text: &mut String, why: &str) {
    if let Some(cure) = cure(why) {
        let _ = write!(text, "\n  {cure}");
    }
}
