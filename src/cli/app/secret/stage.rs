//! `sfo app secret stage`: a second pair, which works beside the first until it takes its place or expires.

use super::sheet::Second;
use super::{Target, send, staged, until};
use crate::api::oauth_app::{self, App, Consumer, Staged, State};
use crate::api::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};

/// Make a second key and secret for an app, which work beside the first
///
/// Hand them over with `sfo app secret show`, then let `sfo app secret rotate` put them in the place of the first. An
/// app has room for one second pair.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sfo -o demo app secret stage Demo_Confidential --switch --yes")]
pub struct Args {
    #[command(flatten)]
    target: Target,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let (out, client) = (ctx.out()?, ctx.client().await?);
    let pair = args.target.run(ctx, "stage", async |app, consumer| args.stage(ctx, client, &app, &consumer).await);
    ctx.show_in(out, &Second::new(&pair.await?, false))
}

impl Args {
    async fn stage(&self, ctx: &Ctx, client: &Client, app: &App, consumer: &Consumer) -> anyhow::Result<Staged> {
        if let Some(pair) = staged(client, app, consumer).await?.filter(Staged::works) {
            return Err(taken(app, &pair));
        }
        let (name, request) = (&app.name, client.request(&oauth_app::staging(&app.id, &consumer.id))?);
        self.target.consent.cover(ctx, client, &request, &format!("sfo app secret stage {name} --yes"))?;
        let pair = begin(client, app, consumer).await?;
        let until = until(&pair);
        ctx.term.note(&format!("the second pair of {name} works until {until}; `sfo app secret show {name}` has it"));
        Ok(pair)
    }
}

/// Stages a pair in the place of one that has expired, if there is one.
pub async fn begin(client: &Client, app: &App, consumer: &Consumer) -> anyhow::Result<Staged> {
    if let Some(old) = staged(client, app, consumer).await? {
        send(client, app, &oauth_app::discarding(&app.id, &consumer.id, &old.id)).await?;
    }
    let pair = send(client, app, &oauth_app::staging(&app.id, &consumer.id)).await?;
    Ok(pair.ok_or_else(|| api::Error::Unreadable("it names no staged pair".to_owned()))?)
}

/// There is a second pair already.
pub fn taken(app: &App, pair: &Staged) -> anyhow::Error {
    let name = &app.name;
    let (what, next) = match pair.state {
        State::Rotated => {
            ("the pair from before the last rotation still works", format!("sfo app secret discard {name}"))
        }
        _ => ("a pair is staged", format!("sfo app secret rotate {name}")),
    };
    let key = pair.key.as_deref().unwrap_or("unknown");
    let text = format!("{name} has room for one second pair: {what} until {} (key {key})", until(pair));
    Failure::new(Exit::Refused, text).hint(next).into()
}
