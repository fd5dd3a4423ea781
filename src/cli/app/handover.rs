//! `sfo app handover`: an app's values in the fields of the product that is to use it.

use super::named;
use crate::api::oauth_app::{self, App, Part};
use crate::api::{self, Client};
use crate::app;
use crate::auth;
use crate::cli::handover::{self, How, Known};
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::org::Slot;
use crate::secret::Secret;

/// Hand an app over to a product, in the fields of the product's own form
///
/// Tries first whether the values work. On a terminal secrets are masked until `--reveal`; into a pipe goes one JSON
/// object by label. The consumer secret comes from you, else from the login, else from the org where it tells it.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  SFO_CLIENT_SECRET=1234567890ABCDEF sfo -o demo app handover Demo_Confidential --for c1
  sfo -o demo app handover Demo_Public --for sfo --no-verify")]
pub struct Args {
    /// Developer name, label or Id of the app
    name: String,
    /// Product: a preset of `sfo app guide`, such as writer
    #[arg(long = "for", value_name = "PRODUCT")]
    product: String,
    /// Consumer key, of a connected app whose key the org does not tell
    #[arg(long, value_name = "KEY")]
    client_id: Option<String>,
    #[command(flatten)]
    how: How,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let preset = handover::product(ctx, &args.product)?;
    let client = ctx.client().await?;
    let app = named::app(client, &args.name).await?;
    let (key, told) = args.credentials(client, &app).await?;
    let own = own_secret(client, &key).await?;
    let signed_in = own.is_some();
    let client_secret = own.flatten().or(told);
    let host = client.origin().clone();
    let known = Known { app: auth::App { host, client_id: key, client_secret }, kind: kind(app.kind), signed_in };
    handover::run(&args.how, &preset, known, ctx).await
}

fn kind(kind: oauth_app::Kind) -> app::Kind {
    match kind {
        oauth_app::Kind::External => app::Kind::ExternalClientApp,
        oauth_app::Kind::Connected => app::Kind::ConnectedApp,
    }
}

/// Where the login in use was made with this app: the secret that it has of it, if any.
async fn own_secret(client: &Client, key: &str) -> anyhow::Result<Option<Option<Secret>>> {
    match client.session().login().filter(|login| login.entry.client_id == key) {
        Some(login) => Ok(Some(login.secret(Slot::ClientSecret).await?)),
        None => Ok(None),
    }
}

impl Args {
    /// The key of the app, and its secret where the org tells it.
    async fn credentials(&self, client: &Client, app: &App) -> anyhow::Result<(String, Option<Secret>)> {
        let keyless = || {
            let text = format!("the org does not tell the consumer key of {}", app.name);
            Failure::usage(text).hint(format!("sfo app handover {} --for … --client-id KEY", app.name))
        };
        if app.kind == oauth_app::Kind::Connected {
            return Ok((self.client_id.clone().ok_or_else(keyless)?, None));
        }
        let consumer = named::consumer(client, app, self.client_id.as_deref()).await?;
        let pair = match oauth_app::credentials(client, &app.id, &consumer.id, Part::Both).await {
            // The key alone needs less.
            Err(api::Error::Refused(_)) => oauth_app::credentials(client, &app.id, &consumer.id, Part::Key).await?,
            pair => pair?,
        };
        Ok((pair.key.or(consumer.key).ok_or_else(keyless)?, pair.secret))
    }
}
