//! The user that an app runs as where it signs in by itself. It stands in the app's OAuth policy, which is sent whole:
//! what it did not say, the org would forget.

use super::{Wish, cure};
use crate::api::Client;
use crate::api::oauth_app::Kind as AppKind;
use crate::app::Name;
use crate::app::metadata::{Component, Form, Kind, package};
use crate::app::settings::{Policy, Setting, Settings};
use crate::cli::app::new::deploy;
use crate::cli::app::there::There;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use std::sync::Arc;

pub struct RunAs {
    pub username: String,
    /// The policy to send, where it does not name the user yet.
    change: Option<Component>,
}

impl RunAs {
    /// Reads what the policy says. The user may still have to be made.
    pub async fn read(client: &Arc<Client>, wish: &Wish, username: &str) -> anyhow::Result<Self> {
        let app = &wish.app.name;
        let refused = |why: &str| Failure::new(Exit::Refused, format!("{app} {why}"));
        if wish.app.kind == AppKind::Connected {
            let why = "is a connected app; its user is at Setup > App Manager > Manage > Edit Policies > Run As";
            return Err(refused(why).into());
        }
        let name: Name = app.parse().map_err(|_| refused("has no developer name that metadata could use"))?;
        let there = There::read_kinds(client, &name, &[Kind::OauthPolicy]).await?;
        let before = there.found().settings.policy.run_as;
        let policy = there.components.into_iter().find(|component| component.kind == Kind::OauthPolicy);
        let mut policy = policy.ok_or_else(|| refused("has no OAuth policy to name a user in"))?;
        let wanted = Policy { run_as: Some(username.to_owned()), ..Policy::default() };
        policy.say(Setting::RunAs, &Settings { policy: wanted, ..Settings::default() });
        let said = before.is_some_and(|before| before.eq_ignore_ascii_case(username));
        Ok(Self { username: username.to_owned(), change: (!said).then_some(policy) })
    }

    pub fn is_missing(&self) -> bool {
        self.change.is_some()
    }

    /// Sends the policy; whether it had to.
    pub async fn make(&self, ctx: &Ctx, client: &Client, again: &str) -> anyhow::Result<bool> {
        let Some(policy) = &self.change else { return Ok(false) };
        let files = package(std::slice::from_ref(policy), Form::Metadata, &client.version().to_string());
        let sent = deploy::run(ctx, client, &deploy::call(&files)?, again).await;
        sent.map_err(|error| cure::about(error, &format!("run as {}", self.username)))?;
        Ok(true)
    }
}
