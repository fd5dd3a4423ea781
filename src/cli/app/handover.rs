//! `sfo app handover`: an app's values in the fields of the product that is to use it.

use super::named;
use super::switch::{Task, kept};
use crate::api::Client;
use crate::api::oauth_app::{self, App, Consumer, Part};
use crate::app::{Kind, What};
use crate::auth;
use crate::cli::consent::Consent;
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
  sfo -o demo app handover Demo_Confidential --for c1 --switch --yes | wc -l
  sfo -o demo app handover Demo_Public --for sfo")]
pub struct Args {
    /// Developer name, label or Id of the app
    name: String,
    /// Product: a preset of `sfo app guide`, such as writer
    #[arg(long = "for", value_name = "PRODUCT")]
    product: String,
    /// Consumer key, of a connected app whose key the org does not tell
    #[arg(long, value_name = "KEY")]
    client_id: Option<String>,
    /// Let the org tell its API secrets for as long as this takes, where it does not; asks first
    #[arg(long)]
    switch: bool,
    #[command(flatten)]
    how: How,
    #[command(flatten)]
    consent: Consent,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let preset = handover::product(ctx, &args.product)?;
    let client = ctx.client().await?;
    let app = named::app(client, &args.name).await?;
    let (key, consumer) = args.key(client, &app).await?;
    let own = own_secret(client, &key).await?;
    let signed_in = own.is_some();
    let wanted = preset.form.iter().any(|field| field.value == Some(What::ClientSecret)) && !args.how.gives_secret();
    let client_secret = match (own.flatten(), consumer) {
        (None, Some(consumer)) if wanted => args.told(ctx, client, &app, &consumer).await?,
        (own, _) => own,
    };
    let host = client.origin().clone();
    let known = Known { app: auth::App { host, client_id: key, client_secret }, kind: kind(app.kind), signed_in };
    handover::run(&args.how, &preset, known, ctx).await
}

fn kind(kind: oauth_app::Kind) -> Kind {
    match kind {
        oauth_app::Kind::External => Kind::ExternalClientApp,
        oauth_app::Kind::Connected => Kind::ConnectedApp,
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
    /// The key of the app, and its consumer where the org tells of it.
    async fn key(&self, client: &Client, app: &App) -> anyhow::Result<(String, Option<Consumer>)> {
        let keyless = || {
            let text = format!("the org does not tell the consumer key of {}", app.name);
            Failure::usage(text).hint(format!("sfo app handover {} --for {} --client-id KEY", app.name, self.product))
        };
        if app.kind == oauth_app::Kind::Connected {
            return Ok((self.client_id.clone().ok_or_else(keyless)?, None));
        }
        let consumer = named::consumer(client, app, self.client_id.as_deref()).await?;
        let keyed = oauth_app::keyed(client, &app.id, consumer).await;
        let consumer = keyed.map_err(|error| named::cured(error, &app.name, None))?;
        Ok((consumer.key.clone().ok_or_else(keyless)?, Some(consumer)))
    }

    /// The secret, from an org that tells it, or that may be made to.
    async fn told(&self, ctx: &Ctx, client: &Client, app: &App, consumer: &Consumer) -> anyhow::Result<Option<Secret>> {
        let again = format!("sfo app handover {} --for {} --switch --yes", app.name, self.product);
        let task = Task { ctx, client, consent: &self.consent, again: &again };
        let ask = async || Ok(oauth_app::credentials(client, &app.id, &consumer.id, Part::Secret).await?.secret);
        match task.run(self.switch, ask).await {
            // Whoever is there may know it.
            Err(error) if !self.switch && kept(&error).is_some() => {
                ctx.term.note("the org keeps the secret to itself; --switch lets it be told");
                Ok(None)
            }
            secret => secret,
        }
    }
}
