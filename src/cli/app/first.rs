//! The first token: who has no login yet takes one that is there, or is told the ways to one.

use crate::ctx::Ctx;
use crate::error::{self, Exit, Failure, Remark};
use crate::org::{self, Store, import::Candidate, import::Official};

/// Whether a command ended because there is no login at all.
pub fn is_needed(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(org::Error::NotChosen))
}

/// Lends this run a login of the official CLI, where there is one and it is clear which. Nothing is stored, and its
/// refresh token stays unused: where tokens rotate, that would sign the official CLI out. Returns its name.
pub async fn lend(ctx: &Ctx) -> anyhow::Result<String> {
    let logins = official(ctx).await;
    let several = logins.len() > 1;
    let names: Vec<String> = logins.iter().map(name).collect();
    let login = logins.into_iter().find(|login| login.default || !several).ok_or_else(|| explain(&names))?;
    let (name, url) = (name(&login), login.entry.instance_url.clone());
    let token = login.secrets.access.ok_or_else(|| explain(&names))?;
    ctx.term.note(&format!(
        "no org is signed in; taken for this run: {name} ({}), a login of the official CLI",
        login.entry.username
    ));
    ctx.lend(org::origin(url.as_str())?, token);
    Ok(name)
}

/// What went wrong with a lent session, and how to keep it.
pub fn remark(error: anyhow::Error, name: &str) -> anyhow::Error {
    if error::exit(&error) != Exit::SignedOut {
        return error;
    }
    let about = format!("the official CLI's login {name} has ended");
    error.context(Remark { about, hint: Some(import(name)), ..Remark::default() })
}

/// Those of this machine; a file or keychain that does not read holds none for us.
async fn official(ctx: &Ctx) -> Vec<Candidate> {
    let Some(official) = Official::find() else { return Vec::new() };
    match official.logins(&ctx.home, Store::Keyring).await {
        Ok(found) => found.logins,
        Err(error) => {
            ctx.term.warn(&format!("the logins of the official CLI: {error}"));
            Vec::new()
        }
    }
}

fn name(login: &Candidate) -> String {
    login.alias.clone().unwrap_or_else(|| login.entry.username.clone())
}

fn import(name: &str) -> String {
    format!("sfo auth import {name}")
}

fn explain(names: &[String]) -> anyhow::Error {
    let (official, hint) = match names {
        [] => ("none is on this machine".to_owned(), "sfo app guide".to_owned()),
        [first, ..] => (format!("{}: take one over by `{}`", names.join(", "), import(first)), import(first)),
    };
    let text = format!(
        "no org is signed in, and an app is made and looked after in the name of an administrator; there are three ways\n  \
         - a login of the official CLI ({official})\n  \
         - an access token that you hold, in SFO_ACCESS_TOKEN, with SFO_INSTANCE_URL\n  \
         - by hand in Setup: `sfo app guide sfo --host MY-DOMAIN` says what to tick, then\n    \
         `sfo auth login --host MY-DOMAIN --client-id KEY`"
    );
    Failure::new(Exit::SignedOut, text).hint(hint).into()
}
