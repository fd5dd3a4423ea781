//! `sfo auth import`: take over the logins of the official CLI from its own files.

use super::login::store;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::org::import::{Candidate, Official};
use crate::org::{Login, Registry, Store};

/// Take over logins of the official CLI
///
/// Its files stay as they are. Where refresh tokens rotate, two programs with one of them sign each other out: sign in
/// anew with `sfo auth login` to keep using both.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  sfo auth import --all\n  sfo auth import dev --store file")]
pub struct Args {
    /// Aliases or user names to take over
    #[arg(required_unless_present = "all")]
    names: Vec<String>,
    /// Take over every login there is
    #[arg(long, conflicts_with = "names")]
    all: bool,
    /// Where to keep the secrets; `SFO_STORE` where not given
    #[arg(long, value_name = "WHERE", value_enum)]
    store: Option<Store>,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let none = || Failure::new(Exit::NotFound, "no logins of the official CLI were found");
    let store = store(args.store)?;
    let found = Official::find().ok_or_else(none)?.logins(&ctx.home, store).await?;
    for (path, why) in &found.skipped {
        ctx.term.warn(&format!("{}: {why}", path.display()));
    }
    let wanted: Vec<Candidate> = found.logins.into_iter().filter(|login| args.wants(login)).collect();
    if wanted.is_empty() {
        return Err(none().into());
    }
    for login in wanted {
        take(login, ctx).await?;
    }
    ctx.term.warn("where refresh tokens rotate, the official CLI and sfo now sign each other out");
    Ok(())
}

async fn take(login: Candidate, ctx: &Ctx) -> anyhow::Result<()> {
    let alias = login.alias.unwrap_or_else(|| login.entry.username.clone());
    let username = login.entry.username.clone();
    Login::save(&ctx.home, &alias, login.entry, &login.secrets).await?;
    if login.default {
        Registry::change(&ctx.home.config, |registry| registry.set_default(&alias)).await?;
    }
    ctx.term.note(&format!("{alias} ({username}) is taken over"));
    Ok(())
}

impl Args {
    fn wants(&self, login: &Candidate) -> bool {
        let named = |name: &String| Some(name) == login.alias.as_ref() || *name == login.entry.username;
        self.all || self.names.iter().any(named)
    }
}
