//! `sfo app secret stage`: a second pair, which works beside the first until it takes its place or expires.

use super::sheet::Second;
use super::{Target, named, send, staged, until};
use crate::api::oauth_app::{self, App, Consumer, Staged, State};
use crate::api::{self, Client};
use crate::cli::consent::Consent;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};

/// Make a second key and secret for an app, which work beside the first
///
/// Hand them over with `sfo app secret show`, then let `sfo app secret rotate` put them in the place of the first. An
/// app has room for one second pair.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sfo -o acme app secret stage Writer")]
pub struct Args {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    consent: Consent,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let (out, client) = (ctx.out()?, ctx.client().await?);
    let (app, consumer) = args.target.find(client).await?;
    if let Some(pair) = staged(client, &app, &consumer).await?.filter(Staged::works) {
        return Err(taken(&app, &pair));
    }
    let request = client.request(&oauth_app::staging(&app.id, &consumer.id))?;
    args.consent.cover(ctx, client, &request, &format!("sfo app secret stage {} --yes", app.name))?;
    let pair = begin(client, &app, &consumer).await?;
    ctx.term.note(&format!(
        "the second pair of {} works until {}; `sfo app secret show {0} --output FILE` hands it over",
        app.name,
        until(&pair)
    ));
    ctx.show_in(out, &Second::new(&pair, false))
}

/// Stages a pair in the place of one that has expired, if there is one.
pub async fn begin(client: &Client, app: &App, consumer: &Consumer) -> anyhow::Result<Staged> {
    if let Some(old) = staged(client, app, consumer).await? {
        send(client, app, &oauth_app::discarding(&app.id, &consumer.id, &old.id)).await?;
    }
    let pair = send(client, app, &oauth_app::staging(&app.id, &consumer.id)).await?;
    let unnamed = || api::Error::Unreadable("it names no staged pair".to_owned());
    pair.ok_or_else(|| named::cured(unnamed(), &app.name))
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
