//! `sfo app secret`: the pair of key and secret that an app proves itself by, and replacing it while both work.

mod discard;
mod logins;
mod rotate;
mod sheet;
mod show;
mod stage;

use super::named;
use super::switch::Task;
use crate::api::oauth_app::{self, App, Consumer, Staged};
use crate::api::{self, Client};
use crate::cli::consent::Consent;
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
    /// Let the org tell its API secrets for as long as this takes, where it does not; asks first
    #[arg(long)]
    switch: bool,
    #[command(flatten)]
    consent: Consent,
}

impl Target {
    /// Does the work with the pair of the app; `verb` is the command that does.
    async fn run<T>(
        &self,
        ctx: &Ctx,
        verb: &str,
        work: impl AsyncFn(App, Consumer) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let client = ctx.client().await?;
        let again = format!("sfo app secret {verb} {} --switch --yes", self.app);
        let task = Task { ctx, client, consent: &self.consent, again: &again };
        let work = async || {
            let (app, consumer) = self.find(client).await?;
            work(app, consumer).await
        };
        task.run(self.switch, work).await
    }

    async fn find(&self, client: &Arc<Client>) -> anyhow::Result<(App, Consumer)> {
        let page = format!("App Manager > {} > View > Manage Consumer Details", self.app);
        let app = named::external(client, &self.app, "its key and secret", &page).await?;
        let consumer = named::consumer(client, &app, self.consumer.as_deref()).await?;
        Ok((app, consumer))
    }
}

/// An error of the credentials API, with what helps.
fn cured(error: api::Error, app: &App) -> anyhow::Error {
    named::cured(error, &app.name, Some("--switch"))
}

/// The second pair of a consumer, if there is one.
async fn staged(client: &Client, app: &App, consumer: &Consumer) -> anyhow::Result<Option<Staged>> {
    let staged = oauth_app::staged(client, &app.id, &consumer.id).await;
    staged.map_err(|error| cured(error, app))
}

/// The same pair with its secret.
async fn whole(client: &Client, app: &App, consumer: &Consumer, pair: Staged) -> anyhow::Result<Staged> {
    let whole = oauth_app::whole(client, &app.id, &consumer.id, pair).await;
    whole.map_err(|error| cured(error, app))
}

/// Sends what changes a second pair, and hands back what it has become.
async fn send(client: &Client, app: &App, call: &api::Call) -> anyhow::Result<Option<Staged>> {
    oauth_app::send(client, call).await.map_err(|error| cured(error, app))
}

/// The day until which a pair works, as the org tells it.
fn until(pair: &Staged) -> &str {
    pair.expiration_date.as_deref().unwrap_or("the org ends it")
}
