//! Which app, at which host, and what a login knows of it.

use super::Args;
use super::wanted::typed;
use crate::api::oauth_app;
use crate::api::{Client, Error};
use crate::auth::Access;
use crate::cli::app::inside::Inside;
use crate::cli::app::named;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::http::Url;
use crate::org::Slot;
use std::sync::Arc;

pub struct Target {
    pub host: Url,
    pub client_id: String,
    /// What the org tells, or why it does not.
    pub inside: Result<Inside, String>,
    pub own: Option<Own>,
}

/// What the login that asks shows, where it is one of this app.
pub struct Own {
    /// Its access token is a JWT.
    pub jwt: Option<bool>,
    /// It has a refresh token.
    pub lasting: bool,
}

impl Target {
    pub async fn find(args: &Args, ctx: &Ctx) -> anyhow::Result<Self> {
        if let (Some(key), Some(host), None) = (&args.client_id, &args.host, &ctx.options.org) {
            let inside = Err("only a login would show it".to_owned());
            return Ok(Self { host: host.clone(), client_id: key.clone(), inside, own: None });
        }
        let client = ctx.client().await?;
        let inside = match (&args.name, &args.client_id) {
            (Some(name), _) => Ok(Inside::read(client, named::app(client, name).await?).await?),
            (None, key) => of_key(client, key.as_deref().unwrap_or_default()).await?,
        };
        let known = inside.as_ref().ok().and_then(|inside| inside.key().map(str::to_owned));
        let client_id = args.client_id.clone().or(known).ok_or_else(|| untold(args))?;
        let host = args.host.clone().unwrap_or_else(|| client.origin().clone());
        let own = own(ctx, &client_id).await?;
        Ok(Self { host, client_id, inside, own })
    }
}

fn untold(args: &Args) -> Failure {
    let name = args.name.as_deref().unwrap_or_default();
    let text = format!("the org does not tell the consumer key of {name}; Setup does, under Consumer Key and Secret");
    Failure::new(Exit::Refused, text).hint(format!("sfo app check {} --client-id KEY", typed(name)))
}

/// The app with this consumer key. Of connected apps no API tells it.
async fn of_key(client: &Arc<Client>, key: &str) -> anyhow::Result<Result<Inside, String>> {
    for app in oauth_app::external(client).await? {
        let consumers = match oauth_app::consumers(client, &app.id).await {
            Err(Error::Refused(refusal)) => return Ok(Err(format!("{}: {}", refusal.code, refusal.message))),
            consumers => consumers?,
        };
        for consumer in consumers {
            if oauth_app::keyed(client, &app.id, consumer).await?.key.as_deref() == Some(key) {
                return Inside::read(client, app).await.map(Ok);
            }
        }
    }
    Ok(Err("the org of the login has no External Client App with this consumer key".to_owned()))
}

/// What a stored login of this app shows.
async fn own(ctx: &Ctx, client_id: &str) -> anyhow::Result<Option<Own>> {
    let Some(login) = ctx.login().ok().filter(|login| login.entry.client_id == client_id) else { return Ok(None) };
    let jwt = login.secret(Slot::Access).await?.map(|token| Access::read(&token) != Access::Opaque);
    Ok(Some(Own { jwt, lasting: login.secret(Slot::Refresh).await?.is_some() }))
}
