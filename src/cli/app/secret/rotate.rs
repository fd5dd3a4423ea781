//! `sfo app secret rotate`: the second pair becomes the first. Logins of this machine that the app was given take the
//! new pair, and prove it, before the org is told to rotate.

use super::sheet::Sheet;
use super::stage::{begin, taken};
use super::{Target, cured, logins, send, staged, until, whole};
use crate::api::oauth_app::{self, App, Consumer, Part, Staged, State};
use crate::api::{self, Client};
use crate::cli::consent::{Consent, Harm};
use crate::ctx::Ctx;
use crate::org::Login;
use crate::secret::Secret;
use std::sync::Arc;

/// Replace the key and secret of an app by its staged pair, or by a new one
///
/// The pair that is replaced goes on until it expires or is discarded. Logins of this machine that the app was given take
/// the new pair first.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o acme app secret rotate Writer
  sfo -o demo app secret rotate Demo_Confidential --switch --yes")]
pub struct Args {
    #[command(flatten)]
    target: Target,
}

/// An app that is about to be rotated.
struct Turn<'a> {
    ctx: &'a Ctx,
    client: &'a Arc<Client>,
    consent: &'a Consent,
    app: App,
    consumer: Consumer,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let (out, client, consent) = (ctx.out()?, ctx.client().await?, &args.target.consent);
    let work = async |app, consumer| Turn { ctx, client, consent, app, consumer }.run().await;
    let sheet = args.target.run(ctx, "rotate", work).await?;
    ctx.show_in(out, &sheet)
}

impl Turn<'_> {
    async fn run(&self) -> anyhow::Result<Sheet> {
        match staged(self.client, &self.app, &self.consumer).await?.filter(Staged::works) {
            Some(pair) if pair.state != State::Active => self.follow(&pair).await,
            pair => self.rotate(pair).await,
        }
    }

    /// Rotates to the pair that is staged, or to a new one.
    async fn rotate(&self, pair: Option<Staged>) -> anyhow::Result<Sheet> {
        let (ctx, app, consumer) = (self.ctx, &self.app, &self.consumer);
        let moving = logins::with_key(ctx, consumer.key.as_deref())?;
        self.ask(pair.as_ref(), &moving)?;
        let pair = match pair {
            Some(pair) => pair,
            None => begin(self.client, app, consumer).await?,
        };
        let pair = if moving.is_empty() { pair } else { whole(self.client, app, consumer, pair).await? };
        let client = self.move_to(&moving, pair.key.as_deref(), pair.secret.as_ref()).await?;
        send(&client, app, &oauth_app::rotating(&app.id, &consumer.id, &pair.id)).await?;
        self.tell(&client).await
    }

    /// The app was rotated elsewhere: what can be done is to let the logins here follow.
    async fn follow(&self, before: &Staged) -> anyhow::Result<Sheet> {
        let moving = logins::with_key(self.ctx, before.key.as_deref())?;
        if moving.is_empty() {
            return Err(taken(&self.app, before));
        }
        let question = format!("Let {} take the pair that {} has now?", logins::names(&moving), self.app.name);
        self.consent.ask(self.ctx, &question, &self.again())?;
        let live = oauth_app::credentials(self.client, &self.app.id, &self.consumer.id, Part::Both).await;
        let live = live.map_err(|error| cured(error, &self.app))?;
        let client = self.move_to(&moving, live.key.as_deref(), live.secret.as_ref()).await?;
        self.tell(&client).await
    }

    fn ask(&self, pair: Option<&Staged>, moving: &[Login]) -> anyhow::Result<()> {
        let (app, consumer) = (&self.app, &self.consumer);
        let by = if pair.is_some() { "the staged pair" } else { "a new pair" };
        let along = if moving.is_empty() { String::new() } else { format!(", {} with it", logins::names(moving)) };
        let deed = format!("Replace the key and secret of {} by {by}{along}", app.name);
        let request = self.client.request(&oauth_app::staging(&app.id, &consumer.id))?;
        self.consent.harm(self.ctx, self.client, &Harm { deed, request: &request, again: &self.again() })
    }

    fn again(&self) -> String {
        format!("sfo app secret rotate {} --yes", self.app.name)
    }

    /// Moves logins to a pair; returns a client that goes on where the one before may have lost its login.
    async fn move_to(
        &self,
        moving: &[Login],
        key: Option<&str>,
        secret: Option<&Secret>,
    ) -> anyhow::Result<Arc<Client>> {
        let ctx = self.ctx;
        let Some(first) = moving.first() else { return Ok(Arc::clone(self.client)) };
        let key = key.ok_or_else(|| api::Error::Unreadable("it does not tell the new key".to_owned()))?;
        let own = ctx.login().ok().is_some_and(|login| login.entry.client_id == first.entry.client_id);
        logins::adopt(ctx, moving, key, secret).await?;
        if !own {
            return Ok(Arc::clone(self.client));
        }
        let client = ctx.client_of(&ctx.login()?.alias)?;
        client.confirm();
        Ok(Arc::new(client))
    }

    /// How it stands afterwards. The deed is done: an org that does not tell is no failure.
    async fn tell(&self, client: &Client) -> anyhow::Result<Sheet> {
        let (app, consumer) = (&self.app, &self.consumer);
        let before = staged(client, app, consumer).await.ok().flatten();
        let now = oauth_app::credentials(client, &app.id, &consumer.id, Part::Key).await;
        if let Some(before) = &before {
            let (name, until) = (&app.name, until(before));
            let text = format!("the pair before works until {until}; `sfo app secret discard {name}` ends it at once");
            self.ctx.term.note(&text);
        }
        let unknown = Consumer { key: None, ..consumer.clone() };
        Ok(Sheet::new(app, &now.unwrap_or(unknown), before.as_ref(), false))
    }
}
