//! `sfo app tokens revoke`: refresh tokens end, and with each the access tokens that came of it.

use super::{Held, counted, held, named};
use crate::api::Client;
use crate::api::oauth_app::{self, App, End};
use crate::cli::consent::{Consent, Harm};
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use std::collections::BTreeSet;

/// End refresh tokens that an app holds, and all access tokens that came of them
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo app tokens revoke Demo_Confidential --all --yes
  sfo -o acme app tokens revoke Writer --user jo@example.com")]
pub struct Args {
    /// App, by developer name, label or Id
    app: String,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    consent: Consent,
}

#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct Which {
    /// Those of this user, by user name or Id
    #[arg(long, value_name = "USER")]
    user: Option<String>,
    /// Those of everybody
    #[arg(long)]
    all: bool,
    /// This one, as `sfo app tokens` lists it
    #[arg(long, value_name = "TOKEN")]
    id: Option<String>,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let app = named::external(client, &args.app, "a way to end its tokens", "Connected Apps OAuth Usage").await?;
    let tokens = args.which.of(client, &app).await?;
    let Some(first) = tokens.first() else {
        ctx.term.note(&format!("{} holds no refresh token; nothing was ended", app.name));
        return Ok(());
    };
    let end = args.which.end(&app, &first.user);
    let count = counted(tokens.len(), "refresh token");
    let deed = format!("End {count} of {} held by {}{}", whose(&tokens), app.name, own(ctx, client, &app).await);
    let again = format!("sfo app tokens revoke {} {} --yes", app.name, args.which.flag());
    let request = client.request(&oauth_app::revoking(end))?;
    args.consent.harm(ctx, client, &Harm { deed, request: &request, again: &again })?;
    oauth_app::revoke(client, end).await?;
    ctx.term.note(&format!("{count} of {} ended", app.name));
    Ok(())
}

impl Which {
    /// The tokens that are meant.
    async fn of(&self, client: &Client, app: &App) -> anyhow::Result<Vec<Held>> {
        let mut tokens = held(client, app, self.user.as_deref()).await?;
        if let Some(id) = self.id.as_deref() {
            tokens.retain(|held| held.token.id() == Some(id));
            if tokens.is_empty() {
                let text = format!("{} holds no token `{id}`", app.name);
                return Err(Failure::new(Exit::NotFound, text).hint(format!("sfo app tokens {}", app.name)).into());
            }
        }
        Ok(tokens)
    }

    fn end<'a>(&'a self, app: &'a App, user: &'a str) -> End<'a> {
        match &self.id {
            Some(id) => End::One(id),
            None if self.user.is_some() => End::User { app: &app.id, user },
            None => End::App(&app.id),
        }
    }

    fn flag(&self) -> String {
        match (&self.user, &self.id) {
            (Some(user), _) => format!("--user {user}"),
            (_, Some(id)) => format!("--id {id}"),
            _ => "--all".to_owned(),
        }
    }
}

fn whose(tokens: &[Held]) -> String {
    let users: BTreeSet<_> = tokens.iter().map(|held| held.token.username.as_ref().unwrap_or(&held.user)).collect();
    match users.first() {
        Some(user) if users.len() == 1 => (*user).clone(),
        _ => counted(users.len(), "user"),
    }
}

/// Says so where the login in use is one of the app.
async fn own(ctx: &Ctx, client: &Client, app: &App) -> &'static str {
    let Ok(login) = ctx.login() else { return "" };
    let consumers = oauth_app::consumers(client, &app.id).await.unwrap_or_default();
    let mine = consumers.iter().any(|one| one.key.as_ref() == Some(&login.entry.client_id));
    if mine { " (the app of the login in use)" } else { "" }
}
