//! `sfo app secret discard`: the second pair ends at once, whether it was to become the first or was it once.

use super::{Target, logins, send, staged};
use crate::api::oauth_app::{self, App, Staged, State};
use crate::cli::consent::{Consent, Harm};
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::org::Login;

/// End the second pair of an app at once
///
/// Before a rotation that is the staged pair, after it the one that was replaced.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sfo -o acme app secret discard Writer")]
pub struct Args {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    consent: Consent,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let (app, consumer) = args.target.find(client).await?;
    let Some(pair) = staged(client, &app, &consumer).await? else {
        ctx.term.note(&format!("{} has no second pair; nothing was ended", app.name));
        return Ok(());
    };
    let users = logins::with_key(ctx, pair.key.as_deref())?;
    if !users.is_empty() && pair.works() {
        return Err(in_use(&app, &users));
    }
    let call = oauth_app::discarding(&app.id, &consumer.id, &pair.id);
    let request = client.request(&call)?;
    let again = format!("sfo app secret discard {} --yes", app.name);
    args.consent.harm(ctx, client, &Harm { deed: deed(&app, &pair), request: &request, again: &again })?;
    send(client, &app, &call).await?;
    ctx.term.note(&format!("{} has one pair", app.name));
    Ok(())
}

/// Either way it is `rotate` that helps: it takes a staged pair for the first one, and lets logins follow.
fn in_use(app: &App, users: &[Login]) -> anyhow::Error {
    let text = format!("{} signs in with that pair and would be lost; nothing was ended", logins::names(users));
    Failure::new(Exit::Refused, text).hint(format!("sfo app secret rotate {}", app.name)).into()
}

fn deed(app: &App, pair: &Staged) -> String {
    let key = pair.key.as_deref().unwrap_or("unknown");
    match pair.state {
        State::Rotated => {
            format!("End the pair that {} had before (key {key}), and sign out who still uses it,", app.name)
        }
        _ => format!("End the staged pair of {} (key {key})", app.name),
    }
}
