//! `sfo auth logout`: end a login at the org, then forget it here.

use crate::auth::revoke;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::org::{Login, Registry, Slot};

/// End a login at the org and forget it
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  sfo auth logout -o dev\n  sfo auth logout --all")]
pub struct Args {
    /// Only forget it here
    #[arg(long)]
    keep_remote: bool,
    /// End every login
    #[arg(long)]
    all: bool,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let names: Vec<String> =
        if args.all { Registry::read(&ctx.home.config)?.orgs.into_keys().collect() } else { vec![ctx.login()?.alias] };
    let mut remote = Vec::new();
    for name in names {
        let login = Login::find(&ctx.home, &name)?;
        if !args.keep_remote
            && let Err(error) = end(&login, ctx).await
        {
            remote.push(format!("{name}: {error}"));
        }
        login.forget().await?;
        ctx.term.note(&format!("signed out of {name}"));
    }
    finish(&remote)
}

/// Ends the refresh token, which takes its access tokens with it, or the access token where there is no other. A login
/// that has another alias goes on under that.
async fn end(login: &Login, ctx: &Ctx) -> anyhow::Result<()> {
    if login.shared()? {
        ctx.term.note("the login goes on under another alias");
        return Ok(());
    }
    let token = match login.secret(Slot::Refresh).await? {
        Some(refresh) => Some(refresh),
        None => login.secret(Slot::Access).await?,
    };
    if let Some(token) = token {
        revoke(&ctx.http(), &login.app().await?, &token).await?;
    }
    Ok(())
}

fn finish(remote: &[String]) -> anyhow::Result<()> {
    match remote {
        [] => Ok(()),
        failed => {
            let text = format!("forgotten here, but not ended at the org: {}", failed.join("; "));
            Err(Failure::new(Exit::Partial, text).into())
        }
    }
}
