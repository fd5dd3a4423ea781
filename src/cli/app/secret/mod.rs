//! `sfo app secret`: the pair of key and secret that an app proves itself by, and replacing it while both work.

mod discard;
mod logins;
mod rotate;
mod sheet;
mod show;
mod stage;

use super::named;
use crate::api::oauth_app::{self, App, Consumer, Staged};
use crate::api::{self, Client};
use crate::ctx::Ctx;
use std::sync::Arc;

/// Show and replace the key and secret of an app
#[derive(clap::Subcommand)]
pub enum Command {
    Show(show::Args),
    Stage(stage::Args),
    Rotate(rotate::Args),
    Discard(discard::Args),
}

impl Command {
    pub async fn run(&self, ctx: &Ctx) -> anyhow::Result<()> {
        match self {
            Self::Show(args) => show::run(args, ctx).await,
            Self::Stage(args) => stage::run(args, ctx).await,
            Self::Rotate(args) => rotate::run(args, ctx).await,
            Self::Discard(args) => discard::run(args, ctx).await,
        }
    }
}

/// Whose pair it is.
#[derive(clap::Args)]
pub struct Target {
    /// App, by developer name, label or Id
    app: String,
    /// Consumer of the app, by name, Id or key, where it has several
    #[arg(long, value_name = "NAME")]
    consumer: Option<String>,
}

impl Target {
    async fn find(&self, client: &Arc<Client>) -> anyhow::Result<(App, Consumer)> {
        let page = format!("App Manager > {} > View > Manage Consumer Details", self.app);
        let app = named::external(client, &self.app, "its key and secret", &page).await?;
        let consumer = named::consumer(client, &app, self.consumer.as_deref()).await?;
        Ok((app, consumer))
    }
}

/// The second pair of a consumer, if there is one.
async fn staged(client: &Client, app: &App, consumer: &Consumer) -> anyhow::Result<Option<Staged>> {
    let staged = oauth_app::staged(client, &app.id, &consumer.id).await;
    staged.map_err(|error| named::cured(error, &app.name))
}

/// The same pair with its secret.
async fn whole(client: &Client, app: &App, consumer: &Consumer, pair: Staged) -> anyhow::Result<Staged> {
    let whole = oauth_app::whole(client, &app.id, &consumer.id, pair).await;
    whole.map_err(|error| named::cured(error, &app.name))
}

/// Sends what changes a second pair, and hands back what it has become.
async fn send(client: &Client, app: &App, call: &api::Call) -> anyhow::Result<Option<Staged>> {
    oauth_app::send(client, call).await.map_err(|error| named::cured(error, &app.name))
}

fn forbidden(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(api::Error::Refused(refusal)) if refusal.status == 403)
}

/// The day until which a pair works, as the org tells it.
fn until(pair: &Staged) -> &str {
    pair.expiration_date.as_deref().unwrap_or("the org ends it")
}
