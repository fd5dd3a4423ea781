//! An app as it was ordered, and what is done in an org to have it.

use super::known::{self, Outcome};
use super::plan::Plan;
use super::told::{Told, next};
use super::{Args, ask, deploy, warn};
use crate::api::Client;
use crate::app::metadata::{self, Component, Form, package, to_send};
use crate::app::{Preset, Settings};
use crate::cli::app::there::There;
use crate::cli::consent::Harm;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure, Remark};
use crate::org::Kind;
use crate::term::Out;
use std::sync::Arc;

/// What a run has to know that cannot ask the Metadata API.
const JWT: &str = "note: the session is a JWT, which the Metadata API does not take: callbacks and boxes could not be \
                   compared, and custom attributes of the policies are lost where those change";

pub struct Order<'o> {
    args: &'o Args,
    ctx: &'o Ctx,
    client: &'o Arc<Client>,
    out: Out,
    preset: Preset,
    settings: Settings,
}

impl<'o> Order<'o> {
    /// Opens what is written to before anything is sent.
    pub async fn new(args: &'o Args, ctx: &'o Ctx, preset: Preset, settings: Settings) -> anyhow::Result<Self> {
        let out = ctx.out()?;
        Ok(Self { args, ctx, client: ctx.client().await?, out, preset, settings })
    }

    pub async fn run(mut self) -> anyhow::Result<()> {
        warn(self.ctx, &self.preset, &self.settings);
        self.advise();
        let there = There::read(self.client, &self.args.name).await?;
        self.complete(&there).await?;
        let plan = Plan::new(&there, &self.settings, &self.args.label());
        if self.args.dry_run {
            return self.ctx.show_in(self.out.clone(), &plan.with_files(&self.version()));
        }
        if there.by_query && plan.exists && !plan.is_empty() {
            self.ctx.term.note(JWT);
        }
        if !plan.is_empty() {
            self.agree(&plan)?;
            self.deploy(&plan).await?;
        }
        self.tell(plan).await
    }

    /// What is good to have in a sandbox, and is more than is needed.
    fn advise(&self) {
        let sandbox = Kind::told_by(self.client.origin()) == Some(Kind::Sandbox);
        let more = self.preset.sandbox_scopes.iter().filter(|scope| !self.settings.scopes.contains(scope));
        for scope in more.filter(|_| sandbox) {
            let product = &self.preset.product;
            self.ctx
                .term
                .note(&format!("note: in a sandbox, {product} is advised to ask for {scope}, too: --scope {scope}"));
        }
    }

    /// Fills in what the org knows better: whom to ask about a new app, and whether there is a permission set.
    async fn complete(&mut self, there: &There) -> anyhow::Result<()> {
        if !there.exists() && self.settings.contact_email.is_none() {
            self.settings.contact_email = Some(ask::own_address(self.client).await?);
        }
        if let Some(user) = &self.settings.policy.run_as {
            self.has_user(user).await?;
        }
        for set in std::mem::take(&mut self.settings.policy.permission_sets) {
            if ask::has_permission_set(self.client, &set).await? {
                self.settings.policy.permission_sets.push(set);
            } else {
                self.ctx.term.note(&format!("note: there is no permission set {set} yet; `sfo app grant` makes it"));
            }
        }
        Ok(())
    }

    /// The org would take the app and refuse its policies.
    async fn has_user(&self, name: &str) -> anyhow::Result<()> {
        if ask::has_user(self.client, name).await? {
            return Ok(());
        }
        let text =
            format!("there is no active user {name} to run as; without --run-as the app can be made before its user");
        let make = format!("sfo app grant {} --preset {} --service-user {name}", self.settings.name, self.preset.name);
        Err(Failure::usage(text).hint(make).into())
    }

    fn version(&self) -> String {
        self.client.version().to_string()
    }

    /// Shows what differs, and asks before an app that is there becomes another.
    fn agree(&self, plan: &Plan) -> anyhow::Result<()> {
        let org = self.ctx.choose()?.name;
        self.ctx.term.note(&plan.to_string());
        let call = deploy::call(&[])?;
        let (request, again) = (self.client.request(&call)?, self.args.again());
        if !plan.exists {
            return self.args.consent.cover(self.ctx, self.client, &request, &again);
        }
        let deed = format!("Change the app {} in {org}", plan.app);
        self.args.consent.change(self.ctx, self.client, &Harm { deed, request: &request, again: &again })
    }

    /// Two deploys: the org makes the policies of an app that is new, and they can be changed then.
    async fn deploy(&self, plan: &Plan) -> anyhow::Result<()> {
        self.send(&plan.first).await?;
        if plan.exists {
            return self.send(&plan.second).await;
        }
        let made = There::read_kinds(self.client, &self.args.name, &metadata::Kind::SECOND).await?;
        let policies = to_send(&metadata::Kind::SECOND, &made.components, &self.settings, &self.args.label());
        let half = || Remark {
            about: format!("{} is there, but its policies are those of any new app", plan.app),
            hint: Some(self.args.again()),
            ..Remark::default()
        };
        self.send(&policies).await.map_err(|error| error.context(half()))
    }

    async fn send(&self, components: &[Component]) -> anyhow::Result<()> {
        if components.is_empty() {
            return Ok(());
        }
        let call = deploy::call(&package(components, Form::Metadata, &self.version()))?;
        deploy::run(self.ctx, self.client, &call, &self.args.again()).await.map(drop)
    }

    /// Waits until the app is known, and says what came of it all.
    async fn tell(self, plan: Plan) -> anyhow::Result<()> {
        let id = There::read_kinds(self.client, &self.args.name, &[]).await?.id;
        let key = ask::key(self.client, &self.args.name, id.as_deref()).await?;
        if key.is_none() {
            self.ctx.term.note(
                "note: the org does not tell the consumer key, so nobody asked whether its sign-in knows the app",
            );
        }
        let outcome = match (&key, self.args.no_wait) {
            (Some(key), false) => Some(known::wait(self.ctx, self.client, key, self.args.wait).await?),
            _ => None,
        };
        let told = Told {
            app: plan.app.clone(),
            id,
            outcome: match (plan.exists, plan.is_empty()) {
                (false, _) => "created",
                (true, false) => "changed",
                (true, true) => "unchanged",
            },
            next: next(&self.preset, &self.settings, key.as_deref()),
            consumer_key: key,
            changes: plan.changes,
            not_compared: plan.not_compared,
            known: outcome.map(|outcome| outcome == Outcome::Known),
            by_hand: self.preset.by_hand.clone(),
        };
        self.ctx.show_in(self.out.clone(), &told)?;
        self.verdict(outcome)
    }

    fn verdict(&self, outcome: Option<Outcome>) -> anyhow::Result<()> {
        let name = &self.args.name;
        let (exit, text) = match outcome {
            None | Some(Outcome::Known) => return Ok(()),
            Some(Outcome::Late) => {
                let most = self.args.wait;
                (Exit::Network, format!("{name} is there, but the org's sign-in did not know it after {most:?}"))
            }
            Some(Outcome::Told(exit)) => {
                (exit, format!("interrupted; {name} is there, but the org's sign-in does not know it yet"))
            }
        };
        Err(Failure::new(exit, text).hint(self.args.again()).into())
    }
}
