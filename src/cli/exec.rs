//! `sfo exec`: run a program with fresh credentials in its environment; they are shown nowhere.

use crate::ctx::Ctx;
use crate::error::{Child, Failure};
use std::ffi::OsString;
use std::process::Command;

/// Run a command with fresh credentials in its environment
///
/// The command gets `SFO_ACCESS_TOKEN` and `SFO_INSTANCE_URL`, and the same as `SF_ACCESS_TOKEN` and `SF_ORG_INSTANCE_URL`
/// for the official CLI. Its exit code is this program's.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sfo -o demo exec -- sh -c 'curl -s $SFO_INSTANCE_URL/services/data'")]
pub struct Args {
    /// Command and its arguments
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true, value_name = "COMMAND")]
    words: Vec<OsString>,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let token = client.token().await?;
    let origin = client.origin().origin().ascii_serialization();
    let mut command = Command::new(&args.words[0]);
    command.args(&args.words[1..]);
    for name in ["SFO_ACCESS_TOKEN", "SF_ACCESS_TOKEN"] {
        command.env(name, token.expose());
    }
    for name in ["SFO_INSTANCE_URL", "SF_ORG_INSTANCE_URL"] {
        command.env(name, &origin);
    }
    let error = if ctx.hosts_demo() { wait(command).await? } else { replace(command).await? };
    let name = args.words[0].to_string_lossy();
    Err(Failure::usage(format!("cannot run {name}: {error}")).into())
}

/// Becomes the command, so that signals and the exit code are its own. Returns only the reason why not.
#[cfg(unix)]
#[expect(clippy::unused_async, reason = "the same shape on every system")]
async fn replace(mut command: Command) -> anyhow::Result<std::io::Error> {
    use std::os::unix::process::CommandExt;
    Ok(command.exec())
}

#[cfg(not(unix))]
async fn replace(command: Command) -> anyhow::Result<std::io::Error> {
    wait(command).await
}

/// Stays, where the org lives in this process or the system cannot replace one.
async fn wait(mut command: Command) -> anyhow::Result<std::io::Error> {
    match tokio::task::spawn_blocking(move || command.status()).await? {
        Ok(status) => Err(Child(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)).into()),
        Err(error) => Ok(error),
    }
}
