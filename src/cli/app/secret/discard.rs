//! `sfo app secret discard`: the second pair ends at once, whether it was to become the first or was it once.

use super::{Target, logins, send, staged};
use crate::api::Client;
use crate::api::oauth_app::{self, App, Consumer, Staged, State};
use crate::cli::consent::Harm;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::org::Login;

/// End the second pair of an app at once
///
/// Before a rotation that is the staged pair, after it the one that was replaced.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sfo -o demo app secret discard Demo_Confidential --switch --yes")]
pub struct Args {
    #[command(flatten)]
    target: Target,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    args.target.run(ctx, "discard", async |app, consumer| args.discard(ctx, client, &app, &consumer).await).await
}

impl Args {
    async fn discard(&self, ctx: &Ctx, client: &Client, app: &App, consumer: &Consumer) -> anyhow::Result<()> {
        let name = &app.name;
        let Some(pair) = staged(client, app, consumer).await? else {
            ctx.term.note(&format!("{name} has no second pair; nothing was ended"));
            return Ok(());
        };
        let users = logins::with_key(ctx, pair.key.as_deref())?;
        if !users.is_empty() && pair.works() {
            return Err(in_use(app, &users));
        }
        let call = oauth_app::discarding(&app.id, &consumer.id, &pair.id);
        let request = client.request(&call)?;
        let again = format!("sfo app secret discard {name} --yes");
        let harm = Harm { deed: deed(app, &pair), request: &request, again: &again };
        self.target.consent.harm(ctx, client, &harm)?;
        send(client, app, &call).await?;
        logins::forget(ctx, consumer.key.as_deref(), pair.key.as_deref())?;
        ctx.term.note(&format!("{name} has one pair"));
        Ok(())
    }
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
